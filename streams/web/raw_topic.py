"""The raw topic: articles are sent to it, and refused while too many wait in it."""

import asyncio
import time
from contextlib import suppress

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import InvalidMessageError, KafkaError, MessageSizeTooLargeError, RecordListTooLargeError

from streams.contracts.codec import Codec
from streams.contracts.topics import ARTICLES_RAW, topics
from streams.core.model import RawArticle
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.groups import hear_refusals
from streams.sources.keys import key_of
from streams.telemetry.logs import Event, logger
from streams.web.parts import Place
from streams.web.problems import Problem, too_many, unavailable

SEND_SECONDS = 10.0
LOOK_SECONDS = 2.0
"""How old a count of what waits may be."""
BUFFER_BYTES = 32 * 2**20
"""What may wait for its acknowledgement."""
REFUSALS = (MessageSizeTooLargeError, RecordListTooLargeError, InvalidMessageError)

log = logger(__name__)


class KafkaArticles:
    """Is started and stopped; then as ``streams.web.parts.Articles`` says.

    :param group: the consumer group that reads the articles.
    """

    def __init__(self, cluster: Cluster, codec: Codec, group: str) -> None:
        self._cluster = cluster
        self._codec = codec
        self._group = group
        self._limit = topics()[ARTICLES_RAW].max_message_bytes
        self._producer: AIOKafkaProducer | None = None
        self._reader: AIOKafkaConsumer | None = None
        self._starting = asyncio.Lock()
        self._looking = asyncio.Lock()
        self._sending = 0
        self._seen: tuple[float, int | None] = (-LOOK_SECONDS, None)

    async def start(self) -> None:
        """Do nothing yet: the connection is made with the first article, so that reading needs no Kafka."""

    async def stop(self) -> None:
        """Send what is queued, and disconnect."""
        for client in (self._producer, self._reader):
            if client is not None:
                with suppress(KafkaError, TimeoutError):
                    await asyncio.wait_for(client.stop(), 5)

    async def behind(self) -> int | None:
        """Return how many articles wait for being read; None where that cannot be known."""
        async with self._looking:
            at, waiting = self._seen
            if time.monotonic() - at > LOOK_SECONDS:
                try:
                    async with asyncio.timeout(LOOK_SECONDS):
                        waiting = await self._count()
                except (KafkaError, TimeoutError) as error:  # away, or this user may not see the group
                    log.warning(Event.UNAVAILABLE, reason=f"how much waits in {ARTICLES_RAW} is not known: {error}")
                    waiting = None
                self._seen = (time.monotonic(), waiting)
            return waiting

    async def send(self, raw: RawArticle) -> tuple[str, Place]:
        """Publish an article; return its uri, and where it lies once all replicas have it.

        :raises Problem: when it is too large, too much waits here, or Kafka does not answer.
        """
        key = await asyncio.to_thread(key_of, raw)
        value = self._codec.encode_raw(raw)
        size = len(key) + len(value) + clients.BATCH_OVERHEAD
        if size > self._limit:
            raise Problem(413, "too-large", f"The article has {size:,} bytes, and {self._limit:,} are taken.")
        if self._sending + size > BUFFER_BYTES:
            raise too_many("unacknowledged", "Too much waits to be acknowledged by Kafka.", 1)
        self._sending += size
        try:
            async with asyncio.timeout(SEND_SECONDS):
                done = await (await self._connected()).send_and_wait(ARTICLES_RAW, value, key=key)
        except REFUSALS:
            raise Problem(413, "too-large", "Kafka does not take an article of this size.") from None
        except TimeoutError:
            raise unavailable(
                "kafka", "Kafka does not answer: the article may be there, or not. Send it again."
            ) from None
        finally:
            self._sending -= size
        return key.decode(), Place(done.topic, done.partition, done.offset)

    async def _connected(self) -> AIOKafkaProducer:
        async with self._starting:
            if self._producer is None:
                await clients.partitions_of(self._cluster, ARTICLES_RAW)
                producer = AIOKafkaProducer(
                    **self._cluster.options(),
                    acks="all",
                    enable_idempotence=True,
                    linger_ms=5,
                    max_batch_size=min(clients.BATCH_BYTES, self._limit),
                    max_request_size=self._limit,
                )
                await producer.start()
                self._producer = producer
            return self._producer

    async def _count(self) -> int:
        if self._reader is None:
            partitions = await clients.partitions_of(self._cluster, ARTICLES_RAW)
            reader = AIOKafkaConsumer(**self._cluster.options(), group_id=self._group, enable_auto_commit=False)
            await reader.start()
            hear_refusals(reader)
            reader.assign([TopicPartition(ARTICLES_RAW, partition) for partition in partitions])
            self._reader = reader
        every = list(self._reader.assignment())
        ends = await self._reader.end_offsets(every)
        begins = await self._reader.beginning_offsets(every)
        settled = [await self._reader.committed(each) for each in every]
        return sum(max(0, ends[each] - max(at or 0, begins[each])) for each, at in zip(every, settled, strict=True))
