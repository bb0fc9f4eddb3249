"""Completes what a broker that started anew left half complete of a transaction.

To complete a transaction the broker writes a marker into each of its partitions: those of the outputs, and the one that
holds the group's offsets. A broker that ends between its decision and the markers writes them when it starts again.
Kafka 4.3.1 may do so before it knows who leads those partitions; it then takes them for deleted, skips them, and calls
the transaction complete (``TransactionMarkerChannelManager``: "Couldn't find leader endpoint for partitions … likely
deleted already and hence can be skipped"). The outputs stay invisible, and the offset stays what it was, until the
next marker of the same transactional id, which holds for them too. So the next owner read the same records again, and
its first commit made both visible (18 records of 3,211 in a run of tests/chaos); an abort would have lost them.

What is missing is written by a commit of nothing, to which every partition of the outputs and of the offsets belongs.
Leans on the insides of aiokafka 0.14, which tests/kafka/test_stock.py watches. Nothing here knows articles.
"""

import asyncio
from collections.abc import Collection
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition

PAUSE_SECONDS = 0.2
"""Between attempts to ask which partitions there are, while the broker is away."""


async def complete(producer: AIOKafkaProducer, topics: Collection[str], group: str) -> None:
    """Commit nothing, in all partitions of ``topics`` and in that of the offsets of ``group``.

    A topic that is not there is left out: nothing of it can be half complete. Call it between two transactions. When
    it returns the commit is decided; the next one of the same id, and whoever takes that id anew, waits until it is
    complete.

    :raises aiokafka.errors.KafkaError: when the broker refuses; as long as it is away this waits.
    """
    await producer.begin_transaction()
    transactions = producer._txn_manager
    while transactions.is_in_transaction() and transactions._txn_consumer_group is None:
        await producer._sender._do_add_offsets_to_txn(group)
    producer.client._topics.update(topics)
    while not await producer.client.force_metadata_update():  # noqa: ASYNC110  (nobody sets an event for it)
        await asyncio.sleep(PAUSE_SECONDS)
    for topic in topics:
        for partition in producer.client.cluster._partitions.get(topic, ()):
            transactions.maybe_add_partition_to_txn(TopicPartition(topic, partition))
    await producer.commit_transaction()


class Connections:
    """Those of a producer, to tell whether one was lost: then a broker may have started anew."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._producer = producer
        self._open = self._now()

    def were_lost(self) -> bool:
        """Say whether one was lost since the last time that this was asked."""
        before, self._open = self._open, self._now()
        return any(not connection.connected() for connection in before)

    def _now(self) -> list[Any]:
        """Return those to brokers that are known: the first one is closed as soon as there are such."""
        connections = self._producer.client._conns.items()
        return [connection for (node, _), connection in connections if node != "bootstrap"]
