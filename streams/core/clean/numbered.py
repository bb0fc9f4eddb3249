"""Numbered lists of a text: below a line that ends in a colon, its entries are the article's, however short."""

from collections.abc import Sequence

from streams.core.clean.lines import TEXT, Line

FEWEST = 3
"""Entries from which on numbers make a list."""
_HEADING = ("short", *TEXT)
"""What a line can be that opens a list."""


def with_lists(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines, those of numbered lists told to be text: "Votes against:", "1. Algeria", "2. Mali"."""
    starts = [place for place, line in enumerate(lines) if place and line.text.startswith(("1. ", "1) "))]
    if not starts:  # most pages
        return lines
    told = list(lines)
    for start in starts:
        heading = lines[start - 1]
        end = _end_of(lines, start)
        if heading.text.endswith(":") and heading.kind in _HEADING and end - start >= FEWEST:
            told[start - 1 : end] = [_as_text(line) for line in lines[start - 1 : end]]
    return told


def _end_of(lines: Sequence[Line], start: int) -> int:
    """Return where the list that begins at ``start`` ends: numbers that go on by one."""
    mark, end = lines[start].text[1], start
    while end < len(lines) and lines[end].text.startswith(f"{end - start + 1}{mark} ") and not lines[end].item:
        end += 1
    return end


def _as_text(line: Line) -> Line:
    """Return a line as one of the text; lines are shared, so that the given one stays as it is."""
    told = Line(line.text)
    told.kind, told.is_text, told.heads, told.passed = "sentence", True, False, False
    return told
