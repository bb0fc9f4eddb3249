"""Transactions without a broker: what is committed when, what is written again, and where a worker ends."""

import asyncio
from contextlib import suppress
from typing import Any, NoReturn

import pytest
from aiokafka.errors import IllegalOperation, KafkaError, MessageSizeTooLargeError, ProducerFenced
from faust.types import TP

from streams.kafka import transaction as one_partition
from streams.kafka.batches import Outgoing
from streams.kafka.runs import Run
from streams.kafka.transactions import Transactions
from tests.fakes import FakeRecord
from tests.kafka.transactional_broker import Broker, FakeProducer

SOURCE = TP("in", 0)


class Halted(BaseException):
    """Stands for the end of the process."""


def halt(reason: str) -> NoReturn:
    raise Halted(reason)


@pytest.fixture(autouse=True)
def batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record is a batch of its own."""

    async def queue(producer: FakeProducer, record: Outgoing) -> Any:
        return await producer.send(record.topic, record.value or b"")

    monkeypatch.setattr(one_partition, "queue", queue)

    async def complete(*_: object) -> None:
        """This broker marks what it has decided: tests/broker/test_completing.py has one that did not."""

    async def are_led(*_: object) -> bool:
        """Each partition has a leader: tests/broker/test_leaderless.py has some without."""
        return True

    monkeypatch.setattr(one_partition, "complete", complete)
    monkeypatch.setattr(one_partition, "open_behind_former", complete)
    monkeypatch.setattr(one_partition, "wait_for_leaders", complete)
    monkeypatch.setattr(one_partition, "are_led", are_led)
    monkeypatch.setattr(one_partition, "hurry", lambda _: None)


def run(first: int, *values: bytes) -> Run:
    return Run(SOURCE, [FakeRecord(first + index, value) for index, value in enumerate(values)])


async def owner(broker: Broker) -> Transactions:
    made = Transactions("group", ["out"], broker.producer, broker.committed, halt)
    await made.take_over([SOURCE])
    return made


async def deliver(all_: Transactions, what: Run) -> None:
    """Send each record of a run as it is."""
    async with all_.of(what) as transaction:
        assert transaction is not None
        for record in what.records:
            await transaction.dispatch(Outgoing("out", None, record.value, []))


async def test_outputs_and_offset_become_visible_together() -> None:
    """Two runs in one transaction; nothing before its commit, and nothing twice by a second one."""
    broker = Broker()
    ours = await owner(broker)
    await deliver(ours, run(0, b"a", b"b"))
    await deliver(ours, run(5, b"c"))
    assert (broker.visible, broker.offset) == ([], None)
    await ours.commit([SOURCE])
    await ours.commit([SOURCE])
    assert (broker.visible, broker.offset) == ([b"a", b"b", b"c"], 6)


async def test_a_commit_waits_for_the_end_of_the_run() -> None:
    """Half a run is never visible."""
    broker = Broker()
    ours = await owner(broker)
    async with ours.of(run(0, b"a", b"b")) as held:
        assert held
        await held.dispatch(Outgoing("out", None, b"a", []))
        committing = asyncio.create_task(ours.commit([SOURCE]))
        await asyncio.sleep(0.01)
        assert not committing.done()
        await held.dispatch(Outgoing("out", None, b"b", []))
    await committing
    assert (broker.visible, broker.offset) == ([b"a", b"b"], 2)


async def test_a_run_that_breaks_off_is_never_committed() -> None:
    """An agent that is cancelled leaves half a run in the transaction."""
    broker = Broker()
    ours = await owner(broker)
    with suppress(asyncio.CancelledError):
        async with ours.of(run(0, b"a", b"b")) as held:
            assert held
            await held.dispatch(Outgoing("out", None, b"a", []))
            raise asyncio.CancelledError
    await ours.commit([SOURCE])
    assert (broker.visible, broker.offset) == ([], None)


async def test_a_partition_that_was_made_anew_is_settled_from_its_beginning() -> None:
    """Its old offset is the group's until a lower one is committed; after that the law is as strict as before."""
    broker = Broker(offset=600)
    ours = await owner(broker)
    ours.begin_anew(SOURCE)
    await deliver(ours, run(0, b"a", b"b"))
    await ours.commit([SOURCE])
    assert (broker.visible, broker.offset) == ([b"a", b"b"], 2)
    with pytest.raises(Halted, match="in/0 is settled up to 2, and was read from 1 on"):
        await deliver(ours, run(1, b"b"))


async def test_what_is_settled_must_not_come_again() -> None:
    """Whoever reads a partition begins where it was left; else offsets no longer mean what they meant."""
    broker = Broker(offset=2)
    ours = await owner(broker)
    with pytest.raises(Halted, match="in/0 is settled up to 2, and was read from 1 on"):
        await deliver(ours, run(1, b"b", b"c"))
    await deliver(ours, run(2, b"c"))
    with pytest.raises(Halted, match="in/0 is settled up to 3, and was read from 2 on"):
        await deliver(ours, run(2, b"c"))


