"""The ways in which a subscription may hold, as paths of keys: what it is found by.

A way is clauses of which all must hold; ``all[a, any[b, c]]`` has the ways ``a, b`` and ``a, c``. A path of a way has
one key for each of its clauses: clauses of the event first, then those of the article, of each the rarest first.
"""

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import NamedTuple

from streams.core.match.conditions import Asked, Asking, Ready
from streams.core.model import ClauseField

SHARE: dict[ClauseField, float] = {
    "symbol": 0.002,
    "target": 0.02,
    "sponsor": 0.02,
    "vetoed_by": 0.02,
    "vote": 0.15,
    "margin_below": 0.1,
    "subject": 0.2,
    "stage": 0.3,
    "organ": 0.4,
    "status": 0.5,
    "min_sources": 0.6,
    "min_confidence": 0.8,
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
    """Keys that must all be there, and of which none may; and whether a clause of them is on events."""

    keys: tuple[str, ...]
    of_event: bool
    barred_by: frozenset[str]


class _Way(NamedTuple):
    clauses: tuple[Asked, ...]
    barred_by: frozenset[str] = frozenset()

    def with_(self, other: "_Way") -> "_Way":
        return _Way(self.clauses + other.clauses, self.barred_by | other.barred_by)


@dataclass(frozen=True, slots=True)
class Filed:
    """How a subscription is found; ``is_enough``: by a path it holds, else it has still to be asked as a whole."""

    paths: frozenset[Path]
    is_enough: bool


def filed(asking: Asking) -> Filed:
    """Return how what a subscription asks is found; a way in which nothing must hold has no path."""
    ways, is_whole = _ways(asking)
    paths: set[Path] = set()
    for way in dict.fromkeys(ways):
        chosen = _chosen(way.clauses)
        is_whole &= len(chosen) == len(way.clauses)
        of_event = any(each.of_event for each in way.clauses)
        every = product(*(each.found_by for each in chosen))
        paths.update(Path(keys, of_event, way.barred_by) for keys in every if keys)
    if not is_whole:  # what bars is then asked with the rest
        paths = {path._replace(barred_by=frozenset()) for path in paths}
    return Filed(frozenset(paths), is_whole)


def _ways(ready: Ready) -> tuple[list[_Way], bool]:
    """Return the ways of a condition, and whether it holds just where one of them does."""
    if isinstance(ready, Asked):
        return [_Way((ready,))], True
    if ready.kind == "none":
        barred_by = frozenset(key for part in ready.parts if isinstance(part, Asked) for key in part.found_by)
        return [_Way((), barred_by)], all(isinstance(part, Asked) for part in ready.parts)
    parts = [_ways(part) for part in ready.parts]
    is_whole = all(whole for _, whole in parts)
    if ready.kind == "any":
        return [way for ways, _ in parts for way in ways], is_whole
    found = [_Way(())]
    for ways, _ in sorted(parts, key=lambda part: len(part[0])):
        if found != [_Way(())] and len(found) * len(ways) > MAX_WAYS:
            return found, False
        found = [one.with_(other) for one in found for other in ways]
    return found, is_whole


def _chosen(way: tuple[Asked, ...]) -> list[Asked]:
    """Return the clauses of a way that it is filed by: all, where that does not make too many paths."""
    ordered = sorted(way, key=lambda each: (not each.of_event, SHARE[each.clause.field] * len(each.found_by)))
    count = len(ordered)
    while count > 1 and prod(len(each.found_by) for each in ordered[:count]) > MAX_PATHS:
        count -= 1
    return ordered[:count]
