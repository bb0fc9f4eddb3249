"""The ways in which a subscription may hold: what it is found by.

A way is clauses of which all must hold; ``all[a, any[b, c]]`` has the ways ``a, b`` and ``a, c``.
"""

from dataclasses import dataclass
from typing import NamedTuple

from streams.core.match.conditions import Asked, Asking, Ready
from streams.core.model import ClauseField

SHARE: dict[ClauseField, float] = {
    "symbol": 0.002,
    "target": 0.02,
    "sponsor": 0.02,
    "vetoed_by": 0.02,
    "voted_for": 0.03,
    "voted_against": 0.03,
    "abstained": 0.03,
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
what is found by a common key is looked at in vain more often."""

MAX_WAYS = 32
MAX_CLAUSES = 8
"""Of one subscription, and of one way: what would have more is found by fewer clauses, and then asked as a whole."""

Keys = frozenset[str]


class Way(NamedTuple):
    """Clauses of which all must hold, the rarest first, each by its keys; keys of which none may be there.

    And whether one of the clauses is on events.
    """

    clauses: tuple[Keys, ...]
    barred_by: Keys
    of_event: bool


class _Way(NamedTuple):
    clauses: tuple[Asked, ...]
    barred_by: Keys = frozenset()

    def with_(self, other: "_Way") -> "_Way":
        return _Way(self.clauses + other.clauses, self.barred_by | other.barred_by)


@dataclass(frozen=True, slots=True)
class Filed:
    """How a subscription is found; ``is_enough``: it holds where a way does, else it has to be asked as a whole."""

    ways: tuple[Way, ...]
    is_enough: bool


def filed(asking: Asking) -> Filed:
    """Return how what a subscription asks is found; a way in which nothing must hold finds nothing."""
    ways, is_whole = _ways(asking)
    found: dict[Way, None] = {}
    for way in ways:
        if way.clauses:
            ordered = sorted(way.clauses, key=_share)
            clauses = tuple(dict.fromkeys(each.found_by for each in ordered))
            is_whole &= len(clauses) <= MAX_CLAUSES
            of_event = any(each.of_event for each in way.clauses)
            found[Way(clauses[:MAX_CLAUSES], way.barred_by, of_event)] = None
    if not is_whole:  # what bars is then asked with the rest
        found = dict.fromkeys(way._replace(barred_by=Keys()) for way in found)
    return Filed(tuple(found), is_whole)


def _share(asked: Asked) -> float:
    return SHARE[asked.clause.field] * len(asked.found_by)


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
