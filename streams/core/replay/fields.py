"""Two values of a field, compared: what is gone and what has come, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from streams.core.model import Vote


class FieldDifference(NamedTuple):
    """A field that differs: the values that are ``gone`` and those that have ``come``; neither has what did not change.

    Unknown is no value, so a field that was unknown has nothing gone.
    """

    field: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


def differing(pairs: Iterable[tuple[str, object, object]]) -> Iterator[FieldDifference]:
    """Yield a difference for each field whose two values, before and after, are not equal."""
    for field, before, after in pairs:
        if before != after:
            yield without_common(field, words(before), words(after))


def without_common(field: str, before: Iterable[str], after: Iterable[str]) -> FieldDifference:
    """Return what is in one of two lists more often than in the other, in their order.

    Lists that differ in nothing but their order are told whole.
    """
    old, new = tuple(before), tuple(after)
    gone, come = tuple(_more(old, new)), tuple(_more(new, old))
    return FieldDifference(field, gone, come) if gone or come else FieldDifference(field, old, new)


def _more(these: tuple[str, ...], those: tuple[str, ...]) -> Iterator[str]:
    left = Counter(those)
    for each in these:
        if left[each]:
            left[each] -= 1
        else:
            yield each


def words(value: object) -> tuple[str, ...]:
    """Return a value of the model as people read it: nothing where it is unknown, a word each where it is a list."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return (_word(value),)


def _word(value: object) -> str:
    if isinstance(value, Vote):
        return vote_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").replace("+00:00", " UTC")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def vote_words(vote: Vote) -> str:
    """Return a vote in words."""
    counts = (("for", vote.for_), ("against", vote.against), ("abstaining", vote.abstain), ("absent", vote.absent))
    said = [f"{count} {word}" for word, count in counts if count is not None]
    for word, holds in (("unanimous", vote.unanimous), ("consensus", vote.consensus)):
        if holds is not None:
            said.append(word if holds else f"not {word}")
    if vote.vetoed_by:
        said.append(f"vetoed by {', '.join(vote.vetoed_by)}")
    sides = {"voted for": vote.voted_for, "voted against": vote.against_without_veto, "abstained": vote.abstained}
    said += [f"{', '.join(names)} {side}" for side, names in sides.items() if names]
    return ", ".join(said) or "no figures"
