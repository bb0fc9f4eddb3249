"""What a consumer group has settled."""

from collections.abc import Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition, errors
from aiokafka.protocol.commit import OffsetFetchRequest

from streams.kafka.cluster import Cluster


def hear_refusals(consumer: AIOKafkaConsumer) -> None:
    """Have ``consumer``, which was started and has a group, know a refusal from a group that has settled nothing.

    For some tenths of a second after a broker's start, or after the group has moved to another, its coordinator refuses
    to tell offsets. Since version 2 of OffsetFetch (KIP-88) it then gives one error for all and names no partition.
    aiokafka 0.14 looks at the errors of partitions alone, takes that for a group that has never committed, and reads
    them all from their beginning. Where the error is raised it asks again, as it does for one of a partition.
    """
    coordinator = consumer._coordinator
    send = coordinator._send_req

    async def send_and_hear(request: Any) -> Any:
        response = await send(request)
        code = getattr(response, "error_code", 0)  # version 1 has none
        if code and isinstance(request, OffsetFetchRequest):
            refusal = errors.for_code(code)
            if refusal is errors.NotCoordinatorForGroupError:
                coordinator.coordinator_dead()
            raise refusal(coordinator.group_id)
        return response

    coordinator._send_req = send_and_hear


async def committed(cluster: Cluster, group: str, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
    """Return the offset of each partition from which ``group`` would read on; 0 where it has not committed any.

    Does not join the group.

    :raises aiokafka.errors.KafkaError: when no broker answers, or this user may not see the group.
    """
    client = AIOKafkaConsumer(**cluster.options(), group_id=group, enable_auto_commit=False)
    await client.start()
    try:
        hear_refusals(client)
        wanted = list(partitions)
        client.assign(wanted)
        return {partition: await client.committed(partition) or 0 for partition in wanted}
    finally:
        await client.stop()
