"""The parts that countries and organizations have in an event, as they are stored and asked for."""

from collections.abc import Mapping

from streams.core.model import SIDES, ResolutionEvent, Vote

ROLES: Mapping[str, tuple[str, ...]] = {
    "targets": ("target",),
    "sponsors": ("sponsor",),
    "vetoed_by": ("vetoed_by",),
    "voted_for": ("voted_for",),
    "voted_against": ("voted_against", "vetoed_by"),  # of a record of before only the veto is stored
    "abstained": ("abstained",),
}
"""Which stored parts answer each field of a query."""


def parts(event: ResolutionEvent) -> dict[str, tuple[str, ...]]:
    """Return who has which part in an event."""
    vote = event.vote or Vote()
    sides: dict[str, tuple[str, ...]] = {side: getattr(vote, side) for side in SIDES}
    return {"target": event.targets, "sponsor": event.sponsors, "vetoed_by": vote.vetoed_by, **sides}
