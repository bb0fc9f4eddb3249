"""The branches of a subscription: each what must hold, and what must not, for it to match in one way."""

from dataclasses import dataclass
from typing import TypeAlias

from streams.core.match.reading import placed
from streams.core.model import Clause, Condition, Subscription

MOST = 256
"""Branches that are looked at; what has more is not looked into."""

Placed: TypeAlias = tuple[str, Clause]
"""A clause and where it stands: ``any_of[1]``."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Clauses that must all hold, and conditions of which none may, each with its place."""

    wanted: tuple[Placed, ...] = ()
    barred: tuple[tuple[str, Condition], ...] = ()

    def __add__(self, other: "Branch") -> "Branch":
        return Branch((*self.wanted, *other.wanted), (*self.barred, *other.barred))


def branches(subscription: Subscription) -> list[Branch]:
    """Return all branches of a subscription; none where there are more than MOST."""
    found = [Branch()]
    for path, condition in placed("all_of", subscription.all_of):
        found = _both(found, _branches(path, condition))
    if subscription.any_of:
        found = _both(found, [one for each in placed("any_of", subscription.any_of) for one in _branches(*each)])
    bars = Branch(barred=tuple(placed("none_of", subscription.none_of)))
    return [one + bars for one in found]


def _branches(path: str, condition: Condition) -> list[Branch]:
    if isinstance(condition, Clause):
        return [Branch(wanted=((path, condition),))]
    parts = placed(f"{path}.{condition.kind}", condition.parts)
    if condition.kind == "none":
        return [Branch(barred=tuple(parts))]
    if condition.kind == "any":
        return [one for part in parts for one in _branches(*part)]
    found = [Branch()]
    for part in parts:
        found = _both(found, _branches(*part))
    return found


def _both(these: list[Branch], those: list[Branch]) -> list[Branch]:
    """Return each of ``these`` with each of ``those``."""
    return [one + other for one in these for other in those] if len(these) * len(those) <= MOST else []
