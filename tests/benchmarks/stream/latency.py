"""From raw topic to enriched: ``python -m tests.benchmarks.stream.latency [ARTICLES_A_SECOND] [SECONDS]``.

A publisher sends articles at a steady rate to one worker of the enrich role; an independent reader notes when each is
enriched. Milliseconds from the send to the reader, p50 and p99, the first two seconds left out.
"""

import json
import sys
import tempfile
import threading
import time
from pathlib import Path

from confluent_kafka import Consumer, Producer, TopicPartition

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW
from streams.kafka.local import LocalKafka
from tests.benchmarks.stream import role
from tests.benchmarks.stream.bed import Bed
from tests.benchmarks.stream.report import machine
from tests.benchmarks.stream.stories import raw_records
from tests.broker.conftest import make_topics

WARM_UP = 500


def measure(rate: float, seconds: float) -> dict[str, object]:
    """Return the figures at ``rate`` articles a second."""
    count = int(rate * seconds)
    with tempfile.TemporaryDirectory() as folder, LocalKafka(Path(folder) / "kafka", port=0) as kafka:
        make_topics(kafka.bootstrap)
        bed = Bed(kafka.bootstrap)
        bed.fill(ARTICLES_RAW, role.PARTITIONS, raw_records(0, WARM_UP))
        worker = role.worker(bed, folder)
        try:
            worker.wait(lambda: role.outputs(bed) >= WARM_UP, "warm")
            sent: dict[bytes, float] = {}
            publisher = threading.Thread(target=_publish, args=(kafka.bootstrap, rate, count, sent))
            ends = bed.ends(ARTICLES_ENRICHED, role.OUTPUTS[ARTICLES_ENRICHED])
            cpu, started = worker.cpu(), time.monotonic()
            publisher.start()
            came = _read(kafka.bootstrap, ends, count)
            cpu, wall = worker.cpu() - cpu, time.monotonic() - started
            publisher.join()
        finally:
            worker.end()
    begun = min(sent.values()) + 2.0
    took = sorted((came[key] - at) * 1000 for key, at in sent.items() if at > begun)
    return {
        "rate": rate,
        "articles": len(took),
        "p50_ms": round(took[len(took) // 2], 1),
        "p99_ms": round(took[int(len(took) * 0.99)], 1),
        "worker_cpu": round(cpu / wall, 2),
        "machine": machine(),
    }


def _publish(bootstrap: str, rate: float, count: int, sent: dict[bytes, float]) -> None:
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 0, "log_level": 0})
    records, started = list(raw_records(WARM_UP, count)), time.monotonic()
    for number, (key, value) in enumerate(records):
        if (pause := started + number / rate - time.monotonic()) > 0:
            time.sleep(pause)
        sent[key] = time.monotonic()
        producer.produce(ARTICLES_RAW, value, key)
        producer.poll(0)
    producer.flush()


def _read(bootstrap: str, ends: dict[int, int], count: int) -> dict[bytes, float]:
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "latency", "fetch.wait.max.ms": 5, "log_level": 0})
    consumer.assign([TopicPartition(ARTICLES_ENRICHED, partition, end) for partition, end in ends.items()])
    came: dict[bytes, float] = {}
    deadline = time.monotonic() + 300
    while len(came) < count:
        assert time.monotonic() < deadline, f"{len(came)} of {count} articles"
        for message in consumer.consume(100, 0.005):
            if message.error() is None:
                came[message.key() or b""] = time.monotonic()
    consumer.close()
    return came


if __name__ == "__main__":
    rate, seconds = [*map(float, sys.argv[1:]), *(300.0, 15.0)[len(sys.argv) - 1 :]]
    print(json.dumps(measure(rate, seconds)))
