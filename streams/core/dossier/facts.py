"""What is believed of a resolution: facts, each with who tells it, and with what the sources tell differently."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
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
    """A fact, which one of its dossier it is, and the day of it."""

    fact: Fact
    slot: str
    day: date


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


def facts(said: Mapping[str, list[Sight]], known: Profile, shared: Common) -> list[Told]:
    """Return the facts of one resolution, of which ``said`` is what each voice says, in the order of their days."""
    slots: dict[str, dict[str, list[Sight]]] = {}
    for name, each in said.items():
        for sight in each:
            slots.setdefault(slot_of(sight, known), {}).setdefault(name, []).append(sight)
    sure = (each for each in slots.items() if any(sight.strong for mine in each[1].values() for sight in mine))
    return sorted((_fact(slot, each, shared) for slot, each in sure), key=lambda each: (each.day, each.fact.fact_id))


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
        and tally_of(sight.event.vote) in known.passed.tallies
        and sight.event.stage == "adopted"
        and sight.event.symbol is None
        and abs((sight.day - known.passed.day).days) <= ECHO_OF_COMMITTEE
    )


def _fact(slot: str, said: dict[str, list[Sight]], shared: Common) -> Told:
    un = frozenset(name for name, each in said.items() if any(sight.source.is_un for sight in each))
    stage = _stage(slot, said, un)
    agreed = {name: [sight for sight in each if _said(slot, sight) == stage] for name, each in said.items()}
    agreed = {name: each for name, each in agreed.items() if each}
    organ = _organ(stage, [sight for each in agreed.values() for sight in each])
    ballot = settle({name: [sight.event for sight in each] for name, each in agreed.items()}, un, organ, stage)
    disputed = (*_other_stages(slot, said, agreed, stage), *ballot.disputed)
    event = _event(stage, organ, agreed, ballot, shared, un)
    fact = Fact(
        fact_id=derived_id("fact", slot),
        organ=organ,
        stage=stage,
        status=_status(set(agreed), un, disputed, ballot),
        event=event,
        independent_sources=len(agreed),
        sources=tuple(_source(agreed[name][0], name) for name in sorted(agreed)[:MOST_SOURCES]),
        disputed=disputed,
        flags=flaws(event, slot),
    )
    return Told(fact, slot, event.occurred_on or min(sight.day for each in said.values() for sight in each))


def _said(slot: str, sight: Sight) -> Stage:
    """Return the stage that an event tells: what a committee adopts is not adopted yet."""
    stage = sight.event.stage
    return "adopted_in_committee" if slot == "passed" and stage == "adopted" else stage


def _stage(slot: str, said: dict[str, list[Sight]], un: frozenset[str]) -> Stage:
    """Return the stage that is believed: what the UN tells, else most voices by their last strong word."""
    told: Counter[Stage] = Counter()
    for name, each in said.items():
        last = next((sight for sight in each if sight.strong), each[0])
        told[_said(slot, last)] += (1000 if name in un else 1) * (10 if last.strong else 1)
    return min(told, key=lambda stage: (-told[stage], stage))


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
    told = [(name, sight) for name, each in agreed.items() for sight in each]
    _, best = min(
        told,
        key=lambda each: (
            each[0] not in un,
            not ballot.is_told_by(each[1].event),
            -each[1].event.confidence,
            each[1].at,
            each[1].identity,
        ),
    )
    events = [sight.event for _, sight in told]
    newest = max(told, key=lambda each: (each[1].event.scheduled_for is not None, *each[1].order))[1].event
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
        scheduled_for=newest.scheduled_for,
        confidence=max(event.confidence for event in events),
    )


def _source(sight: Sight, voice: str) -> Source:
    return sight.source if sight.source.voice == voice else replace(sight.source, voice=voice)


def _most(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return distinct values, those that are told most first."""
    counted = Counter(values)
    return tuple(sorted(counted, key=lambda value: (-counted[value], str(value))))
