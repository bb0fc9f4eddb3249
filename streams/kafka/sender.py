"""An idempotent producer that several tasks share, and that any of them may have renewed."""

import asyncio
from typing import Any

from aiokafka import AIOKafkaProducer

from streams.kafka.batches import Outgoing, is_known, queue
from streams.kafka.cluster import Cluster


class Sender:
    """Beside the app's own producer (``RunProducer``), which only one task at a time may use.

    :param largest: bytes of the largest record batch that the topics written to take.
    """

    def __init__(self, cluster: Cluster, *, largest: int) -> None:
        self._cluster = cluster
        self._largest = largest
        self._producer: AIOKafkaProducer | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Connect.

        :raises aiokafka.errors.KafkaError: when no broker answers.
        """
        producer = AIOKafkaProducer(
            **self._cluster.options(),
            acks="all",
            enable_idempotence=True,
            linger_ms=5,
            max_request_size=self._largest,
        )
        await producer.start()
        self._producer = producer

    async def stop(self) -> None:
        """Send what is queued, and disconnect."""
        if self._producer is not None:
            producer, self._producer = self._producer, None
            await producer.stop()

    async def dispatch(self, record: Outgoing) -> asyncio.Future[Any]:
        """Queue ``record`` and return a future of the broker's acknowledgement.

        :raises aiokafka.errors.KafkaError: when it cannot be queued (topic unknown, no room in time).
        """
        async with self._lock:
            if self._producer is None:  # a renewal failed
                await self.start()
            assert self._producer is not None
            return await queue(self._producer, record)

    def hurry(self) -> None:
        """Do nothing: others may be about to add to the same batches, which linger for 5 ms."""

    def knows(self, topic: str) -> bool:
        """Say whether the broker has ``topic``, as far as is known."""
        return self._producer is None or is_known(self._producer, topic)

    async def renew(self) -> None:
        """Replace connection and producer id, after what others have queued is acknowledged or has failed."""
        async with self._lock:
            await self.stop()
            await self.start()
