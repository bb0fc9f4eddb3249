"""Whoever writes in transactions, every reader of ours sees only what was committed, and is done where they end."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Producer

from streams.contracts.topics import ALERT_SUBSCRIPTIONS, ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.view import TopicView
from streams.runtime.parts import halt
from tests.broker.kafka_io import read
from tests.broker.processes import running_worker
from tests.broker.story import wait_for
from tests.broker.test_crash import article


@pytest.fixture(scope="module")
def writer(stream_kafka: str) -> Iterator[Producer]:
    producer = Producer({"bootstrap.servers": stream_kafka, "transactional.id": "somebody"})
    producer.init_transactions(30)
    yield producer
    producer.flush(10)


def write(producer: Producer, topic: str, numbers: range, *, commit: bool) -> None:
    """Write articles in one transaction, and end it."""
    producer.begin_transaction()
    for number in numbers:
        key, value = article(number)
        producer.produce(topic, key=key, value=value)
    assert producer.flush(30) == 0, "the aborted ones must be on the broker too"
    producer.commit_transaction(30) if commit else producer.abort_transaction(30)


def test_a_worker_reads_only_what_was_committed(stream_kafka: str, writer: Producer, worker_log: Path) -> None:
    """Aborted articles are never read, and neither they nor the markers behind are a lag for ever."""
    write(writer, ARTICLES_RAW, range(50), commit=True)
    write(writer, ARTICLES_RAW, range(50, 100), commit=False)
    with running_worker(stream_kafka, worker_log) as worker:
        read(stream_kafka, [ARTICLES_ENRICHED, ARTICLES_FILTERED], lambda outs: len(outs) >= 50)
        wait_for(lambda: worker.metric("reswatch_lag_records") == 0, 20)
        write(writer, ARTICLES_RAW, range(100, 110), commit=False)
        write(writer, ARTICLES_RAW, range(110, 120), commit=True)
        wait_for(lambda: worker.metric("reswatch_articles_enriched_total") == 60, 20)
        wait_for(lambda: worker.metric("reswatch_lag_records") == 0, 20)
        assert worker.terminate() == 0
    outputs = read(stream_kafka, [ARTICLES_ENRICHED, ARTICLES_FILTERED], lambda outs: len(outs) >= 60)
    assert sorted(out.key or b"" for out in outputs) == sorted(article(n)[0] for n in (*range(50), *range(110, 120)))


def test_a_view_and_a_reader_end_behind_a_transaction(stream_kafka: str, writer: Producer) -> None:
    """Nothing waits for a record where a marker stands."""
    write(writer, ALERT_SUBSCRIPTIONS, range(5), commit=True)
    write(writer, ALERT_SUBSCRIPTIONS, range(5, 9), commit=False)
    asyncio.run(asyncio.wait_for(_view_and_read(stream_kafka), 30))


async def _view_and_read(bootstrap: str) -> None:
    seen: list[bytes | None] = []
    cluster = Cluster(bootstrap)
    view = TopicView(cluster, ALERT_SUBSCRIPTIONS, lambda record: seen.append(record.key), halt)
    async with view:
        await view.caught_up()
    assert sorted(key or b"" for key in seen) == sorted(article(number)[0] for number in range(5))
    partitions = await clients.partitions_of(cluster, ALERT_SUBSCRIPTIONS)
    async with clients.reader(cluster, ALERT_SUBSCRIPTIONS, partitions) as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        assert len([record async for record in clients.read_until(consumer, ends)]) == 5
