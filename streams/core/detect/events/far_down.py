"""Whether a text is told of so far down, and without a day, that it is what a long article explains its news by."""

import re

from streams.core.detect.age.of_old import OPENING
from streams.core.detect.events.happened import days_before, is_live_page
from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.times.dates import OLD_ANYWHERE
from streams.core.detect.times.when import When
from streams.core.detect.words.marks import ORGANS
from streams.core.detect.words.text import contains

FAR = 16
"""Sentences behind which an article tells what was before, if it has told nothing of the United Nations until there."""
OPENER = 80
"""Characters of a story in which the body is named whose news it is."""
LED = 3
"""Words of a story before that body, behind its dateline: "The Dutch "."""
AROUND = 160
"""Characters before a sentence in which it is told when what it tells was: "Hours later it did."."""
ASIDE = 3
"""Sentences of a story that tell its news."""
LEAD = 400
"""Characters of a story in which it says what it is about."""
_DASH = re.compile(r"(?: --?|[\u2013\u2014]) ?")
NEAR = 4
"""Sentences behind what was told with its day in which more of it is told: "France then circulated another text"."""
_BROUGHT = ("propose.active", "table.active")
"""Rules that tell who brought a text, which background tells too: "diplomats drafted this resolution"."""


def is_told_aside(matter: Matter, matters: list[Matter], story: Story) -> bool:
    """Say whether a story on something else first tells of a text below its opening, as what was once decided.

    Such a story names the United Nations neither in its headline nor where it opens, and tells no day; or it opens with
    what another body did: "The House voted on Thursday to condemn it. ... The Security Council approved the text 14-0".
    """
    if any(_is_fresh(one.when) or _is_fresh(one.sentence.before) or _is_just_told(one) for one in matter.sightings):
        return False
    below = matter.sightings[0].sentence.index
    if below >= OPENING and _opens_elsewhere(story) and not any(_is_there(one) for one in matter.sightings):
        return True
    if below < ASIDE or any(_is_news_before(one, matter) for one in matters):
        return False
    if any(_is_reported(one) for one in matter.sightings):
        return False
    named = story.lex.gate.names_the_un
    return not (named(story.headline) or named(story.body[:LEAD]) or is_live_page(story))


def is_told_far_down(matter: Matter, matters: list[Matter], story: Story) -> bool:
    """Say whether a long article first tells of a text far down, without a day, after nothing else of its kind."""
    if matter.sightings[0].sentence.index < FAR or any(_is_news_before(one, matter) for one in matters):
        return False
    if _is_told_as_news(matter) or any(_goes_on_with(matter, one) for one in matters):
        return False
    return not is_live_page(story)


def _is_told_as_news(matter: Matter) -> bool:
    """Say whether what is told of a text has a day of these, or is told as news is."""
    return any(
        _is_fresh(one.when) or _is_fresh(one.sentence.before) or _is_reported(one) or days_before(one) is not None
        for one in matter.sightings
    )


def _goes_on_with(matter: Matter, other: Matter) -> bool:
    """Say whether a text is told right behind another of which news is told: "It failed. Fiji then circulated one"."""
    if other is matter or other.past or other.cited or not _is_told_as_news(other):
        return False
    first = matter.sightings[0].sentence.index
    return any(0 < first - one.sentence.index <= NEAR for one in other.sightings)


def _is_reported(one: Sighting) -> bool:
    """Say whether it is told as news is: with its count, or from where it happened: "At the Security Council, ..."."""
    if one.tally is not None and one.tally.for_ is not None and (one.tally.against is not None or one.opponents):
        return True
    return _is_there(one)


def _is_there(one: Sighting) -> bool:
    """Say whether a sentence opens with where it happened: "At the Security Council, ..."."""
    s = one.sentence
    return s.begins("opens_there")


def is_brought_in_past(matter: Matter) -> bool:
    """Say whether nothing is told of a text but, in the past tense, who brought it."""
    return all(
        one.claim in ("told", "cited")
        or (one.rule in _BROUGHT and any(mark.start == one.at and "d" in mark.forms for mark in one.sentence.marks))
        for one in matter.sightings
    )


def _is_news_before(one: Matter, matter: Matter) -> bool:
    """Say whether an article has told of another text before, as news."""
    earlier = one.sightings[0].sentence.index < min(FAR, matter.sightings[0].sentence.index)
    return earlier and not (one.past or one.cited)


def _is_fresh(when: When | None) -> bool:
    """Say whether a time is of these days."""
    return when is not None and not when.bound and (when.age is None or when.age < OLD_ANYWHERE)


def _is_just_told(one: Sighting) -> bool:
    """Say whether it is told to be of the same hours as the story's news: "hours before", "on the same evening"."""
    s = one.sentence
    if contains(s.folded[max(0, s.span[0] - AROUND) : s.span[1]], s.lex.words["same_hours"]):
        return True
    return contains(s.folded[s.span[0] : one.at], s.lex.words["coming_as"])  # "It comes as a text was vetoed by China"


def _opens_elsewhere(story: Story) -> bool:
    """Say whether a story opens with another body's news: "The House on Thursday", "JERUSALEM - A House resolution"."""
    first = next((mark for mark in story.marks if mark.kind in ("organ", "foreign")), None)
    if first is None or first.kind != "foreign" or first.start > OPENER or "w" in first.forms or first.value in ORGANS:
        return False
    return len(_DASH.split(story.folded[: first.start])[-1].split()) <= LED
