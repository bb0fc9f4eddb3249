"""A story read sentence by sentence: what each claims, and when it says that it was."""

from bisect import bisect_left

from streams.core.detect.dates import MONTH_DAYS, OLD_ANYWHERE, OLD_DAYS, When, is_put_off_to, read_dates, told_as_past
from streams.core.detect.freshness import ANCIENT, age_undated, names_own_time, tells_news
from streams.core.detect.lexicon import Lexicon
from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS, Item, Mention
from streams.core.detect.names import goes_on
from streams.core.detect.opponents import are_alone, named_by_vote
from streams.core.detect.phrases import chunk
from streams.core.detect.rules import read_sentence
from streams.core.detect.rules.common import goes_on_with_amendments
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import FINAL, HeldBack, Sighting
from streams.core.detect.story import Story
from streams.core.detect.text import contains, sentences
from streams.core.detect.votes import read_tally

OPENING = 2
"""Sentences of a story that tell its news, also news of some days ago."""
LEAD = 600
"""Characters of a story in which a calendar day can be that of the news."""
OPENER_REACH = 4
"""Characters before the name that a sentence begins with: "The "."""
OPENING_TIME = 16
"""Characters before the time that a sentence opens with: "In late "."""
TIME_REACH = 120
"""Characters between a claim and the time that it is told with."""

_DECISIVE = ("veto", "vote", "reject", "fail", "postpone", "withdraw", "block", "abstain")
"""Verb classes that a sentence is read for even where it names no text: "Russia vetoed it"."""
_TELLING = ("resolution", "draft", "vote", "amendment")
"""Nouns that a sentence is read for by themselves."""
_DEEDS = ("adopt", "act", "call", "table", "propose", "consider", "schedule")
"""Verb classes that a sentence is read for beside an organ or a text."""
_OFFERED = frozenset(("table", "propose"))
"""Verb classes that tell who a text is from."""
_VOTED = ("veto", "vote", "reject", "fail", "adopt", "abstain")
"""Verb classes beside which a tally can stand."""
_AHEAD = ("cited", "told", "vote_scheduled", "postponed", "proposed")
"""Claims whose time may be still to come."""
_AGELESS = ("cited", "told", "vote_scheduled", "proposed")
"""Claims that no age makes background."""


def read_story(story: Story) -> list[Sighting | HeldBack]:
    """Return what the story's sentences claim and nearly claim, in order; those without matter are passed over."""
    out: list[Sighting | HeldBack] = []
    marks, starts = story.marks, [mark.start for mark in story.marks]
    when: When | None = None  # the time told last
    background = amended = -2  # the sentences told last that are of an earlier outcome, and of amendments
    before: tuple[When | None, list[Spot]] = (None, [])  # the time of the sentence before, and whom it begins with
    opening: When | None = None  # the time of the outcome that the story opens with
    read = fresh = False
    for index, span in enumerate(sentences(story.body)):
        inside = marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        told = before
        before = (None, _openers(story.folded, inside, span))
        read = _has_matter(inside) or _is_of_the_text(story, span, inside, behind=read)
        if read:
            s = _sentence(story, span, inside, index, when)
            s.before, s.openers = told
            s.opening = opening
            s.amended = s.amended or (amended == index - 1 and goes_on_with_amendments(s))
            before = (s.whens[-1] if s.whens else None, before[1])
            claims = _claims(s)
            amended = index if s.amended else amended
            background = _background(claims, index, background)
            fresh = fresh or names_own_time(story.folded, s.whens) or tells_news(claims, index, behind_old=bool(when))
            if not fresh and index and (s.whens or when):  # all times told so far are of other years: histories
                age_undated(claims)
            out.extend(claims)
            if index < OPENING and opening is None:
                opening = _outcome_time(s, claims)
            when = s.whens[-1] if s.whens else when
        elif any(mark.kind == "date" for mark in inside):
            dates = read_dates(story.folded, inside, span, story.published, story.lex, when)
            before = (dates[0] if dates else None, before[1])
            fresh = fresh or names_own_time(story.folded, dates)
            when = next(iter(dates), when)
    return out


def _outcome_time(s: Sentence, claims: list[Sighting | HeldBack]) -> When | None:
    """Return when the outcome was that a sentence tells, of one text or of several."""
    told = any(isinstance(one, Sighting) and not one.past and one.claim in (*FINAL, "told") for one in claims)
    decided = told or any(mark.kind == "verb" and mark.value in _VOTED for mark in s.marks)
    fresh = [when for when in s.whens if when.age is not None and 0 <= when.age < OLD_DAYS and not when.bound]
    return fresh[0] if decided and fresh else None


def _background(claims: list[Sighting | HeldBack], index: int, before: int) -> int:
    """Return the number of the last sentence that tells an earlier outcome, ``before`` or this one.

    What is said of "it" right behind such a sentence is as old: "In March the council adopted a text. It passed 14-0."
    """
    told = [one for one in claims if isinstance(one, Sighting) and (one.claim in FINAL or one.tally is not None)]
    if before == index - 1:
        for one in told:
            one.past = one.past or (one.mention is None and one.when is None)
    return index if any(one.past for one in told) else before


