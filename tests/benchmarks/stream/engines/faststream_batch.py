"""FastStream: batches in, batches out; the offset is committed after the handler has returned."""

import asyncio

from aiokafka import ConsumerRecord
from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker, KafkaMessage, KafkaPublishMessage

from tests.benchmarks.stream.engines.job import SESSION_SECONDS, Job

RECORDS = 256
"""As many as fit into the largest batch that a broker takes by default."""


async def main() -> None:
    job = Job.given()
    work = job.worked()
    broker = KafkaBroker(
        job.bootstrap, acks="all", enable_idempotence=True, max_batch_size=1 << 20, linger_ms=5, logger=None
    )

    async def move(message: KafkaMessage) -> None:
        records: tuple[ConsumerRecord[bytes, bytes], ...] = message.raw_message
        outputs = [KafkaPublishMessage(work(record.value or b""), key=record.key) for record in records]
        await broker.publish_batch(*outputs, topic=job.sink)

    broker.subscriber(
        job.source,
        batch=True,
        max_records=RECORDS,
        group_id=job.group,
        ack_policy=AckPolicy.NACK_ON_ERROR,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=4 << 20,
        session_timeout_ms=int(SESSION_SECONDS * 1000),
    )(move)
    await FastStream(broker, logger=None).run()


if __name__ == "__main__":
    asyncio.run(main())
