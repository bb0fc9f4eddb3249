"""The bed of a measurement: topics on a local Kafka, a backlog that is there at once, and what a worker spent on it.

A backlog that appears at once: the worker has worked off a first one (its warm-up) and waits for more; it is stopped
with SIGSTOP while the second is written, and then goes on. So nothing of the work is done before the clocks are read,
be it that an engine fetches ahead.
"""

import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from confluent_kafka import (
    Consumer,
    ConsumerGroupTopicPartitions,
    KafkaError,
    KafkaException,
    Producer,
    TopicPartition,
)
from confluent_kafka.admin import (  # type: ignore[attr-defined]  # it exports them all the same
    AdminClient,
    NewTopic,
    OffsetSpec,
)

WAIT_SECONDS = 180.0
POLL_SECONDS = 0.02
_QUIET = {"log_level": 0}  # that the broker goes away at the end is no news


@dataclass(frozen=True, slots=True)
class Spent:
    """What ``messages`` took: CPU time of the worker's process, in seconds, and time on the wall."""

    messages: int
    cpu: float
    wall: float

    @property
    def micros(self) -> float:
        """CPU µs a message."""
        return self.cpu / self.messages * 1e6

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.messages / self.wall


def cpu_of(pid: int) -> float:
    """Return the CPU time of all threads of a process since its start, in seconds, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | 2)  # Linux's clock of another process: clock_getcpuclockid(3)


class Bed:
    """Topics of one local broker."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap
        self._admin = AdminClient({**_QUIET, "bootstrap.servers": bootstrap})
        self._producer = Producer(
            {
                **_QUIET,
                "bootstrap.servers": bootstrap,
                "linger.ms": 5,
                "batch.size": 512 << 10,
                "message.max.bytes": 8 << 20,
            }
        )

    def make(self, partitions: int, *names: str) -> None:
        """Create topics."""
        for future in self._admin.create_topics([NewTopic(name, partitions, 1) for name in names]).values():
            future.result()

    def drop(self, *names: str) -> None:
        """Delete topics; the broker frees their disk soon."""
        for future in self._admin.delete_topics(list(names)).values():
            future.result()

    def fill(self, topic: str, partitions: int, records: Iterable[tuple[bytes, bytes]]) -> None:
        """Write records, in turns to each partition."""
        producer = self._producer
        for number, (key, value) in enumerate(records):
            while True:
                try:
                    producer.produce(topic, value, key, partition=number % partitions)
                    break
                except BufferError:
                    producer.poll(0.1)
            producer.poll(0)
        assert producer.flush(60) == 0

    def ends(self, topic: str, partitions: int) -> dict[int, int]:
        """Return the end offset of each partition."""
        latest = OffsetSpec.latest()  # type: ignore[no-untyped-call]
        asked = {TopicPartition(topic, number): latest for number in range(partitions)}
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            futures = self._admin.list_offsets(asked).items()
            try:
                return {place.partition: future.result().offset for place, future in futures}
            except KafkaException as error:  # the broker takes a moment to lead what is new
                if error.args[0].code() != KafkaError.NOT_LEADER_FOR_PARTITION or time.monotonic() > deadline:
                    raise
            time.sleep(POLL_SECONDS)

    def committed(self, group: str, topic: str) -> int:
        """Return the sum of the offsets that ``group`` has committed."""
        (future,) = self._admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)]).values()
        places = future.result().topic_partitions
        return sum(place.offset for place in places if place.topic == topic and place.offset > 0)

    def values(self, topic: str, partitions: int, count: int) -> list[bytes]:
        """Return all ``count`` values of a topic."""
        consumer = Consumer(
            {**_QUIET, "bootstrap.servers": self.bootstrap, "group.id": "check", "enable.auto.commit": False}
        )
        consumer.assign([TopicPartition(topic, number, 0) for number in range(partitions)])
        found: list[bytes] = []
        deadline = time.monotonic() + WAIT_SECONDS
        while len(found) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} records"
            found += [one.value() or b"" for one in consumer.consume(1000, 0.2) if one.error() is None]
        consumer.close()
        return found


class Worker:
    """A worker's process, that can be stopped and gone on with, and whose CPU time can be read to the nanosecond."""

    def __init__(self, command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                stdout=out,
                stderr=out,
                start_new_session=True,
                env=None if environment is None else {**environment},
            )

    def cpu(self) -> float:
        """Return the CPU time of the process since its start, in seconds."""
        return cpu_of(self.process.pid)

    def wait(self, reached: Callable[[], bool], what: str, seconds: float = WAIT_SECONDS) -> None:
        """Wait until ``reached``; fail where the worker ends, or in time."""
        deadline = time.monotonic() + seconds
        while not reached():
            assert self.process.poll() is None, f"the worker ended:\n{self.log.read_text(errors='replace')[-3000:]}"
            assert time.monotonic() < deadline, (
                f"not {what} in {seconds} s: {self.log.read_text(errors='replace')[-3000:]}"
            )
            time.sleep(POLL_SECONDS)

    def pause(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """End the process, kindly at first."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
