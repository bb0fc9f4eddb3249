"""aiokafka: what getmany returns is sent, gathered, and then its offsets are committed."""

import asyncio
import time

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from tests.benchmarks.stream.engines.job import COMMIT_SECONDS, SESSION_SECONDS, Job


async def move(job: Job) -> None:
    work = job.worked()
    consumer = AIOKafkaConsumer(
        job.source,
        bootstrap_servers=job.bootstrap,
        group_id=job.group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=4 << 20,
        session_timeout_ms=int(SESSION_SECONDS * 1000),
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=job.bootstrap,
        acks="all",
        enable_idempotence=True,
        linger_ms=5,
        max_batch_size=256 << 10,
    )
    async with consumer, producer:
        committed = time.monotonic()
        while True:
            fetched = await consumer.getmany(timeout_ms=200, max_records=2000)
            await asyncio.gather(
                *[
                    await producer.send(job.sink, work(record.value), key=record.key)
                    for records in fetched.values()
                    for record in records
                ]
            )
            if time.monotonic() - committed > COMMIT_SECONDS:
                await consumer.commit()
                committed = time.monotonic()


if __name__ == "__main__":
    asyncio.run(move(Job.given()))
