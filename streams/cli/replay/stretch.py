"""Which raw records are read again, and what was published of them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.cli.fetching import PATIENCE_SECONDS, fetches
from streams.cli.progress import Progress
from streams.cli.replay.outputs import OUTPUTS, Decoder, Place, Published, mark
from streams.contracts import headers
from streams.contracts.topics import ARTICLES_RAW
from streams.kafka import clients
from streams.kafka.cluster import Cluster

CLOCKS = timedelta(days=1)
"""How much older than the raw record an output's time may be: Kafka takes no record from more than an hour ahead."""
NEAR = 500
"""Outputs that lie no further apart are read in one go: seeking costs a round trip."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Records by time (from ``since`` up to, not including, ``until``), or by offset, of all partitions or of some.

    ``starts`` and ``stops`` are by partition, where None stands for every partition that has none of its own; they go
    before times.
    """

    since: datetime | None = None
    until: datetime | None = None
    starts: Mapping[int | None, int] = field(default_factory=dict)
    stops: Mapping[int | None, int] = field(default_factory=dict)
    partitions: frozenset[int] = frozenset()

    async def offsets(self, raw: AIOKafkaConsumer) -> dict[int, tuple[int, int]]:
        """Return the first offset of each partition, and the one to stop before."""
        places = sorted(
            place for place in raw.assignment() if place.partition in (self.partitions or {place.partition})
        )
        begins, ends = await raw.beginning_offsets(places), await raw.end_offsets(places)
        first = begins | _by_partition(self.starts, places) if self.starts else await _at(raw, self.since, begins, ends)
        last = ends | _by_partition(self.stops, places) if self.stops else await _at(raw, self.until, ends, ends)
        found = {}
        for place in places:
            start = max(begins[place], first[place])
            found[place.partition] = (start, max(start, min(ends[place], last[place])))
        return found

    @property
    def outputs_since(self) -> datetime | None:
        """The time before which no output of these records can have been written; None where it is not known."""
        return None if self.since is None or self.starts else self.since - CLOCKS


def _by_partition(given: Mapping[int | None, int], places: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
    named = {place: given.get(place.partition, given.get(None)) for place in places}
    return {place: offset for place, offset in named.items() if offset is not None}


async def _at(
    consumer: AIOKafkaConsumer,
    time: datetime | None,
    otherwise: Mapping[TopicPartition, int],
    ends: Mapping[TopicPartition, int],
) -> dict[TopicPartition, int]:
    """Return the first offset of each partition that is not older than ``time``, where one is given."""
    if time is None or not ends:
        return dict(otherwise)
    found = await consumer.offsets_for_times(dict.fromkeys(ends, round(time.timestamp() * 1000)))
    return {place: ends[place] if at is None else at.offset for place, at in found.items()}


class Outputs:
    """The topics of the outputs: read once to know where what lies, then again where something is wanted."""

    def __init__(self, cluster: Cluster, decoder: Decoder, progress: Progress) -> None:
        self._cluster = cluster
        self._decoder = decoder
        self._progress = progress
        self._stack = AsyncExitStack()
        self._readers: list[AIOKafkaConsumer] = []

    async def __aenter__(self) -> "Outputs":
        for topic in OUTPUTS:
            partitions = await clients.partitions_of(self._cluster, topic)
            reader = clients.reader(self._cluster, topic, partitions)
            self._readers.append(await self._stack.enter_async_context(reader))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def note(self, published: Mapping[int, Published], since: datetime | None) -> None:
        """Note where the outputs of all these raw records lie, by the partition of these."""
        for number, reader in enumerate(self._readers):
            ends = await reader.end_offsets(list(reader.assignment()))
            begins = await reader.beginning_offsets(list(ends))
            for place, offset in (await _at(reader, since, begins, ends)).items():
                reader.seek(place, offset)
            async with aclosing(fetches(reader, ends, self._progress)) as found:
                async for records in found:
                    self._note(published, number, records)

    def _note(self, published: Mapping[int, Published], number: int, records: Sequence[clients.Record]) -> None:
        for record in records:
            source = headers.source(record.headers)
            if source is None or source[0] != ARTICLES_RAW or source[1] not in published:
                continue
            known, offset = published[source[1]], source[2]
            if known.first <= offset < known.end:
                place = Place(number, record.partition, record.offset)
                known.note(offset, place, mark(record, self._decoder), record.timestamp)

    async def fetch(self, places: Iterable[Place]) -> dict[Place, clients.Record]:
        """Return the outputs at these places; one that has expired meanwhile is missing."""
        found: dict[Place, clients.Record] = {}
        wanted = set(places)
        for number, reader in enumerate(self._readers):
            name = OUTPUTS[number]
            left = _near_together(place for place in wanted if place.topic == number)
            while left := {partition: spans for partition, spans in left.items() if spans}:
                ends = {}
                for partition, spans in left.items():
                    first, last = spans.pop(0)
                    reader.seek(TopicPartition(name, partition), first)
                    ends[TopicPartition(name, partition)] = last + 1
                async with aclosing(clients.fetches_until(reader, ends, PATIENCE_SECONDS)) as runs:
                    async for records in runs:
                        for record in records:
                            place = Place(number, record.partition, record.offset)
                            if place in wanted:
                                found[place] = record
        return found


def _near_together(places: Iterable[Place]) -> dict[int, list[tuple[int, int]]]:
    """Return the stretches of each partition that are worth reading in one go."""
    joined: dict[int, list[tuple[int, int]]] = {}
    for place in sorted(places):
        spans = joined.setdefault(place.partition, [])
        if spans and place.offset - spans[-1][1] <= NEAR:
            spans[-1] = spans[-1][0], place.offset
        else:
            spans.append((place.offset, place.offset))
    return joined
