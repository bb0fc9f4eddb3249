"""Runs: how fetched records are cut, and what is committed."""

import asyncio
import logging
from collections import OrderedDict, defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st

from streams.kafka import transport
from streams.kafka.consumer import RunConsumer
from streams.kafka.consumer_thread import RunConsumerThread
from streams.kafka.runs import RUN_BYTES, RUN_RECORDS, split_into_runs
from streams.kafka.turns import FIRST, Turns
from tests.fakes import FakeRecord

PARTITION = TP("articles-raw", 3)


class Sized(bytes):
    """Bytes that claim a length, so that a test of megabytes needs none."""

    claimed = 0

    def __len__(self) -> int:
        return self.claimed


def value_of(size: int) -> bytes:
    value = Sized()
    value.claimed = size
    return value


@given(st.lists(st.integers(0, RUN_BYTES * 2), max_size=700))
def test_runs_keep_every_record_in_order_within_their_bounds(sizes: list[int]) -> None:
    """Cutting loses nothing, keeps the order, and only a record that is too large by itself passes the bound."""
    records = [FakeRecord(offset, value_of(size)) for offset, size in enumerate(sizes)]
    runs = list(split_into_runs(PARTITION, records))
    assert [record.offset for run in runs for record in run.records] == list(range(len(sizes)))
    for run in runs:
        assert 0 < len(run.records) <= RUN_RECORDS
        total = sum(len(record.value or b"") for record in run.records)
        assert total <= RUN_BYTES or len(run.records) == 1


def test_runs_are_as_long_as_they_may_be() -> None:
    """Small records fill a run to its count."""
    runs = list(split_into_runs(PARTITION, [FakeRecord(offset, b"x") for offset in range(600)]))
    assert [len(run.records) for run in runs] == [256, 256, 88]


def test_tombstones_and_keys_count() -> None:
    """A record without a value is carried like any other, and its key counts towards the bound."""
    records = [FakeRecord(0, None, b"k"), FakeRecord(1, None, value_of(RUN_BYTES))]
    assert [len(run.records) for run in split_into_runs(PARTITION, records)] == [1, 1]


def consumer_with(acknowledged: list[int]) -> Any:
    consumer = RunConsumer.__new__(RunConsumer)
    consumer._acked = defaultdict(list, {PARTITION: acknowledged})
    consumer._acked_index = defaultdict(set, {PARTITION: set(acknowledged)})
    return consumer


def test_the_offset_after_the_last_acknowledged_run_is_committed() -> None:
    """An ack stands for a whole run: the offsets between two acks are no gap."""
    consumer = consumer_with([255, 511, 599])
    assert consumer._new_offset(PARTITION) == 600
    assert consumer._new_offset(PARTITION) is None, "nothing new was acknowledged"


@pytest.mark.parametrize(
    ("fetched", "read", "first", "end", "is_anew"),
    [
        (600, 599, 0, 17, True),
        (600, 599, 0, 599, True),
        (None, 600, 0, 17, True),
        (600, 599, 600, 700, False),
        (None, 600, 512, 600, False),
        (None, None, 0, 17, False),
    ],
    ids=["made anew", "one record short", "after a seek", "goes on", "fetched before a seek", "begins"],
)
def test_a_topic_that_was_made_anew_is_read_from_its_beginning(
    fetched: int | None, read: int | None, first: int, end: int, *, is_anew: bool
) -> None:
    """Faust would drop what lies below the offset that it has seen, and commit past it."""
    begun: list[TP] = []
    consumer = consumer_with([599])
    consumer._fetched = {PARTITION: fetched} if fetched else {}
    consumer._read_offset, consumer._committed_offset = {PARTITION: read}, {PARTITION: 512}
    consumer.highwater = lambda _: end
    consumer.log = logging.getLogger("test")
    consumer.app = SimpleNamespace(transactions=SimpleNamespace(begin_anew=begun.append))
    consumer._begin_anew_where_offsets_do(PARTITION, first)
    assert begun == ([PARTITION] if is_anew else [])
    assert consumer._read_offset[PARTITION] == (None if is_anew else read)
    assert consumer._committed_offset[PARTITION] == (None if is_anew else 512)
    assert consumer._new_offset(PARTITION) == (None if is_anew else 600)


async def test_partitions_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of, and has more, comes after the others."""
    waiting = OrderedDict.fromkeys("abc")
    asked: list[object] = []

    async def stock(*of: object) -> dict[str, list[int]]:
        asked.append(of[-1])
        return {"a": [1], "d": [2]}

    monkeypatch.setattr(driver.AIOKafkaConsumerThread, "_fetch_records", stock)
    consumer: Any = SimpleNamespace(_fetcher=SimpleNamespace(_records=waiting))
    thread = RunConsumerThread.__new__(RunConsumerThread)
    thread._turns = Turns(512)
    monkeypatch.setattr(thread, "assignment", set)
    assert await thread._fetch_records(consumer, set(), 1.0, 512) == {"a": [1], "d": [2]}
    assert asked == [FIRST], "no more than a turn"
    assert list(waiting) == ["b", "c", "a"], "of d all is read"


async def test_of_what_nothing_is_committed_the_beginning_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock leaves it where it is: what was fetched and given up meanwhile would be passed over."""
    fetched, new, kept = (TP("articles-raw", number) for number in range(3))
    sought: list[TP] = []

    async def seek(*partitions: TP) -> None:
        sought.extend(partitions)

    async def stock(_: RunConsumer) -> None: ...

    monkeypatch.setattr(driver.Consumer, "perform_seek", stock)
    consumer = consumer_with([])
    consumer._read_offset = {fetched: None, new: None, kept: 512}
    consumer.assignment = consumer._read_offset.keys
    consumer._position = {fetched: 17, new: 0, kept: 600}.__getitem__
    consumer._thread = SimpleNamespace(seek_to_beginning=seek)
    await consumer.perform_seek()
    assert sought == [fetched]


def test_liveness_fails_only_after_a_long_time_without_membership(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rebalance is no death; a worker that its group has lost for good is to be started again."""
    now = 1000.0
    fault: str | None = None
    app = transport.RunApp("liveness", broker="kafka://127.0.0.1:1")
    monkeypatch.setattr(app, "_why_not_settled", lambda: fault)
    monkeypatch.setattr("streams.kafka.transport.time.monotonic", lambda: now)
    assert app.why_not_alive() is None
    fault = "no longer a member"
    now += transport.UNREADY_SECONDS
    assert app.why_not_alive() is None
    now += 1
    assert "no longer a member" in (app.why_not_alive() or "")
    fault = None
    assert app.why_not_alive() is None


@pytest.mark.parametrize("ends", [True, False])
async def test_the_consumers_thread_ends_whatever_aiokafka_does(ends: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no broker answers aiokafka lets its own cancellation out, or closes for ever."""

    class Consumer:
        async def stop(self) -> None:
            if ends:
                raise asyncio.CancelledError
            await asyncio.sleep(3600)

    monkeypatch.setattr("streams.kafka.consumer_thread.CLOSE_SECONDS", 0.05)
    thread = RunConsumerThread.__new__(RunConsumerThread)
    thread._consumer = Consumer()
    thread._method_queue = None
    await thread.on_thread_stop()
