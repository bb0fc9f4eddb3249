"""What exactly once costs beside at least once: ``python -m tests.benchmarks.guarantees [ARTICLES [ROUNDS]]``.

CPU: a backlog of 3 KB articles (those of tests.benchmarks.flow) is worked off by a worker of the enrich role for each
guarantee at the same time, each in a consumer group of its own, so that what else runs on the machine slows both. CPU
is the worker's, from when both are ready until the first is done; the ratio is the median of the rounds.

Latency: articles come at a steady rate, and a reader of what is committed notes how long after its publication each is
visible, by commit interval.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import psutil
from confluent_kafka import Consumer, Producer, TopicPartition

from streams.contracts.headers import SOURCE_TIMESTAMP
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW
from streams.kafka.guarantee import Guarantee
from streams.kafka.local import LocalKafka
from tests.benchmarks.flow import articles
from tests.broker.conftest import make_topics
from tests.broker.kafka_io import partition_ends, publish
from tests.broker.processes import WorkerProcess

GUARANTEES: tuple[Guarantee, ...] = ("at_least_once", "exactly_once")
DONE = "reswatch_end_to_end_seconds_count"
INTERVALS = (0.1, 0.25, 0.5, 1.0)
"""Seconds between commits."""
RATE, SECONDS = 40, 15
"""Articles a second, and for how long, while latency is measured."""


@dataclass(frozen=True)
class Used:
    """CPU seconds, and articles whose outputs are acknowledged."""

    cpu: float
    done: float


@dataclass(frozen=True)
class Cost:
    """What a worker took: CPU microseconds an article, and articles a second."""

    cpu: float
    rate: float


def worker(bootstrap: str, folder: Path, guarantee: Guarantee, number: int, interval: float = 0.5) -> WorkerProcess:
    """Start a worker in a consumer group of its own."""
    return WorkerProcess(
        bootstrap,
        folder / "worker.log",
        RESWATCH_APP_ID=f"bench-{number}",
        RESWATCH_GUARANTEE=guarantee,
        RESWATCH_COMMIT_INTERVAL=str(interval),
        RESWATCH_DATA_DIR=str(folder / "data"),
    )


def side_by_side(bootstrap: str, folder: Path, number: int, count: int) -> dict[Guarantee, Cost]:
    """Have a worker of each guarantee work off the backlog at the same time, until the first is done."""
    order = GUARANTEES if number % 2 else GUARANTEES[::-1]
    both = {each: worker(bootstrap, folder, each, 2 * number + index) for index, each in enumerate(order)}
    try:
        for one in both.values():
            one.wait_until_ready()
        started, before = time.monotonic(), {each: used(one) for each, one in both.items()}
        while all(one.metric(DONE) < count for one in both.values()):
            time.sleep(0.1)
        seconds, after = time.monotonic() - started, {each: used(one) for each, one in both.items()}
    finally:
        for one in both.values():
            one.kill()
    return {
        each: Cost(
            (after[each].cpu - before[each].cpu) / (after[each].done - before[each].done) * 1e6,
            (after[each].done - before[each].done) / seconds,
        )
        for each in GUARANTEES
    }


def used(one: WorkerProcess) -> Used:
    """Return what a worker has used and done so far."""
    times = psutil.Process(one.process.pid).cpu_times()
    return Used(times.user + times.system, one.metric(DONE))


def latencies(bootstrap: str, folder: Path, guarantee: Guarantee, number: int, interval: float) -> list[float]:
    """Return after how many milliseconds each article of a steady stream was visible."""
    reader = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "visible",
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 5,
        }
    )
    one = worker(bootstrap, folder, guarantee, number, interval)
    found: list[float] = []
    try:
        one.wait_until_ready()
        time.sleep(3)  # what was there before is fetched, and so is in the lag
        while one.metric("reswatch_lag_records"):
            time.sleep(0.2)
        topics = (ARTICLES_ENRICHED, ARTICLES_FILTERED)
        reader.assign(
            [TopicPartition(topic, *place) for topic in topics for place in partition_ends(bootstrap, topic).items()]
        )
        began = time.time() * 1000
        writing = threading.Thread(target=trickle, args=(bootstrap, number))
        writing.start()
        deadline = time.monotonic() + 3 * SECONDS
        while len(found) < RATE * SECONDS and time.monotonic() < deadline:
            messages = reader.consume(500, 0.02)
            now = time.time() * 1000
            for message in messages:
                published = float(dict(message.headers() or [])[SOURCE_TIMESTAMP] or b"")
                if published >= began:  # not of an earlier stream
                    found.append(now - published)
        writing.join()
    finally:
        one.kill()
        reader.close()
    return found


def trickle(bootstrap: str, number: int) -> None:
    """Publish RATE articles a second for SECONDS."""
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 0})
    started = time.monotonic()
    for count, (key, value) in enumerate(islice(articles(RATE * SECONDS), RATE * SECONDS)):
        time.sleep(max(0.0, started + count / RATE - time.monotonic()))
        producer.produce(ARTICLES_RAW, key=key + b"/%d" % number, value=value)
        producer.poll(0)
    producer.flush(10)


def costs(bootstrap: str, folder: Path, count: int, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield the figures of a backlog."""
    publish(bootstrap, ARTICLES_RAW, articles(count))
    found = [side_by_side(bootstrap, folder, number, count) for number in range(rounds)]
    for guarantee in GUARANTEES:
        yield f"CPU µs an article, {guarantee}", statistics.median(costs[guarantee].cpu for costs in found)
        yield f"articles a second, {guarantee}", statistics.median(costs[guarantee].rate for costs in found)
    ratios = [costs["exactly_once"].cpu / costs["at_least_once"].cpu for costs in found]
    yield "CPU exactly once / at least once", statistics.median(ratios)
    yield "the same, least of the rounds", min(ratios)
    yield "the same, most of the rounds", max(ratios)


def waits(bootstrap: str, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield the figures of a steady stream."""
    plans = [("at_least_once", 0.5), *(("exactly_once", interval) for interval in INTERVALS)]
    for number, (guarantee, interval) in enumerate(plans):
        found = sorted(latencies(bootstrap, folder, guarantee, 100 + number, interval))  # type: ignore[arg-type]
        name = guarantee if guarantee == "at_least_once" else f"{guarantee}, commit interval {interval} s"
        yield f"visible after ms, p50, {name}", found[len(found) // 2]
        yield f"visible after ms, p99, {name}", found[len(found) * 99 // 100]


def in_a_kafka(measure: Callable[..., Iterator[tuple[str, float]]], *arguments: int) -> Iterator[tuple[str, float]]:
    """Yield what is measured in a new Kafka."""
    with tempfile.TemporaryDirectory() as name, LocalKafka(Path(name) / "kafka", port=0) as kafka:
        make_topics(kafka.bootstrap)
        yield from measure(kafka.bootstrap, Path(name), *arguments)


def main(count: int, rounds: int) -> None:
    """Print all figures, one by one to standard error, and as JSON at the end."""
    figures: dict[str, float] = {}
    for what, figure in chain(in_a_kafka(waits), in_a_kafka(costs, count, rounds)):
        print(f"{figure:10,.3f}  {what}", file=sys.stderr, flush=True)
        figures[what] = figure
    print(json.dumps({name: round(figure, 3) for name, figure in figures.items()}, indent=2))


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:] or ("10000", "5")))
