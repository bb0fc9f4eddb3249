"""When two texts are copies of one.

What tells copies is not how much of both they share, since a brief is a tenth of what it was cut from. Either the lead
of one stands in the other, and a good part of the shorter text: so are copies cut, and things added before or behind.
Or both share much of what they have, under another lead: so are write-throughs. What neither is: rivals that quote the
same people, and the next day's story above the same background.

The thresholds were set on one half of the texts in ``tests/quality/same_story.py``; the other half is reported.
"""

from collections.abc import Set
from math import sqrt
from typing import NamedTuple

from streams.core.story.signatures import Sample, read

FEWEST_FIGURES = 10
FIGURES_SHARED = 0.25
DEVIATIONS = 1.5
"""What is shared is estimated from samples, and believed as far as it is this many standard deviations from chance."""


class Likeness(NamedTuple):
    """Which share of the shorter text, of the longer one, and of the lead of one stands in the other; ``phrases`` is
    how many that are."""

    of_shorter: float
    of_longer: float
    of_lead: float
    phrases: float


NONE = Likeness(0, 0, 0, 0)
WITH_LEAD = Likeness(0.35, 0, 0.3, 28)
"""A caption that many papers have is 25 words long, and would tie all their briefs together."""
WITHIN = Likeness(0.65, 0, 0.3, 0)
"""A flash of two sentences has no more, but has nearly all of them."""
WITHOUT_LEAD = Likeness(0.5, 0.35, 0, 28)


def similar(one: bytes, other: bytes) -> bool:
    """Say whether two signatures are of copies of one text: cut, added to, edited or with a new lead."""
    found = likeness(one, other)
    return any(reaches(found, least) for least in (WITH_LEAD, WITHIN, WITHOUT_LEAD))


def reaches(found: Likeness, least: Likeness) -> bool:
    """Say whether a likeness is nowhere less than another."""
    return all(one >= other for one, other in zip(found, least, strict=True))


def likeness(one: bytes, other: bytes) -> Likeness:
    """Return how like two texts are, as far as their signatures tell."""
    first, second = read(one), read(other)
    if first is None or second is None:
        return NONE
    if (first.size, one) > (second.size, other):  # of equals the one is the shorter that always is
        first, second = second, first
    common = first.phrases.keys() & second.phrases.keys()
    if not common:
        return NONE
    if _form(common, first, second):
        return NONE
    shared = _shared(common, first, second)
    return Likeness(shared / first.size, shared / second.size, _lead_shared(first, second), shared)


def _shared(common: Set[int], one: Sample, other: Sample) -> float:
    """Return how many phrases two texts surely share: each that both kept stands for as many as in the sparser zone."""
    stands_for = [max(one.phrases[phrase], other.phrases[phrase]) for phrase in common]
    return sum(stands_for) - DEVIATIONS * sqrt(sum(each * (each - 1) for each in stands_for))


def _form(common: Set[int], shorter: Sample, longer: Sample) -> bool:
    """Say whether both are one standing form, filled in anew: the words are shared, and the figures are not."""
    figures = sum(each for phrase, each in shorter.phrases.items() if phrase & 1)
    if figures < FEWEST_FIGURES or figures >= shorter.size:
        return False  # too few to tell by, or nothing but figures
    stands_for = {phrase: max(shorter.phrases[phrase], longer.phrases[phrase]) for phrase in common}
    all_shared = sum(stands_for.values())
    figures_shared = sum(each for phrase, each in stands_for.items() if phrase & 1)
    return figures_shared / figures < FIGURES_SHARED * (all_shared - figures_shared) / (shorter.size - figures)


def _lead_shared(shorter: Sample, longer: Sample) -> float:
    """Return how much of the lead of one stands in the other: of the longer's anywhere, below a caption or a local
    paragraph; of the shorter's only in the lead: further down it is one of many stories in a summary of the news.
    """
    return max(
        len(longer.lead & shorter.phrases.keys()) / len(longer.lead),
        len(shorter.lead & longer.lead) / len(shorter.lead),
    )
