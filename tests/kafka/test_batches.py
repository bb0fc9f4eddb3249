"""Records in batches: placed as Kafka's own client places them, in order, a future a batch, and no wait at the end."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.partitioner import murmur2 as reference
from aiokafka.structs import RecordMetadata
from hypothesis import given
from hypothesis import strategies as st

from streams.kafka.batches import Outgoing, hurry, murmur2, queue
from tests.broker.conftest import stream_kafka  # noqa: F401  # a fixture
from tests.broker.kafka_io import read

TOPIC = "articles-raw"


@given(st.binary(max_size=1100))
def test_a_key_is_hashed_as_by_others(key: bytes) -> None:
    """Another hash would put the versions of an article into different partitions."""
    assert murmur2(key) == reference(key) & 0xFFFFFFFF


@pytest.fixture
async def producer(stream_kafka: str) -> AsyncIterator[AIOKafkaProducer]:  # noqa: F811  # the fixture
    """An idempotent producer that would let batches linger for a minute."""
    async with AIOKafkaProducer(
        bootstrap_servers=stream_kafka, acks="all", enable_idempotence=True, linger_ms=60_000, max_batch_size=20_000
    ) as made:
        yield made


@pytest.mark.broker
async def test_records_arrive_in_order_where_their_keys_belong(producer: AIOKafkaProducer, stream_kafka: str) -> None:  # noqa: F811
    """More than batches hold, so that some are sent because they are full, and the last because of ``hurry``."""
    keys = [b"https://wire.example/%d" % (number % 50) for number in range(600)]
    futures = [
        await queue(producer, Outgoing(TOPIC, key, b"%d" % n + b"." * 500, [("n", b"x")])) for n, key in enumerate(keys)
    ]
    hurry(producer)
    done, late = await asyncio.wait(set(futures), timeout=20)
    assert not late
    assert 12 < len(done) < 100, "records of a batch share its future"
    placed = {future.result() for future in done}
    assert all(isinstance(place, RecordMetadata) for place in placed)
    outs = await asyncio.to_thread(read, stream_kafka, [TOPIC], lambda found: len(found) >= len(keys))
    by_key: dict[bytes, list[int]] = {}
    for out in outs:
        by_key.setdefault(out.key or b"", []).append(int((out.value or b"").split(b".")[0]))
    assert all(numbers == sorted(numbers) for numbers in by_key.values())
    assert sorted(number for numbers in by_key.values() for number in numbers) == list(range(len(keys)))


@pytest.mark.broker
async def test_a_partition_that_is_named_has_its_leader_found(producer: AIOKafkaProducer) -> None:
    """Also in a topic that the producer sends to first now, after its metadata was narrowed to the topics before."""
    for topic, partition in (("alerts", None), ("alerts-waiting", 3)):
        future = await queue(producer, Outgoing(topic, b"desk", b"x", [], partition))
        hurry(producer)
        assert (await asyncio.wait_for(future, 20)).topic == topic
        await producer.client.force_metadata_update()
