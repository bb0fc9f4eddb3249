"""A small topic held in memory: read whole from its beginning, then followed."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from mode import Service

from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.handshake import AccessError, UnreachableError, denial

RETRY_SECONDS = 1.0
"""Between attempts while the broker is away."""

log = logging.getLogger(__name__)


class TopicView(Service):
    """Gives every record of ``topic`` to ``apply``, in the order of each partition's offsets, from the first one on.

    ``apply`` runs on the event loop and must not raise; it may be given a record twice where the connection is lost.
    Where Kafka refuses to let the topic be read, ``halt`` ends the process.
    """

    def __init__(
        self,
        cluster: Cluster,
        topic: str,
        apply: Callable[[clients.Record], None],
        halt: Callable[[str], NoReturn],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._cluster = cluster
        self._topic = topic
        self._apply = apply
        self._halt = halt
        self._read: dict[TopicPartition, int] = {}
        self._progress = asyncio.Condition()
        self._consumer: AIOKafkaConsumer | None = None
        self._last: AIOKafkaConsumer | None = None
        """Knows where the partitions end, open transactions included."""

    async def on_start(self) -> None:
        self.add_future(self._follow())

    async def caught_up(self) -> None:
        """Return when all that the topic held at the time of the call has been applied.

        Waits for as long as the broker is away, and until the transactions end that were open at the call: what was
        committed behind their beginning is not to be had before.
        """
        ends: dict[TopicPartition, int] | None = None
        while ends is None:
            if self._consumer is not None and self._last is not None:
                with suppress(KafkaError):
                    ends = await self._last.end_offsets(list(self._consumer.assignment()))
            if ends is None:
                await asyncio.sleep(0.02)
        async with self._progress:
            await self._progress.wait_for(lambda: all(self._read.get(tp, 0) >= end for tp, end in ends.items()))

    async def _follow(self) -> None:
        while True:
            try:
                await self._follow_connection()
            except AccessError as error:
                self._halt(str(error))
            except (KafkaError, UnreachableError, clients.UnknownTopicError) as error:
                if words := denial(error):
                    self._halt(f"cannot read {self._topic}: {words}")
                log.warning("%s cannot be read: %s", self._topic, error)
                self._consumer = self._last = None
                await asyncio.sleep(RETRY_SECONDS)

    async def _follow_connection(self) -> None:
        partitions = await clients.partitions_of(self._cluster, self._topic)
        async with (
            clients.reader(self._cluster, self._topic, partitions) as consumer,
            clients.reader(self._cluster, self._topic, [], isolation="read_uncommitted") as self._last,
        ):
            for partition in consumer.assignment() & self._read.keys():
                consumer.seek(partition, self._read[partition])
            self._consumer = consumer
            while True:
                for records in (await consumer.getmany(timeout_ms=clients.POLL_MS)).values():
                    for record in records:
                        self._apply(record)
                async with self._progress:
                    for partition in consumer.assignment():
                        self._read[partition] = await consumer.position(partition)
                    self._progress.notify_all()
