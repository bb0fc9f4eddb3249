"""The work of ``reswatch publish``: articles into the raw topic, in order, each acknowledged by all replicas."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Semaphore
from time import monotonic
from typing import Any

from aiokafka.errors import InvalidMessageError, KafkaError, MessageSizeTooLargeError, RecordListTooLargeError

from streams.cli.background import background_loop
from streams.contracts.json_lines import to_json
from streams.contracts.records import raw_record
from streams.contracts.topics import ARTICLES_RAW, topics
from streams.core.clean import form_of
from streams.core.model import RawArticle, Rejected, Unreadable
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.handshake import UnreachableError
from streams.sources.files import Found
from streams.sources.keys import key_of

Encode = Callable[[RawArticle], bytes]

SLOTS = 4_096
SLOT_BYTES = 16 * 2**10
"""What waits for its acknowledgement takes a slot for each 16 KiB that it has begun: 64 MiB at the most."""
ANSWER_SECONDS = 30.0
"""How long Kafka may acknowledge nothing before it counts as gone."""
STOP_SECONDS = 5.0
REFUSALS = (MessageSizeTooLargeError, RecordListTooLargeError, InvalidMessageError)
"""What the broker says of one record and not of all."""


@dataclass
class Tally:
    """What has been published so far; ``bytes`` are of keys and values."""

    published: int = 0
    refused: int = 0
    bytes: int = 0
    started: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        """Return how long it has taken."""
        return monotonic() - self.started


class Refused(ValueError):  # noqa: N818  (named for what the article is)
    """An article that is not sent; the message says why."""


def as_json(raw: RawArticle) -> bytes:
    """Return ``raw`` as a JSON object without the fields that are not known.

    :raises Refused: when the content is not UTF-8, which JSON cannot carry byte for byte.
    """
    try:
        text = raw.content.decode()
    except UnicodeDecodeError:
        raise Refused("its content is not UTF-8, which JSON cannot carry unchanged: publish it as Avro") from None
    return to_json({name: value for name, value in {**raw_record(raw), "content": text}.items() if value is not None})


def prepared(article: RawArticle | Rejected, encode: Encode, limit: int) -> tuple[bytes, bytes]:
    """Return the key and the value of an article's record, of which a batch takes ``limit`` bytes.

    :raises Refused: when it could not be read, or is too large.
    """
    if isinstance(article, Rejected):
        raise Refused(article.detail)
    key = key_of(article)
    value = encode(article)
    size = len(key) + len(value) + clients.BATCH_OVERHEAD
    if size > limit:
        raise Refused(f"it has {size:,} bytes, and {ARTICLES_RAW} takes {limit:,}")
    return key, value


def publish(
    found: Iterable[Found], cluster: Cluster, encode: Encode, tally: Tally, refuse: Callable[[str, str], None]
) -> None:
    """Send every article that ``found`` yields and wait until Kafka has them all.

    :param tally: counts as it goes.
    :param refuse: hears the place of each article that is not sent, and why; called from another thread.
    :raises UnreachableError: when no broker answers, or none does any more.
    :raises UnknownTopicError: when there is no raw topic.
    """
    with background_loop() as loop:

        def run(work: Coroutine[Any, Any, None]) -> None:
            asyncio.run_coroutine_threadsafe(work, loop).result()

        sender = _Sender(loop, cluster, tally, refuse)
        run(sender.start())
        try:
            for one in found:
                sender.put(one, encode)
            sender.wait_for_all()
        finally:
            run(sender.stop())


class _Sender:
    """Takes articles from one thread and sends them from its loop's; only that thread counts."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, cluster: Cluster, tally: Tally, refuse: Callable[[str, str], None]
    ) -> None:
        self._loop = loop
        self._cluster = cluster
        self._tally = tally
        self._refuse = refuse
        self._limit = topics()[ARTICLES_RAW].max_message_bytes
        self._queue: asyncio.Queue[tuple[str, bytes, bytes] | None] = asyncio.Queue()
        self._slots = Semaphore(SLOTS)
        self._failure: BaseException | None = None

    async def start(self) -> None:
        """Connect."""
        await clients.partitions_of(self._cluster, ARTICLES_RAW)
        started = self._loop.create_future()
        self._sending = self._loop.create_task(self._send(started))
        await asyncio.wait([started, self._sending], return_when=asyncio.FIRST_COMPLETED)
        if self._sending.done():
            self._sending.result()  # raises why it could not connect

    def put(self, one: Found, encode: Encode) -> None:
        """Hand over an article; waits while too many wait for their acknowledgement. For the thread that reads."""
        try:
            _refuse_unread(one.article)
            key, value = prepared(one.article, encode, self._limit)
        except Refused as error:
            self._loop.call_soon_threadsafe(self._turn_down, one.place, str(error))
            return
        self._take(_slots(key, value))
        self._loop.call_soon_threadsafe(self._queue.put_nowait, (one.place, key, value))

    def wait_for_all(self) -> None:
        """Wait until everything is acknowledged: then every slot is free."""
        self._take(SLOTS)

    async def stop(self) -> None:
        """Wait a little for what is on its way, and close."""
        self._queue.put_nowait(None)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._sending, STOP_SECONDS)

    async def _send(self, started: asyncio.Future[None]) -> None:
        async with clients.producer(self._cluster, largest=self._limit) as producer:
            started.set_result(None)
            while (item := await self._queue.get()) is not None:
                place, key, value = item
                try:
                    future = await producer.send(ARTICLES_RAW, value, key=key)
                except KafkaError as error:
                    self._settle(place, key, value, error)
                else:
                    future.add_done_callback(partial(self._answered, place, key, value))

    def _answered(self, place: str, key: bytes, value: bytes, future: asyncio.Future[Any]) -> None:
        if not future.cancelled():  # as it is when nobody waits for it any more
            self._settle(place, key, value, future.exception())

    def _settle(self, place: str, key: bytes, value: bytes, error: BaseException | None) -> None:
        if error is None:
            self._tally.published += 1
            self._tally.bytes += len(key) + len(value)
        elif isinstance(error, REFUSALS):
            self._turn_down(place, f"Kafka refuses it: {error}")
        else:
            self._failure = self._failure or error
        self._slots.release(_slots(key, value))

    def _turn_down(self, place: str, why: str) -> None:
        self._tally.refused += 1
        self._refuse(place, why)

    def _take(self, slots: int) -> None:
        """Wait for free slots.

        :raises KafkaError: what Kafka answered to an article, where it holds for all.
        :raises UnreachableError: when it does not answer any more.
        """
        for _ in range(slots):
            answered = self._slots.acquire(timeout=ANSWER_SECONDS)
            if isinstance(self._failure, KafkaError) and not self._failure.retriable:
                raise self._failure
            if self._failure or not answered:
                raise UnreachableError(
                    f"Kafka at {self._cluster} does not answer any more. Articles that are not acknowledged may be "
                    "there or not: publish them again, they keep their ids."
                ) from self._failure


def _refuse_unread(article: RawArticle | Rejected) -> None:
    """Refuse what nobody would read: nothing at all, as a failed download gives, and kinds of files that are no text.

    :raises Refused: with why.
    """
    if isinstance(article, Rejected):
        return
    if not article.content.strip() and article.pub_status in (None, "usable"):  # what is canceled needs no text
        raise Refused("it is empty")
    try:
        form_of(article)
    except Unreadable as error:
        raise Refused(error.detail) from None


def _slots(key: bytes, value: bytes) -> int:
    return 1 + (len(key) + len(value)) // SLOT_BYTES
