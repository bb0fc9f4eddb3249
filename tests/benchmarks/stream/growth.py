"""How the cost of a message grows: ``python -m tests.benchmarks.stream.growth [workers] [partitions] [size] [lag]``.

Ours alone, pass-through: CPU µs a message and messages a second of all workers together, and for ``lag`` the memory of
one worker as a backlog of three million short messages goes by. Without a name, all but ``lag``. JSON Lines on stdout.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import psutil

from streams.kafka.local import LocalKafka
from tests.benchmarks.stream import measure
from tests.benchmarks.stream.bed import Bed, Spent, Worker, cpu_of
from tests.benchmarks.stream.engines import OURS
from tests.benchmarks.stream.engines.job import Job
from tests.benchmarks.stream.measure import Load

BASE = Load(messages=8_000, warm_up=2_000)
LAG = 3_000_000
LOOKS = 20
SETTLE_SECONDS = 8.0
"""Until a group of several workers has settled."""


def together(bed: Bed, load: Load, workers: int, broker: int) -> dict[str, object]:
    """Have several workers of one group move a load; return what they spent in all, and the broker's process."""
    number = workers
    source, sink, count = f"many-in-{number}", f"many-out-{number}", load.warm_up + load.messages
    bed.make(load.partitions, source, sink)
    with tempfile.TemporaryDirectory() as folder:
        started = []
        try:
            for index in range(workers):
                job = Job(bed.bootstrap, source, sink, f"many-{number}", f"{folder}/{index}")
                Path(job.folder).mkdir()
                started.append(Worker(measure.command(OURS, job), Path(folder) / f"log-{index}"))
            time.sleep(SETTLE_SECONDS)
            bed.fill(source, load.partitions, load.records(0, load.warm_up))
            _wait(bed, started, sink, load.partitions, load.warm_up)
            time.sleep(1.0)
            for worker in started:
                worker.pause()
            bed.fill(source, load.partitions, load.records(load.warm_up, load.messages))
            served, wall = cpu_of(broker), time.monotonic()
            cpu = sum(worker.cpu() for worker in started)
            for worker in started:
                worker.go_on()
            _wait(bed, started, sink, load.partitions, count)
            spent = Spent(load.messages, sum(worker.cpu() for worker in started) - cpu, time.monotonic() - wall)
            served = (cpu_of(broker) - served) / load.messages * 1e6
        finally:
            for worker in started:
                worker.end()
    bed.drop(source, sink)
    return {"workers": workers, "partitions": load.partitions, **figures(spent), "broker_cpu_us": round(served, 1)}


def _wait(bed: Bed, workers: Sequence[Worker], sink: str, partitions: int, count: int) -> None:
    workers[0].wait(lambda: sum(bed.ends(sink, partitions).values()) >= count, f"{count} at the sink")


def lag(bed: Bed) -> Iterator[dict[str, object]]:
    """Yield memory and progress as one worker works off LAG messages of 100 bytes."""
    load = Load(messages=LAG, warm_up=10_000, size=100)
    bed.make(load.partitions, "lag-in", "lag-out")
    bed.fill("lag-in", load.partitions, load.records(0, load.warm_up))
    with tempfile.TemporaryDirectory() as folder:
        job = Job(bed.bootstrap, "lag-in", "lag-out", "lag", folder)
        worker = Worker(measure.command(OURS, job), Path(folder) / "log")
        try:
            _wait(bed, [worker], "lag-out", load.partitions, load.warm_up)
            worker.pause()
            bed.fill("lag-in", load.partitions, load.records(load.warm_up, LAG))
            cpu, wall, process = worker.cpu(), time.monotonic(), psutil.Process(worker.process.pid)
            worker.go_on()
            for look in range(1, LOOKS + 1):
                goal = load.warm_up + LAG * look // LOOKS
                worker.wait(lambda goal=goal: sum(bed.ends("lag-out", load.partitions).values()) >= goal, "on", 900)  # type: ignore[misc]
                spent = Spent(LAG * look // LOOKS, worker.cpu() - cpu, time.monotonic() - wall)
                yield {"lag": LAG, **figures(spent), "rss_mb": round(process.memory_info().rss / 1e6, 1)}
        finally:
            worker.end()


def figures(spent: Spent) -> dict[str, object]:
    return {"messages": spent.messages, "cpu_us": round(spent.micros, 1), "per_second": round(spent.rate)}


def grown(bed: Bed, broker: int, what: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the figures of what was asked for."""
    for workers in (1, 2, 4) if "workers" in what else ():
        yield together(bed, replace(BASE, partitions=8), workers, broker)
    for partitions in (1, 4, 16, 64) if "partitions" in what else ():
        yield {"partitions": partitions, **figures(measure.run(bed, OURS, replace(BASE, partitions=partitions)))}
    for size in (1_000, 3_000, 10_000, 100_000) if "size" in what else ():
        load = replace(BASE, size=size, messages=min(BASE.messages, 200_000_000 // size), warm_up=500)
        yield {"bytes": size, **figures(measure.run(bed, OURS, load))}
    if "lag" in what:
        yield from lag(bed)


if __name__ == "__main__":
    asked = sys.argv[1:] or ["workers", "partitions", "size"]
    with tempfile.TemporaryDirectory() as home, LocalKafka(Path(home), port=0) as kafka:
        for line in grown(Bed(kafka.bootstrap), kafka.pid, asked):
            print(json.dumps(line), flush=True)
