"""A transaction that its broker called complete before it had marked it: nothing of it is lost, nothing visible twice.

The broker is left as one that was killed between its decision and the markers, and started again, may be: it holds
outputs and an offset without markers, and knows of no transaction that is open. Kafka refuses such writes unless it is
told not to verify that they belong to a transaction.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from faust.types import TP

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW, topics
from streams.kafka.batches import Outgoing, hurry, queue
from streams.kafka.local import LocalKafka
from streams.kafka.node import free_port
from streams.kafka.runs import Run
from streams.kafka.transactions import Transactions
from tests.broker.conftest import make_topics
from tests.fakes import FakeRecord

GROUP = "reswatch-completing"
SOURCE = TP(ARTICLES_RAW, 3)
PLACES = [TopicPartition(ARTICLES_ENRICHED, number) for number in range(topics()[ARTICLES_ENRICHED].partitions)]
READ = 5
"""Records whose outputs and offset have no markers."""


class Halted(BaseException):
    """Stands for the end of the process."""


def halt(reason: str) -> NoReturn:
    raise Halted(reason)


@pytest.fixture
def bootstrap(tmp_path: Path) -> Iterator[str]:
    """A broker with our topics, which takes what belongs to no transaction that it knows of."""
    unverified = {"transaction.partition.verification.enable": "false"}
    with LocalKafka(tmp_path / "kafka", port=free_port(), properties=unverified) as kafka:
        make_topics(kafka.bootstrap)
        yield kafka.bootstrap


def output(number: int) -> Outgoing:
    """Return the output of a record: each goes to a partition of its own."""
    return Outgoing(ARTICLES_ENRICHED, None, b"%d" % number, [], number)


def new_producer(bootstrap: str, transactional_id: str) -> AIOKafkaProducer:
    return AIOKafkaProducer(bootstrap_servers=bootstrap, transactional_id=transactional_id, acks="all")


async def leave_unmarked(bootstrap: str, transactional_id: str) -> None:
    """Write outputs and their offset behind the coordinator's back."""
    producer = new_producer(bootstrap, transactional_id)
    await producer.start()
    await producer.begin_transaction()
    known = producer._txn_manager
    known._txn_partitions.update(PLACES)
    known._txn_consumer_group = GROUP
    futures = {await queue(producer, output(number)) for number in range(READ)}
    hurry(producer)
    await asyncio.gather(*futures)
    place = TopicPartition(SOURCE.topic, SOURCE.partition)
    await producer.send_offsets_to_transaction({place: READ}, GROUP)
    await producer.client.close()  # it was killed: nothing ends its transaction


@asynccontextmanager
async def next_owner(bootstrap: str) -> AsyncIterator[tuple[Transactions, int]]:
    """Yield the transactions of who takes the partition over, and from where on it is read."""
    async with AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=GROUP, enable_auto_commit=False) as consumer:

        async def committed(source: TP) -> int | None:
            offset: int | None = await consumer.committed(TopicPartition(source.topic, source.partition))
            return offset

        held = Transactions(
            GROUP, [ARTICLES_ENRICHED, "no-such-topic"], lambda name: new_producer(bootstrap, name), committed, halt
        )
        await held.take_over([SOURCE])
        yield held, await committed(SOURCE) or 0
        await held.close()


async def write(held: Transactions, numbers: range) -> None:
    """Write the outputs of records, without a commit."""
    async with held.of(Run(SOURCE, [FakeRecord(number, b"") for number in numbers])) as transaction:
        assert transaction is not None
        futures = {await transaction.dispatch(output(number)) for number in numbers}
        transaction.hurry()
        await asyncio.gather(*futures)


async def visible(bootstrap: str) -> Counter[int]:
    """Return what a reader of what is committed sees, up to what is undecided."""
    seen: Counter[int] = Counter()
    async with AIOKafkaConsumer(bootstrap_servers=bootstrap, isolation_level="read_committed") as consumer:
        consumer.assign(PLACES)
        await consumer.seek_to_beginning(*PLACES)
        while found := await consumer.getmany(timeout_ms=2_000):
            seen.update(int(record.value) for records in found.values() for record in records)
    return seen


async def test_what_its_owner_left_is_completed_before_it_is_read_on(bootstrap: str) -> None:
    """The next owner goes on behind it; without that it would read all of it again, and show it twice."""
    await leave_unmarked(bootstrap, f"{GROUP}-{SOURCE.topic}-{SOURCE.partition}")
    assert await visible(bootstrap) == Counter()
    async with next_owner(bootstrap) as (held, begin):
        assert begin == READ
        await write(held, range(begin, 2 * READ))
        await held.commit([SOURCE])
    assert await visible(bootstrap) == Counter(range(2 * READ))


async def test_an_abort_loses_nothing_of_it(bootstrap: str) -> None:
    """The next transaction is never committed: its outputs stay invisible, and those before do not."""
    await leave_unmarked(bootstrap, f"{GROUP}-{SOURCE.topic}-{SOURCE.partition}")
    async with next_owner(bootstrap) as (held, begin):
        await write(held, range(begin, 2 * READ))
    async with next_owner(bootstrap) as (_, begin):
        assert begin == READ
    assert await visible(bootstrap) == Counter(range(READ))


async def test_a_worker_that_lost_its_connection_completes_what_it_had_committed(bootstrap: str) -> None:
    """It does not know whether the broker started anew: so it takes it for that."""
    async with next_owner(bootstrap) as (held, begin):
        await write(held, range(begin, 1))
        await held.commit([SOURCE])
        transaction = held._held[SOURCE]
        ours = transaction._producer
        assert ours is not None
        known = ours._txn_manager
        assert known.is_in_transaction()
        known._txn_partitions.update(PLACES)  # as in leave_unmarked: of a commit that the broker called complete
        futures = {await queue(ours, output(number)) for number in range(1, READ)}
        hurry(ours)
        await asyncio.gather(*futures)
        known._txn_partitions.clear()
        for connection in list(ours.client._conns.values()):
            connection.close()
        await write(held, range(READ, READ + 1))
        assert await visible(bootstrap) == Counter(range(READ)), "completed before anything new is written"
        await held.commit([SOURCE])
    assert await visible(bootstrap) == Counter(range(READ + 1))