def _has_matter(inside: list[Mark]) -> bool:
    """Say whether a sentence names a text or a vote, or an organ or "the measure" beside what is done with texts."""
    named = deed = False
    for mark in inside:
        if mark.kind == "symbol" or (mark.kind == "noun" and mark.value in _TELLING):
            return True
        if mark.kind == "verb":
            if mark.value in _DECISIVE:
                return True
            deed = deed or mark.value in _DEEDS
        elif mark.kind == "organ" or (mark.kind == "noun" and mark.value == "text"):
            named = True
    return named and deed


def _openers(folded: str, inside: list[Mark], span: tuple[int, int]) -> list[Spot]:
    """Return the countries that a sentence begins with: whose "its" or "their" of the next sentence is."""
    spots: list[Spot] = []
    for mark in inside:
        begins = goes_on(folded[spots[-1][2] : mark.start]) if spots else mark.start - span[0] <= OPENER_REACH
        if mark.kind != "actor" or "p" in mark.forms or not begins:
            break
        spots.append((mark.value, mark.start, mark.end))
    return spots


def _is_of_the_text(story: Story, span: tuple[int, int], inside: list[Mark], *, behind: bool) -> bool:
    """Say whether a sentence goes on about a text: "It was drafted by France", "All other 14 members backed it".

    Right behind a sentence that was read, one that only counts is of the same vote: "Ten were in favor."
    """
    if behind and contains(story.folded[span[0] : span[1]], story.lex.words["voted_alone"]):
        return True
    if any(mark.kind == "noun" and mark.value == "text" for mark in inside) and contains(
        story.folded[span[0] : span[1]], story.lex.words["not_binding"]
    ):
        return True  # "The text is not binding"
    first = story.folded[span[0] : span[0] + 8].partition(" ")[0]
    verbs = [mark.value for mark in inside if mark.kind == "verb"]
    taken = behind and first in story.lex.words["object_pronoun"]  # "La presentó Francia"
    if taken or first in story.lex.words["pronoun"] or (behind and " it " in story.folded[span[0] : span[1]]):
        return not _OFFERED.isdisjoint(verbs)
    return "adopt" in verbs and not story.lex.tally["others"].isdisjoint(story.folded[span[0] : span[0] + 24].split())


def _sentence(story: Story, span: tuple[int, int], inside: list[Mark], index: int, when: When | None) -> Sentence:
    """Return one sentence with its items, times and tally."""
    items = chunk(story.folded, inside, span[0], story.lex)
    text = story.folded[span[0] : span[1]]
    voted = any(mark.kind == "noun" or (mark.kind == "verb" and mark.value in _VOTED) for mark in inside)
    voted = voted or contains(text, story.lex.words["voted_alone"])
    return Sentence(
        folded=story.folded,
        span=span,
        items=items,
        lex=story.lex,
        whens=_aged(read_dates(story.folded, inside, span, story.published, story.lex, when), story),
        tally=read_tally(story.folded, span, story.lex) if voted else None,
        index=index,
        questioned=text.endswith("?"),
        foreign=_names_other_body(items, by_share=_by_share(text, story.lex)),
        year=story.year,
    )


def _by_share(text: str, lex: Lexicon) -> bool:
    """Say whether a sentence tells votes in percent."""
    return ("%" in text or "per" in text) and contains(text, lex.words["shares"])


def _aged(whens: list[When], story: Story) -> list[When]:
    """Return times as they are; in a story without a day that tells its news by weekdays, a calendar day is older."""
    if not whens or story.published is not None or whens[0].start < LEAD or not story.weekdays:
        return whens
    return [one._replace(age=MONTH_DAYS) if one.age is None and one.weekday is None else one for one in whens]


def _names_other_body(items: list[Item], *, by_share: bool) -> bool:
    """Say whether the items name another body that adopts, and no organ of the United Nations.

    :param by_share: votes are told in percent, as no organ of the United Nations counts them.
    """
    other = by_share
    for item in items:
        if item.kind == "organ" or (isinstance(item, Mention) and item.organ is not None):
            return False
        if item.kind == "foreign" and isinstance(item, Mark) and "w" not in item.forms:
            other = True
    return other


