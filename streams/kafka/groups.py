"""What a consumer group has settled, seen from outside."""

from collections.abc import Iterable

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.kafka.cluster import Cluster


async def committed(cluster: Cluster, group: str, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
    """Return the offset of each partition from which ``group`` would read on; 0 where it has not committed any.

    Does not join the group.

    :raises aiokafka.errors.KafkaError: when no broker answers, or this user may not see the group.
    """
    client = AIOKafkaConsumer(**cluster.options(), group_id=group, enable_auto_commit=False)
    await client.start()
    try:
        wanted = list(partitions)
        client.assign(wanted)
        return {partition: await client.committed(partition) or 0 for partition in wanted}
    finally:
        await client.stop()
