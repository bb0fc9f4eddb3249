"""The lines of a page to the paragraphs of its article.

The article is the stretch of lines with the highest score: prose counts for it by its length, everything else against
it (the maximum-sum segment, one pass). Within the stretch, what is no prose goes, and subheadings stay.

The scores were set on the development pages (tests/quality/test_clean_quality.py). They are no fine adjustment: with
any one of the figures below halved or doubled, the mean F1 of plain text moves by 0.010 at most, that of HTML by less
than 0.001.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.core.clean.lines import KEPT, TEXT, Line, judge
from streams.core.clean.prose import Kind

PROSE_CAP = 400
"""What one paragraph can count at most, so that a long notice far from the article is not reached for."""
COST = {Kind.SHORT: 25, Kind.FURNITURE: 60, Kind.SECTION: 160, Kind.TALK: 160, Kind.CAPTION: 0, Kind.AUTHOR: 0}
"""What lines that are no prose count against a stretch. Captions and notes on the author stand in articles."""
LONELY = 60
"""What a paragraph counts at most that has no other one next to it: teasers of other stories stand like that, each
between its headline and its author. After the heading of such a list it counts nothing."""
FULL = 300
"""Characters from which a paragraph is no teaser, wherever it stands."""
LEAD = 600
"""What a paragraph counts that begins with the dateline of an agency."""
TALK_AFTER = 600
"""Score of an article after which the heading of the readers' comments ends the page."""
FLASH = 5
"""Lines up to which a text without a sentence is a flash, and kept: ``Council adopts draft on island, 14-0-1``."""
HEAD_LINES = 12
HEAD_TEXT = 600
"""So many lines, and characters in them, may stand before the byline or date under which the article begins."""
STANDFIRST = 250
"""Characters that may stand between two of those: in a live blog a time stands above each entry, which is longer."""
TAIL = 0.25
"""The last part of the stretch, in which a note on the author ends the article."""
REPEATED_COST = 60
"""What a line costs that the page says twice."""
SUBHEADINGS = 2
"""Short lines in a row that may stand between paragraphs of an article; more are a list of links."""
SUBHEADINGS_MARKED = 8
"""The same where markup has told links and lists of other stories apart already."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The article's paragraphs, and the half-open range of the lines in which they stand."""

    paragraphs: tuple[str, ...]
    start: int
    end: int


def select(lines: Sequence[Line], *, marked: bool = False) -> Selection:
    """Return the article among ``lines``; without prose the selection is empty.

    ``marked`` says that the lines come from the main part of a page with markup: most furniture is gone already.
    """
    judge(lines)
    start, end = _stretch(lines, marked)
    if start == end and len(lines) <= FLASH:
        return sift(lines)
    kept = _kept(lines[start:end], SUBHEADINGS_MARKED if marked else SUBHEADINGS)
    return Selection(kept, start, end)


def sift(lines: Sequence[Line]) -> Selection:
    """Return the article among the lines of an element that is known to hold it: all but what is furniture."""
    judge(lines)
    return Selection(_kept(lines, len(lines)), 0, len(lines))


def _scores(lines: Sequence[Line], marked: bool) -> list[int]:
    """Return what each line counts for the article, or against it."""
    scores = []
    beside = _text_beside(lines)
    after_section = False
    for place, line in enumerate(lines):
        if line.kind in (Kind.SECTION, Kind.TALK):
            after_section = True
        if line.repeated or line.heads or line.kind not in TEXT:
            scores.append(-REPEATED_COST if line.repeated else -COST.get(line.kind, COST[Kind.SHORT]))
            continue
        before, after = beside[place]
        if line.leads:
            scores.append(LEAD)
        elif marked or before or after or len(line.text) >= FULL:
            scores.append(min(len(line.text), PROSE_CAP))
        else:
            scores.append(0 if after_section else min(len(line.text), LONELY))
        after_section = after_section and not (before or after)
    return scores


def _text_beside(lines: Sequence[Line]) -> list[tuple[bool, bool]]:
    """Return for each line whether text stands before and after it, furniture and captions between them passed over."""
    before: list[bool] = []
    after: list[bool] = []
    for found, order in ((before, lines), (after, lines[::-1])):
        text = False
        for line in order:
            found.append(text)
            if line.kind not in (Kind.FURNITURE, Kind.CAPTION):
                text = line.kind in TEXT and not line.heads
    return list(zip(before, reversed(after), strict=True))


def _stretch(lines: Sequence[Line], marked: bool) -> tuple[int, int]:
    """Return the half-open range of lines with the highest sum of scores, the shortest of those."""
    best, best_range, current, start = 0, (0, 0), 0, 0
    for place, score in enumerate(_scores(lines, marked)):
        if lines[place].kind is Kind.TALK and not lines[place].item and best >= TALK_AFTER:
            break
        if current <= 0:
            current, start = 0, place
        current += score
        if current > best:
            best, best_range = current, (start, place + 1)
    return _trimmed(lines, *best_range)


def _trimmed(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """Return the stretch from its lead, where a dateline tells it, to the note on its author in its last part."""
    top = range(start, min(start + HEAD_LINES, end))
    start = next((place for place in top if lines[place].leads), _below_head(lines, top))
    tail = end - max(1, int((end - start) * TAIL))
    for place in range(max(tail, start + 1), end):
        if lines[place].kind is Kind.AUTHOR:
            end = place
            break
    while end > start and lines[end - 1].kind not in TEXT:
        end -= 1
    while start < end and lines[start].kind not in TEXT:
        start += 1
    return start, end


def _below_head(lines: Sequence[Line], top: range) -> int:
    """Return the first line below the bylines and dates at the top; a standfirst may stand above and between them."""
    start, left = top.start, HEAD_TEXT
    for place in top:
        if lines[place].heads:
            start, left = place + 1, min(left, STANDFIRST)
        elif (left := left - len(lines[place].text)) < 0:
            break
    return start


def _kept(lines: Sequence[Line], subheadings: int) -> tuple[str, ...]:
    """Return the lines of the stretch that belong to the article."""
    kept: list[Line] = []
    waiting: list[Line] = []  # short lines: subheadings if prose follows
    after_section = False
    for line in lines:
        if line.heads:
            continue
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
