"""Records into aiokafka's batches, for a caller that has many at once and waits for all of them.

``AIOKafkaProducer.send`` makes a future for each record, sizes it, copies the list of partitions and hashes the key
byte by byte in Python (36 µs for a web address). Here a record costs its place in the batch, all records of a batch
share the batch's future, and the caller says when to stop waiting for more.

Leans on the insides of aiokafka 0.14, which tests/kafka/test_stock.py watches. Nothing here knows articles.
"""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import IllegalOperation, KafkaTimeoutError, ProducerClosed

_MASK = 0xFFFFFFFF
_MIX = 0x5BD1E995
_WORDS: tuple[Callable[[bytes], tuple[int, ...]], ...] = tuple(Struct(f"<{words}I").unpack_from for words in range(256))
"""By their number: what reads the 32-bit words of a key."""


def murmur2(key: bytes) -> int:
    """Return the hash by which Kafka's own client places a key, as an unsigned number of 32 bits."""
    size = len(key)
    words = size >> 2
    value = 0x9747B28C ^ size
    for word in _WORDS[words](key) if words < 256 else Struct(f"<{words}I").unpack_from(key):
        mixed = word * _MIX & _MASK
        value = value * _MIX & _MASK ^ (mixed ^ mixed >> 24) * _MIX & _MASK
    if rest := size & 3:
        value = (value ^ int.from_bytes(key[-rest:], "little")) * _MIX & _MASK
    value = (value ^ value >> 13) * _MIX & _MASK
    return value ^ value >> 15


@dataclass(slots=True)  # not frozen: that makes each three times as dear
class Outgoing:
    """One record to publish. ``partition`` None is the key's; without a key it is any that has a leader."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]
    partition: int | None = None


async def queue(producer: AIOKafkaProducer, record: Outgoing) -> asyncio.Future[Any]:
    """Put ``record`` into the batch of its partition and return the future of that batch's acknowledgement.

    Waits only while that batch is full. Key or value must be there, and the record be no larger than its topic takes:
    the caller has measured it.

    :raises aiokafka.errors.KafkaError: when the record cannot be queued (topic unknown, no room in time).
    """
    transactions = producer._txn_manager
    if transactions is not None and transactions.transactional_id and not transactions.is_in_transaction():
        raise IllegalOperation("nothing can be sent outside a transaction")
    await _learn(producer, record.topic)
    partition = record.partition
    if partition is None:
        partition = _partition_of(producer, record.topic, record.key)
    accumulator, place = producer._message_accumulator, TopicPartition(record.topic, partition)
    deadline = 0.0
    while True:
        if accumulator._closed:
            raise ProducerClosed
        if accumulator._exception is not None:
            raise accumulator._exception
        waiting = accumulator._batches.get(place)
        batch = waiting[-1] if waiting else accumulator._append_batch(accumulator.create_builder(), place)
        added = batch._builder.append(timestamp=None, key=record.key, value=record.value, headers=record.headers)
        if added is not None:
            future: asyncio.Future[Any] = batch.future
            return future
        patience = producer._request_timeout_ms / 1000
        deadline = deadline or time.monotonic() + patience
        _wake(accumulator)
        await batch.wait_drain(deadline - time.monotonic())
        if time.monotonic() > deadline:
            raise KafkaTimeoutError(f"no room in the batches of {record.topic} for {patience:.0f} s")


def hurry(producer: AIOKafkaProducer) -> None:
    """Have what is queued sent now: no more is coming, so no batch need linger."""
    accumulator = producer._message_accumulator
    for waiting in accumulator._batches.values():
        for batch in waiting:
            batch._builder.close()
    _wake(accumulator)


def is_known(producer: AIOKafkaProducer, topic: str) -> bool:
    """Say whether the broker knew ``topic`` when it was last asked, which is at least once a retry of a send to it."""
    return topic in producer.client.cluster._partitions


def _wake(accumulator: Any) -> None:
    if not accumulator._waiter_future.done():
        accumulator._waiter_future.set_result(None)


async def _learn(producer: AIOKafkaProducer, topic: str) -> None:
    """Have the producer know who leads the partitions of ``topic``, now and after each refresh of its metadata.

    A new one knows all topics, and after the first refresh only those that it was told of: a batch of another would
    wait for its leader until it is given up.
    """
    client = producer.client
    if topic not in client._topics:
        client.add_topic(topic)
    if topic not in client.cluster._partitions:
        await client._wait_on_metadata(topic)


def _partition_of(producer: AIOKafkaProducer, topic: str, key: bytes | None) -> int:
    """Return where the key's records are: as Kafka's own client and ``AIOKafkaProducer`` place them."""
    cluster = producer.client.cluster
    partitions = cluster._partitions[topic]
    if key is not None:
        return (murmur2(key) & 0x7FFFFFFF) % len(partitions)
    chosen: int = random.choice(list(cluster.available_partitions_for_topic(topic) or partitions))  # noqa: S311
    return chosen
