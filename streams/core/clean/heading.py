"""Headline, byline and outlet of a page whose layout is lost: from the lines around its article."""

import re
from collections import Counter
from collections.abc import Sequence

from streams.core.clean.lines import Line
from streams.core.clean.select import Selection
from streams.core.clean.wire import AGENCIES, Byline, byline_of

REACH = 60
"""Lines above the article in which its headline stands; menus of sharing buttons, captions and dates stand between."""
NEAR = 6
MORE = 1.25
"""How much better a line below another has to be: a headline stands above its standfirst."""
BELOW = 2.0
NEXT = 1
"""The same of a line that stands so near below it as standfirsts do."""
TWICE = 0.5
"""What it counts that a page says the line twice: in its head, and above the text."""
LEAD = 1_000
"""Characters of the article that a headline is compared with."""
FEWEST_WORDS = 3
LONGEST = 150
BYLINE_ABOVE = 14
BYLINE_REACH = 3
"""Lines above the article, and below it, in which its byline stands."""

_CRUMBS = re.compile(r"\s[>›»/]\s+\S|^\d{1,2} ?\w{1,5} ago\b|^\d{1,3} (?:of|/|de|sur|von) \d{1,3}\b|[°]")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,3}\Z")
"""What ends a headline like "Vote put off at U.N." """
_WORD = re.compile(r"[^\W_]+")
_NEWSPAPER = " Newspaper"
_MASTHEAD = re.compile(r"((?:The |Le |La |El |Il )?[^\W\d_][\w’'.&-]*(?: [^\W\d_][\w’'.&-]*){0,4}) Newspaper\b")


def headline_of(lines: Sequence[Line], selection: Selection) -> str | None:
    """Return the line above the article that is most like its title, or None.

    A title is no sentence with a full stop, and shares words with the first paragraphs. So it is told from captions,
    kickers and the headlines of other stories; the standfirst below it shares as many, and so has to share more.
    """
    if selection.start == 0:
        return None
    lead = _words("\n".join(selection.paragraphs[: LEAD // 2])[:LEAD])
    counts = Counter([line.text for line in lines])
    best, title, at = 0.0, None, 0
    for place in range(max(0, selection.start - REACH), selection.start):
        line = lines[place]
        if line.item or not _may_be_title(line):
            continue
        words = _words(line.text)
        twice = TWICE if counts[line.text] > 1 else 0
        score = len(words & lead) / (len(words) + 1) ** 0.5 + twice
        if score > best * (1 if title is None else BELOW if place - at <= NEXT else MORE):
            best, title, at = score, line.text, place
    return title or _nearest(lines, selection.start)


def _may_be_title(line: Line) -> bool:
    return (
        (line.kind in ("short", "prose", "sentence") or line.text.isupper())
        and not line.heads
        and line.text.count(" ") >= FEWEST_WORDS - 1
        and len(line.text) <= LONGEST
        and (not line.text.endswith((".", ":")) or _INITIALS.search(line.text) is not None)
        and _CRUMBS.search(line.text) is None
    )


def _nearest(lines: Sequence[Line], start: int) -> str | None:
    """Return the nearest title of all, for an article whose first paragraphs share no word with any."""
    for place in range(start - 1, max(-1, start - 1 - NEAR), -1):
        if not lines[place].item and _may_be_title(lines[place]):
            return lines[place].text
    return None


def _words(text: str) -> set[str]:
    """Return the words that carry meaning, by their length: a rule for any language with spaces."""
    return {word for word in _WORD.findall(text.lower()) if len(word) >= 4}


def byline_near(lines: Sequence[Line], selection: Selection) -> Byline | None:
    """Return the nearest byline above the article, else the first one just below it."""
    above = lines[max(0, selection.start - BYLINE_ABOVE) : selection.start]
    below = lines[selection.end : selection.end + BYLINE_REACH]
    heads = [line.text for line in above if line.heads]
    for text, over in zip(reversed(heads), [*reversed(heads[:-1]), None], strict=True) if heads else ():
        if byline := byline_of(text):
            return _with_writer(byline, byline_of(over) if over else None)
    return next((byline for line in below if line.heads and (byline := byline_of(line.text))), None)


def _with_writer(byline: Byline, over: Byline | None) -> Byline:
    """Return a byline that is an agency alone with the writer named in the line above it."""
    if over is None or byline.name not in AGENCIES or over.name in AGENCIES:
        return byline
    return Byline(over.name, byline.agency, over.place or byline.place)


def masthead_of(lines: Sequence[Line]) -> str | None:
    """Return the newspaper that the page calls one at least twice, or None: a guess would be worse."""
    named = [line.text for line in lines if _NEWSPAPER in line.text and len(line.text) <= LONGEST]
    names = Counter(match[1] for text in named if (match := _MASTHEAD.match(text)))
    name, count = next(iter(names.most_common(1)), (None, 0))
    return name if count > 1 else None