async def test_a_run_of_a_partition_that_is_not_held_is_passed_over() -> None:
    """Its new owner sends it."""
    ours = await owner(Broker())
    async with ours.of(Run(TP("in", 7), [FakeRecord(0, b"a")])) as held:
        assert held is None


async def test_a_new_owner_aborts_what_the_former_left_and_the_former_ends() -> None:
    """The former is fenced at its commit, and at a send."""
    broker = Broker()
    former = await owner(broker)
    await deliver(former, run(0, b"a"))
    successor = await owner(broker)
    await deliver(successor, run(0, b"a", b"b"))
    await successor.commit([SOURCE])
    with pytest.raises(Halted, match="in/0 belongs to another worker by now"):
        await former.commit([SOURCE])
    assert (broker.visible, broker.aborted, broker.offset) == ([b"a", b"b"], [b"a"], 2)


async def test_a_renewal_writes_again_what_the_broker_had_taken() -> None:
    """A refused output aborts the whole transaction: the runs before it, and its mates."""
    broker = Broker(refused=lambda value: MessageSizeTooLargeError() if value == b"large" else None)
    ours = await owner(broker)
    await deliver(ours, run(0, b"a"))
    async with ours.of(run(1, b"b", b"large")) as held:
        assert held
        await held.dispatch(Outgoing("out", None, b"b", []))
        await held.dispatch(Outgoing("out", None, b"large", []))
        await held.renew()
        await held.dispatch(Outgoing("dead", None, b"letter", []))
    await ours.commit([SOURCE])
    assert (broker.visible, broker.offset) == ([b"a", b"b", b"letter"], 3)
    assert broker.aborted == [b"a", b"b"]


async def test_a_renewal_that_fails_can_be_tried_again() -> None:
    """The broker refuses what it had taken before, once."""
    errors = iter([None, None, KafkaError()])
    broker = Broker(refused=lambda _: next(errors, None))
    ours = await owner(broker)
    async with ours.of(run(0, b"a", b"b")) as held:
        assert held
        await held.dispatch(Outgoing("out", None, b"a", []))
        await held.dispatch(Outgoing("out", None, b"b", []))
        with pytest.raises(KafkaError):
            await held.renew()
        await held.renew()
    await ours.commit([SOURCE])
    assert (broker.visible, broker.offset) == ([b"a", b"b"], 2)


@pytest.mark.parametrize("sends", [True, False], ids=["it was told so at a send", "it does not know yet"])
async def test_no_worker_takes_back_a_partition_that_another_has_worked_on(sends: bool) -> None:
    """A renewal after a sleep would fence the new owner and write again what that has written."""
    broker = Broker(refused=lambda value: MessageSizeTooLargeError() if value == b"large" else None)
    former = await owner(broker)
    async with former.of(run(0, b"a", b"large")) as held:
        assert held
        await held.dispatch(Outgoing("out", None, b"large", []))
        successor = await owner(broker)
        await deliver(successor, run(0, b"a"))
        await successor.commit([SOURCE])
        if sends:
            await held.dispatch(Outgoing("out", None, b"a", []))
        with pytest.raises(Halted, match="belongs to another worker"):
            await held.renew()
        await deliver(successor, run(1, b"b"))
        await successor.commit([SOURCE])
    assert broker.visible == [b"a", b"b"], "and the new owner was not fenced by it"


async def test_a_transaction_that_grows_large_is_committed_before_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its outputs are kept in memory until then."""
    monkeypatch.setattr(one_partition, "TRANSACTION_BYTES", 10)
    broker = Broker()
    ours = await owner(broker)
    await deliver(ours, run(0, b"a" * 11))
    assert broker.offset == 1


async def test_a_commit_that_does_not_end_halts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker that stays away would hold the rebalance."""
    monkeypatch.setattr(one_partition, "PATIENCE_SECONDS", 0.02)

    async def never(self: FakeProducer) -> None:
        await asyncio.sleep(60)

    broker = Broker()
    ours = await owner(broker)
    await deliver(ours, run(0, b"a"))
    monkeypatch.setattr(FakeProducer, "commit_transaction", never)
    with pytest.raises(Halted, match="could not commit a transaction of in/0"):
        await ours.commit([SOURCE])


async def test_a_producer_that_was_fenced_says_so_at_the_next_send() -> None:
    """aiokafka's sender ends with it, and from then on knows of no transaction."""

    async def fenced() -> None:
        raise ProducerFenced

    broker = Broker()
    ours = await owner(broker)
    assert broker.owner is not None
    broker.owner.sender_task = asyncio.create_task(fenced())
    await asyncio.sleep(0)

    def no_transaction(_: bytes) -> NoReturn:
        raise IllegalOperation

    broker.refused = no_transaction
    with pytest.raises(Halted, match="belongs to another worker"):
        await deliver(ours, run(0, b"a"))
