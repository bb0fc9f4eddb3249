"""Who voted how by name, as several sources tell it: what is believed of each member, and what is told differently."""

from collections.abc import Iterator, Mapping

from streams.core.model import SIDES, Disagreement, ResolutionEvent, Vote

FIELD = "vote.of."
"""How a disagreement on one member's vote begins: ``vote.of.DEU``."""
Named = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Who voted for it, against it, and who abstained."""


def settle(
    told: Mapping[str, list[ResolutionEvent]], un: frozenset[str], vetoers: tuple[str, ...]
) -> tuple[Named, tuple[Disagreement, ...]]:
    """Return how the members voted that voices name, each voice's last word first, and where they differ.

    Who names some leaves the others out. Of voices that differ on a member the UN is believed, then more of them; the
    side that comes first by its name where as many tell each. Who vetoed was against.
    """
    sides: dict[str, dict[str, list[str]]] = {}
    for voice, events in told.items():
        for member, side in _said(events).items():
            sides.setdefault(member, {}).setdefault(side, []).append(voice)
    believed = {member: _side(each, un) for member, each in sides.items()} | dict.fromkeys(vetoers, "voted_against")
    differing = tuple(
        Disagreement(f"{FIELD}{member}", side, tuple(sorted(each[side])))
        for member, each in sorted(sides.items())
        if len(each) > 1
        for side in sorted(each, key=lambda side: (side != believed[member], side))
    )
    favour, against, abstained = (tuple(sorted(_on(believed, side))) for side in SIDES)
    return (favour, against, abstained), differing


def is_so(disagreement: Disagreement, vote: Vote) -> bool:
    """Say whether a member voted in ``vote`` as one side of a disagreement on it tells."""
    return disagreement.field.removeprefix(FIELD) in getattr(vote, disagreement.value)


def _said(events: list[ResolutionEvent]) -> dict[str, str]:
    """Return the side of each member that one voice names: by its last word on it."""
    said: dict[str, str] = {}
    for event in events:
        if event.vote is not None:
            for side in SIDES:
                for member in getattr(event.vote, side):
                    said.setdefault(member, side)
    return said


def _side(told: Mapping[str, list[str]], un: frozenset[str]) -> str:
    return min(told, key=lambda side: (un.isdisjoint(told[side]), -len(told[side]), side))


def _on(believed: Mapping[str, str], side: str) -> Iterator[str]:
    return (member for member, taken in believed.items() if taken == side)
