"""The thread that owns aiokafka's consumer: what it reads, how it commits, how it ends.

Its overrides name what they replace, as those of streams.kafka.consumer do.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NoReturn, cast

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from aiokafka.structs import OffsetAndMetadata
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, AppT

from streams.kafka.groups import hear_refusals
from streams.kafka.handshake import denial
from streams.kafka.turns import Turns

CLOSE_SECONDS = 10.0
"""How long leaving the group and closing the connections may take."""

FETCH_WAIT_MS = 100
"""How long a broker may hold a fetch for which it has nothing.

A partition whose records were not taken within 0.1 s is left out of the next fetch, and cannot be added to it: what
comes for that partition meanwhile waits until the fetch ends. Stock holds it for 1.5 s."""


class RunConsumerThread(driver.AIOKafkaConsumerThread):
    """Owns aiokafka's consumer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns = Turns(self.app.conf.broker_max_poll_records)

    def _create_worker_consumer(self, transport: driver.Transport) -> AIOKafkaConsumer:
        """Make the consumer; extends ``drivers/aiokafka.py`` 568 ``AIOKafkaConsumerThread._create_worker_consumer``.

        Of transactions only what was committed is read, whatever this worker's own guarantee is: stock reads so only
        where it writes in transactions itself. And no fetch is held for longer than FETCH_WAIT_MS.
        """
        consumer = super()._create_worker_consumer(transport)
        consumer._isolation_level = "read_committed"  # its start() reads these
        consumer._fetch_max_wait_ms = FETCH_WAIT_MS
        return consumer

    async def on_start(self) -> None:
        """Start the consumer; extends ``drivers/aiokafka.py`` 545 ``AIOKafkaConsumerThread.on_start``.

        Before it knows its topics, so that no offset is asked for in another way.
        """
        await super().on_start()
        hear_refusals(self._ensure_consumer())

    async def _fetch_records(
        self,
        consumer: AIOKafkaConsumer,
        active_partitions: set[TP],
        timeout: float | None = None,  # noqa: ASYNC109  # stock's signature
        max_records: int | None = None,
    ) -> Any:
        """Have partitions take turns; extends ``drivers/aiokafka.py`` 1088 ``AIOKafkaConsumerThread._fetch_records``.

        aiokafka goes on with one until all is read that was fetched of it: of short records some thousands, for which
        a slow worker needs minutes, while the other partitions seem to stand still. A turn is ``max_records`` at most,
        which is ``broker_max_poll_records``, and fewer where the worker is slow (streams.kafka.turns).
        """
        size = self._turns.next(len(self.assignment()), time.monotonic())
        found = await super()._fetch_records(consumer, active_partitions, timeout, size)
        self._turns.taken(sum(map(len, found.values())), time.monotonic())
        waiting = consumer._fetcher._records
        for partition in found:
            if partition in waiting:
                waiting.move_to_end(partition)
        return found

    def _log_slow_processing(self, *_: object, **__: object) -> None:
        """Say nothing; replaces ``drivers/aiokafka.py`` 986 ``AIOKafkaConsumerThread._log_slow_processing``.

        Stock tells for paragraphs of a setting that nobody has here. What stands still is halted in a sentence
        (streams.kafka.watchdog).
        """

    async def on_thread_stop(self) -> None:
        """Stop the consumer; extends ``drivers/aiokafka.py`` 551 ``AIOKafkaConsumerThread.on_thread_stop``.

        aiokafka 0.14 may never end it: a fetch of offsets that lost its coordinator asks for ever, as once the consumer
        closes it looks for no other. And where no broker answers, its fetcher lets out the cancellation of its own
        fetch, by which this thread would end and tell nobody. What is acknowledged was committed before.
        """
        with suppress(asyncio.CancelledError, TimeoutError):
            await asyncio.wait_for(super().on_thread_stop(), CLOSE_SECONDS)

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        """Commit; replaces ``drivers/aiokafka.py`` 794 ``AIOKafkaConsumerThread._commit``.

        A missing permission ends the worker in a sentence, where stock logs a traceback and crashes.
        """
        held = {tp: OffsetAndMetadata(offset, "") for tp, offset in offsets.items() if tp in self.assignment()}
        try:
            await self._ensure_consumer().commit({driver.ensure_aiokafka_TP(tp): each for tp, each in held.items()})
        except KafkaError as error:
            if words := denial(error):
                halt(self.app, f"cannot commit: {words}")
            return await super()._commit(offsets)  # tries again, and knows what each error means
        self.tp_last_committed_at.update(dict.fromkeys(held, time.monotonic()))
        return True


def halt(app: AppT, reason: str) -> NoReturn:
    """End the process without a commit; ``app`` is a streams.kafka.transport.RunApp."""
    end: Callable[[str], NoReturn] = cast("Any", app).halt
    end(reason)
