"""What is believed of a resolution: facts, each with who tells it, and with what the sources tell differently."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TypeVar

from streams.core.dossier.ballots import Ballot, settle
from streams.core.dossier.profiles import Profile, is_of_committee, tally_of
from streams.core.dossier.rules import flaws
from streams.core.dossier.sights import OUTCOMES, Sight
from streams.core.identity import derived_id
from streams.core.model import Disagreement, Fact, FactStatus, Organ, ResolutionEvent, Source, Stage

MOST_SOURCES = 50
"""Sources that a fact names; it counts all."""
ECHO_OF_COMMITTEE = 3
"""Days in which an adoption by "the General Assembly", with the tally of its committee, is loose talk of that."""

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, which one of its dossier it is, and the day of it; and what it was made of: what each voice says of it,
    and what was known of the resolution."""

    fact: Fact
    slot: str
    day: date
    said: Mapping[str, list[Sight]]
    shared: "Common"

    def is_of(self, said: Mapping[str, list[Sight]], shared: "Common") -> bool:
        """Say whether it would be the same of this."""
        return self.shared == shared and self.said == said and [*self.said] == [*said]


@dataclass(frozen=True, slots=True)
class Common:
    """What a dossier knows of its resolution, whatever happens to it."""

    symbol: str | None
    draft_symbols: tuple[str, ...]
    sponsors: tuple[str, ...]
    targets: tuple[str, ...]
    subjects: tuple[str, ...]


def common(said: Iterable[Sight]) -> Common:
    """Return what voices say of a resolution, whatever happens to it; what most say comes first."""
    told = list(said)
    events = [sight.event for sight in told if sight.strong] or [sight.event for sight in told]
    return Common(
        symbol=next(iter(_most(event.symbol for event in events if event.symbol)), None),
        draft_symbols=tuple(sorted({event.draft_symbol for event in events if event.draft_symbol})),
        sponsors=_most(one for event in events for one in event.sponsors),
        targets=_most(one for event in events for one in event.targets),
        subjects=_most(one for event in events for one in event.subjects),
    )


def facts(said: Mapping[str, list[Sight]], known: Profile, shared: Common, before: Iterable[Told] = ()) -> list[Told]:
    """Return the facts of one resolution, of which ``said`` is what each voice says, in the order of their days.

    :param before: facts that were told before: where one would be the same it is taken.
    """
    old = {each.slot: each for each in before}
    slots: dict[str, dict[str, list[Sight]]] = {}
    for name, each in said.items():
        for sight in each:
            slots.setdefault(slot_of(sight, known), {}).setdefault(name, []).append(sight)
    sure = (each for each in slots.items() if any(sight.strong for mine in each[1].values() for sight in mine))
    told = [
        mine if (mine := old.get(slot)) is not None and mine.is_of(each, shared) else _fact(slot, each, shared)
        for slot, each in sure
    ]
    return sorted(told, key=lambda each: (each.day, each.fact.fact_id))


def slot_of(sight: Sight, known: Profile) -> str:
    """Return which fact of a resolution an event tells: what an organ decides is one fact, however it is told."""
    stage = sight.event.stage
    if is_of_committee(sight) or _is_loose(sight, known):
        return "passed"
    if stage in OUTCOMES:
        return "outcome"
    late = known.passed is not None and sight.event.organ == "GA" and sight.day > known.passed.day
    return f"{stage} in plenary" if late else stage


def _is_loose(sight: Sight, known: Profile) -> bool:
    return (
        known.passed is not None
        and sight.event.stage == "adopted"
        and tally_of(sight.event.vote) in known.passed.tallies
        and sight.event.symbol is None
        and abs((sight.day - known.passed.day).days) <= ECHO_OF_COMMITTEE
    )


def _fact(slot: str, said: dict[str, list[Sight]], shared: Common) -> Told:
    un = frozenset([name for name, each in said.items() for sight in each if sight.source.is_un])
    stage = _stage(slot, said, un)
    agreed = _agreed(slot, said, stage)
    organ = _organ(stage, [sight for each in agreed.values() for sight in each])
    ballot = settle({name: [sight.event for sight in each] for name, each in agreed.items()}, un, organ, stage)
    disputed = (*_other_stages(slot, said, agreed, stage), *ballot.disputed)
    event = _event(stage, organ, agreed, ballot, shared, un)
    fact = Fact(
        fact_id=_fact_id(slot),
        organ=organ,
        stage=stage,
        status=_status(set(agreed), un, disputed, ballot),
        event=event,
        independent_sources=len(agreed),
        sources=tuple(_source(agreed[name][0], name) for name in sorted(agreed)[:MOST_SOURCES]),
        disputed=disputed,
        flags=flaws(event, slot),
    )
    day = event.occurred_on or min([sight.day for each in said.values() for sight in each])
    return Told(fact, slot, day, said, shared)


