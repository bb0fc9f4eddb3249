"""Reading and writing topics in tests with confluent-kafka, which shares no code with the stream."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, Producer, TopicPartition

from streams.contracts import headers


@dataclass(frozen=True)
class Out:
    """A record that the stream published."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: dict[str, str]

    @property
    def source(self) -> tuple[int, int]:
        """Partition and offset of the raw record it was made from."""
        return int(self.headers[headers.SOURCE_PARTITION]), int(self.headers[headers.SOURCE_OFFSET])


def publish(
    bootstrap: str,
    topic: str,
    records: Iterable[tuple[bytes | None, bytes | None]],
    headers: Iterable[tuple[str, bytes]] = (),
) -> list[tuple[int, int]]:
    """Send key and value of each record, all with ``headers``; return partition and offset of each, in that order."""
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 5, "message.max.bytes": 8 << 20, "acks": "all"})
    places: dict[int, tuple[int, int]] = {}

    def placed(number: int) -> Callable[[object, Message], None]:
        def note(error: object, message: Message) -> None:
            assert error is None, error
            partition, offset = message.partition(), message.offset()
            assert partition is not None
            assert offset is not None
            places[number] = (partition, offset)

        return note

    count = 0
    for number, (key, value) in enumerate(records):
        while True:
            try:
                producer.produce(topic, key=key, value=value, headers=list(headers), on_delivery=placed(number))
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
        count += 1
    assert producer.flush(60) == 0
    return [places[number] for number in range(count)]


def read(
    bootstrap: str,
    topics: list[str],
    until: Callable[[list[Out]], bool],
    seconds: float = 60.0,
    isolation: str = "read_committed",
) -> list[Out]:
    """Read the topics from their beginning until ``until`` is true of what was read; fail after ``seconds``."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"reader-{time.time_ns()}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "isolation.level": isolation,
            "fetch.message.max.bytes": 16 << 20,
        }
    )
    partitions = [
        TopicPartition(topic, partition, 0)
        for topic in topics
        for partition in consumer.list_topics(topic, timeout=10).topics[topic].partitions
    ]
    consumer.assign(partitions)
    found: list[Out] = []
    deadline = time.monotonic() + seconds
    try:
        while not until(found):
            assert time.monotonic() < deadline, f"after {seconds} s only {len(found)} records"
            found += [_out(message) for message in consumer.consume(500, 0.2) if message.error() is None]
    finally:
        consumer.close()
    return found


def _out(message: Message) -> Out:
    headers: list[tuple[str, bytes]] = list(message.headers() or [])  # type: ignore[arg-type]  # as consumed
    topic = message.topic()
    assert topic is not None
    return Out(topic, message.key(), message.value(), {name: value.decode() for name, value in headers})


def partition_ends(bootstrap: str, topic: str) -> dict[int, int]:
    """Return the end offset of each partition of ``topic``, which may have been made a moment ago."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "ends"})
    try:
        numbers = consumer.list_topics(topic, timeout=10).topics[topic].partitions
        return {number: _end(consumer, TopicPartition(topic, number)) for number in numbers}
    finally:
        consumer.close()


def _end(consumer: Consumer, partition: TopicPartition) -> int:
    deadline = time.monotonic() + 30
    while True:
        try:
            return int(consumer.get_watermark_offsets(partition, timeout=10)[1])
        except KafkaException as error:  # the broker takes a moment to lead what is new
            if error.args[0].code() != KafkaError.NOT_LEADER_FOR_PARTITION or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def ledger_holes(bootstrap: str, source: str, outputs: list[Out]) -> Iterator[tuple[int, int]]:
    """Yield partition and offset of every raw record that no output names: the ledger is closed when there is none."""
    settled = {out.source for out in outputs}
    for partition, end in partition_ends(bootstrap, source).items():
        yield from ((partition, offset) for offset in range(end) if (partition, offset) not in settled)
