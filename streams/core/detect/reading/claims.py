"""What one sentence claims: by the rules, by its tally alone, by whom it names beside a vote, and on what binds."""

from typing import cast

from streams.core.detect.age.freshness import set_time
from streams.core.detect.bodies.organs import NEEDED
from streams.core.detect.reading.beside import age_shared, share_bringers, weaken_named
from streams.core.detect.reading.counts import (
    give_to_one,
    join_deeds,
    keep_for_news,
    leave_to_former,
    leave_to_rival,
    split_count,
    undo_backed,
)
from streams.core.detect.reading.listed import apart
from streams.core.detect.reading.rivals import told_of_each
from streams.core.detect.reading.uncounted import leave_uncounted
from streams.core.detect.rules import read_sentence
from streams.core.detect.rules.by_veto import is_by_veto
from streams.core.detect.rules.common import tells_of_rewording
from streams.core.detect.rules.former_vetoes import is_of_own_vote
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import FINAL, NAMED, SIDING, SOME, Claim, HeldBack, Sighting
from streams.core.detect.tallies.backing import SIDES
from streams.core.detect.verbs.denial import is_denied_behind
from streams.core.detect.verbs.in_works import IMAGINED, WHY
from streams.core.detect.verbs.supposed import is_supposed
from streams.core.detect.voters.joined import Joined, give_joined, joined_by, with_joined
from streams.core.detect.voters.opponents import are_alone, in_own_clause, named_by_vote
from streams.core.detect.voters.roll import opens_roll
from streams.core.detect.voters.sided import opens_side, with_side
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

BRIEF = 14
"""Words of a sentence that only tells that all members voted so: "All of the council's members raised their hands"."""
SHORT = 7
"""Words of a sentence that only tells how a vote went: "It was unanimous."."""


_NOT_DONE = ("adopt.failed", "fail")
"""Rules of what an organ did not adopt, for which a veto may be told as the reason."""
_BINDING = frozenset(("binding", "not_binding"))
"""Lists of which a sentence has a phrase if it says whether a text binds."""
VOTE_ON = 10
"""Characters between a vote and whom it was on: " on the "."""


def claims_of(s: Sentence) -> list[Sighting | HeldBack]:
    """Return what one sentence claims: by its rules, by its tally alone, and on what binds."""
    if s.tally is not None and not s.amended:
        s.amended = tells_of_rewording(s)
    leave_uncounted(s)
    joined = _take_joined(s) if s.has("joined") else None
    out = read_sentence(s)
    if out and (is_supposed(s) or (s.tally is None and is_denied_behind(s))):
        out = [_unless_supposed(one) for one in out]
    told = [one for one in out if isinstance(one, Sighting)]
    amended = s.amended and not _counts_first(s)
    counted = s.tally is not None and (s.tally.counted or _is_how(s, out)) and not amended and not s.foreign
    voted = next(s.texts(*s.span), None) if s.tally is not None else None
    if voted is not None and (is_of_own_vote(s, voted.start) or _is_told_aside(s, voted)):
        voted = None  # "The vote, 122 to 13, came after Russia vetoed a similar text"
    earlier = voted is not None and voted.plural and voted.past  # "abstained on the council's two previous resolutions"
    earlier = earlier or (s.tally is not None and voted is None and _is_for_statement(s))
    if counted and s.tally is not None and not earlier and not any(one.tally for one in told):
        organ = s.acting()
        short = (s.has("short_of") and s.tally.for_ is not None) or _is_so_few(s, organ)
        claim, rule = ("rejected", "vote.short") if short else ("told", "vote.tally")
        about = voted or _vote_on_somebody(s)
        told.append(Sighting(cast("Claim", claim), rule, s, s.tally.start, about, organ, tally=s.tally))
        out.append(told[-1])
    elif s.tally is not None and not any(one.tally for one in told) and not s.amended and not s.foreign:
        told.extend(_manner_alone(s, voted) if not any(isinstance(one, HeldBack) for one in out) else ())
        out.extend(told[-1:])
    if told:
        _settle_count(s, told, out)
    _take_named(s, told, out)
    _take_side(s, out)
    give_joined(told, joined)
    if not s.phrases.isdisjoint(_BINDING) and (binding := _binding(s)) is not None:
        _take_binding(s, out, binding=binding)
    if not told:
        return out
    for one in told:
        set_time(one)
    keep_for_news(s, told)
    age_shared(told)
    share_bringers(told)
    weaken_named(s, told)
    return apart(told_of_each(out))


