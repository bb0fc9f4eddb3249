"""What a batch changes of what the store holds of one article. Pure: values in, a decision out.

The outcome does not depend on the order in which copies, versions and takedowns arrive, nor on how often:

- Of copies of one version (the same text, published again, or redelivered) the latest is kept: the greatest
  ``Source``.
- A takedown kills every copy that is not later: one with a smaller offset in its partition (whatever the clocks of
  those who published say), or with an older timestamp (a replayed dead letter, which has a new offset and its old
  timestamp).
- The current version is the one that was fetched last.

With clocks that ran backwards across a takedown, the outcome still is that of Kafka's order, in which offsets rise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from streams.core.model import EnrichedArticle
from streams.sinks.store.values import Source, Stored, Takedown

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that the store holds, as row ``id``."""

    id: int
    event_id: str
    fetched_at: datetime | None
    source: Source
    is_current: bool


@dataclass(frozen=True, slots=True)
class Grave:
    """Where and when an article was taken down last, in one partition of the raw topic."""

    partition: int
    offset: int
    timestamp: int

    def holds(self, source: Source) -> bool:
        """Say whether what comes from ``source`` stays down."""
        before = source.partition == self.partition and source.offset <= self.offset
        return before or source.timestamp < self.timestamp


@dataclass(frozen=True, slots=True)
class Settlement:
    """What to change: rows to delete, versions to insert, the one that is current, and the graves there are now."""

    delete: tuple[int, ...]
    insert: tuple[tuple[EnrichedArticle, Source], ...]
    current: str | None
    graves: tuple[Grave, ...]


def settle(kept: Sequence[Kept], graves: Iterable[Grave], batch: Iterable[Stored]) -> Settlement:
    """Decide what becomes of one article, of which the store holds ``kept`` and ``graves``, when ``batch`` arrives."""
    graves = _graves(graves, batch)
    arrived: dict[str, tuple[EnrichedArticle, Source]] = {}
    alive = {version.event_id: version for version in kept if not _is_down(version.source, graves)}
    for stored in batch:
        if isinstance(stored.value, Takedown) or _is_down(stored.source, graves):
            continue
        event_id = stored.value.article.event_id
        known = arrived[event_id][1] if event_id in arrived else _source_of(alive, event_id)
        if known is None or known < stored.source:
            arrived[event_id] = (stored.value, stored.source)
    delete = tuple(version.id for version in kept if version.event_id not in alive or version.event_id in arrived)
    ages = {event_id: (version.fetched_at or _LONG_AGO, version.source) for event_id, version in alive.items()}
    ages |= {event_id: (new.article.fetched_at or _LONG_AGO, source) for event_id, (new, source) in arrived.items()}
    current = max(ages, key=lambda event_id: ages[event_id]) if ages else None
    return Settlement(delete, tuple(arrived.values()), current, graves)


def _source_of(alive: Mapping[str, Kept], event_id: str) -> Source | None:
    return alive[event_id].source if event_id in alive else None


def _is_down(source: Source, graves: Iterable[Grave]) -> bool:
    return any(grave.holds(source) for grave in graves)


def _graves(graves: Iterable[Grave], batch: Iterable[Stored]) -> tuple[Grave, ...]:
    """Return the graves with those that ``batch`` digs: one a partition, with its greatest offset and timestamp."""
    by_partition = {grave.partition: grave for grave in graves}
    for stored in batch:
        if isinstance(stored.value, Takedown):
            new = stored.source
            old = by_partition.get(new.partition, Grave(new.partition, new.offset, new.timestamp))
            by_partition[new.partition] = Grave(
                new.partition, max(old.offset, new.offset), max(old.timestamp, new.timestamp)
            )
    return tuple(by_partition.values())
