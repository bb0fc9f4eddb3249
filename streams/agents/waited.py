"""What the headers of an alert say that waited: where it came from, when it was made, and who has it already."""

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

from streams.agents.rejecting import provenance_of
from streams.agents.tiers import without_wait
from streams.contracts.headers import SERVED, SOURCE_OFFSET, SOURCE_TIMESTAMP, SOURCE_TOPIC, Headers, number, read
from streams.contracts.topics import ALERTS, ALERTS_PAUSED, ALERTS_WAITING
from streams.kafka.runs import Record

WAITED = (ALERTS_WAITING, ALERTS_PAUSED)


def origin_of(record: Record, producer: str) -> Headers:
    """Return where an alert came from: its place on ``alerts``, which it keeps for as long as it waits."""
    return without_wait(record.headers) if record.topic in WAITED else provenance_of(record, producer)


def place_of(record: Record) -> int | None:
    """Return an alert's offset on ``alerts``, where later ones of its subscription have greater ones; None if it was
    never there."""
    if record.topic not in WAITED:
        return record.offset
    return number(record.headers, SOURCE_OFFSET) if read(record.headers, SOURCE_TOPIC) == ALERTS else None


def made_at(record: Record) -> datetime:
    """Return when an alert was published to ``alerts``."""
    source = number(record.headers, SOURCE_TIMESTAMP) if record.topic in WAITED else None
    return datetime.fromtimestamp((record.timestamp if source is None else source) / 1000, UTC)


def served_of(record: Record) -> frozenset[str]:
    """Return the names of the receivers that need no other attempt."""
    return frozenset((read(record.headers, SERVED) or "").split())


def served_header(names: AbstractSet[str]) -> Headers:
    """Return the header that ``served_of`` reads."""
    return [(SERVED, " ".join(sorted(names)).encode())] if names else []
