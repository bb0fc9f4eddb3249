"""A topic, or a stretch of one, read outside of any consumer group: what state is made anew from.

Only what was committed is read, and all of it that there is at the call: where a transaction is open, its end is
awaited. Nothing here knows articles.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from aiokafka import TopicPartition
from faust.types import TP

from streams.kafka import clients
from streams.kafka.cluster import Cluster


async def read_stretch(
    cluster: Cluster, place: TP, start: int, stop: int
) -> AsyncGenerator[list[clients.Record], None]:
    """Yield the records of a partition from the offset ``start`` up to, and not including, ``stop``, as they come."""
    partition = TopicPartition(place.topic, place.partition)
    async with clients.reader(cluster, place.topic, [place.partition]) as consumer:
        consumer.seek(partition, start)
        async with aclosing(clients.fetches_until(consumer, {partition: stop})) as fetches:
            async for records in fetches:
                yield records


async def read_topic(cluster: Cluster, topic: str, since: int = 0) -> AsyncGenerator[list[clients.Record], None]:
    """Yield the records of all partitions as they come.

    :param since: milliseconds since 1970: those that were written before are passed over.
    """
    partitions = await clients.partitions_of(cluster, topic)
    async with clients.reader(cluster, topic, [], isolation="read_uncommitted") as last:
        ends = await last.end_offsets([TopicPartition(topic, partition) for partition in partitions])
    async with clients.reader(cluster, topic, partitions) as consumer:
        if since:
            found = await consumer.offsets_for_times(dict.fromkeys(ends, since))
            for partition, at in found.items():
                consumer.seek(partition, ends[partition] if at is None else at.offset)
        async with aclosing(clients.fetches_until(consumer, ends)) as fetches:
            async for records in fetches:
                yield records
