"""Two readings of one raw record, compared field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from streams.core.model import EnrichedArticle, Entity, Filtered, Rejected
from streams.core.replay.bodies import body_differences
from streams.core.replay.events import EventDifference, compare_events
from streams.core.replay.fields import FieldDifference, differing, without_common
from streams.core.replay.reading import Reading, kind_of

FIELDS = (
    "uri",
    "headline",
    "byline",
    "dateline",
    "info_source",
    "outlet",
    "published_at",
    "fetched_at",
    "pub_status",
    "embargoed_until",
    "language",
)
"""Fields of an article but its body, and but its ids, which follow from these."""


@dataclass(frozen=True, slots=True)
class ArticleDifference:
    """What differs in one article: its fields, and its resolution events one by one."""

    fields: tuple[FieldDifference, ...]
    events: tuple[EventDifference, ...] = ()

    @property
    def rules_gone(self) -> tuple[str, ...]:
        """Rules whose evidence an event has no more, sorted."""
        return tuple(sorted({rule for event in self.events for rule in event.rules_gone}))

    @property
    def rules_come(self) -> tuple[str, ...]:
        """Rules whose evidence an event has newly, sorted."""
        return tuple(sorted({rule for event in self.events for rule in event.rules_come}))


def compare(before: Reading, after: Reading) -> ArticleDifference | None:
    """Return what differs, None where nothing does.

    How a rejection or a receipt is worded is no difference: its cause or reason is.
    """
    if isinstance(before, EnrichedArticle) and isinstance(after, EnrichedArticle):
        if before == after:
            return None
        fields, events = tuple(_fields(before, after)), tuple(compare_events(before, after))
        return ArticleDifference(fields or (() if events else tuple(_ids(before, after))), events)
    outcome = tuple(differing([("outcome", _outcome(before), _outcome(after))]))
    if not outcome:
        return None
    return ArticleDifference(outcome, tuple(_one_sided(before, after)))


def _outcome(reading: Reading) -> str:
    kind = kind_of(reading)
    if isinstance(reading, Filtered):
        return f"{kind}: {reading.reason}"
    return f"{kind}: {reading.cause}" if isinstance(reading, Rejected) else kind


def _one_sided(before: Reading, after: Reading) -> Iterator[EventDifference]:
    """Yield the events of the one reading that has any."""
    if isinstance(before, EnrichedArticle):
        yield from compare_events(before, EnrichedArticle(before.article))
    if isinstance(after, EnrichedArticle):
        yield from compare_events(EnrichedArticle(after.article), after)


def _fields(before: EnrichedArticle, after: EnrichedArticle) -> Iterator[FieldDifference]:
    old, new = before.article, after.article
    yield from differing((field, getattr(old, field), getattr(new, field)) for field in FIELDS)
    same = old.body == new.body
    if not same:
        yield from body_differences(old.body, new.body)
    yield from differing([("subjects", before.subjects, after.subjects)])
    named = [[_named(entity, place=same) for entity in one.entities] for one in (before, after)]
    if named[0] != named[1]:
        yield without_common("entities", *named)


def _ids(before: EnrichedArticle, after: EnrichedArticle) -> Iterator[FieldDifference]:
    """Yield what differs where nothing does that an article says: its ids, or the order of its events."""
    old, new = before.article, after.article
    yield from differing([("version", old.version, new.version), ("event_id", old.event_id, new.event_id)])
    order = [[event.event_id for event in one.resolution_events] for one in (before, after)]
    if order[0] != order[1]:
        yield without_common("order of events", *order)


def _named(entity: Entity, *, place: bool) -> str:
    """Return an entity in words; where the body changed, one that only stands elsewhere is the same."""
    identity = f" {entity.id}" if entity.id else ""
    of = f" ({entity.wikipedia})" if entity.wikipedia else ""
    return f"{entity.type.replace('_', ' ')}{identity}{of} “{entity.text}”{f' at {entity.start}' if place else ''}"
