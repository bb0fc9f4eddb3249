"""From a run of source records to acknowledged outputs: retries, dead letters, and the only exception net.

The law that this file keeps: when ``Delivery.deliver`` or ``Delivery.act`` returns, all in-sync replicas have
acknowledged every output of the run, so the offset may move. Where that cannot be had, ``halt`` ends the process with
the offset where it was, since an ack of a later run would commit past this one.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from aiokafka import errors

from streams.agents.outbox import DELIVERY_SECONDS, FIRST_PAUSE_SECONDS, Halt, Outbox, Output, Producer, Sending
from streams.contracts.headers import OMITTED
from streams.core.model import RejectCause
from streams.kafka.runs import Record, Run
from streams.telemetry.logs import Event, logger
from streams.telemetry.metrics import Metrics

SLICE_SECONDS = 0.02
"""How long the event loop is held before others (sends, metrics, health) have their turn."""

TOO_LARGE = (errors.MessageSizeTooLargeError, errors.RecordListTooLargeError)
BATCH_OVERHEAD = 512
"""Bytes of a record batch beside keys, values and headers: 61 for the batch, and lengths of each part; rounded up."""

log = logger(__name__)


class Unavailable(Exception):  # noqa: N818  (named for the database or server that it speaks of)
    """What a run acts on is away: a sentence that says what, without secrets. Acting may be tried again."""


Transform = Callable[[Record], Output | Sequence[Output]]
"""Decides what becomes of a record: one output, several or none. Pure but for metrics; what it
raises is caught here."""
Act = Callable[[Run], Awaitable[Sequence[tuple[Record, Output]]]]
"""Acts on a run outside Kafka (a database, a receiver) and returns what to publish, each output with its record. It may
be given the same records again, so acting twice must do no harm."""
DeadLetter = Callable[[Record, RejectCause, str], Output]
"""Makes the dead letter of a record, for a cause and a sentence for people."""
Prepare = Callable[[Run], Awaitable[None]]
"""What must be done before a run can be read."""


class Delivery:
    """Delivers runs, one at a time.

    :param limits: most bytes of a record by topic. What is larger is dead-lettered without a try, since a refused batch
        takes its batch mates with it.
    """

    def __init__(
        self,
        producer: Producer,
        dead_letter: DeadLetter,
        limits: Mapping[str, int],
        metrics: Metrics,
        halt: Halt,
    ) -> None:
        self._outbox = Outbox(producer, self._in_place_of, metrics, halt)
        self._dead_letter = dead_letter
        self._limits = limits
        self._metrics = metrics
        self._halt = halt

    async def deliver(self, run: Run, transform: Transform, prepare: Prepare | None = None) -> None:
        """Publish the output of every record of ``run``; return when all are acknowledged, or halt.

        Nothing escapes: Faust would start the agent anew with the next run, whose ack would commit past this one.
        """
        try:
            if prepare is not None:
                await prepare(run)
            await self._deliver(run, transform)
        except Exception as error:
            log.exception(Event.DELIVERY_FAILED)
            self._halt(f"a run could not be delivered: {error!r}")

    async def act(self, run: Run, act: Act, prepare: Prepare | None = None) -> None:
        """Have ``act`` act on ``run`` and publish what it returns; return when all is acknowledged, or halt.

        While it raises ``Unavailable`` it is tried again, with pauses, for DELIVERY_SECONDS. What else it raises costs
        the guilty record its turn: the records are acted on one by one, and that one becomes a dead letter.
        """
        try:
            if prepare is not None:
                await prepare(run)
            self._metrics.received.inc(len(run.records))
            self._metrics.in_flight.inc(len(run.records))
            acted = await self._acted(run, act)
            deadline = time.monotonic() + DELIVERY_SECONDS
            await self._outbox.settle([await self._sending(record, output) for record, output in acted], deadline)
            self._metrics.in_flight.dec(len(run.records))
        except Exception as error:
            log.exception(Event.DELIVERY_FAILED)
            self._halt(f"a run could not be acted on: {error!r}")

    async def _acted(self, run: Run, act: Act) -> Sequence[tuple[Record, Output]]:
        try:
            return await self._when_available(run, act)
        except Exception as error:  # the same net as for a transform
            record = run.records[0]
            if len(run.records) > 1:
                alone = [Run(run.partition, [each]) for each in run.records]
                return [pair for each in alone for pair in await self._acted(each, act)]
            log.exception(Event.TRANSFORM_FAILED, topic=record.topic, partition=record.partition, offset=record.offset)
            detail = f"{type(error).__name__} while acting on it; see the log"
            return [(record, self._dead(record, "internal_error", detail))]

    async def _when_available(self, run: Run, act: Act) -> Sequence[tuple[Record, Output]]:
        deadline, pause = time.monotonic() + DELIVERY_SECONDS, FIRST_PAUSE_SECONDS
        while True:
            try:
                return await act(run)
            except Unavailable as error:
                log.warning(Event.UNAVAILABLE, reason=str(error))
                if time.monotonic() + pause > deadline:
                    self._halt(f"{error} It was tried for {DELIVERY_SECONDS:.0f} s.")
            await asyncio.sleep(pause)
            pause = min(2 * pause, 2.0)

    async def _sending(self, record: Record, output: Output) -> Sending:
        return await self._outbox.send(
            record, self._too_large(record, output) if self._is_too_large(output) else output
        )

    async def replay(self, records: Iterable[Record], fold: Transform) -> None:
        """Give ``records`` to ``fold``, and send nothing: what it raises costs a record what it cost it then."""
        turn_ends = time.monotonic() + SLICE_SECONDS
        for record in records:
            self._transformed(record, fold)
            if time.monotonic() > turn_ends:
                await asyncio.sleep(0)
                turn_ends = time.monotonic() + SLICE_SECONDS

    async def _deliver(self, run: Run, transform: Transform) -> None:
        self._metrics.received.inc(len(run.records))
        self._metrics.in_flight.inc(len(run.records))
        sendings, started = [], time.monotonic()
        deadline, turn_ends = started + DELIVERY_SECONDS, started + SLICE_SECONDS
        for record in run.records:
            for output in self._transformed(record, transform):
                sendings.append(await self._outbox.send(record, output))  # noqa: PERF401  (it awaits)
            if (now := time.monotonic()) > turn_ends:
                if now > deadline:
                    self._halt(f"{len(run.records)} outputs could not be queued within {DELIVERY_SECONDS:.0f} s")
                await asyncio.sleep(0)
                turn_ends = time.monotonic() + SLICE_SECONDS
        await self._outbox.settle(sendings, deadline)
        self._metrics.in_flight.dec(len(run.records))

    def _transformed(self, record: Record, transform: Transform) -> Sequence[Output]:
        try:
            outputs = transform(record)
        except Exception as error:  # the one net: a defect of ours costs one record its reading, never the stream
            log.exception(Event.TRANSFORM_FAILED, topic=record.topic, partition=record.partition, offset=record.offset)
            return (self._dead(record, "internal_error", f"{type(error).__name__} while reading; see the log"),)
        if isinstance(outputs, Output):
            return (self._too_large(record, outputs) if self._is_too_large(outputs) else outputs,)
        return [self._too_large(record, each) if self._is_too_large(each) else each for each in outputs]

    def _too_large(self, record: Record, output: Output) -> Output:
        limit = self._limits[output.topic]
        return self._dead(record, "output_too_large", f"{_size(output)} bytes, and {output.topic} takes {limit}")

    def _dead(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return the dead letter of ``record``; without its value where that is too large, for it must get through.

        Such a value came in compressed: topics limit what batches have after compression.
        """
        letter = self._dead_letter(record, cause, detail)
        return _without_value(letter) if self._is_too_large(letter) else letter

    def _is_too_large(self, output: Output) -> bool:
        limit = self._limits.get(output.topic)
        return limit is not None and _size(output) > limit

    def _in_place_of(self, sending: Sending, error: BaseException) -> Output:
        """Return the dead letter of an output that the broker refused, or that without its value; then halt."""
        topic = sending.output.topic
        cause: RejectCause = "output_too_large" if isinstance(error, TOO_LARGE) else "output_refused"
        letter = self._dead(sending.record, cause, f"{topic} refused the output: {error!r}")
        if letter.topic != topic:
            return letter
        if not sending.output.value:
            self._halt(f"{topic} refused a dead letter ({error!r}): compare the topics with `reswatch topics plan`")
        return _without_value(sending.output)


def _without_value(letter: Output) -> Output:
    """Return a dead letter with empty bytes in place of its value, and a header that says how many there were."""
    omitted = (OMITTED, b"%d" % len(letter.value or b""))
    return replace(letter, value=b"", headers=[omitted, *letter.headers])


def _size(output: Output) -> int:
    """Return what ``output`` takes as a batch of its own, in bytes; at most BATCH_OVERHEAD too much."""
    headers = sum(len(name) + len(value) for name, value in output.headers)
    return len(output.key or b"") + len(output.value or b"") + headers + BATCH_OVERHEAD
