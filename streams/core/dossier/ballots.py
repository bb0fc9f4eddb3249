"""How the members voted, as several sources tell it: what is believed, and what they tell differently."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from streams.core.detect.matters.ballot import contradiction
from streams.core.dossier import voters
from streams.core.model import Disagreement, Organ, ResolutionEvent, Stage, Vote

Numbers = tuple[int | None, int | None, int | None, int | None]
FIELDS = ("vote.for", "vote.against", "vote.abstain", "vote.absent")
NOTHING: Numbers = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Ballot:
    """``vote`` is what is believed; ``upheld_by`` are the voices that tell nothing else."""

    vote: Vote | None
    disputed: tuple[Disagreement, ...] = ()
    upheld_by: frozenset[str] = frozenset()

    def is_told_by(self, event: ResolutionEvent) -> bool:
        """Say whether an event gives the numbers that are believed."""
        believed = numbers(self.vote)
        if believed == NOTHING:
            return True
        mine = numbers(event.vote)
        return mine != NOTHING and _agree(mine, believed)


def settle(told: Mapping[str, list[ResolutionEvent]], un: Iterable[str], organ: Organ | None, stage: Stage) -> Ballot:
    """Return what to believe of a vote that each voice tells, its last word first.

    A voice's later tally takes the place of its earlier one; what it leaves out is not taken back. Of voices that
    differ the UN is believed, then what the arithmetic of the organ allows, then what more voices tell.
    """
    votes = [event.vote for events in told.values() for event in events if event.vote is not None]
    if not votes:
        return Ballot(None, (), frozenset(told))
    said = {name: _said(events) for name, events in told.items()}
    best = _believed(said, frozenset(un), organ, stage)
    disputed = _disputed(said, best)
    vetoers, on_vetoers = _vetoers(told)
    (favour, against, abstained), on_sides = voters.settle(told, frozenset(un), vetoers)
    voted = favour or against or abstained
    vote = Vote(
        *best,
        unanimous=True if any(vote.unanimous for vote in votes) and not (best[1] or best[2] or against) else None,
        consensus=True if any(vote.consensus for vote in votes) and not (best[1] or voted) else None,
        vetoed_by=vetoers,
        voted_for=favour,
        voted_against=against,
        abstained=abstained,
    )
    differing = (*disputed, *on_vetoers, *on_sides)
    upheld = frozenset(name for name, mine in said.items() if _agree(mine, best))
    if on_vetoers:
        upheld &= frozenset(name for one in on_vetoers if one.value == ", ".join(vetoers) for name in one.voices)
    upheld -= {name for one in on_sides if not voters.is_so(one, vote) for name in one.voices}
    return Ballot(vote, differing, upheld)


def numbers(vote: Vote | None) -> Numbers:
    """Return the four numbers of a vote."""
    return NOTHING if vote is None else (vote.for_, vote.against, vote.abstain, vote.absent)


def _said(events: list[ResolutionEvent]) -> Numbers:
    """Return the tally of one voice: its last, filled up from earlier ones that do not contradict it."""
    said = NOTHING
    for event in events:
        mine = numbers(event.vote)
        if _agree(said, mine):
            said = _filled(said, mine)
    return said


def _believed(said: Mapping[str, Numbers], un: frozenset[str], organ: Organ | None, stage: Stage) -> Numbers:
    stated: dict[Numbers, list[str]] = {}
    for name, mine in said.items():
        if mine != NOTHING:
            stated.setdefault(mine, []).append(name)

    def rank(mine: Numbers) -> tuple[object, ...]:
        lawful = not contradiction(Vote(*mine), organ, stage)
        backing = sum(len(names) for other, names in stated.items() if _agree(mine, other))
        told = sum(number is not None for number in mine)
        return un.isdisjoint(stated[mine]), not lawful, -backing, -told, min(stated[mine])

    best = NOTHING
    for mine in sorted(stated, key=rank):
        if _agree(best, mine):
            best = _filled(best, mine)
    return best


def _disputed(said: Mapping[str, Numbers], best: Numbers) -> tuple[Disagreement, ...]:
    if len(set(said.values())) == 1:
        return ()
    found: list[Disagreement] = []
    for place, field in enumerate(FIELDS):
        values: dict[int, list[str]] = {}
        for name, mine in said.items():
            value = mine[place]
            if value is not None:
                values.setdefault(value, []).append(name)
        if len(values) > 1:
            ordered = sorted(values, key=lambda value: (value != best[place], value))
            found.extend(Disagreement(field, str(value), tuple(sorted(values[value]))) for value in ordered)
    return tuple(found)


def _vetoers(told: Mapping[str, list[ResolutionEvent]]) -> tuple[tuple[str, ...], tuple[Disagreement, ...]]:
    """Return who vetoed. Who names one of two leaves the other out; who names another tells it differently."""
    sets: dict[frozenset[str], list[str]] = {}
    for name, events in told.items():
        for event in events:
            if event.vote is not None and event.vote.vetoed_by:
                sets.setdefault(frozenset(event.vote.vetoed_by), []).append(name)
                break
    if not sets:
        return (), ()
    best = min(sets, key=lambda each: (-len(sets[each]), -len(each), sorted(each)))
    best = max((each for each in sets if each >= best), key=lambda each: (len(each), sorted(each)))
    rivals = [each for each in sets if not each <= best]
    if not rivals:
        return tuple(sorted(best)), ()
    return tuple(sorted(best)), tuple(
        Disagreement("vote.vetoed_by", ", ".join(sorted(each)), tuple(sorted(sets[each]))) for each in (best, *rivals)
    )


def _agree(one: Numbers, other: Numbers) -> bool:
    if one == other:
        return True
    for a, b in zip(one, other, strict=True):  # noqa: SIM110  (asked for each pair of voices: three times as fast)
        if a is not None and b is not None and a != b:
            return False
    return True


def _filled(one: Numbers, other: Numbers) -> Numbers:
    if one in (other, NOTHING):
        return other
    a, b, c, d = (mine if mine is not None else theirs for mine, theirs in zip(one, other, strict=True))
    return a, b, c, d
