"""Outputs of enrich: what is made of them, what tells them apart, and where those of a stretch lie."""

from array import array
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple, Protocol, cast

from streams.contracts import headers
from streams.contracts.codec import HEADER_BYTES, Undecodable
from streams.contracts.records import Record as Values
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS
from streams.contracts.values import enriched_value
from streams.core.model import Filtered, RejectCause, Rejected
from streams.core.replay import Reading

OUTPUTS = (ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS)
NOWHERE = -1
PARTITION_BITS, OFFSET_BITS = 14, 46


class Output(Protocol):
    """What a record of an output and one that is not sent have in common."""

    @property
    def topic(self) -> str: ...
    @property
    def key(self) -> bytes | None: ...
    @property
    def value(self) -> bytes | None: ...
    @property
    def headers(self) -> Sequence[tuple[str, bytes]]: ...


class Decoder(Protocol):
    """``streams.contracts.codec.Codec``, or a reader that asks a registry."""

    def decode(self, value: bytes) -> tuple[str, Values]: ...


class Place(NamedTuple):
    """Where an output lies; ``topic`` counts in OUTPUTS."""

    topic: int
    partition: int
    offset: int


class Published:
    """Where the newest output of each raw record of one partition lies, from the offset ``first`` up to ``end``.

    Holds no values: 24 bytes an offset.
    """

    def __init__(self, first: int, end: int) -> None:
        self.first, self.end = first, max(first, end)
        count = self.end - first
        self._places = array("q", [NOWHERE]) * count
        self._marks = array("Q", [0]) * count
        self._times = array("q", [0]) * count

    def note(self, offset: int, place: Place, mark: int, at: int) -> None:
        """Note an output; of several of one record the one that was written last is kept, ``at`` says when."""
        index = offset - self.first
        if 0 <= index < len(self._places) and (self._places[index] == NOWHERE or self._times[index] <= at):
            self._places[index] = (place.topic << PARTITION_BITS | place.partition) << OFFSET_BITS | place.offset
            self._marks[index], self._times[index] = mark, at

    def find(self, offset: int) -> tuple[Place, int] | None:
        """Return where the output of a record lies, and its mark; None where there is none."""
        packed = self._places[offset - self.first]
        if packed == NOWHERE:
            return None
        where = packed >> OFFSET_BITS
        place = Place(where >> PARTITION_BITS, where & (1 << PARTITION_BITS) - 1, packed & (1 << OFFSET_BITS) - 1)
        return place, self._marks[offset - self.first]


def mark(output: Output, codec: Decoder) -> int:
    """Return 64 bits that differ where an output says something else.

    Not where it was written with another id of the same schema, nor where a rejection is worded otherwise.
    """
    if output.topic == ARTICLES_ENRICHED:
        said = b"-" if output.value is None else b"+" + output.value[HEADER_BYTES:]
    elif output.topic == ARTICLES_FILTERED:
        said = _reason(output.value or b"", codec).encode()
    else:
        said = (headers.read(output.headers, headers.CAUSE) or "").encode()
    digest = blake2b(output.topic.encode(), digest_size=8, key=b"output")
    for part in (output.key or b"", said):
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return int.from_bytes(digest.digest(), "big")


def _reason(value: bytes, codec: Decoder) -> str:
    try:
        return str(codec.decode(value)[1].get("reason"))
    except Undecodable as error:
        return error.cause


def reading_of(output: Output, codec: Decoder) -> Reading:
    """Return what an output says; one that cannot be read counts as a rejection that says so."""
    uri = (output.key or b"").decode("utf-8", "replace")
    if output.topic == DEAD_LETTERS:
        cause, detail = (headers.read(output.headers, name) or "" for name in (headers.CAUSE, headers.DETAIL))
        return Rejected(cast(RejectCause, cause), detail, uri)
    if output.value is None:
        return None
    try:
        kind, values = codec.decode(output.value)
    except Undecodable as error:
        return Rejected(error.cause, error.detail, uri)
    if output.topic == ARTICLES_FILTERED:
        return Filtered(uri, values.get("reason", kind), values.get("detail", ""))
    return enriched_value(values)