def _take_joined(s: Sentence) -> Joined | None:
    """Return whom others joined on a side of the vote, and count them all."""
    joined = joined_by(s)
    if joined is not None:
        s.tally = with_joined(s.tally, joined)
    return joined


def _is_told_aside(s: Sentence, text: Mention) -> bool:
    """Say whether a text is only told of in a clause on somebody, behind who was for "it": "Thirteen were for it, while
    Russia, which had floated a text of its own, abstained"."""
    if s.tally is None or text.article != "a" or text.start < s.tally.end:
        return False
    aside = any(s.tally.end <= mark.start < text.start and mark.value == "relative" for mark in s.borders)
    return aside and s.says([word.strip(",") for word in s.folded[s.tally.start : text.start].split()], "it")


def _counts_first(s: Sentence) -> bool:
    """Say whether a sentence begins with the count, and of changes only behind it: "The 15-0 vote came
    after they had haggled over one paragraph"."""
    first = s.mentions[0] if s.mentions and s.tally is not None else None
    if first is None or s.tally is None or first.kind != "vote" or first.start != s.span[0]:
        return False
    changes = next((one.start for one in s.mentions if one.kind == "amendment"), s.span[1])
    return any(s.tally.end <= mark.start < changes and mark.value == "time" for mark in s.borders)


def _unless_supposed(one: Sighting | HeldBack) -> Sighting | HeldBack:
    """Hold back what is only imagined, shown in a work, or taken back."""
    if isinstance(one, HeldBack) or one.claim == "cited" or one.weak:
        return one
    return HeldBack(*one.sentence.span, IMAGINED, WHY)


