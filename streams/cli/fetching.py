"""Reading stretches of topics that take long: how far it is, and how long nothing may come."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.cli.progress import Progress
from streams.kafka import clients

PATIENCE_SECONDS = 90.0
"""How long nothing may come: longer than Kafka leaves a transaction open that nobody ends (60 s)."""


async def fetches(
    consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int], progress: Progress
) -> AsyncGenerator[list[clients.Record], None]:
    """Yield what is fetched of each partition up to its end, and tell how far it is.

    :raises StalledError: when nothing comes for PATIENCE_SECONDS.
    """
    total = sum([max(0, end - await consumer.position(place)) for place, end in ends.items()])
    read = 0
    async with aclosing(clients.fetches_until(consumer, ends, PATIENCE_SECONDS)) as found:
        async for records in found:
            yield records
            read += len(records)
            progress(records[0].topic, read, total)
