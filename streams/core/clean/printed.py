"""The text of printed pages, as pdftotext and its like leave it, to paragraphs: lines joined, hyphens undone.

Lines are as long as the typesetter's letters allow, so no two are of one length, and an empty line may or may not stand
between paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from streams.core.clean.hyphens import Hyphens
from streams.core.clean.pages import NARROW, bare, ends, joined, pages_of, without_repeats

WIDEST = 160
"""Characters of a printed line: where most are longer, paragraphs were joined already."""
ROOM = 0.9
"""Share of the width up to which the next word would have had room: a line of one width holds more letters, or fewer,
as these are narrow or wide."""
SHORT = 0.7
"""Share of the width below which a line ends its paragraph."""
RUNS_ON = 0.35
"""Share of lines that begin with a small letter, of those after a full line that ends no sentence, from which lines are
running text: in English it is two thirds, in German half, in menus and lists of headlines hardly any."""
FEWEST = 2
"""Lines that must begin so."""
DOUBLE_SPACED = 0.8
"""Share of lines above which an empty one stands, from which the text is double-spaced."""
TITLE_LINES = 4
HYPHENS_READ = 10_000
"""Hyphens among which one that ends a line is looked for: a bound on the time."""
ENOUGH = 200
"""Characters of text before a mark that a release is at its end, for the rest of it to be dropped."""

_BROKEN = re.compile(r"[^\W\d_]{2}-\r?\n[ \t]{0,80}[^\W\d_]{2}")
_ITEM = re.compile(r"[•·▪●◦■➢*‣–—-] ?(?=\S)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] (?=\S)")
_REACHABLE = re.compile(r"@|www\.|\bTel\b|\+\d|https?:")
_END_MARK = re.compile(
    r"(?i)\s*(?:#(?: ?#){2,4}|[-–— ]{0,3}30[-–— ]{1,3}|[-–—*]{0,3} ?ENDS ?[-–—*]{0,3}|\* ?\*{3} ?\*)\s*"
)


def is_printed(text: str) -> bool:
    """Return whether ``text`` may come from printed pages: searches for a few characters, which most texts lack."""
    return "\f" in text or "\xad" in text or _has_broken_words(text) or "Page 1 of" in text or "Página 1 de" in text


def _has_broken_words(text: str) -> bool:
    """Return whether a hyphen ends a line within a word. Searching for one character is what is fast."""
    place = text.find("-")
    for _ in range(HYPHENS_READ):
        if place < 0:
            return False
        if text[place + 1 : place + 2] in ("\n", "\r") and _BROKEN.match(text, max(0, place - 2)):
            return True
        place = text.find("-", place + 1)
    return False


def unprinted(text: str) -> str:
    """Return the paragraphs of printed pages, one a line, without what belongs to the pages and not to the text."""
    return "\n\n".join(_paragraphs(before_end(joined(bare(pages_of(text))))))


def runs_on(lines: Sequence[str]) -> bool:
    """Return whether lines without an empty one between them are running text, wrapped where the line was full."""
    if len([line for line in lines if line[0].islower()]) < FEWEST:
        return False  # the cheap question first
    full = SHORT * max(map(len, lines))
    after = [following[0].islower() for line, following in pairwise(lines) if len(line) >= full and not ends(line)]
    return sum(after) >= max(FEWEST, RUNS_ON * len(after))


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of running text without empty lines, headers of its pages gone."""
    return list(_paragraphs(without_repeats(lines)))


def before_end(lines: list[str]) -> list[str]:
    """Return the lines above the mark that a release is at its end: contacts and notes to editors stand below it."""
    told = 0
    for place, line in enumerate(lines):
        if told >= ENOUGH and line and len(line) < 2 * NARROW and _END_MARK.fullmatch(line):
            return lines[:place]
        told += len(line.strip())
    return lines


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of the lines."""
    if "  " in "".join(lines):
        lines = [line[: _indent(line)] + " ".join(line.split()) for line in lines]
    lines = _closed_up(lines)
    lengths = sorted(len(line) for line in lines if len(line) >= NARROW)
    width = lengths[len(lengths) * 4 // 5] if lengths else NARROW
    hyphens = Hyphens(lines)
    for group in _groups(lines):
        if width > WIDEST:
            yield from (" ".join(line.split()) for line in group)
        elif _is_title(group):
            yield hyphens.join(group)
        else:
            start = 0
            for place, (line, following) in enumerate(pairwise(group), 1):
                if not _goes_on(line, following, width):
                    yield hyphens.join(group[start:place])
                    start = place
            yield hyphens.join(group[start:])


def _closed_up(lines: Sequence[str]) -> Sequence[str]:
    """Return lines between which an empty one stands each without these, if they are running text all the same."""
    filled = [line for line in lines if line]
    apart = sum(not line and bool(following) for line, following in pairwise(lines))
    return filled if apart >= DOUBLE_SPACED * len(filled) and runs_on([line.strip() for line in filled]) else lines


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the runs of lines without an empty line between them."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line:
            group.append(line)
        elif group:
            yield group
            group = []


def _is_title(group: Sequence[str]) -> bool:
    """Return whether a group is a title of several lines: no sentence, no address, and broken where it had to be."""
    texts = [line.strip() for line in group]
    if not 1 < len(texts) <= TITLE_LINES or any(ends(text) or _REACHABLE.search(text) for text in texts):
        return False
    width = max(map(len, texts))
    return width >= NARROW and all(
        following[0].islower() or len(line) + 1 + len(following.split(" ", 1)[0]) > ROOM * width
        for line, following in pairwise(texts)
    )


def _goes_on(line: str, following: str, width: int) -> bool:
    """Return whether a paragraph goes on from one line to the next."""
    text, after = line.strip(), following.strip()
    if _ITEM.match(after):
        return False
    if text.endswith(("-", "\xad", "‐")) and after[0].isalpha():
        return True
    if not ends(text):
        return after[0].islower() or len(line) >= SHORT * width
    if _indent(following) > _indent(line) + 1 and not _ITEM.match(text):
        return False
    return len(line) + 1 + len(after.split(" ", 1)[0]) > ROOM * width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
