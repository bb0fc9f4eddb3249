"""Members by how they voted on a matter, as far as its sentences name them: what stands beside its tally."""

from collections.abc import Iterator
from dataclasses import replace

from streams.core.detect.age.of_old import OPENING
from streams.core.detect.bodies.organs import MEMBERS, SIZES
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.names import is_country
from streams.core.detect.sentences.sentence import Spot
from streams.core.detect.sentences.sightings import FINAL, NAMED, SIDING, SOME, Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE, OLD_DAYS
from streams.core.detect.voters.casting import COUNTED, WITH
from streams.core.detect.voters.opponents import in_own_clause
from streams.core.model import Stage, Vote

BESIDE = 4
"""Sentences between a vote and one that names members as for or against the text."""
TIME_REACH = 60
"""Characters between a time and a member whose vote was then."""
TAKEN = FINAL | {"cited"}
"""Stages that come of a vote; of a text that is still to be voted on, who voted how is of another one."""


def with_voters(vote: Vote | None, cast: list[Sighting], stage: Stage, organ: str | None) -> Vote | None:
    """Return ``vote`` with the members that the text names by how they voted; None where it says nothing at all.

    A veto is a vote against. Who is named on two sides is on none, and more names than a side has votes, or than its
    organ has members beside the votes that are told, are of another vote.
    """
    if stage not in TAKEN:
        return vote
    named = [one for one in cast if one.voters or one.vetoers]
    if not named or (vote is not None and vote.consensus):
        return vote  # without a vote nobody voted
    told = vote or Vote()
    favour, against, abstain = _named(named, cast, told)
    vetoers = set(told.vetoed_by)
    against.update(dict.fromkeys(told.vetoed_by))
    sides = (
        _sure(favour, told.for_, {*against, *abstain}),
        _sure(against, 0 if told.unanimous else told.against, {*favour, *abstain} - vetoers) or told.vetoed_by,
        _sure(abstain, told.abstain, {*favour, *against}),
    )
    cast_votes = zip((told.for_, told.against, told.abstain), sides, strict=True)
    if sum(len(names) if count is None else count for count, names in cast_votes) > SIZES.get(organ or "", MEMBERS):
        sides = ((), told.vetoed_by, ())
    if not any(sides):
        return vote
    return replace(told, voted_for=sides[0], voted_against=sides[1], abstained=sides[2])


def naming(one: Sighting) -> Iterator[tuple[str, Spot]]:
    """Yield the members that a sighting names by how they voted on its text, each with the side."""
    s = one.sentence
    if not (_is_on_changes(one) or s.foreign or _is_of_another(one)):
        yield from ((side, spot) for side, spot in one.voters if not _is_of_then(one, spot))
    for spot in one.vetoers:
        yield "against", spot


def _is_on_changes(one: Sighting) -> bool:
    """Say whether a sentence on amendments tells of their votes, and not of that on its text: "It then adopted, by 12
    votes to none, with three abstentions (Cuba, Iran, Mali), the draft"."""
    on_text = one.claim == "adopted" and one.mention is not None and one.mention.kind in TEXTS
    return one.sentence.amended and not (on_text and all(each.kind != "amendment" for each in one.sentence.mentions))


def _is_of_another(one: Sighting) -> bool:
    """Say whether names that stand alone are told of another vote: "On a similar text in 2012 China abstained"."""
    if one.rule not in (NAMED, SOME, SIDING):
        return False
    mention, s, age = one.mention, one.sentence, one.when.age if one.when is not None else None
    voted_on = mention is not None and s.says(s.words_before(mention.start, 2), "on", "voted_for", "voted_against")
    other = mention is not None and (mention.plural or mention.past or (voted_on and mention.article in ("a", "any")))
    old = (
        not one.past
        and (age or 0) >= OLD_DAYS
        and not (one.when is not None and in_own_clause(one.sentence, one.when.start))
    )
    return (other and s.index >= OPENING) or old


def _is_of_then(one: Sighting, spot: Spot) -> bool:
    """Say whether a member's vote is told of an older time: "down from 128 in 2017, when Canada abstained"."""
    whens = [when for when in one.sentence.whens if when.start < spot[1] and spot[1] - when.end < TIME_REACH]
    near = max(whens, key=lambda when: when.start, default=None)
    return near is not None and not one.past and (near.age or 0) >= OLD_ANYWHERE


def side_of(side: str, told: Vote) -> str:
    """Return the side that is told, or which alone has so many: "were among the 58"."""
    if side.startswith(WITH):
        whom, _, number = side[len(WITH) :].partition(COUNTED)
        return "against" if whom in told.vetoed_by or (number and told.against == int(number)) else ""
    if not side.startswith(COUNTED):
        return side
    counts = {"favour": told.for_, "against": told.against, "abstain": told.abstain}
    sides = [name for name, number in counts.items() if number == int(side[len(COUNTED) :])]
    return sides[0] if len(sides) == 1 else ""


def _named(
    named: list[Sighting], cast: list[Sighting], told: Vote
) -> tuple[dict[str, None], dict[str, None], dict[str, None]]:
    found: dict[str, dict[str, None]] = {"favour": {}, "against": {}, "abstain": {}}
    votes = {
        one.sentence.index for one in cast if one.tally is not None or one.claim in FINAL or one.rule in (NAMED, SOME)
    }
    for one in named:
        if one.rule == SIDING and not any(abs(one.sentence.index - index) <= BESIDE for index in votes):
            continue
        for side, (identity, _, _) in naming(one):
            taken = side_of(side, told)
            if taken and is_country(identity):  # groups do not vote
                found[taken][identity] = None
    return found["favour"], found["against"], found["abstain"]


def _sure(names: dict[str, None], counted: int | None, elsewhere: set[str]) -> tuple[str, ...]:
    """Return the names that are on this side alone, none where there are more than votes."""
    sure = tuple(name for name in names if name not in elsewhere)
    return sure if counted is None or len(sure) <= counted else ()
