"""A state that is a fold: brought to where the next run begins, by reading no more than is needed."""

import gc
from collections.abc import AsyncGenerator
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams.agents import folding
from streams.agents.delivery import Delivery
from streams.agents.folding import Fold
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter
from streams.kafka.cluster import Cluster
from streams.kafka.progress import Progress
from streams.kafka.runs import Record, Run
from streams.runtime.parts import halt
from streams.telemetry.metrics import Metrics
from tests.fakes import FakeProducer, FakeRecord

PLACE = TP("resolution-events", 0)


class Offsets:
    """A state that knows which offsets it has taken in."""

    def __init__(self) -> None:
        self.place = 0
        self.taken: list[int] = []

    def begin(self) -> None:
        self.__init__()  # type: ignore[misc]  # anew

    def fold(self, record: Record) -> tuple[Output, ...]:
        self.taken.append(record.offset)
        self.place = record.offset + 1
        return ()


class World:
    """A partition in Kafka, and who reads it."""

    def __init__(self) -> None:
        self.state = Offsets()
        self.read: list[tuple[int, int]] = []
        self.learned: list[int] = []
        self.progress = Progress()
        self.fold = Fold(Cluster("nowhere:1"), self.state, self.progress, self.learn)
        producer, metrics = FakeProducer(), Metrics()
        self.delivery = Delivery(
            producer, lambda record, cause, detail: dead_letter(record, cause, detail, "x"), {}, metrics, halt
        )

    async def learn(self, run: Run) -> None:
        self.learned += [record.offset for record in run.records]

    async def stretch(self, _: Cluster, place: TP, start: int, stop: int) -> AsyncGenerator[list[Any], None]:
        assert place == PLACE
        self.read.append((start, stop))
        for offset in range(start, stop):
            yield [FakeRecord(offset, b"x")]

    async def settle(self, generation: int, *offsets: int) -> None:
        """Have a run settled."""
        run = Run(PLACE, [FakeRecord(offset, b"x") for offset in offsets], generation)
        await self.fold.reach(run, self.delivery)
        for record in run.records:
            self.state.fold(record)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(folding, "read_stretch", made.stretch)
    return made


async def test_all_before_the_first_run_is_read_once(world: World) -> None:
    """From the first offset on, in order, with its schemas; a gap within a generation is a marker of a transaction."""
    await world.settle(1, 5, 6)
    await world.settle(1, 7)
    await world.settle(1, 9)
    assert world.read == [(0, 5)]
    assert world.state.taken == [0, 1, 2, 3, 4, 5, 6, 7, 9]
    assert world.learned == [0, 1, 2, 3, 4]


async def test_a_worker_that_kept_its_partition_reads_nothing(world: World) -> None:
    """A rebalance alone changes no state."""
    await world.settle(1, 0, 1)
    await world.settle(2, 2)
    assert world.read == []


async def test_what_another_worker_settled_in_between_is_read(world: World) -> None:
    """And no more than that."""
    await world.settle(1, 0, 1)
    await world.settle(5, 4)
    assert world.read == [(2, 4)]
    assert world.state.taken == [0, 1, 2, 3, 4]


async def test_where_records_come_again_all_is_folded_anew(world: World) -> None:
    """What they changed cannot be undone, and what they told was perhaps not published."""
    await world.settle(1, 0, 1, 2)
    await world.settle(2, 1, 2)
    assert world.read == [(0, 1)]
    assert world.state.taken == [0, 1, 2]


async def test_a_record_that_breaks_the_fold_stops_no_worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cost its turn when it came first, and costs it again."""

    def fold(record: Record) -> tuple[Output, ...]:
        if record.offset == 1:
            raise ZeroDivisionError
        return Offsets.fold(world.state, record)

    monkeypatch.setattr(world.state, "fold", fold)
    await world.settle(1, 3)
    assert world.state.taken == [0, 2, 3]


async def test_what_was_folded_is_left_alone_by_the_garbage_collector(world: World) -> None:
    """It would go through the whole state now and then, and hold up whatever waits meanwhile."""
    gc.unfreeze()
    await world.settle(1, 5)
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    assert frozen > 0


async def test_a_long_fold_is_no_standstill(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kafka gives thousands of records at once: each that is taken in moves the partition, not only the last."""
    clock = [0.0]
    still: list[float] = []

    async def at_once(_: Cluster, place: TP, start: int, stop: int) -> AsyncGenerator[list[Any], None]:
        yield [FakeRecord(offset, b"x") for offset in range(start, stop)]

    def slowly(record: Record) -> tuple[Output, ...]:
        clock[0] += 10.0
        still.append(world.progress.look([(PLACE.topic, PLACE.partition, 1)], clock[0])[PLACE])
        return ()

    monkeypatch.setattr(folding, "read_stretch", at_once)
    monkeypatch.setattr(folding, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(world.state, "fold", slowly)
    world.progress.look([(PLACE.topic, PLACE.partition, 1)], 0.0)
    await world.settle(1, 60)
    assert len(still) == 61
    assert max(still) <= 20.0
