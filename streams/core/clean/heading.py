"""Headline, byline and outlet of a page whose layout is lost: from the lines around its article."""

import re
from collections import Counter
from collections.abc import Sequence

from streams.core.clean.prose import Kind
from streams.core.clean.select import Line, Selection
from streams.core.clean.wire import Byline, byline_of

REACH = 14
"""Lines above the article in which its headline stands; captions, sharing buttons and dates stand between."""
FEWEST_WORDS = 3
LONGEST = 250
BYLINE_REACH = 3
"""Lines below the article in which a byline stands where there is none above."""

_CRUMBS = re.compile(r"\s[>›»/]\s+\S|^\d{1,2} ?\w{1,5} ago\b|[°]")
_MASTHEAD = re.compile(r"((?:The |Le |La |El |Il )?[^\W\d_][\w’'.&-]*(?: [^\W\d_][\w’'.&-]*){0,4}) Newspaper\b")


def headline_of(lines: Sequence[Line], selection: Selection) -> str | None:
    """Return the nearest title above the article, or the one above that where the nearest is a standfirst.

    A title that the page says twice (in its head and above the text) is taken first. A menu ends the search.
    """
    titles = _titles(lines, selection.start)
    if not titles:
        return None
    counts = Counter(line.text for line in lines)
    twice = next((text for _, text in titles if counts[text] > 1), None)
    if twice is not None:
        return twice
    (place, nearest), *others = titles
    if others and (nearest.endswith(".") or others[0][0] == place - 1):
        return others[0][1]
    return nearest


def _titles(lines: Sequence[Line], start: int) -> list[tuple[int, str]]:
    """Return place and text of the lines above ``start`` that may be titles, the nearest first."""
    titles: list[tuple[int, str]] = []
    for place in range(start - 1, max(-1, start - 1 - REACH), -1):
        line = lines[place]
        if line.heads or line.kind in (Kind.CAPTION, Kind.FURNITURE, Kind.AUTHOR):
            continue
        menu = line.item or line.kind is Kind.SECTION or _CRUMBS.search(line.text) is not None
        if not menu and line.text.count(" ") >= FEWEST_WORDS - 1 and len(line.text) <= LONGEST:
            titles.append((place, line.text))
        elif titles:
            break
    return titles


def byline_near(lines: Sequence[Line], selection: Selection) -> Byline | None:
    """Return the nearest byline above the article, else the first one just below it."""
    above = lines[max(0, selection.start - REACH) : selection.start]
    below = lines[selection.end : selection.end + BYLINE_REACH]
    for line in [*reversed(above), *below]:
        if line.heads and (byline := byline_of(line.text)):
            return byline
    return None


def masthead_of(lines: Sequence[Line]) -> str | None:
    """Return the newspaper that the page calls one at least twice, or None: a guess would be worse."""
    names = Counter(match[1] for line in lines if len(line.text) <= LONGEST and (match := _MASTHEAD.match(line.text)))
    name, count = next(iter(names.most_common(1)), (None, 0))
    return name if count > 1 else None
