"""What the headers of an alert say that waited: where it came from, when it was made, and who has it already."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime

from streams.agents import rejecting
from streams.agents.outbox import Output
from streams.agents.rejecting import provenance_of
from streams.agents.tiers import without_wait
from streams.contracts.headers import (
    SERVED,
    SOURCE_OFFSET,
    SOURCE_TIMESTAMP,
    SOURCE_TOPIC,
    Headers,
    number,
    read,
    rejection,
)
from streams.contracts.topics import ALERTS, ALERTS_PAUSED, ALERTS_WAITING
from streams.core.model import RejectCause
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


def dead_letter_of(
    record: Record, cause: RejectCause, detail: str, producer: str, served: AbstractSet[str] = frozenset()
) -> Output:
    """Return ``record`` itself, byte for byte, with why it went no further, and where the alert came from.

    A replay takes it to ``alerts``, also after it has waited, and so through all attempts again, but at the receivers
    that are ``served``.
    """
    letter = rejecting.dead_letter(record, cause, detail, producer)
    if read(record.headers, SOURCE_TOPIC) != ALERTS:  # on alerts itself, or held by an embargo and never there
        return letter
    return replace(letter, headers=[*origin_of(record, producer), *rejection(cause, detail), *served_header(served)])
