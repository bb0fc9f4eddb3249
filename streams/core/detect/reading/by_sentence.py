"""A story read sentence by sentence: which of them are read, and what each claims."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from streams.core.detect.age.freshness import (
    VOTED,
    age_undated,
    background_of,
    decides,
    names_own_time,
    outcome_time,
    tells_news,
)
from streams.core.detect.reading.alternates import one_done_with, one_of_them
from streams.core.detect.reading.claims import claims_of
from streams.core.detect.reading.pronouns import Its
from streams.core.detect.rules.common import goes_on_with_amendments
from streams.core.detect.sentences.goes_on import (
    ALTERNATES,
    Here,
    is_of_the_text,
    opens_count,
    takes_sides,
    tells_of_several,
    tells_one_more,
)
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.names import goes_on
from streams.core.detect.sentences.phrases import chunk
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.tallies.votes import Tally, read_tally
from streams.core.detect.times.dates import MONTH_DAYS, OLD_ANYWHERE, read_dates
from streams.core.detect.times.when import When
from streams.core.detect.verbs.in_works import sets_scene, without_scenes
from streams.core.detect.voters.roll import opens_roll
from streams.core.detect.words.dateline import past_dateline
from streams.core.detect.words.lists import lines_ahead, whole_lists
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.rolls import whole_rolls
from streams.core.detect.words.text import contains, sentences

LEAD = 600
"""Characters of a story in which a calendar day can be that of the news."""
NEAR_COUNT = 4
"""Sentences behind one that told of a text within which the result of its vote may be told."""
EARLY = 8
"""Sentences of a story, the lines above a press release among them, in which its news is told with its day."""
BESIDE = 2
"""Sentences behind the outcome of one text in which one more may be told of: "Another on Iran passed"."""
SCENE = 2
"""Sentences of a story in which it says that it is about a play, or about what may come."""
COMPARED_REACH = 48
"""Characters before a time in which it is told that it is only that of another vote: "a far cry from the 141 of "."""
BRIEF = 60
"""Characters of a sentence that only says whose turn it is."""
DAY_WORDS = 6
"""Words of a day that stands alone: "23 de febrero de 2012."."""
OPENER_REACH = 4
"""Characters before the name that a sentence begins with: "The "."""

_DECISIVE = ("veto", "vote", "reject", "fail", "postpone", "withdraw", "block", "abstain")
"""Verb classes that a sentence is read for even where it names no text: "Russia vetoed it"."""
_TELLING = ("resolution", "draft", "vote", "amendment")
"""Nouns that a sentence is read for by themselves."""
_DEEDS = ("adopt", "act", "call", "table", "propose", "consider", "schedule")
"""Verb classes that a sentence is read for beside an organ or a text."""


def read_story(story: Story) -> list[Sighting | HeldBack]:
    """Return what the story's sentences claim and nearly claim, in order; those without matter are passed over."""
    out: list[Sighting | HeldBack] = []
    when: When | None = None  # the time told last
    day: When | None = None  # the day told last: "the same day" is that one, and no month
    several = moved = -99  # the sentences told last that are of several texts, and of what is put off
    decided = last = background = amended = several  # those that tell an outcome, are read, of before, of amendments
    its = Its()
    before: tuple[When | None, Here | None] = (None, None)  # the time of the sentence before, and that
    opening: When | None = None  # the time of the outcome that the story opens with
    read, fresh, scene = False, False, False
    # the side of those named last by how they voted, and the one whose list the sentence before leaves open, being cut
    sided = roll = ""
    for index, here, listed in _numbered(story):
        span, inside, _ = here
        roll = listed or roll
        told, before = before, (None, here)
        if 0 < index - decided <= BESIDE and tells_one_more(story, span[0]):
            several = index - 1
        first = one_of_them(story.folded, inside, span[0], story.lex) if 0 < index - several <= ALTERNATES else None
        read = (
            bool(roll or first)
            or _has_matter(inside)
            or is_of_the_text(
                story,
                here,
                behind=read
                or its.near
                or (index - last <= NEAR_COUNT and (opens_count(story, span[0]) or takes_sides(here))),
            )
        )
        its.pass_by(inside, read=read)
        scene = scene or (index < SCENE and sets_scene(story, here))
        if read:
            s, last = _sentence(story, here, index, (when, day), first, since=index - several), index
            _carry_on(s, told)
            s.moved, s.behind_changes = moved == index - 1, amended == index - 1 and decided != index - 1
            if _puts_off(s.marks):
                moved = index
            s.before, s.openers, s.opening = told[0], _openers(story.folded, told[1]), opening
            s.roll, s.sided = roll, sided
            s.amended = s.amended or (amended == index - 1 and (goes_on_with_amendments(s) or opens_roll(s)))
            before = (s.whens[-1] if s.whens else None, here)
            claims = without_scenes(claims_of(s)) if scene else claims_of(s)
            several = index if tells_of_several(s, claims, index - decided) else several
            its.take(s, claims, out)
            sided, roll = s.sided, s.roll if story.body.startswith(" ", span[1]) else ""
            amended = index if s.amended else amended
            background = background_of(claims, index, background) if claims else background
            decided = index if claims and decides(claims) else decided
            fresh = (
                fresh
                or names_own_time(story.folded, s.whens, story.lex)
                or tells_news(claims, index, behind_old=bool(when))
            )
            if not fresh and index > 0 and (s.whens or when):  # all times told so far are of other years: histories
                age_undated(claims)
            out.extend(claims)
            opening = outcome_time(s, claims) if index < EARLY and opening is None else opening
            when = s.whens[-1] if s.whens else when
            day = next((one for one in reversed(s.whens) if _is_day(one)), day) if s.whens else day
        elif "date" in [mark.kind for mark in inside] or _names_year(story.folded, span):
            dates = read_dates(story.folded, inside, span, story.published, story.lex, (when, day))
            day = next((one for one in dates if _is_day(one)), day)
            before = (dates[0] if dates else None, here)
            fresh = fresh or names_own_time(story.folded, dates, story.lex)
            when = next(iter(dates), when)
    return out


