"""The lines of a page to the paragraphs of its article.

The article is the stretch of lines with the highest score: prose counts for it by its length, everything else against
it (the maximum-sum segment, one pass). Within the stretch, what is no prose goes, and subheadings stay.

The scores were set on the development pages (tests/quality/test_clean_quality.py). They are no fine adjustment: with
any one of the figures below halved or doubled, the mean F1 of plain text moves by 0.010 at most, that of HTML by less
than 0.001.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from streams.core.clean.lines import KEPT, TEXT, Line, repetitions
from streams.core.clean.notes import NOTICE, SPOKEN, heard
from streams.core.clean.numbered import with_lists
from streams.core.clean.prose import Kind

_YEAR = re.compile(r"\b\d{4}\b")
PROSE_CAP = 400
"""What one paragraph can count at most, so that a long notice far from the article is not reached for."""
COST: dict[Kind, int] = {
    **dict.fromkeys(("short", *TEXT), 25),
    **{"furniture": 60, "section": 160, "talk": 160, "caption": 0, "author": 0, "note": 0},
}
"""What lines that are no prose count against a stretch, and bylines made of sentences. Captions and notes stand in
articles."""
ITEM_COST = 3
"""What an item of a list counts against it in the main part of a page: it is no link."""
GAP = 250
"""What the lines between two paragraphs count against it at most in the main part of a page."""
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
NOTES_ABOVE = 20
NOTES_BELOW = 3
"""Lines above the article, and below it, in which notes of the desk stand."""
TAIL = 0.25
"""The last part of the stretch, in which a note on the author ends the article."""
REPEATED_COST = 60
"""What a line costs that the page says twice."""
SUBHEADINGS = 2
"""Short lines in a row that may stand between paragraphs of an article; more are a list of links."""
SUBHEADINGS_MARKED = 16
"""The same where markup has told links and lists of other stories apart already."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The article's paragraphs, the half-open range of the lines in which they stand, the desk's notes in and by it."""

    paragraphs: tuple[str, ...]
    start: int
    end: int
    notes: tuple[str, ...] = ()
    whole: bool = False  # of an element that says it is the article's body


def select(lines: Sequence[Line], *, marked: bool = False) -> Selection:
    """Return the article among ``lines``; without prose the selection is empty.

    ``marked`` says that the lines come from the main part of a page with markup: most furniture is gone already.
    """
    lines = with_lists(lines)
    repeated = repetitions(lines)
    start, end = _stretch(lines, repeated, marked)
    if start == end and len(lines) <= FLASH:
        return sift(lines)
    kept = _kept(lines[start:end], repeated[start:end], SUBHEADINGS_MARKED if marked else SUBHEADINGS)
    return Selection(kept, start, end, notes_of(lines, start, end))


def sift(lines: Sequence[Line]) -> Selection:
    """Return the article among the lines of an element that is known to hold it: all but what is furniture."""
    return Selection(_kept(lines, repetitions(lines), len(lines)), 0, len(lines), notes_of(lines, 0, len(lines)))


def notes_of(lines: Sequence[Line], start: int, end: int) -> tuple[str, ...]:
    """Return the notes above, in and just below the stretch."""
    first = max(0, start - NOTES_ABOVE)
    last = max(end, NOTES_ABOVE) if start == end else end
    near = range(first, min(last + NOTES_BELOW, len(lines)))
    noted = [place for place in near if lines[place].kind == "note"]
    if not noted:
        return ()
    told = [place for place in range(start, end) if lines[place].is_text]
    is_story = sum(len(lines[place].text) for place in told) >= NOTICE
    return heard([(_whole_note(lines, place), is_story and place > told[0]) for place in noted])


def _whole_note(lines: Sequence[Line], place: int) -> str:
    """Return a note, with the next line where it is short: an embargo may say there until when."""
    return " ".join(line.text for line in lines[place : place + 1 + (len(lines[place].text) <= SPOKEN)])


def _scores(lines: Sequence[Line], repeated: Sequence[bool], marked: bool) -> list[int]:
    """Return what each line counts for the article, or against it."""
    scores = []
    followed = _text_after(lines)
    titles = _titles(lines) if not marked else frozenset()
    before = after_section = False
    for place, line in enumerate(lines):
        if line.is_text and not repeated[place]:
            beside = before or followed[place]
            length = len(line.text)
            if line.leads:
                scores.append(LEAD)
            elif place in titles:
                scores.append(-COST["short"])
            elif marked or beside or length >= FULL:
                scores.append(min(length, PROSE_CAP))
            else:
                scores.append(0 if after_section else min(length, LONELY))
            after_section = after_section and not beside
            before = True
            continue
        if marked and line.item and line.kind == "short":
            scores.append(-ITEM_COST)
            before = False
            continue
        scores.append(-REPEATED_COST if repeated[place] else -COST[line.kind])
        if not line.passed:
            before = line.is_text
            after_section = after_section or line.kind in ("section", "talk")
    return scores