def _claims(s: Sentence) -> list[Sighting | HeldBack]:
    """Return what one sentence claims: by its rules, by its tally alone, and on what binds."""
    out = read_sentence(s)
    told = [one for one in out if isinstance(one, Sighting)]
    counted = s.tally is not None and (s.tally.counted or _is_how(s, out)) and not s.amended and not s.foreign
    voted = next(s.texts(*s.span), None)
    earlier = voted is not None and voted.plural and voted.past  # "abstained on the council's two previous resolutions"
    if counted and s.tally is not None and not earlier and not any(one.tally for one in told):
        organ = next(s.organs(*s.span), None)
        told.append(Sighting("told", "vote.tally", s, s.tally.start, voted, organ, tally=s.tally))
        out.append(told[-1])
    elif s.tally is not None and not any(one.tally for one in told) and not s.amended and not s.foreign:
        told.extend(_manner_alone(s, voted))
        out.extend(told[-1:])
    _take_named(s, told, out)
    text = next(s.texts(*s.span, kinds=(*TEXTS, "vote")), None)
    binding = _binding(s) if text is not None else None
    if binding is not None and text is not None:
        about = text if text.kind != "vote" else None
        out.append(Sighting("told", "binding.said", s, text.start, about, binding=binding))
    for one in told:
        _set_time(one)
    return out


def _manner_alone(s: Sentence, text: Mention | None) -> list[Sighting]:
    """Return what is told of a vote without its number: "The vote was unanimous", "all members supported the draft"."""
    voted = next(s.texts(*s.span, kinds=("vote",)), None)
    about = text if text is not None else voted
    if about is None or about.plural or about.past or about.article == "any" or s.tally is None:
        return []
    organ = next(s.organs(*s.span), None)
    return [Sighting("told", "vote.tally", s, about.start, text, organ, tally=s.tally)]


def _is_how(s: Sentence, out: list[Sighting | HeldBack]) -> bool:
    """Say whether a sentence only tells that nobody asked for a vote: "There was no vote, only applause"."""
    return s.tally is not None and s.tally.consensus and not any(isinstance(one, Sighting) for one in out)


def _take_named(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Give the sentence's claims the members that it names by how they voted."""
    if s.tally is None and not contains(s.folded[slice(*s.span)], s.lex.words["taking_sides"]):
        return
    favour, against, abstain = (named_by_vote(s, side) for side in ("favour", "against", "abstain"))
    alone = are_alone(s, favour)
    takers = [one for one in told if one.claim in FINAL or one.tally is not None]
    if (against or abstain or alone) and not takers:
        spot, organ = (against or abstain or favour)[0], next(s.organs(*s.span), None)
        takers = [Sighting("told", "vote.named", s, spot[1], next(s.texts(*s.span), None), organ)]
        _set_time(takers[0])
        out.extend(takers)
    for one in takers:
        one.opponents, one.abstainers, one.supporters, one.alone = against, abstain, favour, alone


def _binding(s: Sentence) -> bool | None:
    """Return whether the sentence says that something binds."""
    text = s.folded[s.span[0] : s.span[1]]
    for phrases, binds in ((s.lex.words["not_binding"], False), (s.lex.words["binding"], True)):
        if contains(text, phrases):
            return binds
    return None


def _set_time(one: Sighting) -> None:
    """Give a claim the time nearest to it, and call it past if that is old."""
    counts = one.claim == "told" and one.tally is not None and one.tally.counted  # a tally of last year is last year's
    ahead = one.claim in _AHEAD and not counts
    near = [
        when
        for when in one.sentence.whens
        if abs(when.start - one.at) < TIME_REACH
        and (ahead or not (when.bound or _is_purpose(when, one)))
        and not _is_compared(one.sentence, when)
    ]
    if one.claim == "postponed":
        near = [when for when in near if not is_put_off_to(one.sentence.folded, one.at, when, one.sentence.lex)]
    if near:
        when = min(near, key=lambda when: abs(when.start - one.at))
        one.when = when if ahead else told_as_past(when)
    year = one.mention.year if one.mention is not None else None
    if year is not None and (one.sentence.year is None or year < one.sentence.year) and one.claim not in _AGELESS:
        one.past = True
        return
    if one.claim in FINAL and not near and _opens_long_ago(one.sentence):
        one.past = True
        return
    age = one.when.age if one.when is not None else None
    if age is None or (one.claim in _AGELESS and not counts):
        one.past = one.past and one.rule == "veto.noun" and one.sentence.index >= OPENING
    else:
        below = one.sentence.index >= OPENING
        one.past = age >= OLD_ANYWHERE or (age >= OLD_DAYS and below) or (age >= OLD_DAYS - 1 and one.past)


def _opens_long_ago(s: Sentence) -> bool:
    """Say whether the sentence opens with an old year: "In August 1990, hours after the invasion, he was summoned"."""
    first = s.whens[0] if s.whens else None
    return first is not None and first.start - s.span[0] < OPENING_TIME and (first.age or 0) >= ANCIENT


def _is_compared(s: Sentence, when: When) -> bool:
    """Say whether a time is of what the tally is compared with: "148 votes in favor, down from 160 last year"."""
    before = s.words_before(when.start, 3)
    return len(before) > 1 and before[-1].isdecimal() and s.says(before[-2:-1], "compared_with")


def _is_purpose(when: When, one: Sighting) -> bool:
    """Say whether a day still to come is of what the text does: "voted to end the mission on December 31"."""
    return when.age is not None and when.age < -1 and when.start > one.at
