"""A broker that shuts down amid a commit: what is passed over then is completed before anything new is sent.

Of three brokers, each leads some partitions of the outputs alone. The one that goes takes with it who leads them, so
that the coordinator, a broker that stays, calls a transaction complete whose markers it could not write.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka.client import CoordinationType
from kafka.admin import NewTopic

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW
from streams.kafka.batches import Outgoing
from streams.kafka.cluster import Cluster
from streams.kafka.jars import LocalKafkaError
from streams.kafka.runs import Run
from streams.kafka.topics import connect
from streams.kafka.transactions import Transactions
from tests.broker.test_completing import PLACES, SOURCE, next_owner, visible, write
from tests.chaos.brokers import Broker, bootstrap, make_brokers
from tests.environment import skip_or_fail
from tests.fakes import FakeRecord

BROKERS = 3
START_SECONDS = 60.0
WAITED_SECONDS = 2.0
"""For which nothing new is sent; a send takes some 10 ms."""


@pytest.fixture
def brokers(tmp_path: Path) -> Iterator[list[Broker]]:
    """Brokers of one cluster, with a topic whose partitions have one replica each."""
    try:
        made = make_brokers(BROKERS, tmp_path)
    except LocalKafkaError as error:
        skip_or_fail(str(error))
    try:
        for each in made:
            each.start()
        asyncio.run(answering(made))
        alone = {place.partition: [led_by(place.partition)] for place in PLACES}
        with connect(Cluster(bootstrap(made))) as admin:
            admin.create_topics(
                [
                    NewTopic(
                        ARTICLES_ENRICHED,
                        num_partitions=-1,
                        replication_factor=-1,
                        replica_assignments=alone,
                        topic_configs={"min.insync.replicas": "1"},
                    ),
                    NewTopic(ARTICLES_RAW, num_partitions=12, replication_factor=BROKERS),
                ]
            )
        yield made
    finally:
        for each in made:
            each.kill()


def led_by(partition: int) -> int:
    """Return the number of the broker that has a partition of the outputs."""
    return partition % BROKERS + 1


async def answering(brokers: list[Broker]) -> None:
    async with asyncio.timeout(START_SECONDS):
        while not all(each.answers for each in brokers):  # noqa: ASYNC110  (a process sets no event)
            await asyncio.sleep(0.1)


async def send(held: Transactions, value: int, partition: int) -> None:
    """Write one output of the record ``value``, without a commit."""
    async with held.of(Run(SOURCE, [FakeRecord(value, b"")])) as transaction:
        assert transaction is not None
        future = await transaction.dispatch(Outgoing(ARTICLES_ENRICHED, None, b"%d" % value, [], partition))
        transaction.hurry()
        await future


async def test_nothing_new_is_sent_before_what_was_passed_over_is_complete(brokers: list[Broker]) -> None:
    """A worker that dies then takes nothing back: without that the next owner's abort undid what was committed too."""
    servers = bootstrap(brokers)
    async with next_owner(servers) as (held, _):
        await write(held, range(BROKERS))  # one in a partition of each broker
        producer = held._held[SOURCE]._producer
        assert producer is not None
        deciding = producer._sender._coordinators[CoordinationType.TRANSACTION]
        goes = next(each for each in brokers if each.number != deciding)
        await asyncio.to_thread(goes.stop)
        await held.commit([SOURCE])
        sending = asyncio.create_task(send(held, BROKERS, deciding - 1))
        await asyncio.sleep(WAITED_SECONDS)
        assert not sending.done()
        goes.start()
        await sending
        await send(held, BROKERS + 1, goes.number - 1)  # where something is that was passed over
    async with next_owner(servers) as (_, begin):
        assert begin == BROKERS
    assert await visible(servers) == Counter(range(BROKERS))