def _settle_count(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Settle which of several claims the sentence's count is of, and what only a veto kept from being adopted."""
    lost = [one for one in told if one.rule in _NOT_DONE and one.claim == "rejected"]
    if lost and is_by_veto(s):
        for one in lost:
            one.claim = "vetoed"
    if len(told) > 1:
        split_count(s, told)
        join_deeds(s, told)
        give_to_one(s, told)
        leave_to_former(s, told)
    undo_backed(s, told)
    leave_to_rival(s, told, out)


def _take_binding(s: Sentence, out: list[Sighting | HeldBack], *, binding: bool) -> None:
    """Claim that the text binds, or does not: the one that is called so, or else the first."""
    named = list(s.texts(*s.span, kinds=(*TEXTS, "vote")))
    called = (one for one in named if s.says(s.folded[one.start : one.head[0]].split(), "called_binding"))
    text = next(called, None) or next(iter(named), None)
    if text is not None:
        about = text if text.kind != "vote" else None
        out.append(Sighting("told", "binding.said", s, text.start, about, binding=binding))


def _is_so_few(s: Sentence, organ: Mark | None) -> bool:
    """Say whether a text is told to have got only so many votes as are too few: "n'a obtenu mardi que trois voix"."""
    if not s.lex.romance or s.tally is None or organ is None or organ.value != "SC":
        return False
    words = s.words_before(s.tally.start, 12)
    if _has_got(s, words):
        return True
    denied = not s.says(words[-1:], "that_romance") or s.says(words, "half_denial")
    return 0 < (s.tally.for_ or 0) < NEEDED and s.says(words[-1:], "only_so_many") and denied


def _has_got(s: Sentence, words: list[str]) -> bool:
    """Say whether it is told how many votes a text got, and no more: "El proyecto ruso recibió ayer cinco votos"."""
    while words and (words[-1] in s.lex.weekdays or s.says(words[-1:], "these_days", "day_articles")):
        words = words[:-1]
    if s.tally is None or (s.tally.against, s.tally.abstain) != (None, None) or not s.says(words[-1:], "votes_got"):
        return False
    text = next(s.texts(s.span[0], s.tally.start, TEXTS), None)
    few = 0 < (s.tally.for_ or 0) < NEEDED and not s.says(words, "negation", "hypothetical", "future")
    return few and text is not None and not text.plural and text.article != "any"


def _is_for_statement(s: Sentence) -> bool:
    """Say whether so many were for what is no text: "All 14 other members supported the statement proposed by Mali"."""
    only_for = s.tally is not None and s.tally.for_ is not None and (s.tally.against, s.tally.abstain) == (None, None)
    if not only_for or s.tally is None or next(s.texts(*s.span, kinds=("vote",)), None) is not None:
        return False
    stated = next(s.texts(s.tally.start, s.span[1], kinds=("other",)), None)
    return stated is not None and s.says(s.folded[slice(*stated.head)].split(), "stated")


def _vote_on_somebody(s: Sentence) -> Mention | None:
    """Return the vote that is told by what it was on: "The vote on North Korea was 112-19"."""
    vote = next(s.texts(*s.span, kinds=("vote",)), None)
    if vote is None or vote.article != "the" or not s.says(s.words_after(vote.end, 1), "on"):
        return None
    behind = next((item for item in s.items if item.start > vote.end), None)
    named = isinstance(behind, Mark) and behind.kind == "actor" and behind.start - vote.end < VOTE_ON
    return vote if named else None


def _manner_alone(s: Sentence, text: Mention | None) -> list[Sighting]:
    """Return what is told of a vote without its number: "The vote was unanimous", "all members supported the draft"."""
    voted = next(s.texts(*s.span, kinds=("vote",)), None)
    about = text if text is not None else voted
    if about is None and _is_of_it(s):
        return [Sighting("told", "vote.tally", s, s.span[0], None, s.acting(), tally=s.tally)]
    if about is None or about.plural or about.past or about.article == "any" or s.tally is None:
        return []
    organ = s.acting()
    return [Sighting("told", "vote.tally", s, about.start, text, organ, tally=s.tally)]


def _is_of_it(s: Sentence) -> bool:
    """Say whether a sentence tells how the vote before went: "It was unanimous", "The Council, acting unanimously,"."""
    if s.tally is None or not s.tally.unanimous:
        return False
    words = s.words_after(s.span[0], 5)
    length = len(s.folded[slice(*s.span)].split())
    it = s.says(words[:1], "pronoun") and s.says(words[1:2], "be") and length < SHORT
    by_all = not s.lex.tally["all"].isdisjoint(s.folded[slice(*s.span)].split())  # "It won the approval of all members"
    it = it or (s.says(words[:1], "pronoun") and by_all and length < BRIEF)
    members = s.says(words, "members") and s.says(words, "be")  # "Its 15 members were unanimous"
    members = members or (
        length < BRIEF and not s.lex.tally["all"].isdisjoint(words[:1])
    )  # "Every member of it voted yes"
    return it or members or (s.says(words, "acting") and s.acting() is not None)


def _is_how(s: Sentence, out: list[Sighting | HeldBack]) -> bool:
    """Say whether a sentence only tells that nobody asked for a vote: "There was no vote, only applause"."""
    return s.tally is not None and s.tally.consensus and not any(isinstance(one, Sighting) for one in out)


def _take_named(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
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
        likewise = s.folded.startswith(longest_first(s.lex.words["so_did"]), s.span[0])
        favour, against, abstain = (by_side[side] if side in only or likewise else spots for side, spots in named)
    alone = "favour" in only
    takers = [one for one in told if one.claim in FINAL or one.tally is not None]
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


def _take_side(s: Sentence, out: list[Sighting | HeldBack]) -> None:
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
    return voting and len(words) <= SHORT and bool(behind) and behind[0].endswith(s.lex.progressive_endings)


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
        number = int(words[1]) if words[1].isdecimal() else s.lex.numbers.get(words[1])
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


def _binding(s: Sentence) -> bool | None:
    """Return whether the sentence says that something binds."""
    if s.has("not_binding"):
        return False
    if not s.has("binding"):
        return None
    at = min(found for one in s.lex.words["binding"] if (found := s.folded.find(one, *s.span)) >= 0)
    clause = s.folded[s.span[0] : at].rpartition(",")[2].rpartition(" that ")[2]
    return not s.says(clause.split(), "none_binds")  # "Neither of them is binding"
