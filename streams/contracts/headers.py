"""Record headers: where an output came from, and why a record is a dead letter.

Header values are UTF-8 text. The ledger is drawn up from these headers alone.
"""

from collections.abc import Iterable
from typing import TypeAlias

Headers: TypeAlias = list[tuple[str, bytes]]

SOURCE_TOPIC = "reswatch-source-topic"
SOURCE_PARTITION = "reswatch-source-partition"
SOURCE_OFFSET = "reswatch-source-offset"
SOURCE_TIMESTAMP = "reswatch-source-timestamp"
"""Milliseconds since 1970, UTC. Of what roles tell: of the raw record at its beginning, which every hop hands on. Of
dead letters and waiting alerts: of the source record itself."""
PRODUCER = "reswatch-producer"
"""The role and release that wrote the record: ``enrich/0.1.0``."""
REPLAY = "replay/"
"""How ``PRODUCER`` begins of what ``reswatch replay`` publishes."""
CAUSE = "reswatch-cause"
"""Dead letters: one of ``streams.core.model.RejectCause``."""
DETAIL = "reswatch-detail"
"""Dead letters and waiting alerts: one sentence for people."""
OMITTED = "reswatch-value-omitted"
"""Dead letters: how many bytes the original value had, where it is larger than the dead-letter topic takes. It is still
in the source topic, at the coordinates of the other headers, for as long as that keeps it."""
REPLAYED_FROM = "reswatch-replayed-from"
"""A replayed dead letter: ``topic/partition/offset`` of the dead letter."""
MUTED = "reswatch-muted"
"""History that is published again: nobody is alerted of what the record tells. Every hop hands it on; it says why."""
DUE = "reswatch-due"
"""Waiting alerts: when they are to be looked at again, milliseconds since 1970, UTC."""
ATTEMPT = "reswatch-attempt"
"""Waiting alerts: how many rounds of attempts they have been through."""
WAIT = "reswatch-wait"
"""Waiting alerts: what for, ``embargo``, ``hour`` or ``retry``."""
UNTIL = "reswatch-until"
"""Alerts that wait for the end of an hour: when that is, milliseconds since 1970, UTC."""
SERVED = "reswatch-served"
"""Waiting alerts and their dead letters: the receivers that need no attempt of this record (``webhook channel:desk``),
if any: they have the alert, or it waits for them in another record."""

NUMBER_DIGITS = 15
"""They hold any offset that a partition will see, and any millisecond until the year 33658."""
DETAIL_LIMIT = 1000
"""Characters of a detail that are kept, so that headers stay within the margin of the dead-letter topic."""


def provenance(topic: str, partition: int, offset: int, timestamp: int, producer: str) -> Headers:
    """Return the headers that say from which record an output was made."""
    return [
        (SOURCE_TOPIC, topic.encode()),
        (SOURCE_PARTITION, b"%d" % partition),
        (SOURCE_OFFSET, b"%d" % offset),
        (SOURCE_TIMESTAMP, b"%d" % timestamp),
        (PRODUCER, producer.encode()),
    ]


def rejection(cause: str, detail: str) -> Headers:
    """Return the headers that a dead letter has beside its provenance."""
    return [(CAUSE, cause.encode()), (DETAIL, detail[:DETAIL_LIMIT].encode("utf-8", "replace"))]


def number(headers: Iterable[tuple[str, bytes]], name: str) -> int | None:
    """Return the whole number in the first header called ``name``; None where there is none."""
    text = read(headers, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS else None


def read(headers: Iterable[tuple[str, bytes]], name: str) -> str | None:
    """Return the text of the first header called ``name``, or None."""
    for key, value in headers:
        if key == name:
            return value.decode("utf-8", "replace")
    return None


def muted(headers: Iterable[tuple[str, bytes]]) -> Headers:
    """Return the header that says that nobody is to be alerted, if it is there: for an output to have it too."""
    return [(name, value) for name, value in headers if name == MUTED][:1]


def is_replay(headers: Iterable[tuple[str, bytes]]) -> bool:
    """Say whether an output was made by reading its source again, long after its arrival (``reswatch replay``)."""
    return (read(headers, PRODUCER) or "").startswith(REPLAY)


def source(headers: Iterable[tuple[str, bytes]]) -> tuple[str, int, int] | None:
    """Return topic, partition and offset of the record that an output was made from; None where they are not told.

    Of headers with the same name the first counts: a dead letter keeps those of its original behind its own.
    """
    told = dict(reversed(list(headers)))
    topic, partition, offset = told.get(SOURCE_TOPIC), told.get(SOURCE_PARTITION), told.get(SOURCE_OFFSET)
    if not topic or not partition or not offset or not (partition + offset).isdigit():
        return None
    if max(len(partition), len(offset)) > NUMBER_DIGITS:
        return None
    return topic.decode("utf-8", "replace"), int(partition), int(offset)
