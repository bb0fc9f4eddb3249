"""Counts, names, sponsors and countries that are told below a lead, in frames that any of their parts may stand in.

Whatever the numbers and the names are, and whatever stands between the lead and the sentence, the same is told. What
tells of other votes, other texts and other countries changes nothing.
"""

from random import Random

import pytest

from streams.core.model import ResolutionEvent
from tests.core.detect import told_below
from tests.core.detect.articles import detected
from tests.core.detect.told_below import KINDS, draw, draw_nothing, frames

DRAWN = 2
"""Stories drawn of each frame."""


def told(text: str) -> list[ResolutionEvent]:
    """Return the events of a story without those that it only names."""
    return [event for event in detected(text).events if event.stage != "cited"]


@pytest.mark.parametrize(
    ("kind", "family"), [(kind, family) for kind in KINDS if kind != "nothing" for family in KINDS[kind]]
)
def test_what_is_told_below_is_read(kind: str, family: str) -> None:
    """Each story is of one text, with the counts, names, sponsors and targets that its parts say."""
    about = KINDS[kind][family]
    misread = []
    for _, _, _, frame in (one for one in frames() if one[:2] == (kind, family)):
        chance = Random(frame)
        for _ in range(DRAWN):
            story = draw(kind, about, frame, chance)
            if wrong := story.misread(told(story.text)):
                misread.append((story.text, wrong))
    assert len(misread) <= int(str(about.get("unread", 0))), misread


@pytest.mark.parametrize("sentence", told_below.nothings())
def test_what_tells_nothing_changes_nothing(sentence: str) -> None:
    """A lead tells the same with it and without it."""
    chance = Random(sentence)
    for _ in range(DRAWN):
        alone, beside = draw_nothing(sentence, chance)
        assert [facts(event) for event in told(beside)] == [facts(event) for event in told(alone)], beside


def facts(event: ResolutionEvent) -> tuple[object, ...]:
    """Return what an event tells, without where it is told."""
    return event.organ, event.stage, event.vote, sorted(event.sponsors), sorted(event.targets)


SEVERAL = 200
"""Stories of several sentences below one lead."""
ORDERS = (("tally", "sponsors"), ("tally", "voters"), ("sponsors", "voters"), ("voters", "tally", "sponsors"))
"""Kinds of what is told below a lead, one behind another."""
SIDED = ("sides", "sides_counted", "sides_second", "sides_third")
PLAIN = {"tally": ("any", "second", "third"), "voters": SIDED, "sponsors": ("any", "second", "third")}
"""Families whose frames may stand beside any other's."""


def test_several_sentences_below_are_of_one_text() -> None:
    """A count, those who voted so and the sponsors, one behind another, are told of the lead's text."""
    chance = Random("several")
    pools = {kind: [frame for k, family, _, frame in frames() if k == kind and family in PLAIN[kind]] for kind in PLAIN}
    misread = []
    for _ in range(SEVERAL):
        below = chance.choice(("\n\n", " ")).join(chance.choice(pools[kind]) for kind in chance.choice(ORDERS))
        story = draw("tally", {"counted": True}, below, chance)
        if wrong := story.misread(told(story.text)):
            misread.append((story.text, wrong))
    assert not misread
