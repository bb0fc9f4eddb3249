"""The work of ``reswatch dead-letters``: reading them, picking some, and sending them again."""

from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiokafka.errors import KafkaError

from streams.contracts import headers
from streams.contracts.headers import Headers
from streams.contracts.topics import DEAD_LETTERS, topics
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.handshake import UnreachableError

ADDED = frozenset(
    (
        headers.SOURCE_TOPIC,
        headers.SOURCE_PARTITION,
        headers.SOURCE_OFFSET,
        headers.SOURCE_TIMESTAMP,
        headers.PRODUCER,
        headers.CAUSE,
        headers.DETAIL,
        headers.REPLAYED_FROM,
    )
)
"""Headers that are not the source record's own."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter without its bytes. ``at`` is its partition and offset, ``source`` topic, partition and offset.

    ``source`` is None where the headers do not say; ``source_timestamp`` is in milliseconds since 1970, UTC.
    """

    at: tuple[int, int]
    source: tuple[str, int, int] | None
    source_timestamp: int | None
    cause: str
    detail: str
    time: datetime
    size: int
    key: bytes | None

    @property
    def name(self) -> str:
        """Return how the command names it: ``PARTITION/OFFSET``."""
        return f"{self.at[0]}/{self.at[1]}"

    @property
    def source_name(self) -> str | None:
        """Return where it came from: ``TOPIC/PARTITION/OFFSET``."""
        return None if self.source is None else "/".join(map(str, self.source))


def letter_of(record: clients.Record) -> Letter:
    """Return what the headers of a dead letter say."""
    timestamp, cause, detail = (
        headers.read(record.headers, name) for name in (headers.SOURCE_TIMESTAMP, headers.CAUSE, headers.DETAIL)
    )
    return Letter(
        at=(record.partition, record.offset),
        source=headers.source(record.headers),
        source_timestamp=int(timestamp or 0) if _is_number(timestamp) else None,
        cause=cause or "unknown",
        detail=detail or "",
        time=datetime.fromtimestamp(record.timestamp / 1000, UTC),
        size=len(record.value or b""),
        key=record.key,
    )


def _is_number(text: str | None) -> bool:
    return text is not None and text.isascii() and text.isdecimal()


async def read(cluster: Cluster) -> AsyncGenerator[tuple[Letter, clients.Record], None]:
    """Yield every dead letter that there is now, oldest first in each partition.

    :raises UnknownTopicError: when there is no such topic.
    :raises UnreachableError: when no broker answers.
    """
    partitions = await clients.partitions_of(cluster, DEAD_LETTERS)
    async with clients.reader(cluster, DEAD_LETTERS, partitions) as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        async with aclosing(clients.read_until(consumer, ends)) as records:
            async for record in records:
                yield letter_of(record), record


async def pick(cluster: Cluster, wanted: Callable[[Letter], bool]) -> list[Letter]:
    """Return the dead letters that are ``wanted``, oldest first in each partition."""
    async with aclosing(read(cluster)) as letters:
        return [letter async for letter, _ in letters if wanted(letter)]


async def find(cluster: Cluster, name: str) -> tuple[Letter, clients.Record] | None:
    """Return the dead letter called ``name``, its own or its source's; the newest where a source has several."""
    found = None
    async with aclosing(read(cluster)) as letters:
        async for letter, record in letters:
            if name in (letter.name, letter.source_name):
                found = letter, record
    return found


async def replay(cluster: Cluster, chosen: Collection[Letter], failed: Callable[[Letter, str], None]) -> int:
    """Send the original bytes of ``chosen`` to where they came from, and return how many Kafka acknowledged.

    Key, partition and timestamp are the source record's, so that the versions of an article stay together and in their
    order; its own headers go along, and one says which dead letter it was.

    :param failed: hears of each that could not be sent, and why.
    :raises UnreachableError: when no broker answers, or none does any more.
    """
    existing = await clients.partitions_by_topic(cluster)
    at = {letter.at for letter in chosen}
    largest = max(topic.max_message_bytes for topic in topics().values())
    sent = 0
    async with clients.producer(cluster, largest=largest) as producer, aclosing(read(cluster)) as letters:
        async for letter, record in letters:
            if letter.at not in at:
                continue
            if letter.source is None or letter.source[1] not in existing.get(letter.source[0], ()):
                failed(letter, f"its source is unknown here: {letter.source_name or 'no header says it'}")
                continue
            topic, partition, _ = letter.source
            try:
                await producer.send_and_wait(topic, partition=partition, **_original(letter, record))
            except KafkaError as error:
                if error.retriable:
                    raise UnreachableError(f"Kafka does not answer any more; {sent:,} were sent.") from error
                failed(letter, f"Kafka refuses it: {error}")
            else:
                sent += 1
    return sent


def own_headers(record: clients.Record) -> Headers:
    """Return the headers that the source record had: ours stand before them, and may bear the same names.

    An enriched article has a source of its own, which its dead letter keeps behind where that came from.
    """
    added = set(ADDED)
    own: Headers = []
    for name, value in record.headers:
        if name in added:
            added.discard(name)
        else:
            own.append((name, value))
    return own


def _original(letter: Letter, record: clients.Record) -> dict[str, Any]:
    return {
        "value": record.value,
        "key": record.key,
        "timestamp_ms": letter.source_timestamp,
        "headers": [*own_headers(record), (headers.REPLAYED_FROM, f"{DEAD_LETTERS}/{letter.name}".encode())],
    }
