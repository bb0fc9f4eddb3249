"""From outputs to acknowledgements: what may pass is sent again, what the broker refuses is replaced; else a halt."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol

from aiokafka import errors

from streams.kafka.batches import Outgoing
from streams.kafka.handshake import denial
from streams.kafka.runs import Record
from streams.telemetry.logs import Event, logger
from streams.telemetry.metrics import NOT_ACKNOWLEDGED, Metrics

DELIVERY_SECONDS = 40.0
"""How long a run's outputs may take. With the 15 s that one send may wait for a full buffer it stays below the 60 s
after which a rebalance goes on without this worker."""
FIRST_PAUSE_SECONDS = 0.1
"""Before the first retry; doubled each time, up to two seconds."""
LATE_SECONDS = 5.0
"""How often a run that still waits is counted among what Kafka does not take: aiokafka tries again by itself what may
pass, and tells only its log; and where the time is up the process ends, so that nobody sees what is counted then."""
REFUSED = (
    errors.MessageSizeTooLargeError,
    errors.RecordListTooLargeError,
    errors.InvalidMessageError,
    errors.InvalidTimestampError,
)
"""The broker will not take this record, however often it is sent."""

log = logger(__name__)

Halt = Callable[[str], NoReturn]
"""Ends the process loudly, without another commit."""


def uncounted(_: Metrics) -> None:
    """Count nothing."""


@dataclass(slots=True)
class Output(Outgoing):
    """One record to publish, and what to count once it is acknowledged."""

    settled: Callable[[Metrics], None] = field(default=uncounted, compare=False)


class Producer(Protocol):
    """What sending needs of ``streams.kafka.producer.RunProducer`` or of a transaction.

    ``renew`` makes that what failed may be sent again, and what was acknowledged stays so.
    """

    async def dispatch(self, record: Outgoing) -> asyncio.Future[Any]: ...

    def hurry(self) -> None: ...

    def knows(self, topic: str) -> bool: ...

    async def renew(self) -> None: ...


@dataclass(slots=True)
class Sending:
    """An output of ``record`` on its way."""

    record: Record
    output: Output
    future: asyncio.Future[Any]


InPlaceOf = Callable[[Sending, BaseException], Output]
"""Returns what goes out instead of an output that the broker refused with that error; or halts."""


class Outbox:
    """Has the outputs of a run acknowledged, or halts."""

    def __init__(self, producer: Producer, in_place_of: InPlaceOf, metrics: Metrics, halt: Halt) -> None:
        self._producer = producer
        self._in_place_of = in_place_of
        self._metrics = metrics
        self._halt = halt

    async def send(self, record: Record, output: Output) -> Sending:
        """Queue ``output``; what cannot even be queued has a failed future, like what the broker refuses."""
        return Sending(record, output, await self._dispatch(output))

    async def settle(self, sendings: Sequence[Sending], deadline: float) -> None:
        """Wait until every sending is acknowledged, sending again what failed; then count them."""
        if not sendings:
            return
        await self._wait(sendings, deadline)
        failed = [sending for sending in sendings if sending.future.exception() is not None]
        if failed:
            # A refused batch fails all its records, and leaves the idempotent producer with a gap in its sequence that
            # fails all that follow. So: a new producer, and each record alone, until the guilty one is known.
            await self._renew(deadline)
            for sending in failed:
                await self._resend(sending, deadline)
        self._count(sendings)

    async def _resend(self, sending: Sending, deadline: float) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            sending.future = await self._dispatch(sending.output)
            await self._wait([sending], deadline)
            error = sending.future.exception()
            if error is None:
                return
            self._metrics.send_errors.labels(type(error).__name__).inc()
            log.warning(Event.SEND_FAILED, topic=sending.output.topic, offset=sending.record.offset, error=repr(error))
            if isinstance(error, REFUSED):
                sending.output = self._in_place_of(sending, error)
                await self._renew(deadline)
            elif not (getattr(error, "retriable", False) or isinstance(error, errors.KafkaTimeoutError)):
                self._halt(f"cannot publish to {sending.output.topic}: {denial(error) or repr(error)}")
            elif time.monotonic() + pause > deadline:
                self._halt(f"could not publish to {sending.output.topic} for {DELIVERY_SECONDS:.0f} s: {error!r}")
            else:
                await asyncio.sleep(pause)
                pause = min(2 * pause, 2.0)
                await self._renew(deadline)  # a batch that was given up for want of a leader leaves a gap too

    async def _dispatch(self, output: Output) -> asyncio.Future[Any]:
        try:
            return await self._producer.dispatch(output)
        except errors.KafkaError as error:
            failed: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            failed.set_exception(error)
            return failed

    async def _renew(self, deadline: float) -> None:
        """Renew the producer, for which the broker must be there."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                await asyncio.wait_for(self._producer.renew(), max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                self._halt(f"could not connect again for {DELIVERY_SECONDS:.0f} s")
            except errors.KafkaError as error:
                log.warning(Event.SEND_FAILED, error=repr(error))
                if time.monotonic() + pause > deadline:
                    self._halt(f"could not connect again for {DELIVERY_SECONDS:.0f} s: {error!r}")
                await asyncio.sleep(pause)
                pause = min(2 * pause, 2.0)
            else:
                return

    async def _wait(self, sendings: Sequence[Sending], deadline: float) -> None:
        self._producer.hurry()
        futures = {sending.future for sending in sendings}
        while (left := deadline - time.monotonic()) > LATE_SECONDS:
            _, waiting = await asyncio.wait(futures, timeout=LATE_SECONDS)
            if not waiting:
                return
            self._metrics.send_errors.labels(NOT_ACKNOWLEDGED).inc()
        await asyncio.wait(futures, timeout=max(0.0, left))
        late = [sending.output.topic for sending in sendings if not sending.future.done()]
        if late:
            topics = sorted(set(late))
            gone = [topic for topic in topics if not self._producer.knows(topic)]
            words = f"{len(late)} outputs to {', '.join(topics)} were not acknowledged within {DELIVERY_SECONDS:.0f} s"
            made = f": there is no {' and no '.join(gone)}. Make it with `reswatch topics apply`" if gone else ""
            self._halt(f"{words}{made}")

    def _count(self, sendings: Sequence[Sending]) -> None:
        now = time.time()
        for sending in sendings:
            sending.output.settled(self._metrics)
            self._metrics.end_to_end_seconds.observe(max(0.0, now - sending.record.timestamp / 1000.0))
