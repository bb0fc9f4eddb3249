"""Raw records through the present code of the enrich role, in this process or in several."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context

from streams.agents.enrich import Enrich
from streams.cli.background import leave_interrupts_to_the_parent
from streams.cli.codecs import Reader
from streams.cli.replay.outputs import Place, mark
from streams.contracts.codec import Codec
from streams.kafka.batches import Outgoing
from streams.kafka.clients import Record
from streams.telemetry.metrics import Metrics

CHUNK = 32
"""Records that a process is handed at a time."""
CHUNKS_AHEAD = 4
"""Chunks a process that are read ahead: enough to keep all busy, and memory bounded."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A raw record to read again, where its output lies, and the mark of that."""

    record: Record
    published: Place
    mark: int


Differing = tuple[Wanted, Outgoing]


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Start what reads: a thread for one job, so that the topics are read meanwhile, else processes."""
    if jobs == 1:
        executor: Executor = ThreadPoolExecutor(1)
    else:  # not forked: threads and connections of this process must not be in them
        executor = ProcessPoolExecutor(jobs, get_context("spawn"), leave_interrupts_to_the_parent)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


async def differing(
    wanted: AsyncIterator[Sequence[Wanted]], executor: Executor, jobs: int
) -> AsyncGenerator[list[Differing], None]:
    """Yield for each chunk, in their order, those records whose output is another now, and that output."""
    loop = asyncio.get_running_loop()
    pending: deque[tuple[Sequence[Wanted], asyncio.Future[list[Outgoing | None]]]] = deque()

    async def oldest() -> list[Differing]:
        chunk, outputs = pending.popleft()
        return [(each, output) for each, output in zip(chunk, await outputs, strict=True) if output is not None]

    async for records in wanted:
        for start in range(0, len(records), CHUNK):
            chunk = records[start : start + CHUNK]
            pending.append((chunk, loop.run_in_executor(executor, _read, chunk)))
            if len(pending) > jobs * CHUNKS_AHEAD:
                yield await oldest()
    while pending:
        yield await oldest()


def _read(chunk: Sequence[Wanted]) -> list[Outgoing | None]:
    """Return the output of each record where it is another than its mark says."""
    role, codec = _role()
    return [_if_other(role.transform(each.record), each.mark, codec) for each in chunk]


def _if_other(output: Outgoing, published: int, codec: Codec) -> Outgoing | None:
    if mark(output, codec) == published:
        return None
    return Outgoing(output.topic, output.key, output.value, output.headers)  # without what the role counts by


def read_again(record: Record, reader: Reader) -> Outgoing:
    """Return what the present code makes of a record."""
    return _role()[0].transform(with_locked_id(record, reader))


def with_locked_id(record: Record, reader: Reader) -> Record:
    """Return a raw record so that it is read without a registry."""
    return record if record.value is None else replace(record, value=reader.with_locked_id(record.value))


@cache
def _role() -> tuple[Enrich, Codec]:
    codec = Codec()
    return Enrich(codec, Metrics()), codec
