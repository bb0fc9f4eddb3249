"""A story read sentence by sentence: which of them are read, and what each claims."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from streams.core.detect.age.freshness import (
    VOTED,
)
from streams.core.detect.reading.alternates import one_done_with
from streams.core.detect.reading.claims import claims_of
from streams.core.detect.reading.so_far import SoFar
from streams.core.detect.sentences.goes_on import (
    ALTERNATES,
    Here,
)
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.phrases import chunk
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.tallies.votes import Tally, read_tally
from streams.core.detect.times.dates import MONTH_DAYS, read_dates
from streams.core.detect.times.when import When
from streams.core.detect.verbs.in_works import without_scenes
from streams.core.detect.words.dateline import past_dateline
from streams.core.detect.words.drafting import with_drafting
from streams.core.detect.words.lists import lines_ahead, whole_lists
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.rolls import whole_rolls
from streams.core.detect.words.text import sentences

LEAD = 600
"""Characters of a story in which a calendar day can be that of the news."""


def read_story(story: Story) -> list[Sighting | HeldBack]:
    """Return what the story's sentences claim and nearly claim, in order; those without matter are passed over."""
    out: list[Sighting | HeldBack] = []
    so_far = SoFar(story)
    for index, here, listed in _numbered(story):
        first = so_far.go_on(index, here, listed)
        if so_far.read:
            s = _sentence(story, here, index, so_far.times, first, since=index - so_far.several)
            so_far.tell(s)
            claims = without_scenes(claims_of(s)) if so_far.scene else claims_of(s)
            so_far.take(s, claims, out)
            out.extend(claims)
        else:
            so_far.pass_by(here)
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


def _tells_of_vote(inside: list[Mark]) -> bool:
    """Say whether a text, a vote or what one comes to is named, so that a tally can be of it."""
    for mark in inside:  # noqa: SIM110  # as above
        if mark.kind == "noun" or (mark.kind == "verb" and mark.value in VOTED):
            return True
    return False


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
    spoken = with_drafting(story.folded, spoken, story.lex)
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
    if tally is not None and "only_possible" in here.phrases:
        return None  # "would only be possible with the approval of all 15 members"
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
