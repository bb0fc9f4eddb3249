"""Runs that are settled side by side, where settling waits for others and one run must not wait for another.

They are acknowledged in the order of their partition: the offset that is committed is the last acknowledged one plus
one (streams.kafka.consumer), and may pass none that is not settled. Nothing here knows articles.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from faust.types import TP

from streams.kafka.runs import Run

RECORDS = 2048
BYTES = 32 << 20
"""Most that is not acknowledged at a time, unless one run alone is more; beyond, the next run waits. It is what is held
in memory, and what comes again after a crash."""


@dataclass(slots=True)
class _UnderWay:
    event: Any
    records: int
    size: int
    is_settled: bool = False


class SideBySide:
    """Has ``settle`` settle the runs of events, and ``acknowledge`` called with each event in its turn.

    :param settle: must not raise: its run, and all that follow in the partition, would never be acknowledged.
    """

    def __init__(
        self,
        settle: Callable[[Run], Awaitable[None]],
        acknowledge: Callable[[Any], None],
        *,
        records: int = RECORDS,
        size: int = BYTES,
    ) -> None:
        self._settle = settle
        self._acknowledge = acknowledge
        self._most_records, self._most_bytes = records, size
        self._records = self._bytes = 0
        self._room = asyncio.Event()
        self._lines: dict[TP, deque[_UnderWay]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, event: Any) -> None:
        """Begin to settle the run of ``event``, once there is room."""
        run: Run = event.message.run
        records, size = len(run.records), sum(len(record.value or b"") for record in run.records)
        while self._records and (self._records + records > self._most_records or self._bytes + size > self._most_bytes):
            self._room.clear()
            await self._room.wait()
        self._records += records
        self._bytes += size
        under_way = _UnderWay(event, records, size)
        self._lines.setdefault(run.partition, deque()).append(under_way)
        task = asyncio.create_task(self._work(under_way, run))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, under_way: _UnderWay, run: Run) -> None:
        await self._settle(run)
        under_way.is_settled = True
        line = self._lines[run.partition]
        while line and line[0].is_settled:
            first = line.popleft()
            self._acknowledge(first.event)
            self._records -= first.records
            self._bytes -= first.size
            self._room.set()
        if not line:
            self._lines.pop(run.partition, None)
