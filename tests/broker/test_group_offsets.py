"""What a group has settled is never taken for nothing, also while its coordinator starts."""

import asyncio
from pathlib import Path

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.contracts.topics import ARTICLES_RAW
from streams.kafka.cluster import Cluster
from streams.kafka.groups import hear_refusals
from streams.kafka.local import LocalKafka
from streams.kafka.node import free_port
from tests.broker.conftest import make_topics

PLACE = TopicPartition(ARTICLES_RAW, 6)
SETTLED = 7


def test_a_coordinator_that_starts_has_not_forgotten(tmp_path: Path) -> None:
    """SIGKILL and restart of the broker: whoever asks meanwhile waits for the offset, and is not told of none."""
    kafka = LocalKafka(tmp_path / "kafka", port=free_port())
    kafka.start()
    try:
        make_topics(kafka.bootstrap)
        answers = asyncio.run(_asked_through_a_restart(kafka))
    finally:
        kafka.stop()
    assert set(answers) == {SETTLED}
    assert len(answers) > 10


async def _asked_through_a_restart(kafka: LocalKafka) -> list[int | None]:
    """Return every answer from before the kill until a second after the broker is there again."""
    consumer = AIOKafkaConsumer(**Cluster(kafka.bootstrap).options(), group_id="asks", enable_auto_commit=False)
    await consumer.start()
    try:
        hear_refusals(consumer)
        consumer.assign([PLACE])
        await consumer.commit({PLACE: SETTLED})
        restart = asyncio.create_task(asyncio.to_thread(_restart, kafka))
        answers = []
        while not restart.done():
            answers.append(await consumer.committed(PLACE))
        await restart
        for _ in range(10):
            answers.append(await consumer.committed(PLACE))
            await asyncio.sleep(0.1)
        return answers
    finally:
        await consumer.stop()


def _restart(kafka: LocalKafka) -> None:
    kafka.kill()
    kafka.start()
