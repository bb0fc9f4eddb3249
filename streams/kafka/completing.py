"""Completes what a broker that started anew left half complete of a transaction.

To complete a transaction the broker writes a marker into each of its partitions: those of the outputs, and the one that
holds the group's offsets. A broker that ends between its decision and the markers writes them when it starts again.
Kafka 4.3.1 may do so before it knows who leads those partitions; it then takes them for deleted, skips them, and calls
the transaction complete (``TransactionMarkerChannelManager``: "Couldn't find leader endpoint for partitions … likely
deleted already and hence can be skipped"). The outputs stay invisible, and the offset stays what it was, until the
next marker of the same transactional id, which holds for them too. So the next owner read the same records again, and
its first commit made both visible (18 records of 3,211 in a run of tests/chaos); an abort would have lost them.

A broker that shuts down in order does the same: it knows no leaders any more while it still decides (4 of 9,680 lost in
another run, by the abort of the transaction that had begun next).

What is missing is written by a commit of nothing, to which every partition of the outputs and of the offsets belongs.
Whether something may be missing is told by a connection that was lost, or by a partition without a leader, asked of the
broker that decides and once it takes the former transaction for complete.
Leans on the insides of aiokafka 0.14, which tests/kafka/test_stock.py watches. Nothing here knows articles.
"""

import asyncio
from collections.abc import Collection
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.client import ConnectionGroup, CoordinationType
from aiokafka.errors import KafkaError
from aiokafka.protocol.metadata import MetadataRequest

PAUSE_SECONDS = 0.2
"""Between attempts to ask which partitions there are, and who leads them, while a broker is away."""
NO_LEADER = -1
"""As Kafka tells it."""


async def complete(producer: AIOKafkaProducer, topics: Collection[str], group: str) -> None:
    """Commit nothing, in all partitions of ``topics`` and in that of the offsets of ``group``.

    A topic that is not there is left out: nothing of it can be half complete. Call it between two transactions. When
    it returns the commit is decided; the next one of the same id, and whoever takes that id anew, waits until it is
    complete.

    :raises aiokafka.errors.KafkaError: when the broker refuses; as long as it is away this waits.
    """
    await producer.begin_transaction()
    await open_behind_former(producer, group)
    transactions = producer._txn_manager
    producer.client._topics.update(topics)
    while not await producer.client.force_metadata_update():  # noqa: ASYNC110  (nobody sets an event for it)
        await asyncio.sleep(PAUSE_SECONDS)
    for topic in topics:
        for partition in producer.client.cluster._partitions.get(topic, ()):
            transactions.maybe_add_partition_to_txn(TopicPartition(topic, partition))
    await producer.commit_transaction()


async def open_behind_former(producer: AIOKafkaProducer, group: str) -> None:
    """Open the transaction that was begun, with the offsets of ``group`` in it, once the former one is complete."""
    transactions = producer._txn_manager
    while transactions.is_in_transaction() and transactions._txn_consumer_group is None:
        await producer._sender._do_add_offsets_to_txn(group)


async def are_led(producer: AIOKafkaProducer, topics: Collection[str]) -> bool:
    """Say whether the broker that decides on the producer's transactions knows who leads each partition of ``topics``.

    Asked once the last transaction is complete: if it is so, all of its markers could be written. False where that
    broker does not answer. A topic that is not there is left out.
    """
    sender, key = producer._sender, producer._txn_manager.transactional_id
    try:
        node = await sender._find_coordinator(CoordinationType.TRANSACTION, key)
        answer = await producer.client.send(node, MetadataRequest(list(topics)), group=ConnectionGroup.COORDINATION)
    except KafkaError:
        sender._coordinator_dead(CoordinationType.TRANSACTION)
        return False
    return all(partition[2] != NO_LEADER for topic in answer.topics for partition in topic[-1])


async def wait_for_leaders(producer: AIOKafkaProducer, topics: Collection[str]) -> None:
    """Return when each partition of ``topics`` has a leader that the broker which decides knows."""
    while not await are_led(producer, topics):  # noqa: ASYNC110  (nobody sets an event for it)
        await asyncio.sleep(PAUSE_SECONDS)


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