def _numbered(story: Story) -> Iterator[tuple[int, Here, str]]:
    """Yield the sentences with their numbers, the first of the story's own being 0, and with the side of the vote whose
    members one lists line by line, or nothing; the first begins behind its dateline."""
    marks, starts = story.marks, [mark.start for mark in story.marks]
    spans = whole_lists(sentences(story.body), story.folded, story.lex)
    first = -lines_ahead(spans, story.body)
    for number, (span, listed) in enumerate(whole_rolls(spans, story.body, story.folded, story.lex), first):
        inside = marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        begin = span[0] if number else past_dateline(story.body, story.folded, span[0], inside)
        yield number, Here((begin, span[1]), inside, story.said.within(begin, span[1])), listed


def _carry_on(s: Sentence, told: tuple[When | None, Here | None]) -> None:
    """Give what stands behind a semicolon the old time told before it: "In 1999 it kept silent; a draft got three", and
    an entry of a chronology its day: "4 de octubre de 2011. Rusia veta una resolución"."""
    when, before = told
    if when is None or s.whens:
        return
    entry = s.lex.romance and before is not None and _is_only_day(s.folded, before)
    behind = s.folded.startswith(";", s.span[0] - 2) and (when.age or 0) >= OLD_ANYWHERE
    if entry or (behind and not _is_compared_to(s, when)):
        s.whens.append(when._replace(start=s.span[0], end=s.span[0] + 1))


def _is_only_day(folded: str, here: Here) -> bool:
    """Say whether a sentence is no more than a day, as the entries of a chronology begin: "4 de octubre de 2011."."""
    dates = [mark for mark in here.marks if mark.kind == "date"]
    words = len(folded[slice(*here.span)].split())
    return words <= DAY_WORDS and (bool(dates) or _names_year(folded, here.span))


def _is_compared_to(s: Sentence, when: When) -> bool:
    """Say whether a time is only that of another vote: "93 were for it, a far cry from the 141 of a year ago; 18"."""
    before = s.folded[max(0, when.start - COMPARED_REACH) : when.start]
    return s.tally is not None and contains(before, s.lex.words["more_or_less"])


def _names_year(folded: str, span: tuple[int, int]) -> bool:
    """Say whether a sentence can name a year, by which the next one may say "that year"."""
    return folded.find(" 19", *span) >= 0 or folded.find(" 20", *span) >= 0


def _is_day(when: When) -> bool:
    """Say whether a time is one day: "on Friday", "Dec. 5", and not "in December"."""
    return not when.bound and (when.day is not None or when.weekday is not None)


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


