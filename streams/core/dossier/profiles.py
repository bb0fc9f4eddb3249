"""What is known of a resolution at some point of its life, from the articles until then."""

from datetime import date
from typing import NamedTuple

from streams.core.dossier.sights import OUTCOMES, Place, Sight
from streams.core.model import Organ, Vote

Tally = tuple[int | None, int | None, int | None]
"""For, against, abstaining."""


class Act(NamedTuple):
    """A decision of an organ: which, on what day (``dated``: a text tells so), and how the members voted."""

    stage: str
    day: date
    dated: bool
    tallies: frozenset[Tally] = frozenset()
    vetoers: frozenset[str] = frozenset()


class Profile(NamedTuple):
    """What is known: ``outcome`` is the decision of the organ itself, ``passed`` that of a Main Committee before it.

    ``began`` is where its first event stands.
    """

    parent: Organ | None
    committee: Organ | None
    symbols: frozenset[str]
    drafts: frozenset[str]
    sponsors: frozenset[str]
    targets: frozenset[str]
    subjects: frozenset[str]
    about: frozenset[str]
    first: date
    last: date
    began: tuple[Place, int]
    outcome: Act | None = None
    passed: Act | None = None
    scheduled: frozenset[date] = frozenset()


def of(sight: Sight, place: Place, number: int) -> Profile:
    """Return what one article tells."""
    return Profile(
        parent=sight.parent,
        committee=sight.committee,
        symbols=frozenset((sight.event.symbol,) if sight.event.symbol else ()),
        drafts=frozenset((sight.draft,) if sight.draft else ()),
        sponsors=sight.sponsors,
        targets=sight.targets,
        subjects=sight.subjects,
        about=frozenset() if sight.targets else sight.about,
        first=sight.day,
        last=sight.day,
        began=(place, number),
        outcome=act_of(sight) if sight.event.stage in OUTCOMES and not is_of_committee(sight) else None,
        passed=act_of(sight) if is_of_committee(sight) else None,
        scheduled=frozenset((sight.event.scheduled_for,) if sight.event.scheduled_for else ()),
    )


def joined(one: Profile, other: Profile) -> Profile:
    """Return what both tell; equal to ``one`` where the other adds nothing."""
    targets = one.targets | other.targets
    return Profile(
        parent=one.parent or other.parent,
        committee=one.committee or other.committee,
        symbols=one.symbols | other.symbols,
        drafts=one.drafts | other.drafts,
        sponsors=one.sponsors | other.sponsors,
        targets=targets,
        subjects=one.subjects | other.subjects,
        about=frozenset() if targets else one.about or other.about,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        began=min(one.began, other.began),
        outcome=_joined_acts(one.outcome, other.outcome),
        passed=_joined_acts(one.passed, other.passed),
        scheduled=one.scheduled | other.scheduled,
    )


def is_of_committee(sight: Sight) -> bool:
    """Say whether an event is the decision of a Main Committee, which the Assembly still has to take."""
    stage = sight.event.stage
    return stage == "adopted_in_committee" or (stage in OUTCOMES and sight.committee is not None)


def act_of(sight: Sight) -> Act:
    """Return the decision that an event tells."""
    vote = sight.event.vote
    return Act(
        sight.event.stage,
        sight.day,
        sight.dated,
        frozenset((tally,) if (tally := tally_of(vote)) else ()),
        frozenset(vote.vetoed_by if vote else ()),
    )


def tally_of(vote: Vote | None) -> Tally | None:
    """Return the numbers of a vote, where it has any. All fifteen of the Security Council are no number: see facts."""
    if vote is None or (vote.for_ is None and vote.against is None and vote.abstain is None):
        return None
    return vote.for_, vote.against, vote.abstain


def _joined_acts(one: Act | None, other: Act | None) -> Act | None:
    """Return one decision as both tell it: the day that a text names is surer than that of printing."""
    if one is None or other is None:
        return one or other
    surer, _ = sorted((one, other), key=lambda act: (not act.dated, act.day, act.stage))
    return surer._replace(tallies=one.tallies | other.tallies, vetoers=one.vetoers | other.vetoers)
