"""What an engine spends on a message: one run of one engine, in a process of its own, its results checked."""

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.benchmarks.stream.bed import Bed, Spent, Worker
from tests.benchmarks.stream.engines import Engine
from tests.benchmarks.stream.engines.job import Job
from tests.benchmarks.stream.stories import raw_records

ROOT = Path(__file__).resolve().parents[3]
FILLER = bytes(range(32, 127)) * 1100
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Load:
    """What is moved: how many messages after how many to warm up, of which size, through what."""

    messages: int = 40_000
    warm_up: int = 5_000
    size: int = 3_000
    partitions: int = 4
    work: Literal["pass", "enrich"] = "pass"

    def records(self, first: int, count: int) -> Iterator[tuple[bytes, bytes]]:
        """Yield key and value of ``count`` messages, no two alike."""
        if self.work == "enrich":
            yield from raw_records(first, count)
            return
        for number in range(first, first + count):
            yield b"%d" % number, b"%010d" % number + FILLER[: self.size - 10]


def python_of(engine: Engine) -> Path:
    """Return the interpreter that has the engine."""
    return ROOT / engine.folder / "bin" / "python"


def is_there(engine: Engine) -> bool:
    """Whether the engine is installed."""
    return python_of(engine).exists()


def command(engine: Engine, job: Job) -> list[str]:
    """Return the command that starts the engine's program."""
    return [str(python_of(engine)), "-m", f"tests.benchmarks.stream.engines.{engine.module}", job.as_argument()]


def run(bed: Bed, engine: Engine, load: Load) -> Spent:
    """Have ``engine`` move a load from topic to topic and return what it spent; fail where the outputs differ."""
    number = next(_numbers)
    source, sink = f"in-{number}", f"out-{number}"
    bed.make(load.partitions, source, sink)
    with tempfile.TemporaryDirectory() as folder:
        job = Job(bed.bootstrap, source, sink, f"group-{number}", folder, load.work)
        messages = max(1, int(load.messages * engine.share))
        bed.fill(source, load.partitions, load.records(0, load.warm_up))
        worker = Worker(command(engine, job), Path(folder) / "log")
        try:
            spent = _spent(bed, worker, job, load, messages)
            if engine.commits:
                total = load.warm_up + messages
                worker.wait(lambda: bed.committed(job.group, source) == total, "committed", 15)
        finally:
            worker.end()
    _check(bed, sink, load, messages)
    bed.drop(source, sink)
    return spent


def _spent(bed: Bed, worker: Worker, job: Job, load: Load, messages: int) -> Spent:
    def moved(count: int) -> Callable[[], bool]:
        return lambda: sum(bed.ends(job.sink, load.partitions).values()) >= count

    worker.wait(moved(load.warm_up), "warm")
    time.sleep(1.0)  # its commits and its start are behind it
    worker.pause()
    bed.fill(job.source, load.partitions, load.records(load.warm_up, messages))
    cpu, wall = worker.cpu(), time.monotonic()
    worker.go_on()
    worker.wait(moved(load.warm_up + messages), "through")
    return Spent(messages, worker.cpu() - cpu, time.monotonic() - wall)


def _check(bed: Bed, sink: str, load: Load, messages: int) -> None:
    """Fail unless each message is at the sink once, byte for byte; of articles, unless each is there once."""
    total = load.warm_up + messages
    ends = sum(bed.ends(sink, load.partitions).values())
    assert ends == total, f"{ends} records at the sink, not {total}"
    found = bed.values(sink, load.partitions, total)
    if load.work == "pass":
        assert sorted(found) == [value for _, value in load.records(0, total)], "the outputs differ from the inputs"
    else:
        assert len(set(found)) == total, "articles are missing at the sink"
