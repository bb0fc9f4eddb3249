"""Runs that are settled side by side: one that takes long holds up none, and no offset passes it."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams.kafka.runs import Run
from streams.kafka.side_by_side import SideBySide
from tests.fakes import FakeRecord


def event(partition: int, first: int, records: int = 1, value: bytes = b"") -> Any:
    made = [FakeRecord(first + number, value, partition=partition) for number in range(records)]
    return SimpleNamespace(message=SimpleNamespace(run=Run(TP("alerts", partition), made)))


class Desk:
    """Settles a run when the test says so; notes where each began and what was acknowledged."""

    def __init__(self, **bounds: int) -> None:
        self.begun: list[tuple[int, int]] = []
        self.acknowledged: list[tuple[int, int]] = []
        self._gates: dict[tuple[int, int], asyncio.Event] = {}
        self.beside = SideBySide(self._settle, lambda each: self.acknowledged.append(place(each.message.run)), **bounds)

    async def _settle(self, run: Run) -> None:
        self.begun.append(place(run))
        await self._gates.setdefault(place(run), asyncio.Event()).wait()

    async def settle(self, partition: int, offset: int) -> None:
        self._gates[partition, offset].set()
        for _ in range(5):
            await asyncio.sleep(0)


def place(run: Run) -> tuple[int, int]:
    return run.partition.partition, run.records[0].offset


async def taken(desk: Desk, *events: Any) -> None:
    for each in events:
        await desk.beside.take(each)
    await asyncio.sleep(0)


async def test_acknowledged_is_in_the_order_of_the_partition_and_no_partition_waits_for_another() -> None:
    desk = Desk()
    await taken(desk, event(0, 0), event(0, 1), event(1, 0), event(0, 2))
    assert desk.begun == [(0, 0), (0, 1), (1, 0), (0, 2)]
    await desk.settle(0, 1)
    await desk.settle(1, 0)
    assert desk.acknowledged == [(1, 0)]
    await desk.settle(0, 0)
    assert desk.acknowledged == [(1, 0), (0, 0), (0, 1)], "and not the one that is under way"
    await desk.settle(0, 2)
    assert desk.acknowledged[-1] == (0, 2)


@pytest.mark.parametrize("bounds", [{"records": 4}, {"size": 40}], ids=["records", "bytes"])
async def test_what_is_not_acknowledged_is_bounded(bounds: dict[str, int]) -> None:
    """What is settled behind one that is not still counts: it is in memory, and would come again."""
    desk = Desk(**bounds)
    await taken(desk, *(event(0, first, 2, b"x" * 10) for first in (0, 2)))
    more = asyncio.create_task(desk.beside.take(event(1, 0, 2, b"x" * 10)))
    await asyncio.sleep(0)
    await desk.settle(0, 2)
    assert not more.done()
    await desk.settle(0, 0)
    assert more.done()
    await asyncio.sleep(0)
    assert desk.begun[-1] == (1, 0)


async def test_a_run_that_is_more_than_the_bound_is_taken_alone() -> None:
    desk = Desk(records=4)
    await taken(desk, event(0, 0, 9))
    assert desk.begun == [(0, 0)]
