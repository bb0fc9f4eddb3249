"""confluent-kafka: a batch is consumed, produced and flushed; the offsets of what was flushed are committed."""

import time

from confluent_kafka import Consumer, KafkaError, Message, Producer

from tests.benchmarks.stream.engines.job import COMMIT_SECONDS, SESSION_SECONDS, Job


def delivered(error: KafkaError | None, _: Message) -> None:
    if error is not None:
        raise RuntimeError(str(error))


def main() -> None:
    job = Job.given()
    work = job.worked()
    consumer = Consumer(
        {
            "bootstrap.servers": job.bootstrap,
            "group.id": job.group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "session.timeout.ms": int(SESSION_SECONDS * 1000),
        }
    )
    producer = Producer({"bootstrap.servers": job.bootstrap, "enable.idempotence": True, "linger.ms": 5})
    consumer.subscribe([job.source])
    committed = time.monotonic()
    while True:
        messages = consumer.consume(1000, 0.1)
        for message in messages:
            assert message.error() is None, message.error()
            producer.produce(job.sink, work(message.value() or b""), message.key(), on_delivery=delivered)
            producer.poll(0)
        producer.flush()
        if time.monotonic() - committed > COMMIT_SECONDS and consumer.assignment():
            committed = time.monotonic()
            offsets = [one for one in consumer.position(consumer.assignment()) if one.offset >= 0]
            if offsets:
                consumer.commit(offsets=offsets, asynchronous=False)


if __name__ == "__main__":
    main()
