"""The ways in which a subscription may hold, as paths of keys: what it is found by.

A way is clauses of which all must hold; ``all[a, any[b, c]]`` has the ways ``a, b`` and ``a, c``. A path of a way has
one key for each of its clauses: clauses of the event first, then those of the article, of each the rarest first.
"""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import NamedTuple

from streams.core.match.conditions import Asked, Ready
from streams.core.match.values import NUMBERS
from streams.core.model import ClauseField

SHARE: dict[ClauseField, float] = {
    "symbol": 0.002,
    "target": 0.02,
    "sponsor": 0.02,
    "vetoed_by": 0.02,
    "vote": 0.15,
    "subject": 0.2,
    "organ": 0.4,
    "stage": 0.3,
    "status": 0.5,
    "margin_below": 0.6,
    "min_sources": 0.8,
    "min_confidence": 0.9,
    "word": 0.05,
    "mentioned": 0.1,
}
"""Rough share of the articles about resolutions that have one given value. Only their order matters, and only to speed:
what is filed under a common key is looked at in vain more often."""

MAX_WAYS = 32
MAX_PATHS = 64
"""Of one subscription, and of one way: what would have more is found by its rarest clauses, and then asked as a whole.
A single clause, or a single group of clauses, may have more."""


class Path(NamedTuple):
    """``is_enough``: where all the keys are there the subscription holds; else it has still to be asked."""

    keys: tuple[str, ...]
    of_event: bool
    is_enough: bool


def key_of(field: ClauseField, key: str) -> str:
    """Return what stands in a path for a key of a clause: words as they are, which never have a colon."""
    return key if field == "word" else f"{field}:{key}"


def paths(ready: Ready) -> Iterator[Path]:
    """Return the paths of all ways of a condition, none of a way in which nothing must hold."""
    ways, is_whole = _ways(ready)
    for way in dict.fromkeys(ways):
        of_event = any(each.of_event for each in way)
        chosen, is_enough = _chosen(way)
        for keys in product(*(dict.fromkeys(_keys(each)) for each in chosen)) if chosen else ():
            yield Path(keys, of_event, is_whole and is_enough)


def _ways(ready: Ready) -> tuple[list[tuple[Asked, ...]], bool]:
    """Return the ways of a condition, and whether it holds as soon as all clauses of one of them do."""
    if isinstance(ready, Asked):
        return [(ready,)], True
    if ready.kind == "none":
        return [()], False
    parts = [_ways(part) for part in ready.parts]
    is_whole = all(whole for _, whole in parts)
    if ready.kind == "any":
        return [way for ways, _ in parts for way in ways], is_whole
    found: list[tuple[Asked, ...]] = [()]
    for ways, _ in sorted(parts, key=lambda part: len(part[0])):
        if found != [()] and len(found) * len(ways) > MAX_WAYS:
            return found, False
        found = [(*one, *other) for one in found for other in ways]
    return found, is_whole


def _chosen(way: tuple[Asked, ...]) -> tuple[list[Asked], bool]:
    """Return the clauses of a way that it is filed by, and whether these are all that it has."""
    ordered = sorted(way, key=lambda each: (not each.of_event, SHARE[each.clause.field] * len(each.keys)))
    telling = [each for each in ordered if each.clause.field not in NUMBERS]
    if any(each.of_event for each in ordered) and not any(each.of_event for each in telling):
        telling.insert(0, ordered[0])
    count = len(telling)
    while count > 1 and prod(len(each.keys) for each in telling[:count]) > MAX_PATHS:
        count -= 1
    return telling[:count], count == len(way) and not any(each.clause.field in NUMBERS for each in way)


def _keys(asked: Asked) -> Iterator[str]:
    return (key_of(asked.clause.field, key) for key in asked.keys)
