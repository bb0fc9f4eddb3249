"""The producer of the run transport: sends straight to aiokafka, and hands out the futures of the acknowledgements.

Each override names the line of ``faust/transport/`` in faust-streaming 0.15.3 that it replaces, and why;
tests/kafka/test_stock.py fails when a release changes that code.
"""

import asyncio
from typing import Any

from aiokafka import AIOKafkaProducer
from faust.transport.drivers import aiokafka as driver

from streams.kafka.batches import Outgoing, hurry, is_known, queue


class RunProducer(driver.Producer):
    """Sends without Faust's bookkeeping; idempotent, and every send is acknowledged by all in-sync replicas."""

    def _settings_extra(self) -> dict[str, Any]:
        """Turn idempotence on; replaces ``drivers/aiokafka.py`` 1323 ``Producer._settings_extra``.

        Stock does so for exactly-once only.
        """
        return {"acks": "all", "enable_idempotence": True}

    def transactional(self, transactional_id: str) -> AIOKafkaProducer:
        """Return a producer of the same settings, not started, that writes in transactions."""
        return self._new_producer(transactional_id=transactional_id)

    async def renew(self) -> None:
        """Replace the connection and the producer id; call it when no send is under way.

        After the broker refuses a batch, aiokafka's idempotent producer has a gap in its sequence numbers, and every
        later batch of that partition fails with OutOfOrderSequenceNumber (seen with aiokafka 0.14 on Kafka 4.3).
        """
        await self._ensure_producer().stop()
        self._producer = self._new_producer()
        await self._producer.start()

    async def dispatch(self, record: Outgoing) -> asyncio.Future[Any]:
        """Queue ``record`` and return a future of the broker's acknowledgement.

        Records of one batch share it. Waits only while the batch of its partition is full; ``hurry`` after the last.

        :raises aiokafka.errors.KafkaError: when the record cannot be queued (topic unknown, no room in time).
        """
        return await queue(self._ensure_producer(), record)

    def hurry(self) -> None:
        """Have what is queued sent now, not after its linger."""
        hurry(self._ensure_producer())

    def knows(self, topic: str) -> bool:
        """Say whether the broker has ``topic``, as far as is known."""
        return is_known(self._ensure_producer(), topic)
