"""The ways in which a subscription may hold, as paths of keys: what it is found by.

A way is clauses of which all must hold; ``all[a, any[b, c]]`` has the ways ``a, b`` and ``a, c``. A path of a way has
one key for each of its clauses: clauses of the event first, then those of the article, of each the rarest first.
"""

from dataclasses import dataclass
from itertools import product
from math import prod

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


@dataclass(frozen=True, slots=True)
class Filed:
    """How a subscription is found.

    ``paths``: each its keys, and whether a clause of it is on events. ``is_enough``: where all keys of one path are
    there the subscription holds, unless one of ``barred_by`` is there; else it has still to be asked.
    """

    paths: frozenset[tuple[tuple[str, ...], bool]]
    is_enough: bool
    barred_by: frozenset[str]


def filed(asking: Asking) -> Filed:
    """Return how what a subscription asks is found; a way in which nothing must hold has no path."""
    plain, barred_by = _without_bars(asking)
    ways, is_whole = _ways(plain)
    paths: set[tuple[tuple[str, ...], bool]] = set()
    for way in dict.fromkeys(ways):
        chosen = _chosen(way)
        is_whole &= len(chosen) == len(way)
        of_event = any(each.of_event for each in way)
        paths.update((keys, of_event) for keys in product(*(each.found_by for each in chosen)) if keys)
    return Filed(frozenset(paths), is_whole, barred_by)


def _without_bars(asking: Asking) -> tuple[Asking, frozenset[str]]:
    """Return what a subscription asks without the clauses of which none may hold, and the keys of these."""
    barred_by: set[str] = set()
    others: list[Ready] = []
    for part in asking.parts:
        clauses = [one for one in part.parts if isinstance(one, Asked)] if isinstance(part, Asking) else []
        if isinstance(part, Asking) and part.kind == "none" and len(clauses) == len(part.parts):
            barred_by.update(key for one in clauses for key in one.found_by)
        else:
            others.append(part)
    return Asking("all", tuple(others)), frozenset(barred_by)


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


def _chosen(way: tuple[Asked, ...]) -> list[Asked]:
    """Return the clauses of a way that it is filed by: all, where that does not make too many paths."""
    ordered = sorted(way, key=lambda each: (not each.of_event, SHARE[each.clause.field] * len(each.found_by)))
    count = len(ordered)
    while count > 1 and prod(len(each.found_by) for each in ordered[:count]) > MAX_PATHS:
        count -= 1
    return ordered[:count]
