"""What one sentence claims: by the rules, by its tally alone, by whom it names beside a vote, and on what binds."""

from typing import cast

from streams.core.detect.freshness import set_time
from streams.core.detect.listed import apart
from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.names import actors_ending, is_actor
from streams.core.detect.of_old import OPENING
from streams.core.detect.opponents import SIDES, are_alone, in_own_clause, named_by_vote
from streams.core.detect.rules import read_sentence
from streams.core.detect.sentence import Sentence
from streams.core.detect.sided import opens_roll, with_side
from streams.core.detect.sightings import FINAL, NAMED, SIDING, SOME, Claim, HeldBack, Sighting
from streams.core.detect.supposed import tells_rule
from streams.core.detect.votes import read_tally

SHORT = 7
"""Words of a sentence that only tells how a vote went: "It was unanimous."."""

TWO = 2
"""Outcomes of one sentence whose counts are told apart; of more it is too much to ask."""

_BROUGHT = ("propose", "table")
"""Verb classes that may stand beside an adoption: "a text which five powers wrote and the council approved"."""
VOTE_ON = 10
"""Characters between a vote and whom it was on: " on the "."""


def claims_of(s: Sentence) -> list[Sighting | HeldBack]:
    """Return what one sentence claims: by its rules, by its tally alone, and on what binds."""
    if s.tally is not None and tells_rule(s):
        s.tally = None
    out = read_sentence(s)
    told = [one for one in out if isinstance(one, Sighting)]
    counted = s.tally is not None and (s.tally.counted or _is_how(s, out)) and not s.amended and not s.foreign
    voted = next(s.texts(*s.span), None) if s.tally is not None else None
    earlier = voted is not None and voted.plural and voted.past  # "abstained on the council's two previous resolutions"
    earlier = earlier or (voted is None and _is_for_statement(s))
    if counted and s.tally is not None and not earlier and not any(one.tally for one in told):
        organ = s.acting()
        short = s.has("short_of") and s.tally.for_ is not None
        claim, rule = ("rejected", "vote.short") if short else ("told", "vote.tally")
        about = voted or _vote_on_somebody(s)
        told.append(Sighting(cast("Claim", claim), rule, s, s.tally.start, about, organ, tally=s.tally))
        out.append(told[-1])
    elif s.tally is not None and not any(one.tally for one in told) and not s.amended and not s.foreign:
        told.extend(_manner_alone(s, voted))
        out.extend(told[-1:])
    _split(s, told)
    _join_deeds(s, told)
    _give_to_one(s, told)
    _leave_to_rival(s, told, out)
    _take_named(s, told, out)
    binding = _binding(s)
    named = list(s.texts(*s.span, kinds=(*TEXTS, "vote"))) if binding is not None else []
    called = (one for one in named if s.says(s.folded[one.start : one.head[0]].split(), "called_binding"))
    text = next(called, None) or next(iter(named), None)
    if binding is not None and text is not None:
        about = text if text.kind != "vote" else None
        out.append(Sighting("told", "binding.said", s, text.start, about, binding=binding))
    for one in told:
        set_time(one)
    _age_shared(told)
    _share_bringers(told)
    _weaken_named(s, told)
    return apart(out)


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


def _split(s: Sentence, told: list[Sighting]) -> None:
    """Give two outcomes of one sentence each its own count: "renewed the embargo by nine votes to none, and then
    unanimously adopted a text on Libya"."""
    if s.tally is None or len(told) < TWO:
        return
    both = [one for one in told if one.claim in FINAL and one.tally is s.tally and not one.weak]
    if len(both) < TWO:
        return
    both = [one for one in both if not s.says(s.words_before(one.at, 1), "infinitive")]  # "votes to lift" is one
    if len(both) != TWO or both[0].at == both[1].at or both[0].mention is both[1].mention:
        return
    first, second = sorted(both, key=lambda one: one.at)
    cut = max((s.folded.rfind(f" {word} ", first.at, second.at) for word in s.lex.words["and"]), default=-1)
    if cut < 0:
        return
    ahead, behind = (read_tally(s.folded, span, s.lex, s.said) for span in ((s.span[0], cut), (cut, s.span[1])))
    if behind is None or (behind.counted and behind.for_ is None):
        return  # "adopted by 28 votes, with six against and 13 abstaining, and backed"
    if ahead is not None and ahead.numbers != behind.numbers:
        first.tally, second.tally, second.apart = ahead, behind, True


