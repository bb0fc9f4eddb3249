"""Members by how they voted on a matter, as far as its sentences name them: what stands beside its tally."""

from collections.abc import Iterable, Iterator

from streams.core.detect.dates import OLD_DAYS
from streams.core.detect.freshness import OPENING
from streams.core.detect.organs import MEMBERS, SIZES
from streams.core.detect.sentence import Spot
from streams.core.detect.sightings import FINAL, Sighting
from streams.core.model import Stage, Vote
from streams.core.tag import known_entities

NAMED = "vote.named"
"""The rule of a sentence that names members by how they voted, and tells of the vote nothing else."""
TAKEN = FINAL | {"cited"}
"""Stages that come of a vote; of a text that is still to be voted on, who voted how is of another one."""


def with_voters(vote: Vote | None, cast: Iterable[Sighting], stage: Stage, organ: str | None) -> Vote | None:
    """Return ``vote`` with the members that the text names by how they voted; None where it says nothing at all.

    A veto is a vote against. Who is named on two sides is on none, and more names than a side has votes, or than its
    organ has members beside the votes that are told, are of another vote.
    """
    if stage not in TAKEN:
        return vote
    favour, against, abstain = _named(cast)
    told = vote or Vote()
    vetoers = set(told.vetoed_by)
    against.update(dict.fromkeys(told.vetoed_by))
    sides = (
        _sure(favour, told.for_, {*against, *abstain}),
        _sure(against, told.against, {*favour, *abstain} - vetoers) or told.vetoed_by,
        _sure(abstain, told.abstain, {*favour, *against}),
    )
    cast_votes = zip((told.for_, told.against, told.abstain), sides, strict=True)
    if sum(len(names) if count is None else count for count, names in cast_votes) > SIZES.get(organ or "", MEMBERS):
        sides = ((), told.vetoed_by, ())
    if not any(sides):
        return vote
    return Vote(
        told.for_, told.against, told.abstain, told.absent, told.unanimous, told.consensus, told.vetoed_by, *sides
    )


def naming(one: Sighting) -> Iterator[tuple[str, Spot]]:
    """Yield the members that a sighting names by how they voted on its text, each with the side."""
    s = one.sentence
    if not (s.amended or s.foreign or _is_of_another(one)):
        for side, spots in (("favour", one.supporters), ("against", one.opponents), ("abstain", one.abstainers)):
            for spot in spots:
                yield side, spot
    for spot in one.vetoers:
        yield "against", spot


def _is_of_another(one: Sighting) -> bool:
    """Say whether names that stand alone are told of another vote: "On a similar text in 2012 China abstained"."""
    if one.rule != NAMED:
        return False
    mention, age = one.mention, one.when.age if one.when is not None else None
    other = mention is not None and (mention.plural or mention.past or mention.article in ("a", "any"))
    return (other and one.sentence.index >= OPENING) or (not one.past and (age or 0) >= OLD_DAYS)


def _named(cast: Iterable[Sighting]) -> tuple[dict[str, None], dict[str, None], dict[str, None]]:
    found: dict[str, dict[str, None]] = {"favour": {}, "against": {}, "abstain": {}}
    for one in cast:
        for side, (identity, _, _) in naming(one):
            if _is_member(identity):
                found[side][identity] = None
    return found["favour"], found["against"], found["abstain"]


def _is_member(identity: str) -> bool:
    """Say whether an id can be of a member: groups do not vote."""
    known = known_entities().get(identity)
    return known is None or known.type == "country"


def _sure(names: dict[str, None], counted: int | None, elsewhere: set[str]) -> tuple[str, ...]:
    """Return the names that are on this side alone, none where there are more than votes."""
    sure = tuple(name for name in names if name not in elsewhere)
    return sure if counted is None or len(sure) <= counted else ()