def _puts_off(marks: list[Mark]) -> bool:
    """Say whether it is told that something is put off."""
    for mark in marks:  # noqa: SIM110  # asked of each sentence: a generator costs twice as much
        if mark.value == "postpone" and mark.kind == "verb":
            return True
    return False


def _tells_of_vote(inside: list[Mark]) -> bool:
    """Say whether a text, a vote or what one comes to is named, so that a tally can be of it."""
    for mark in inside:  # noqa: SIM110  # as above
        if mark.kind == "noun" or (mark.kind == "verb" and mark.value in VOTED):
            return True
    return False


def _openers(folded: str, here: Here | None) -> list[Spot]:
    """Return the countries that a sentence begins with: whose "its" or "their" of the next sentence is."""
    spots: list[Spot] = []
    if here is None:
        return spots
    span, inside, _ = here
    for mark in inside:
        begins = goes_on(folded[spots[-1][2] : mark.start]) if spots else mark.start - span[0] <= OPENER_REACH
        if mark.kind != "actor" or "p" in mark.forms or not begins:
            break
        spots.append((mark.value, mark.start, mark.end))
    if not spots and span[1] - span[0] < BRIEF:  # "Then it was Russia's turn."
        named = [mark for mark in inside if mark.kind in ("actor", "organ")]
        if len(named) == 1 and named[0].kind == "actor" and "p" not in named[0].forms:
            spots = [(named[0].value, named[0].start, named[0].end)]
    return spots


def _sentence(
    story: Story,
    here: Here,
    index: int,
    told: tuple[When | None, When | None],
    first: Mention | None,
    *,
    since: int,
) -> Sentence:
    """Return one sentence with its items, times and tally.

    :param told: the time and the day told last.
    :param first: the text that it begins with, without its noun.
    :param since: sentences since one told of several texts.
    """
    span, inside, phrases = here
    spoken = inside if index else [mark for mark in inside if mark.start >= span[0]]
    items = chunk(story.folded, spoken, span[0], story.lex, first)
    one = one_done_with(story.folded, inside, span, story.lex) if first is None and 0 < since <= ALTERNATES else None
    if one is not None:
        insort(items, one, key=lambda item: item.start)
    voted = "voted_alone" in phrases or _tells_of_vote(inside)
    return Sentence(
        folded=story.folded,
        span=span,
        items=items,
        lex=story.lex,
        said=story.said,
        phrases=phrases,
        whens=_aged(read_dates(story.folded, inside, span, story.published, story.lex, told), story, told[1]),
        tally=_tally(story, here, items) if voted else None,
        index=index,
        questioned=story.folded[span[1] - 1] == "?",
        foreign=_names_other_body(items, by_share="shares" in phrases),
        year=story.year,
    )


def _tally(story: Story, here: Here, items: list[Item]) -> Tally | None:
    """Return the tally of a sentence; 128 votes for a person, or a member, are none."""
    tally = read_tally(story.folded, here.span, story.lex, here.phrases)
    if tally is None or "elected_so" not in here.phrases:
        return tally
    texts = [item for item in items if isinstance(item, Mention) and item.kind in TEXTS]
    begins = bool(texts) and texts[0].start == here.span[0]  # "The U.S. text, which called for an election, had nine"
    return tally if begins or any(item.kind in TEXTS[:2] for item in texts) else None


def _aged(whens: list[When], story: Story, day: When | None) -> list[When]:
    """Return times as they are; in a story without a day that tells its news by weekdays, a calendar day is older.

    :param day: the day told last. Behind a weekday a date is older also where a story begins.
    """
    if not whens or story.published is not None or not story.weekdays:
        return whens
    begins, behind = whens[0].start < LEAD, day is not None and day.weekday is not None
    return [
        one._replace(age=MONTH_DAYS)
        if one.age is None and one.weekday is None and not one.bound and (not begins or behind)
        else one
        for one in whens
    ]


def _names_other_body(items: list[Item], *, by_share: bool) -> bool:
    """Say whether the items name another body that adopts, and no organ of the United Nations.

    :param by_share: votes are told in percent, as no organ of the United Nations counts them.
    """
    if not by_share and "foreign" not in [item.kind for item in items]:
        return False
    other = by_share
    for item in items:
        if item.kind == "organ" or (isinstance(item, Mention) and item.organ is not None):
            return False
        if item.kind == "foreign" and isinstance(item, Mark) and "w" not in item.forms:
            other = True
    return other
