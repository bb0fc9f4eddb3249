"""Which found event belongs to which label."""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.core.model import ResolutionEvent, Vote
from tests.quality.labels import Label

NUMBERS = {
    "for": "for_",
    "against": "against",
    "abstain": "abstain",
    "absent": "absent",
    "unanimous": "unanimous",
    "consensus": "consensus",
}


@dataclass(frozen=True)
class Pairing:
    """Labels and events that belong together, labels without an event, and events without a label."""

    pairs: tuple[tuple[Label, ResolutionEvent], ...]
    missed: tuple[Label, ...]
    extra: tuple[ResolutionEvent, ...]


def votes_of(vote: Vote | None) -> frozenset[tuple[str, int]]:
    """Return what a vote states, apart from who vetoed."""
    return frozenset(
        (name, value)
        for name, attribute in NUMBERS.items()
        if vote is not None and (value := getattr(vote, attribute)) is not None
    )


def symbols_of(event: ResolutionEvent) -> frozenset[str]:
    """Return an event's symbols, of resolution and draft."""
    return frozenset(symbol for symbol in (event.symbol, event.draft_symbol) if symbol)


def may_pair(label: Label, event: ResolutionEvent) -> bool:
    """Say whether they can be of one event at all.

    Background is never news and news never background, whatever else agrees; and what a text tells only loosely
    (``optional``) excuses no other stage than its own.
    """
    if label.optional:
        return event.stage in label.stages
    if event.stage == "cited":
        return label.may_be_background
    return any(stage != "cited" for stage in label.stages)


def likeness(label: Label, event: ResolutionEvent) -> float:
    """Return how much of an event agrees with a label: what decides which of them belong together."""
    score = 2 * (event.organ in label.organs) + 3 * (event.stage in label.stages)
    score += 2 * bool(label.targets & set(event.targets))
    score += 3 * bool(label.sponsors & set(event.sponsors))
    score += 5 * bool(label.symbols & symbols_of(event))
    # one that must be found comes before one that may be
    return score + 3 * bool(label.vote & votes_of(event.vote)) - 0.5 * label.optional


def paired(labels: Sequence[Label], events: Sequence[ResolutionEvent]) -> Pairing:
    """Pair labels and events, the likest first; those that agree in nothing stay alone."""
    ranked = sorted(
        (
            (likeness(label, event), -i, -j)
            for i, label in enumerate(labels)
            for j, event in enumerate(events)
            if may_pair(label, event)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= 1.5 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return Pairing(
        tuple((labels[i], events[j]) for i, j in sorted(pairs.items())),
        tuple(label for i, label in enumerate(labels) if i not in pairs),
        tuple(event for j, event in enumerate(events) if j not in pairs.values()),
    )
