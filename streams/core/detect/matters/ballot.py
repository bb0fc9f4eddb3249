"""How the members voted on a matter: what its sentences count, put together, and what follows from names."""

from collections.abc import Iterable

from streams.core.detect.bodies.organs import MEMBERS, NEEDED, SIZES
from streams.core.detect.matters.matter import Matter
from streams.core.detect.matters.outcome import opposed
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.tallies.votes import Tally
from streams.core.detect.voters.of_matter import TAKEN, side_of, with_voters
from streams.core.model import Stage, Vote

Counts = tuple[int | None, int | None, int | None, int | None]
"""For, against, abstaining and absent, as far as told."""
WHOLE = (11, 15)
"""Members of the Security Council until 1965 and since: Charter, Article 23 as amended by A/RES/1991 (XVIII)."""
FULL = 0.86
"""The part of an organ's members who voted where the few that are named are all of their side."""
MANY = 2
"""Names from which on those of one side can make a count whole."""
BESIDE = 2
"""Sentences between two halves of one tally; further away a number is of another vote."""


def settle_tally(matter: Matter) -> tuple[Tally | None, Sighting | None]:
    """Return the tally that tells most of the matter's vote, and who told it.

    What its sentence leaves out is taken from the sentences beside it: "It got 13 votes. Two members abstained."
    """
    told = [(one, one.tally) for one in matter.sightings if one.tally is not None and (matter.past or not one.past)]
    if not told:
        return None, None
    best, tally = max(told, key=lambda pair: sum(number is not None for number in pair[1].numbers))
    for one, other in told:
        if one is not best and abs(one.sentence.index - best.sentence.index) <= BESIDE:
            pairs = zip(tally.numbers, other.numbers, strict=True)
            for_, against, abstain, absent = (mine if mine is not None else theirs for mine, theirs in pairs)
            tally = tally._replace(for_=for_, against=against, abstain=abstain, absent=absent)
    return tally, best


def settle_vote(matter: Matter, organ: str | None, tally: Tally | None, stage: Stage) -> Vote | None:
    """Return how the members voted, as far as is told; of what is not decided on, a count is of something else."""
    if stage not in TAKEN:
        return None
    cast = [one for one in matter.sightings if one.past == matter.past]
    vetoers = [spot[0] for one in cast for spot in one.vetoers]
    if stage == "vetoed":
        vetoers += [spot[0] for spot in opposed(cast)]
    vetoed_by = tuple(dict.fromkeys(vetoers)) if stage == "vetoed" or (stage == "cited" and not _passed(cast)) else ()
    told = [one.tally for one in matter.sightings if one.tally is not None and (matter.past or not one.past)]
    carried = stage in ("adopted", "adopted_in_committee", "cited")
    for_, against, abstain, absent = tally.numbers if tally is not None else (None, None, None, None)
    agreed = any(one.claim in FINAL and one.tally is not None and one.tally.consensus for one in cast)
    if agreed and carried and (against, abstain) == (None, None):
        for_, tally = None, None  # "adopted by consensus ... tabled with the support of 66 countries": nobody voted
    beaten = organ != "SC" or (for_ or 0) >= NEEDED or _is_counted_as_beaten(cast)
    beaten = beaten and len(_voters(cast, "favour")) <= (against or 0)
    if stage == "rejected" and tally is not None and tally.ordered and (for_ or 0) > (against or 0) and beaten:
        for_, against = against, for_  # "defeated by 21 votes to 18"
    named = any("favour" in one.only for one in cast)
    counted = tally is not None and tally.counted
    if organ == "SC" and (counted or named):
        others = next((one.others for one in told if one.others), "")
        absent = _with_absentees((for_, against, abstain, absent), cast)
        for_, against, abstain = _completed((for_, against, abstain, absent), others, vetoed_by, cast)
        if named and for_ is not None:
            for_, against, abstain = _with_authors(for_, (against, abstain, absent), matter, cast)
    elif organ in SIZES and counted and for_ is not None:
        for_, against, abstain, absent = _made_whole((for_, against, abstain, absent), SIZES[organ], cast)
    if organ != "SC" and counted and for_ is not None:
        size = SIZES.get(organ or "", MEMBERS)
        against, abstain = _named_whole((for_, against, abstain, absent), size, cast)
    consensus = carried and any(one.consensus for one in told) and not counted
    against, abstain = _told_alone(against, abstain, cast)
    short = organ == "SC" and for_ is not None and for_ + (absent or 0) not in WHOLE
    unanimous = carried and any(one.unanimous for one in told) and not against and not abstain and not short
    said = bool(vetoed_by or consensus or unanimous) or (for_, against, abstain, absent) != (None,) * 4
    vote = Vote(for_, against, abstain, absent, unanimous or None, consensus or None, vetoed_by) if said else None
    return with_voters(vote, cast, stage, organ)


