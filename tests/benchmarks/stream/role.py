"""The enrich role as it is shipped, on the topics of the contracts; what enrich() and the codec take is told apart."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS, topics
from streams.kafka.node import free_port
from tests.benchmarks.stream.bed import Bed, Spent, Worker
from tests.benchmarks.stream.engines.job import SESSION_SECONDS
from tests.benchmarks.stream.engines.role_counted import COUNTED, SECONDS, STUBBED
from tests.benchmarks.stream.stories import raw_records

GROUP = "reswatch-enrich"
PARTITIONS = topics()[ARTICLES_RAW].partitions
OUTPUTS = {name: topics()[name].partitions for name in (ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS)}


@dataclass(frozen=True, slots=True)
class Read:
    """What the role spent, and how much of its CPU time were enrich() and the codec, in seconds."""

    spent: Spent
    reading: float

    @property
    def beyond(self) -> float:
        """CPU µs an article that were neither."""
        return (self.spent.cpu - self.reading) / self.spent.messages * 1e6


def alone(warm_up: int, articles: int) -> float:
    """Return CPU µs an article of ``enrich()`` and the codec, in a process of their own."""
    module = "tests.benchmarks.stream.engines.alone"
    told = subprocess.run(
        [sys.executable, "-m", module, str(warm_up), str(articles)], capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def worker(bed: Bed, folder: str, number: int = 0, *, stubbed: bool = False, counted: bool = False) -> Worker:
    """Return a worker of the role, started; where ``stubbed``, one that does everything but read.

    Where ``counted``, what it reads is timed call by call, which costs some 20 µs an article itself.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")} | {
        "RESWATCH_BROKER": bed.bootstrap,
        "RESWATCH_METRICS_PORT": str(port),
        "RESWATCH_SESSION_TIMEOUT": str(SESSION_SECONDS),
        "RESWATCH_DATA_DIR": f"{folder}/data-{number}",
        "RESWATCH_LOG_LEVEL": "warning",
        COUNTED: f"{folder}/counted-{number}" if counted else "",
        STUBBED: "1" if stubbed else "",
    }
    Path(f"{folder}/counted-{number}").write_bytes(bytes(SECONDS.size))
    module = "tests.benchmarks.stream.engines.role_counted"
    return Worker(
        [sys.executable, "-m", module, "worker", "--role", "enrich"], Path(folder) / f"log-{number}", environment
    )


def reading(folder: str, number: int = 0) -> float:
    """Return how many seconds of CPU a worker has spent in enrich(), the codec and counting them since its start."""
    return float(sum(SECONDS.unpack(Path(f"{folder}/counted-{number}").read_bytes())))


def outputs(bed: Bed) -> int:
    """Return how many records the role has published."""
    return sum(sum(bed.ends(name, partitions).values()) for name, partitions in OUTPUTS.items())


def run(bed: Bed, warm_up: int, articles: int, *, stubbed: bool = False, counted: bool = False) -> Read:
    """Have one worker read articles, after others to warm up; fail unless each has one output, enriched."""
    before, read = outputs(bed), sum(bed.ends(ARTICLES_ENRICHED, OUTPUTS[ARTICLES_ENRICHED]).values())
    with tempfile.TemporaryDirectory() as folder:
        bed.fill(ARTICLES_RAW, PARTITIONS, raw_records(0, warm_up))
        process = worker(bed, folder, stubbed=stubbed, counted=counted)
        try:
            process.wait(lambda: outputs(bed) >= before + warm_up, "warm")
            time.sleep(1.0)
            process.pause()
            bed.fill(ARTICLES_RAW, PARTITIONS, raw_records(warm_up, articles))
            cpu, read_before, wall = process.cpu(), reading(folder), time.monotonic()
            process.go_on()
            process.wait(lambda: outputs(bed) >= before + warm_up + articles, "through")
            spent = Spent(articles, process.cpu() - cpu, time.monotonic() - wall)
            told = Read(spent, reading(folder) - read_before)
            total = sum(bed.ends(ARTICLES_RAW, PARTITIONS).values())
            process.wait(lambda: bed.committed(GROUP, ARTICLES_RAW) == total, "committed", 15)
        finally:
            process.end()
    assert sum(bed.ends(ARTICLES_ENRICHED, OUTPUTS[ARTICLES_ENRICHED]).values()) == read + warm_up + articles
    return told