def _titles(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of the lines that are titles of other stories: they may be text by how they end, and no
    paragraph stands beside them, what may stand between paragraphs passed over."""
    if not any(line.titled for line in lines):  # the cheap question first: most pages have none
        return frozenset()
    found = []
    near = [line for line in enumerate(lines) if not line[1].passed]
    for at, (place, line) in enumerate(near):
        beside = near[max(0, at - 1) : at] + near[at + 1 : at + 2]
        if line.titled and not any(other.is_text and not other.titled for _, other in beside):
            found.append(place)
    return frozenset(found)


def _text_after(lines: Sequence[Line]) -> list[bool]:
    """Return for each line whether text stands after it, furniture and captions between them passed over."""
    found = []
    text = False
    for line in reversed(lines):
        found.append(text)
        if not line.passed:
            text = line.is_text
    found.reverse()
    return found


def _stretch(lines: Sequence[Line], repeated: Sequence[bool], marked: bool) -> tuple[int, int]:
    """Return the half-open range of lines with the highest sum of scores, the shortest of those."""
    best, best_range, current, start = 0, (0, 0), 0, 0
    left = GAP
    for place, score in enumerate(_scores(lines, repeated, marked)):
        if best >= TALK_AFTER and lines[place].kind == "talk" and not lines[place].item:
            break
        if current <= 0:
            current, start = 0, place
        counted = max(score, -left) if marked else score
        left = GAP if score > 0 else left + counted
        current += counted
        if current > best:
            best, best_range = current, (start, place + 1)
    return _trimmed(lines, *best_range)


def _trimmed(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """Return the stretch from its lead, where a dateline tells it, to the note on its author in its last part."""
    top = range(start, min(start + HEAD_LINES, end))
    start = next((place for place in top if lines[place].leads), _below_head(lines, top))
    end = _above_author(lines, start, end)
    while end > start and lines[end - 1].kind not in TEXT:
        end -= 1
    while start < end and (lines[start].kind not in TEXT or lines[start].titled):
        start += 1  # a question above the lead is the headline
    return start, end


def _above_author(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the first line of a note on the author with a small part of the text below it, else ``end``."""
    found = end
    if "author" not in [line.kind for line in lines[start:end]]:  # the cheap question first
        return found
    left = TAIL * sum(len(line.text) for line in lines[start:end] if line.is_text)
    for place in range(end - 1, start, -1):
        if lines[place].is_text and (left := left - len(lines[place].text)) < 0:
            break
        if lines[place].kind == "author":
            found = place
    return found


def _below_head(lines: Sequence[Line], top: range) -> int:
    """Return the first line below the bylines and dates at the top; a standfirst may stand above and between them."""
    start, left = top.start, HEAD_TEXT
    for place in top:
        if lines[place].heads:
            told = any(lines[above].is_text for above in range(top.start, place - 2))
            if told and _is_teaser(lines, place - 1):
                continue  # the lead stands above
            start, left = place + 1, min(left, STANDFIRST)
        elif (left := left - len(lines[place].text)) < 0:
            break
    return start


def _is_teaser(lines: Sequence[Line], place: int) -> bool:
    """Return whether a line is the standfirst of another story: a single one, under a title and above a date.

    In a live blog it is times that stand below entries.
    """
    line = lines[place]
    if not line.is_text or len(line.text) >= FULL or not 0 < place < len(lines) - 1 or not lines[place + 1].heads:
        return False
    dated = _YEAR.search(lines[place + 1].text) is not None
    return dated and lines[place - 1].kind == "short" and not lines[place - 1].heads


def _kept(lines: Sequence[Line], repeated: Sequence[bool], subheadings: int) -> tuple[str, ...]:
    """Return the lines of the stretch that belong to the article."""
    headed = any(line.heads for line in lines)
    kept: list[Line] = []
    waiting: list[Line] = []  # short lines: subheadings if prose follows
    after_section = False
    for place, line in enumerate(lines):
        again = repeated[place]
        if line.heads:
            continue
        if headed and _is_teaser(lines, place):
            waiting.clear()
            continue
        if line.kind == "short" and not again:
            waiting.append(line)
        elif line.kind in KEPT and not again:
            if len(waiting) <= subheadings and not after_section:
                kept.extend(waiting)
            waiting.clear()
            after_section = False
            kept.append(line)
        else:
            waiting.clear()
            after_section = after_section or line.kind == "section"
    if subheadings == len(lines) and not after_section:
        kept.extend(waiting)
    return tuple(line.text for line in kept)
