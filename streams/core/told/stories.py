"""What a subscription on articles has been told: once of each story, whoever printed it, and of what is new in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from streams.core.model import Alert, ResolutionEvent, Telling
from streams.core.story import similar

WINDOW = timedelta(days=3)
"""A text that is printed again after so long is told again: it may be the standing notice of a weekly meeting."""
MOST = 500
"""Stories of one subscription that are remembered at a time."""
_MANY = ("sponsor", "symbol", "target")


def about(event: ResolutionEvent | None) -> str:
    """Return what an article tells, as words in order, in the form that two copies of one text are compared by."""
    if event is None:
        return ""
    words = [f"stage={event.stage}", *(f"sponsor={one}" for one in event.sponsors)]
    words += [f"target={one}" for one in event.targets]
    words += [f"symbol={one.replace(' ', '')}" for one in (event.symbol, event.draft_symbol) if one]
    return " ".join(sorted(words))


class Stories:
    """The stories that one subscription was told, the oldest first."""

    __slots__ = ("_told",)

    def __init__(self) -> None:
        self._told: list[Telling] = []

    def tell(self, told: Telling) -> None:
        """Take in what was told."""
        self._told = [each for each in self._told[1 - MOST :] if told.at - each.at <= WINDOW]
        self._told.append(told)

    def copies(self, candidate: Alert, now: datetime) -> list[Telling]:
        """Return what was told of the story that ``candidate`` is of, in the window that ends now."""
        return [told for told in self._told if now - told.at <= WINDOW and _is_copy(candidate, told)]


def have(copies: Iterable[Telling], candidate: Alert) -> bool:
    """Say whether what ``candidate`` tells was told, in any copy of it."""
    value = about(candidate.event)
    return any(_is_same(candidate, value, told) for told in copies)


def _is_copy(candidate: Alert, told: Telling) -> bool:
    if candidate.uri == told.uri:
        return True
    return bool(candidate.signature and told.signature) and similar(candidate.signature, told.signature)


def _is_same(candidate: Alert, value: str, told: Telling) -> bool:
    """Say whether both tell one thing: within one text all must be equal, in a copy nothing may speak against it.

    Copies are cut, so that one lacks the sponsors which the other has; within one text what differs is another
    resolution.
    """
    if candidate.article_event_id == told.article_event_id or not value or not told.value:
        return value == told.value
    one, other = _words(value), _words(told.value)
    return one["stage"] == other["stage"] and all(
        not one[name] or not other[name] or one[name] & other[name] for name in _MANY
    )


def _words(value: str) -> dict[str, set[str]]:
    words: dict[str, set[str]] = {name: set() for name in ("stage", *_MANY)}
    for each in value.split():
        name, _, word = each.partition("=")
        words[name].add(word)
    return words
