"""Text as scraped from a page, or as sent by a wire, to its lines: paragraphs unwrapped, list marks told apart."""

import re

from streams.core.clean.lines import Line, lines_in
from streams.core.clean.wire import dateline_of
from streams.core.clean.wrapped import WRAP_WIDTHS, unwrapped, wrapped_at

INDENT = 2
"""Spaces that begin a paragraph where no empty line does: wires indent by two to five."""

LINES_READ = 20_000
"""Lines of a text that are read: the bound on the time. The longest of the development pages has 900."""

LONGEST_DATELINE = 90
"""Characters of a dateline on a line of its own."""
_DASHES = "-–—"
_MARKS = "*+•·–—-o"
_ITEM = re.compile(r"(?:[*+•·–—-]|o)\s+(?=\S)|[*+•·]\s*$")


def lines_of(text: str) -> list[Line]:
    """Return the lines of a tidy ``text``, one a paragraph, whitespace collapsed; at most ``LINES_READ``."""
    texts: list[tuple[str, bool]] = []  # each with whether it is an item of a list
    groups = _groups(text)
    width = wrapped_at(groups)
    dateline = ""  # one that stands on a line of its own, above the text that it is of
    for group in groups:
        for part in group if len(group) == 1 else unwrapped(group, width):
            paragraph, dateline = f"{dateline} {part}" if dateline else part, ""
            if len(part) < LONGEST_DATELINE and part[-1] in _DASHES and dateline_of(f"{part} T") is not None:
                dateline = part
                continue
            mark = _ITEM.match(paragraph) if paragraph[0] in _MARKS else None
            if mark is None:
                texts.append((paragraph, False))
            elif mark.end() < len(paragraph):
                texts.append((paragraph[mark.end() :], True))
    if dateline:
        texts.append((dateline, False))
    return lines_in(texts)


def _groups(text: str) -> list[list[str]]:
    """Return the runs of lines without an empty line or a new indent between them."""
    groups: list[list[str]] = []
    current: list[str] = []
    indented = True
    wide = "  " in text or "\t" in text  # the whole text first: most have no such line
    for raw in text.split("\n", LINES_READ)[:LINES_READ]:
        odd = not (raw.isascii() or raw.isprintable()) or (wide and ("  " in raw or "\t" in raw))
        line = " ".join(raw.split()) if odd else raw.strip(" ")
        if not line:
            if current:
                groups.append(current)
                current = []
            continue
        begins = raw is not line and raw[0] != line[0] and raw[:INDENT].isspace() and len(raw) > INDENT
        if begins and current and (not indented or len(current[-1]) < WRAP_WIDTHS[0]):
            groups.append(current)
            current = []
        current.append(line)
        indented = begins
    if current:
        groups.append(current)
    return groups