def _is_counted_as_beaten(cast: list[Sighting]) -> bool:
    """Say whether the sentence that counts tells of a defeat: "rejected it by 8 votes to five"; "The vote was 8-4-3"
    by itself tells those for a text first."""
    counting = (one.sentence for one in cast if one.tally is not None and one.tally.counted)
    return any(mark.kind == "verb" and mark.value == "reject" for s in counting for mark in s.marks)


def _passed(cast: list[Sighting]) -> bool:
    """Say whether a resolution of old was adopted, and only words without a text tell of a veto, of another one."""
    adopted = any(one.claim == "adopted" and not one.weak for one in cast)
    return adopted and all(one.weak or one.mention is None for one in cast if one.vetoers)


def _completed(
    counts: Counts, others: str, vetoers: tuple[str, ...], cast: list[Sighting]
) -> tuple[int | None, int | None, int | None]:
    """Return a tally of the Council with what follows from names: where they make up its fifteen exactly, where "all
    the others" took one side, and where only those named were for it. Who only vetoes is not counted by the text."""
    for_, against, abstain, absent = counts
    opponents, supporters = _named(one.opponents for one in cast), _named(one.supporters for one in cast)
    known = {
        "favour": for_ if for_ is not None else len(supporters) or None,
        "against": against if against is not None else len(opponents) or None,
        "abstain": abstain if abstain is not None else len(_named(one.abstainers for one in cast)) or None,
    }
    if others in known:
        apart = len(opponents.union(vetoers)) if against is None and others != "against" else 0
        rest = sum(
            number or 0 for side, number in known.items() if side != others and not (apart and side == "against")
        )
        if 0 < rest + apart + (absent or 0) < SIZES["SC"]:
            known[others] = SIZES["SC"] - (absent or 0) - rest - apart
            return known["favour"], known["against"], known["abstain"]
    if against is None and vetoers:  # who vetoes is against it, but counted only with others who are named so
        known["against"] = len(opponents.union(vetoers))
    if sum(number or 0 for number in known.values()) + (absent or 0) == SIZES["SC"]:
        told = known["against"] if opponents or not vetoers else against
        return known["favour"], told, known["abstain"]
    if for_ is None and any("favour" in one.only for one in cast):
        for_ = known["favour"]
    if for_ is not None and (whole := _with_voters((for_, against, abstain), absent or 0, cast, vetoers)) is not None:
        return whole
    return for_, against, abstain


def _with_voters(
    counts: tuple[int, int | None, int | None], absent: int, cast: list[Sighting], vetoers: Iterable[str]
) -> tuple[int | None, int | None, int | None] | None:
    """Return a tally of the Council with those named in looser ways on the one side that is not counted, if they make
    it whole: "Besides Mali, Togo and Chad, the abstainers were China and Russia"."""
    sides = ("favour", "against", "abstain")
    vetoed = Vote(vetoed_by=tuple(vetoers))
    taken = {(side_of(side, vetoed), spot) for one in cast if not one.past for side, spot in one.voters}
    names = {side: len({spot[0] for named, spot in taken if named == side}) for side in sides}
    if names["against"]:  # who vetoes is against it, but counted only with others who are named so
        names["against"] = len({spot[0] for named, spot in taken if named == "against"}.union(vetoers))
    told = [count if count is not None else names[side] for side, count in zip(sides, counts, strict=True)]
    named = sum(names[side] for side, count in zip(sides, counts, strict=True) if count is None)
    total = sum(told) + absent
    total += 0 if told[1] or counts[1] is not None else len(set(vetoers))  # who only vetoes is not counted by the text
    if not named or (named < MANY and counts[0] < SIZES["SC"] - 1) or total != SIZES["SC"]:
        return None  # but: "adopted by 14 votes. India, which did not support it, abstained"
    for_, against, abstain = told
    return for_, against or counts[1], abstain or counts[2]


def _with_authors(
    for_: int, rest: tuple[int | None, int | None, int | None], matter: Matter, cast: list[Sighting]
) -> tuple[int, int | None, int | None]:
    """Return how many were for a text, with who brought it where that makes the Council whole, and how many were not:
    "Only China and Vietnam joined in voting for the Russian draft. Mali and Chad opposed it, ten abstained"."""
    authors = matter.sponsors - _named(one.supporters for one in cast)
    against, abstain, absent = rest
    against = len(_voters(cast, "against")) if against is None else against
    abstain = len(_voters(cast, "abstain")) if abstain is None else abstain
    whole = for_ + len(authors) + against + abstain + (absent or 0) == SIZES["SC"]
    return (for_ + len(authors), against or rest[0], abstain or rest[1]) if whole and authors else (for_, *rest[:2])


