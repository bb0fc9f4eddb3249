"""Whether confidence means what it says: of the events given 0.9, nine in ten should be right in organ and stage."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = (0.0, 0.4, 0.55, 0.65, 0.75, 0.85, 0.95)
"""Where each bin begins; the last one ends at 1."""


@dataclass(frozen=True)
class Bin:
    """The events that were given about the same confidence."""

    count: int
    given: float
    """Mean confidence."""
    right: float
    """Share whose organ and stage are right."""


def curve(levels: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the bins that hold any event, of (confidence, right) pairs."""
    bins = []
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        held = [(given, right) for given, right in levels if low <= given < high]
        if held:
            bins.append(
                Bin(len(held), sum(one[0] for one in held) / len(held), sum(one[1] for one in held) / len(held))
            )
    return bins


def brier(levels: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared distance of confidence from the truth; 0 is perfect, 0.25 is a coin called a coin."""
    return sum((given - right) ** 2 for given, right in levels) / max(1, len(levels))