def _join_deeds(s: Sentence, told: list[Sighting]) -> None:
    """Give what a body did by a text that the sentence opens with to that text: "In a resolution adopted by 28 votes,
    the council backed a call"."""
    adopted = [one for one in told if one.claim == "adopted"] if len(told) >= TWO else []
    by = next((one for one in adopted if one.mention is not None), None)
    if by is None or by.mention is None or not s.says(s.words_before(by.mention.start, 1), "within"):
        return
    for one in adopted:
        if one.mention is None and one.at > by.at:
            one.mention, one.tally = by.mention, by.tally


def _give_to_one(s: Sentence, told: list[Sighting]) -> None:
    """Leave the sentence's tally to one of its outcomes: "passed by 156 votes, days after Russia vetoed another"."""
    if s.tally is None or len(told) < TWO:
        return
    counted = [one for one in told if one.claim in FINAL and one.tally is s.tally]
    if len({one.claim for one in counted}) < 2:
        return
    before = [one for one in counted if one.at <= s.tally.start]
    own = max(before, key=lambda one: one.at) if before else min(counted, key=lambda one: one.at)
    for one in counted:
        if one is not own and (one.mention is None or one.mention is not own.mention):
            one.tally = None


def _leave_to_rival(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Give the sentence's count to the text that it is told of behind another's outcome: "Russia vetoed the U.S. draft,
    and a rival Russian text won only four votes"."""
    if s.tally is None or not s.tally.counted:
        return
    counted = [one for one in told if one.claim in FINAL and one.tally is s.tally and one.mention is not None]
    if len(counted) != 1:
        return
    own = counted[0]
    behind = (one for one in s.texts(own.at, s.tally.start) if one is not own.mention and one.end < s.tally.start)
    rival = next((one for one in behind if (one.rival or one.sponsors) and not one.plural), None)
    if rival is None or own.mention is None or own.mention.end > rival.start:
        return
    if s.says(s.words_before(rival.start, 1), "and", "meanwhile"):
        own.tally = None
        told.append(Sighting("told", "vote.tally", s, s.tally.start, rival, None, tally=s.tally))
        out.append(told[-1])


def _share_bringers(told: list[Sighting]) -> None:
    """Let all that is told of "the draft tabled by Mali and Chad" know who that is from."""
    brought = {id(one.mention): one.sponsors for one in told if one.sponsors and one.rule.endswith(".passive")}
    for one in told if brought else ():
        if not one.sponsors and one.mention is not None and one.mention.article == "the":
            one.beside = brought.get(id(one.mention), [])


def _age_shared(told: list[Sighting]) -> None:
    """Call past what is told of a text whose outcome in the same sentence is: "drafted a text, adopted in May"."""
    decided = [one for one in told if one.past and (one.claim in FINAL or (one.tally and one.tally.counted))]
    old = {id(one.mention) for one in decided if one.mention is not None}
    for one in told if old else ():
        if id(one.mention) in old and one.claim in ("proposed", "tabled"):
            one.past = True
    new = {id(one.mention) for one in told if not one.past and _is_decided_now(one)}
    for one in told if new else ():  # "A draft that Fiji circulated in March was adopted on Tuesday"
        if id(one.mention) in new and one.mention is not None and one.claim in ("proposed", "tabled"):
            one.past = False
    outcomes = [one for one in told if one.claim in FINAL and one.tally is not None]
    if outcomes and all(one.past for one in outcomes):  # the count is theirs: "voted against a text passed in December"
        for one in told:
            one.past = one.past or (one.claim == "told" and one.tally is outcomes[0].tally)


def _weaken_named(s: Sentence, told: list[Sighting]) -> None:
    """Let what only says which text is meant bring none: "bows to no text that the council adopted", without a day."""
    for one in told if not s.whens else ():
        mention = one.mention
        if one.rule == "vote.organ" and one.tally is None and _is_of_one_meant(s, one.at, told=mention is not None):
            one.weak = True
        if one.claim != "adopted" or mention is None or mention.article != "a" or mention.end >= one.at:
            continue
        between = [mark for mark in s.marks if mention.end <= mark.start < one.at]
        opened = bool(between) and between[0].kind == "border" and between[0].value == "relative"
        beside = opened and not s.folded[mention.end : between[0].start].strip()
        told_of = s.says(s.words_before(mention.start, 8), "greeted", "factive", "voting")
        if beside and not told_of and all(mark.kind != "verb" or mark.value in _BROUGHT for mark in between):
            one.weak = True


def _is_decided_now(one: Sighting) -> bool:
    """Say whether an outcome is told with its day, or a count: "77 states voted for a text introduced last month"."""
    return (one.claim in FINAL and one.when is not None) or (one.tally is not None and one.tally.counted)


def _is_of_one_meant(s: Sentence, at: int, *, told: bool) -> bool:
    """Say whether what stands at ``at`` only says which text is meant, or what a body once did: "a resolution that the
    Council voted for", "would turn to the Assembly, most of which voted to condemn it".

    :param told: a text is told behind it.
    """
    earlier = [item for item in s.items if item.start < at]
    while earlier and not (isinstance(earlier[-1], Mark) and earlier[-1].kind == "border"):
        earlier.pop()
    border = earlier.pop() if earlier else None
    meant = earlier[-1] if earlier else None
    if not isinstance(border, Mark) or border.value != "relative" or meant is None:
        return False
    between = s.folded[meant.end : border.start].strip(", ")
    if isinstance(meant, Mark):
        most = s.says(between.split(), "most_of")
        return meant.kind == "organ" and (most or (not between and not told and s.index >= OPENING))
    return not (between or told)


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
    it = s.says(words[:1], "pronoun") and s.says(words[1:2], "be") and len(s.folded[slice(*s.span)].split()) < SHORT
    members = s.says(words, "members") and s.says(words, "be")  # "Its 15 members were unanimous"
    return it or members or (s.says(words, "acting") and s.acting() is not None)


def _is_how(s: Sentence, out: list[Sighting | HeldBack]) -> bool:
    """Say whether a sentence only tells that nobody asked for a vote: "There was no vote, only applause"."""
    return s.tally is not None and s.tally.consensus and not any(isinstance(one, Sighting) for one in out)


def _take_named(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Give the sentence's claims the members that it names by how they voted."""
    if "actor" not in [mark.kind for mark in s.marks]:
        return
    roll = bool(s.roll) or opens_roll(s)
    voting = s.tally is not None or s.has("taking_sides")
    if not (voting or roll or s.has("siding")):
        return
    told_so = named_by_vote(s) if voting and not roll else {}
    favour, against, abstain, absent = (told_so.get(side, []) for side in SIDES)
    named = (("favour", favour), ("against", against), ("abstain", abstain))
    only = tuple(side for side, spots in named if are_alone(s, spots))
    alone = "favour" in only
    _count_with_others(s, told)
    voters = with_side(s, dict(named))
    takers = [one for one in told if one.claim in FINAL or one.tally is not None]
    if s.behind_changes and not takers and next(s.texts(*s.span), None) is None:
        voters = []  # "An amendment was voted down. Cuba and Mali voted for it."
    changes = any(one.rule == "vote.paragraph" for one in out)  # "Mali and Chad voted against all three amendments"
    if (against or abstain or alone or voters) and not (takers or changes):
        spot, organ = (against or abstain or favour or [voters[0][1]])[0], s.acting()
        rule = NAMED if against or abstain or alone else SOME if voting or roll else SIDING
        takers = [Sighting("told", rule, s, spot[1], next(s.texts(*s.span), None), organ)]
        set_time(takers[0])
        if takers[0].past and takers[0].when is not None and in_own_clause(s, takers[0].when.start):
            takers[0].past, takers[0].when = False, None
        out.extend(takers)
    for one in takers:
        one.opponents, one.abstainers, one.supporters = against, abstain, favour
        one.absentees, one.voters = absent, voters
        one.only = only


def _count_with_others(s: Sentence, told: list[Sighting]) -> None:
    """Count who is named with so many others: "Japan, Russia and 12 other members voted for it" are 14."""
    tally = s.tally
    if tally is None or not s.has("so_many_others"):
        return
    counts = list(tally.numbers)
    for j, item in enumerate(s.items):
        words = s.words_after(item.end, 3) if is_actor(item) else []
        if s.lex.romance and s.says(words[1:2], "so_many_others"):
            words = [words[0], *reversed(words[1:])]  # "y otros siete"
        if not s.says(words[:1], "and") or not s.says(words[2:], "so_many_others"):
            continue
        number = int(words[1]) if words[1].isdecimal() else s.lex.numbers.get(words[1])
        if number and number in counts:
            counts[counts.index(number)] = number + len(actors_ending(s, j))
            whole = tally._replace(for_=counts[0], against=counts[1], abstain=counts[2])
            for one in told:
                one.tally = whole if one.tally is tally else one.tally
            return


def _binding(s: Sentence) -> bool | None:
    """Return whether the sentence says that something binds."""
    if s.has("not_binding"):
        return False
    return True if s.has("binding") else None
