"""aiokafka clients for the command: one look at the cluster, a producer, a reader of whole topics.

Each is made from a ``Cluster`` inside a running event loop.
"""

import math
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Literal, TypeAlias

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord

from streams.kafka.cluster import PLAINTEXT, Cluster
from streams.kafka.handshake import ANSWER_MS, UnreachableError, shake_hands

BATCH_BYTES = 256 * 2**10
FETCH_BYTES = 4 * 2**20
POLL_MS = 200
BATCH_OVERHEAD = 512
"""Bytes of a record batch beside key, value and headers: 61 for the batch and some for lengths; rounded up."""

Record: TypeAlias = "ConsumerRecord[bytes | None, bytes | None]"


Isolation: TypeAlias = Literal["read_committed", "read_uncommitted"]


class StalledError(TimeoutError):
    """Nothing more comes of the partitions that the message names, though there is more."""


class UnknownTopicError(LookupError):
    """The cluster has no such topic, or none that we may see; the message lists those that there are."""


async def partitions_of(cluster: Cluster, topic: str) -> list[int]:
    """Ask the cluster for the numbers of a topic's partitions.

    :raises UnknownTopicError: when it has no such topic.
    :raises UnreachableError: when no broker answers within a few seconds.
    :raises AccessError: when none lets us in.
    """
    existing = await partitions_by_topic(cluster)
    if topic not in existing:
        names = "\n  ".join(sorted(existing)) or "none"
        user = (
            ""
            if cluster.security == PLAINTEXT
            else " that this user may see: `reswatch topics acls` says who needs what"
        )
        raise UnknownTopicError(f"There is no topic {topic} at {cluster}{user}. Topics there:\n  {names}")
    return existing[topic]


async def partitions_by_topic(cluster: Cluster) -> dict[str, list[int]]:
    """Ask the cluster for its topics, internal ones left out, and the numbers of their partitions.

    :raises UnreachableError: when no broker answers within a few seconds.
    :raises AccessError: when none lets us in.
    """
    await shake_hands(cluster)
    client = AIOKafkaClient(**cluster.options(), request_timeout_ms=ANSWER_MS)
    try:
        await client.bootstrap()
        metadata = await client.fetch_all_metadata()
    except (KafkaError, OSError) as error:
        raise UnreachableError(f"No Kafka answers at {cluster}.") from error
    finally:
        await client.close()
    return {topic: sorted(metadata.partitions_for_topic(topic) or ()) for topic in metadata.topics()}


@asynccontextmanager
async def producer(
    cluster: Cluster, *, largest: int, transactional_id: str | None = None
) -> AsyncIterator[AIOKafkaProducer]:
    """Start an idempotent producer that waits for all replicas; on the way out everything sent is flushed.

    :param largest: bytes of the largest record batch that the topics written to take.
    :param transactional_id: for a producer that sends in transactions: whoever has the id now is refused from now on.
    """
    client = AIOKafkaProducer(
        **cluster.options(),
        transactional_id=transactional_id,
        acks="all",
        enable_idempotence=True,
        linger_ms=5,
        max_batch_size=min(BATCH_BYTES, largest),
        max_request_size=largest,
    )
    await client.start()
    try:
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def reader(
    cluster: Cluster, topic: str, partitions: list[int], isolation: Isolation = "read_committed"
) -> AsyncIterator[AIOKafkaConsumer]:
    """Start a consumer of the given partitions that belongs to no group, commits nothing and stands at the beginning.

    Of transactions only what was committed is read, and an end is where the first open one begins, unless
    ``isolation`` is read_uncommitted.
    """
    client = AIOKafkaConsumer(
        **cluster.options(),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level=isolation,
        max_partition_fetch_bytes=FETCH_BYTES,
    )
    await client.start()
    try:
        client.assign([TopicPartition(topic, partition) for partition in partitions])
        if partitions:
            await client.seek_to_beginning()
        yield client
    finally:
        await client.stop()


async def read_until(consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> AsyncGenerator[Record, None]:
    """Yield the records of each assigned partition from where it stands up to, not including, the offset ``ends``."""
    async with aclosing(fetches_until(consumer, ends)) as fetches:
        async for records in fetches:
            for record in records:
                yield record


async def fetches_until(
    consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int], patience: float = math.inf
) -> AsyncGenerator[list[Record], None]:
    """Yield the same as they are fetched: consecutive records of one partition, never none.

    :raises StalledError: when nothing comes for ``patience`` seconds, though the ends are not reached.
    """
    waiting = {partition for partition, end in ends.items() if await consumer.position(partition) < end}
    moved = time.monotonic()
    while waiting:
        for partition, records in (await consumer.getmany(*waiting, timeout_ms=POLL_MS)).items():
            moved = time.monotonic()
            wanted = [record for record in records if record.offset < ends[partition]]
            if wanted:
                yield wanted
        waiting = {partition for partition in waiting if await consumer.position(partition) < ends[partition]}
        if time.monotonic() - moved > patience:
            raise StalledError(f"{', '.join(sorted(f'{each.topic}/{each.partition}' for each in waiting))}")


async def read_on(consumer: AIOKafkaConsumer) -> AsyncGenerator[Record, None]:
    """Yield the records of all assigned partitions from where they stand, as they come, for ever."""
    async for record in consumer:
        yield record
