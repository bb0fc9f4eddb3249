"""The lines of a page to the paragraphs of its article.

The article is the stretch of lines with the highest score: prose counts for it by its length, everything else against
it (the maximum-sum segment, one pass). Within the stretch, what is no prose goes, and subheadings stay.

The scores were set on the development pages (tests/quality/test_clean_quality.py) so that no outlet gains by them
what another loses: the results change little within half and twice each figure.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from streams.core.clean.prose import Kind, kind_of

PROSE_CAP = 400
"""What one paragraph can count at most, so that a long notice far from the article is not reached for."""
COST = {Kind.SHORT: 25, Kind.FURNITURE: 60, Kind.SECTION: 160, Kind.CAPTION: 0, Kind.AUTHOR: 0}
"""What lines that are no prose count against a stretch. Captions and notes on the author stand in articles."""
ITEM_COST = 25
"""What an item of a list costs where it is no sentence: menus are lists."""
REPEATED_COST = 60
"""What a line costs that the page says twice."""
SUBHEADINGS = 2
"""Short lines in a row that may stand between paragraphs of an article; more are a list of links. (Where a page's
markup tells links and lists apart from text, more may: html.SUBHEADINGS.)"""
LINKED = 0.8
"""Share of a line in links from which it is a link to another story."""
REPEATED = 40
"""Characters from which a repeated line is furniture; shorter ones may be a chorus of quotes."""


KEPT = (Kind.PROSE, Kind.SENTENCE, Kind.AUTHOR)


@dataclass(slots=True)
class Line:
    """A line of a page. ``item`` says whether it is an item of a list, ``linked`` the share of it in links."""

    text: str
    item: bool = False
    linked: float = 0.0
    kind: Kind = Kind.SHORT
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The article's paragraphs, and the place of the first one in the lines that were looked at."""

    paragraphs: tuple[str, ...]
    start: int


def select(lines: Sequence[Line], subheadings: int = SUBHEADINGS) -> Selection:
    """Return the article among the lines of a page whose layout is lost; without any prose the selection is empty."""
    judge(lines)
    start, end = _stretch(lines)
    while end > start and lines[end - 1].kind not in (Kind.PROSE, Kind.SENTENCE):
        end -= 1
    while start < end and lines[start].kind not in KEPT:
        start += 1
    return Selection(_kept(lines[start:end], subheadings), start)


def sift(lines: Sequence[Line]) -> Selection:
    """Return the article among the lines of an element that is known to hold it: all but what is furniture."""
    judge(lines)
    return Selection(_kept(lines, len(lines)), 0)


def judge(lines: Sequence[Line]) -> None:
    """Set ``kind`` and ``repeated`` of each line."""
    counts = Counter(line.text for line in lines if len(line.text) >= REPEATED)
    for place, line in enumerate(lines):
        line.kind = kind_of(line.text)
        line.repeated = counts[line.text] > 1
        if line.repeated and place + 1 < len(lines):  # the lead may stand above the picture too: the last one counts
            counts[line.text] -= 1
        if line.linked >= LINKED and line.kind in (Kind.PROSE, Kind.SENTENCE, Kind.SHORT):
            line.kind = Kind.FURNITURE


def _score(line: Line) -> int:
    if line.repeated:
        return -REPEATED_COST
    if line.kind in (Kind.PROSE, Kind.SENTENCE):
        return min(len(line.text), PROSE_CAP)
    return -ITEM_COST if line.item and line.kind is Kind.SHORT else -COST[line.kind]


def _stretch(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the half-open range of lines with the highest sum of scores, the shortest of those."""
    best, best_range, current, start = 0, (0, 0), 0, 0
    for place, line in enumerate(lines):
        if current <= 0:
            current, start = 0, place
        current += _score(line)
        if current > best:
            best, best_range = current, (start, place + 1)
    return best_range


def _kept(lines: Sequence[Line], subheadings: int) -> tuple[str, ...]:
    """Return the lines of the stretch that belong to the article."""
    kept: list[Line] = []
    waiting: list[Line] = []  # short lines: subheadings if prose follows
    after_section = False
    for line in lines:
        if line.kind is Kind.SHORT and not line.repeated:
            waiting.append(line)
        elif line.kind in KEPT and not line.repeated:
            if len(waiting) <= subheadings and not after_section:
                kept.extend(waiting)
            waiting.clear()
            after_section = False
            kept.append(line)
        else:
            waiting.clear()
            after_section = after_section or line.kind is Kind.SECTION
    if subheadings == len(lines) and not after_section:
        kept.extend(waiting)
    return tuple(line.text for line in kept)