def _voters(cast: list[Sighting], side: str) -> set[str]:
    """Return the members named on one side of the vote, be it loosely."""
    return {spot[0] for one in cast for taken, spot in one.voters if taken == side}


def _told_alone(against: int | None, abstain: int | None, cast: list[Sighting]) -> tuple[int | None, int | None]:
    """Return how many were against and abstained, with those who are told to be all: "Only Israel voted against"."""
    if against is None and any("against" in one.only for one in cast):
        against = len(_named(one.opponents for one in cast))
    if abstain is None and any("abstain" in one.only for one in cast):
        abstain = len(_named(one.abstainers for one in cast))
    return against, abstain


def _made_whole(counts: Counts, size: int, cast: list[Sighting]) -> Counts:
    """Return a tally of a council with those named who were against, abstained or took no part, where all its members
    are told then: "Forty-one of the 47 members voted for it. China, Cuba and Russia were against"."""
    names = ((one.opponents for one in cast), (one.abstainers for one in cast), (one.absentees for one in cast))
    for_, *rest = counts
    known = [told if told is not None else len(_named(lists)) or None for told, lists in zip(rest, names, strict=True)]
    total = (for_ or 0) + sum(number or 0 for number in known)
    against, abstain, absent = known if total == size or total - (known[2] or 0) == size else rest
    return for_, against, abstain, absent


def _with_absentees(counts: Counts, cast: list[Sighting]) -> int | None:
    """Return how many of the Council took no part, where those who are named so make it whole."""
    for_, against, abstain, absent = counts
    missing = len(_named(one.absentees for one in cast))
    if absent is not None or not missing:
        return absent
    opponents, abstainers = _named(one.opponents for one in cast), _named(one.abstainers for one in cast)
    rest = (len(opponents) if against is None else against) + (len(abstainers) if abstain is None else abstain)
    return missing if (for_ or 0) + rest + missing == SIZES["SC"] else None


def _named_whole(counts: Counts, size: int, cast: list[Sighting]) -> tuple[int | None, int | None]:
    """Return how many were against and abstained, also where only names tell it and leave few members out: "by 185
    votes to two, with Brazil and Ukraine abstaining", or where those of the other sides are counted beside the names.
    Who is named alone need not be the only one: "by 187 votes to two, while Ukraine abstained"."""
    for_, against, abstain, absent = counts
    sums = [number for number in (for_, against, abstain, absent) if number is not None]
    for one in cast:
        s = one.sentence
        if one.past or _are_some(s, one.opponents):
            continue
        names = {"against": _named([one.opponents]), "abstain": _named([one.abstainers])}
        counted = one.tally is not None and one.tally.for_ == for_
        beside = counted and abstain is not None  # "with 119 in favour, Belarus against and 36 abstaining"
        beside = beside or (one.tally is not None and one.tally.abstain is not None and one.tally.abstain == abstain)
        for side, spots in names.items():
            told = against if side == "against" else abstain
            full = sum(sums) + len(spots) >= FULL * size and len(spots) > 1
            if told is None and spots and (full or (beside and side == "against")):
                against, abstain = (len(spots), abstain) if side == "against" else (against, len(spots))
    return against, abstain


def _are_some(s: Sentence, against: list[Spot]) -> bool:
    """Say whether a sentence names only some: not behind those who are against, whose side another number closes,
    "Belarus voting no, and 36 countries abstaining, including China"."""
    words = s.folded[slice(*s.span)].replace(",", " ").split()
    if not s.says(words, "some_named"):
        return False
    if not against or s.lex.romance or s.tally is None or s.tally.for_ is None or s.tally.end < against[-1][2]:
        return True
    return s.says(s.folded[s.span[0] : s.tally.end].replace(",", " ").split(), "some_named")


def _named(lists: Iterable[list[Spot]]) -> set[str]:
    return {spot[0] for spots in lists for spot in spots}


def contradiction(vote: Vote | None, organ: str | None, stage: Stage) -> str:
    """Return the name of the arithmetic that a vote breaks, or nothing."""
    if vote is None:
        return ""
    total = sum(number or 0 for number in (vote.for_, vote.against, vote.abstain, vote.absent))
    if total > SIZES.get(organ or "", MEMBERS):
        return "vote.more-than-members"
    if organ == "SC" and stage == "adopted" and vote.for_ is not None and vote.for_ < NEEDED:
        return "vote.too-few-to-adopt"
    lost = vote.for_ is not None and vote.against is not None and vote.against >= vote.for_
    return "vote.not-a-majority" if lost and stage in ("adopted", "adopted_in_committee") else ""
