"""Runs that wait are handled together, in order; none is lost when the stream ends or the agent is stopped."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams.kafka.runs import RUN_RECORDS, Run, joined
from streams.kafka.waiting_events import waiting
from tests.fakes import FakeRecord


def event(partition: int, records: int) -> Any:
    run = Run(TP("raw", partition), [FakeRecord(offset, b"", partition=partition) for offset in range(records)])
    return SimpleNamespace(message=SimpleNamespace(run=run))


async def stream(queue: asyncio.Queue[Any]) -> AsyncIterator[Any]:
    while (each := await queue.get()) is not None:
        yield each


def filled(*events: Any) -> asyncio.Queue[Any]:
    queue: asyncio.Queue[Any] = asyncio.Queue()
    for each in events:
        queue.put_nowait(each)
    return queue


async def all_of(queue: asyncio.Queue[Any]) -> list[list[Any]]:
    queue.put_nowait(None)
    return [together async for together in waiting(stream(queue), RUN_RECORDS)]


async def test_what_waits_comes_together_and_in_order() -> None:
    """Small runs of several partitions share one turn."""
    events = [event(number % 3, 2) for number in range(7)]
    assert await all_of(filled(*events)) == [events]


async def test_no_more_than_make_a_full_run() -> None:
    """A full run has its turn alone, so that what is in hand at a rebalance stays small."""
    events = [event(0, RUN_RECORDS), event(1, RUN_RECORDS - 1), event(2, 5), event(3, 1)]
    assert [len(together) for together in await all_of(filled(*events))] == [1, 2, 1]


async def test_none_is_waited_for() -> None:
    """A run that comes alone is handled at once."""
    queue = filled(event(0, 1))
    events = waiting(stream(queue), RUN_RECORDS)
    first = await asyncio.wait_for(anext(events), 1)
    queue.put_nowait(event(1, 1))
    queue.put_nowait(event(2, 1))
    second = await asyncio.wait_for(anext(events), 1)
    assert [len(first), len(second)] == [1, 2]
    await events.aclose()


async def test_an_error_of_the_stream_comes_after_what_was_there_before_it() -> None:
    """What was handed out before an error is handled; then the agent hears of it."""

    async def failing() -> AsyncIterator[Any]:
        yield event(0, 1)
        yield event(1, 1)
        raise LookupError

    events = waiting(failing(), RUN_RECORDS)
    assert len(await anext(events)) == 2
    with pytest.raises(LookupError):
        await anext(events)


async def test_closing_it_stops_the_stream() -> None:
    """Nothing is left waiting for a queue when the agent is stopped."""
    events = waiting(stream(filled(event(0, 1))), RUN_RECORDS)
    await anext(events)
    await events.aclose()
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


def test_joined_runs_have_all_records_in_order() -> None:
    """Joined runs are one run of several partitions."""
    runs = [event(0, 2).message.run, event(1, 3).message.run]
    run = joined(runs)
    assert list(run.records) == [*runs[0].records, *runs[1].records]
    assert joined(runs[:1]) is runs[0]