@cache
def _fact_id(slot: str) -> str:
    return derived_id("fact", slot)


def _said(slot: str, sight: Sight) -> Stage:
    """Return the stage that an event tells: what a committee adopts is not adopted yet."""
    stage = sight.event.stage
    return "adopted_in_committee" if slot == "passed" and stage == "adopted" else stage


def _stage(slot: str, said: dict[str, list[Sight]], un: frozenset[str]) -> Stage:
    """Return the stage that is believed: what the UN tells, else most voices by their last strong word."""
    told: dict[Stage, int] = {}
    for name, each in said.items():
        last = each[0] if each[0].strong else next((sight for sight in each if sight.strong), each[0])
        stage = _said(slot, last)
        told[stage] = told.get(stage, 0) + (1000 if name in un else 1) * (10 if last.strong else 1)
    return min(told, key=lambda stage: (-told[stage], stage))


def _agreed(slot: str, said: dict[str, list[Sight]], stage: Stage) -> dict[str, list[Sight]]:
    """Return what tells the stage that is believed, of each voice that does."""
    agreed = {}
    for name, each in said.items():
        mine = [sight for sight in each if _said(slot, sight) == stage]
        if mine:
            agreed[name] = mine
    return agreed


def _organ(stage: Stage, sights: list[Sight]) -> Organ | None:
    """Return the organ that most name; of a draft in a committee the committee."""
    organs = _most(sight.event.organ for sight in sights if sight.event.organ)
    committees = [organ for organ in organs if organ.startswith("GA-")]
    return next(iter(committees if committees and stage != "adopted" else organs), None)


def _other_stages(
    slot: str, said: dict[str, list[Sight]], agreed: dict[str, list[Sight]], stage: Stage
) -> tuple[Disagreement, ...]:
    others: dict[str, list[str]] = {}
    for name, each in said.items():
        if name not in agreed:
            others.setdefault(_said(slot, each[0]), []).append(name)
    if not others:
        return ()
    others[stage] = list(agreed)
    return tuple(Disagreement("stage", value, tuple(sorted(names))) for value, names in sorted(others.items()))


def _status(voices: set[str], un: frozenset[str], disputed: tuple[Disagreement, ...], ballot: Ballot) -> FactStatus:
    """Return how a fact stands. Two that agree outweigh one that tells it otherwise."""
    if voices & un:
        return "confirmed"
    against = {name for one in disputed for name in one.voices} - ballot.upheld_by if disputed else set()
    for_it = voices - against
    if against and not (len(for_it) >= 2 and len(for_it) >= 2 * len(against)):
        return "disputed"
    return "confirmed" if len(for_it) >= 2 else "provisional"


def _event(
    stage: Stage,
    organ: Organ | None,
    agreed: dict[str, list[Sight]],
    ballot: Ballot,
    shared: Common,
    un: frozenset[str],
) -> ResolutionEvent:
    """Return what is believed, on the evidence of the article that is believed most."""
    sights = [sight for each in agreed.values() for sight in each]
    best = _best(
        sights if un.isdisjoint(agreed) else [one for name in agreed if name in un for one in agreed[name]], ballot
    )
    events = [sight.event for sight in sights]
    newest = max([sight for sight in sights if sight.event.scheduled_for], key=attrgetter("order"), default=best)
    return replace(
        best.event,
        organ=organ,
        stage=stage,
        symbol=shared.symbol,
        draft_symbol=best.event.draft_symbol or (shared.draft_symbols or (None,))[-1],
        sponsors=shared.sponsors,
        targets=shared.targets,
        subjects=shared.subjects,
        vote=ballot.vote,
        binding=next(iter(_most(e.binding for e in events if e.binding is not None)), None),
        occurred_on=next(iter(_most(e.occurred_on for e in events if e.occurred_on)), None),
        scheduled_for=newest.event.scheduled_for,
        confidence=max([event.confidence for event in events]),
    )


def _best(sights: list[Sight], ballot: Ballot) -> Sight:
    """Return what is believed most: it tells the tally that is believed, most surely, and first."""
    upheld = [sight for sight in sights if ballot.is_told_by(sight.event)] or sights
    surest = max([sight.event.confidence for sight in upheld])
    return min([sight for sight in upheld if sight.event.confidence == surest], key=attrgetter("at", "identity"))


def _source(sight: Sight, voice: str) -> Source:
    return sight.source if sight.source.voice == voice else replace(sight.source, voice=voice)


def _most(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return distinct values, those that are told most first."""
    counted: dict[Value, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    if len(counted) < 2:
        return tuple(counted)
    return tuple(sorted(counted, key=lambda value: (-counted[value], str(value))))
