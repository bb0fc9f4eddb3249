"""What a sentence claims by whom it names beside a vote: who was for a text, against it, or abstained."""

from streams.core.detect.age.freshness import set_time
from streams.core.detect.bodies.organs import NEEDED
from streams.core.detect.sentences.mentions import TEXTS, Item
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import FINAL, NAMED, SIDING, SOME, HeldBack, Sighting
from streams.core.detect.tallies.backing import SIDES
from streams.core.detect.voters.opponents import are_alone, in_own_clause, named_by_vote
from streams.core.detect.voters.roll import opens_roll
from streams.core.detect.voters.sided import opens_side, with_side

ONE_BREATH = 7
"""Words between who was against a text and who abstained: " voting against, and "."""


def take_named(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Give the sentence's claims the members that it names by how they voted."""
    if "actor" not in s.kinds:
        return
    roll = bool(s.roll) or opens_roll(s)
    voting = s.tally is not None or s.has("taking_sides") or opens_side(s)
    if not (voting or roll or s.has("siding")):
        return
    if not (voting or roll) and s.has("opposed_by") and not _is_on_text(s):
        return  # "The plan was opposed by Russia"
    told_so = named_by_vote(s) if voting and not roll else {}
    favour, against, abstain, absent = (told_so.get(side, []) for side in SIDES)
    named = (("favour", favour), ("against", against), ("abstain", abstain))
    _count_with_others(s, told)
    voters = with_side(s, dict(named))
    if voters:
        s.sided = max(voters, key=lambda told: told[1][1])[0]
    only: tuple[str, ...] = ()
    if voters or favour or against or abstain:
        looser = {side: [spot for taken, spot in voters if taken == side] for side, _ in named}
        by_side = {side: spots or looser[side] for side, spots in named}
        only = _alone_on(s, by_side)
        by_side |= {side: looser[side] for side in only if looser[side]}  # "Besides Cuba, only Mali and Chad voted no"
        likewise = s.begins("so_did")
        favour, against, abstain = (by_side[side] if side in only or likewise else spots for side, spots in named)
    alone = "favour" in only
    takers = [one for one in told if (one.claim in FINAL or one.tally is not None) and not _is_vetoed_aside(one)]
    if s.behind_changes and not takers and next(s.texts(*s.span), None) is None:
        voters = []  # "An amendment was voted down. Cuba and Mali voted for it."
    changes = any(one.rule == "vote.paragraph" for one in out)  # "Mali and Chad voted against all three amendments"
    if (against or abstain or alone or voters) and not (takers or changes):
        spot = (against or abstain or favour or [voters[0][1]])[0]
        takers = [_of_names(s, (favour, against, abstain), spot, voting=voting or roll, alone=alone)]
        set_time(takers[0])
        if takers[0].past and takers[0].when is not None and in_own_clause(s, takers[0].when.start):
            takers[0].past, takers[0].when = False, None
        out.extend(takers)
    for one in takers:
        one.opponents, one.abstainers, one.supporters = against, abstain, favour
        one.absentees, one.voters = absent, voters
        one.only = only
        _fall_short(one, favour if alone else [])


def _fall_short(one: Sighting, favour: list[Spot]) -> None:
    """Call a text rejected that only those few were for, unless more are counted."""
    if not favour or one.claim != "told" or one.tally is None or not _are_too_few(one, favour):
        return
    if one.tally.for_ in (None, len(favour)):
        one.claim, one.rule = "rejected", "vote.short"


def _is_vetoed_aside(one: Sighting) -> bool:
    """Say whether a veto is of another text than the one voted on, told of who voted: "Mali voted against the
    resolution, along with Russia, which vetoed a similar one in the Security Council"."""
    s = one.sentence
    if one.claim != "vetoed" or s.lex.romance or one.mention is None or one.mention.article == "the":
        return False
    opens = next((item.start for item in reversed(s.marks) if item.start < one.at and item.value == "relative"), 0)
    known = next((text for text in s.texts(s.span[0], opens, TEXTS) if text is not one.mention), None)
    return known is not None and known.article == "the" and s.folded.startswith(", ", opens - 2)


def take_side(s: Sentence, out: list[Sighting | HeldBack]) -> None:
    """Note the one side that a sentence counts and names nobody of: "All 14 others voted for it. Among them were"."""
    if (s.tally is None and not s.sided) or any(isinstance(one, Sighting) and one.voters for one in out):
        return
    numbers = s.tally.numbers if s.tally is not None else ()
    told = [side for side, number in zip(SIDES, numbers, strict=False) if number]
    s.sided = told[0] if len(told) == 1 else ""


def _alone_on(s: Sentence, by_side: dict[str, list[Spot]]) -> tuple[str, ...]:
    """Return the sides of which those named are told to be all."""
    only = tuple(side for side, spots in by_side.items() if are_alone(s, spots))
    if "against" in only and "abstain" not in only and _goes_on_with(s, by_side["against"], by_side["abstain"]):
        return (*only, "abstain")
    return only


def _goes_on_with(s: Sentence, against: list[Spot], abstain: list[Spot]) -> bool:
    """Say whether who alone was against a text and who abstained are told in one breath: "with only the United States
    and Israel voting against, and Ukraine abstaining"."""
    if not abstain or s.lex.romance:
        return False
    words = s.folded[against[-1][2] : abstain[0][1]].replace(",", " ").split()
    voting = s.says(words[:2], "siding_so") and s.says(words[-2:], "and")
    behind = s.words_after(abstain[-1][2], 1)
    return voting and len(words) <= ONE_BREATH and bool(behind) and behind[0].endswith(s.lex.progressive_endings)


def _of_names(
    s: Sentence, sides: tuple[list[Spot], list[Spot], list[Spot]], spot: Spot, *, voting: bool, alone: bool
) -> Sighting:
    """Return what a sentence tells that only names members by how they voted; ``alone``: those for a text are all."""
    favour, against, abstain = sides
    rule = NAMED if against or abstain or alone else SOME if voting else SIDING
    one = Sighting("told", rule, s, spot[1], next(s.texts(*s.span), None), s.acting())
    if alone and not (against or abstain) and _are_too_few(one, favour):
        one.claim, one.rule = "rejected", "vote.short"
    return one


def _are_too_few(one: Sighting, favour: list[Spot]) -> bool:
    """Say whether those who alone were for a text are too few for the Security Council to adopt it: "Only Russia, China
    and Bolivia voted for the Russian draft"."""
    mention, organ = one.mention, one.organ
    if mention is None or mention.kind not in TEXTS[:2] or mention.plural or one.sentence.lex.romance:
        return False
    return organ is not None and organ.value == "SC" and len(favour) < NEEDED and not one.sentence.amended


def _is_on_text(s: Sentence) -> bool:
    """Say whether a sentence names a text, or begins with what may be one: "It was opposed by Mali"."""
    return next(s.texts(*s.span), None) is not None or s.says(s.words_after(s.span[0], 1), "pronoun")


def _count_with_others(s: Sentence, told: list[Sighting]) -> None:
    """Count who is named with so many others: "Japan, Russia and 12 other members voted for it" are 14."""
    tally = s.tally
    if tally is None or not s.has("so_many_others"):
        return
    counts = list(tally.numbers)
    for j, item in enumerate(s.items):
        words = _words_of_others(s, item) if is_actor(item) else []
        names = actors_ending(s, j) if words else []
        if words and s.says(words[1:2], "so_many_others") and _are_beside(s, names[0][1]):
            words = ["and", *words]  # "Along with China and Cuba, eleven others voted against it"
        if not s.says(words[:1], "and", "besides", "joined") or not s.says(words[2:], "so_many_others"):
            continue
        number = s.lex.number_of(words[1])
        if number and number in counts:
            counts[counts.index(number)] = number + len(names)
            whole = tally._replace(for_=counts[0], against=counts[1], abstain=counts[2])
            for one in told:
                one.tally = whole if one.tally is tally else one.tally
            return


def _words_of_others(s: Sentence, item: Item) -> list[str]:
    """Return the three words behind a name that can count others: "and 12 other", of "and the other 12" too, and of
    ", along with 12 other"."""
    words = s.words_after(item.end, 4)
    if " ".join(words[:2]) in s.lex.words["besides"]:
        return ["and", *words[2:]]
    if s.says(words[1:2], "definite"):
        return [words[0], *reversed(words[2:])]
    if s.lex.romance and s.says(words[1:2], "so_many_others"):
        return [words[0], words[2], words[1]] if len(words) > 2 else []  # "y otros siete"
    return words[:3]


def _are_beside(s: Sentence, start: int) -> bool:
    """Say whether the names at ``start`` open the sentence as those beside whom others are counted."""
    return s.folded[s.span[0] : start].removesuffix("the ").strip() in s.lex.words["besides"]
