"""What the ledger of many articles takes: ``python -m tests.benchmarks.ledger [ARTICLES]``.

A local Kafka is filled with raw records (of 100 bytes: those that have an output are not read) and with their outputs
as the enrich role writes them: 2.7 KB of random bytes each, 3 in 100 filtered, 1 in 1,000 a dead letter, 1 in 1,000
twice. Ten have none, and the last 1 in 1,000 are in flight. Then ``reswatch ledger --json`` runs, and must find just
that. CPU and memory are those of the command alone.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from confluent_kafka import Consumer, Producer, TopicPartition

from streams.contracts.headers import provenance
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS
from streams.kafka.local import LocalKafka
from tests.broker.conftest import make_topics

PARTITIONS = 12
OUTPUT_BYTES = 2_700
HOLES = 10


class Filler:
    """Writes as fast as Kafka takes it."""

    def __init__(self, bootstrap: str) -> None:
        options = {"bootstrap.servers": bootstrap, "linger.ms": 20, "batch.size": 2**18, "acks": "all"}
        self._producer = Producer({**options, "queue.buffering.max.kbytes": 2**17})

    def write(self, topic: str, value: bytes, partition: int, headers: list[tuple[str, bytes]]) -> None:
        while True:
            try:
                self._producer.produce(topic, value, b"key", partition, headers=list(headers))
            except BufferError:
                self._producer.poll(0.1)
            else:
                return

    def finish(self) -> None:
        assert self._producer.flush(120) == 0


def fill(bootstrap: str, count: int) -> None:
    """Write ``count`` raw records, a multiple of PARTITIONS, and their outputs; say that the last are in flight."""
    filler, value = Filler(bootstrap), os.urandom(OUTPUT_BYTES)
    in_flight = count // 1_000
    for number in range(count):
        partition, offset = number % PARTITIONS, number // PARTITIONS
        filler.write(ARTICLES_RAW, value[:100], partition, [])
        if number >= count - in_flight or number % (count // HOLES) == count // HOLES // 2:
            continue
        source = provenance(ARTICLES_RAW, partition, offset, 1_700_000_000_000, "enrich/0.1.0")
        if number % 1_000 == 1:
            filler.write(DEAD_LETTERS, value, 0, source)
        elif number % 100 < 3:
            filler.write(ARTICLES_FILTERED, value[:300], 0, source)
        else:
            for _ in range(2 if number % 1_000 == 999 else 1):
                filler.write(ARTICLES_ENRICHED, value, partition, source)
    filler.finish()
    group = Consumer({"bootstrap.servers": bootstrap, "group.id": "reswatch-enrich"})
    settled = [len(range(partition, count - in_flight, PARTITIONS)) for partition in range(PARTITIONS)]
    places = [TopicPartition(ARTICLES_RAW, partition, offset) for partition, offset in enumerate(settled)]
    group.commit(offsets=places, asynchronous=False)
    group.close()


def measure(bootstrap: str) -> tuple[dict[str, int], float, float, int]:
    """Run the command; return its totals, the wall and CPU seconds it took, and the most bytes of memory it had."""
    started, most = time.monotonic(), [0]
    command = [sys.executable, "-m", "streams", "ledger", "--json", "--broker", bootstrap]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        watched = psutil.Process(process.pid)

        def watch() -> None:
            while process.poll() is None:
                most[0] = max(most[0], watched.memory_info().rss)
                time.sleep(0.05)

        before = os.times()
        watcher = threading.Thread(target=watch)
        watcher.start()
        assert process.stdout is not None
        told = json.load(process.stdout)
        process.wait()
        wall = time.monotonic() - started
        watcher.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return told["total"], wall, cpu, most[0]


def main(count: int) -> None:
    """Measure, check and print."""
    count -= count % PARTITIONS
    with tempfile.TemporaryDirectory() as folder, LocalKafka(Path(folder) / "kafka", port=0) as kafka:
        make_topics(kafka.bootstrap)
        fill(kafka.bootstrap, count)
        total, wall, cpu, memory = measure(kafka.bootstrap)
    assert (total["received"], total["holes"], total["in_flight"]) == (count, HOLES, count // 1_000), total
    assert total["repeats"] > 0, total
    print(f"{count:,} articles, {total['repeats']:,} repeats, {HOLES} holes found")
    print(f"{wall:8.1f} s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{cpu:8.1f} s of CPU, {cpu / count * 1e6:.0f} µs an article")
    print(f"{memory / 1e6:8.0f} MB of memory at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
