"""What became of a raw record, then and now."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from streams.core.model import EnrichedArticle, Filtered, Outcome

Reading: TypeAlias = Outcome | None
"""What was made of a raw record; None where that was a takedown."""
Kind: TypeAlias = Literal["enriched", "filtered", "rejected", "taken down"]


@dataclass(frozen=True, slots=True)
class Reread:
    """A raw record that was read again: what was published of it, ``before``, and what is made of it now, ``after``.

    ``at`` is the record's time in milliseconds since 1970, UTC.
    """

    partition: int
    offset: int
    at: int
    uri: str
    before: Reading
    after: Reading


def kind_of(reading: Reading) -> Kind:
    """Return in a word what became of a record."""
    if reading is None:
        return "taken down"
    if isinstance(reading, EnrichedArticle):
        return "enriched"
    return "filtered" if isinstance(reading, Filtered) else "rejected"
