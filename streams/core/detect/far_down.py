"""Whether a text is told of so far down, and without a day, that it is what a long article explains its news by."""

from streams.core.detect.dates import OLD_ANYWHERE
from streams.core.detect.happened import is_live_page
from streams.core.detect.matters import Matter
from streams.core.detect.sightings import Sighting
from streams.core.detect.story import Story
from streams.core.detect.text import longest_first
from streams.core.detect.when import When

FAR = 16
"""Sentences behind which an article tells what was before, if it has told nothing of the United Nations until there."""
_BROUGHT = ("propose.active", "table.active")
"""Rules that tell who brought a text, which background tells too: "diplomats drafted this resolution"."""


def is_told_far_down(matter: Matter, matters: list[Matter], story: Story) -> bool:
    """Say whether a long article first tells of a text far down, without a day, after nothing else of its kind."""
    if matter.sightings[0].sentence.index < FAR or any(_is_news_before(one, matter) for one in matters):
        return False
    if any(_is_fresh(one.when) or _is_fresh(one.sentence.before) or _is_reported(one) for one in matter.sightings):
        return False
    return not is_live_page(story)


def _is_reported(one: Sighting) -> bool:
    """Say whether it is told as news is: with its count, or from where it happened: "At the Security Council, ..."."""
    s = one.sentence
    if one.tally is not None and one.tally.for_ is not None and one.tally.against is not None:
        return True
    return s.folded.startswith(longest_first(s.lex.words["opens_there"]), s.begin)


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
