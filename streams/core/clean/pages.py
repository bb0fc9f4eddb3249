"""Printed pages without what belongs to the page and not to the text: letterheads, footers, page numbers.

Form feeds part the pages; where they are lost, lines with a page's number among all do. A header or footer is what the
edges of pages repeat, numbers aside, or what stands in one block with the page's number.
"""

import re
from collections import Counter
from collections.abc import Sequence

LINES_READ = 20_000
"""Lines that are read: the bound on the time, as for any other text."""
PAGES_READ = 2_000
EDGE = 4
"""Lines at the top and the bottom of a page among which its header and footer are looked for."""
FEW = 4
"""Pages up to which a header stands on all of them but one; of more pages on every other one, as in books."""
NARROW = 40
"""Characters of a line that may be a page's number and little else."""
LONGEST = 160
"""Characters of the longest header; a line as long as that is a paragraph."""
HEADER = 12
"""Characters of the shortest line that is known for a header by standing in the text again and again."""
MOST_REPEATED = 0.25
"""Share of lines up to which those that stand in a text several times are headers; with more, all is there twice."""

_TURN = re.compile(r"(?im)^(.{0,100}\b(?:page|página) (\d{1,3}) ?(?:of|/|de|sur) ?\d{1,3}\b.{0,20})$")
"""A line with a page's number among all, where the form feeds are lost."""
_NUMBER = re.compile(
    r"(?i)\b(?:page|página|seite|p\.) ?(\d{1,3})\b|(?:^|\s)[-–—] ?(\d{1,3}) ?[-–—](?:\s|$)"
    r"|\s{3}(\d{1,3})(?: ?/ ?\d{1,3})?$|^(\d{1,3})\s{3}"
)
_ALONE = re.compile(r"[-–—(\[|]? ?(\d{1,3}) ?(?:[-–—)\]|]|(?:/|of|de|sur|von) ?\d{1,3})?")
_MORE = re.compile(r"(?i)[(\[–—-]{0,2} ?(?:more|continued|suite|sigue|mehr)(?: follows)? ?[)\]–—-]{0,2}")
_COLUMNS = re.compile(r"\S {3,}\S")
_DIGITS = re.compile(r"\d+")
_CLOSERS = "\"'”’»)]›* "
_ENDS = tuple(".!?:;…。؟")


def ends(line: str) -> bool:
    """Return whether a line ends a sentence, or introduces what follows."""
    return not line[-1:].isalpha() and line.rstrip(_CLOSERS).endswith(_ENDS)


def pages_of(text: str) -> list[list[str]]:
    """Return the lines of each page, as far as they are read, trailing spaces gone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").expandtabs(4)
    if "\f" not in text.rstrip("\f\n "):
        text = _turned(text)
    pages = []
    left = LINES_READ
    for page in text.split("\f", PAGES_READ)[:PAGES_READ]:
        lines = [line.rstrip() for line in page.split("\n", left)[:left]]
        left -= len(lines)
        if any(lines):
            pages.append(lines)
        if left <= 0:
            break
    return pages


def bare(pages: Sequence[list[str]]) -> list[list[str]]:
    """Return the pages without what their edges repeat, and without their numbers."""
    tops: Counter[str] = Counter()
    bottoms: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        tops.update({_form(line) for line in filled[:EDGE]})
        bottoms.update({_form(line) for line in filled[-EDGE:]})
    often = max(2, len(pages) - 1 if len(pages) <= FEW else len(pages) // 2)
    headers, footers = ({form for form, count in edge.items() if count >= often} for edge in (tops, bottoms))
    found = []
    for number, page in enumerate(pages, 1):
        lines = _stripped(_stripped(page, headers)[::-1], footers)
        found.append(_without_number(_without_number(lines, number)[::-1], number))
    return found


def joined(pages: Sequence[list[str]]) -> list[str]:
    """Return the lines of all pages: a paragraph that goes on on the next page is not parted."""
    lines: list[str] = []
    for page in pages:
        while lines and not lines[-1]:
            lines.pop()
        if lines and (ends(lines[-1]) or len(lines[-1]) < NARROW):
            lines.append("")
        lines.extend(page)
    return lines


def without_repeats(lines: Sequence[str]) -> list[str]:
    """Return lines whose pages nothing parts without those that they repeat, and without the numbers beside these."""
    forms = Counter(map(_form, lines))
    repeated = [forms[form] > 1 and len(form) >= HEADER for form in map(_form, lines)]
    if not 0 < sum(repeated) <= MOST_REPEATED * len(lines):
        return list(lines)
    beside = [any(repeated[max(0, place - 1) : place + 2]) for place in range(len(lines))]
    return [
        line
        for place, line in enumerate(lines)
        if not repeated[place] and not (beside[place] and _ALONE.fullmatch(line.strip()))
    ]


def _turned(text: str) -> str:
    """Put form feeds where lines with the number of a page say that one ended, or began."""
    marks = list(_TURN.finditer(text[: LINES_READ * NARROW]))
    if [mark[2] for mark in marks] != [str(number) for number in range(1, len(marks) + 1)]:
        return text
    at_top = bool(marks) and text.count("\n", 0, marks[0].start()) < EDGE
    pieces, start = [], 0
    for mark in marks:
        end = mark.start() if at_top else mark.end()
        pieces.append(text[start:end])
        start = end
    return "\f".join([*pieces, text[start:]])


def _form(line: str) -> str:
    """Return what is the same of a header on every page."""
    return " ".join(_DIGITS.sub("#", line).casefold().split())


def _stripped(lines: list[str], furniture: set[str]) -> list[str]:
    """Return the lines without those at their beginning that are furniture."""
    kept = []
    seen = 0
    for place, line in enumerate(lines):
        if seen == EDGE:
            kept.extend(lines[place:])
            break
        seen += bool(line)
        if not line or _form(line) not in furniture:
            kept.append(line)
    return kept


def _without_number(lines: list[str], number: int) -> list[str]:
    """Return lines without those at their beginning that hold the page's number, and the columns beside these."""
    lines = _filled(lines)
    block = next((place for place, line in enumerate(lines) if not line), len(lines))
    edge = lines[: min(block, EDGE)]
    if any(_numbered(line, number) for line in edge):
        rest = [line for line in edge if not _numbered(line, number) and not _COLUMNS.search(line.strip())]
        lines = _filled([*rest, *lines[len(edge) :]])
    return _filled(lines[1:]) if lines and _MORE.fullmatch(lines[0].strip()) else lines


def _filled(lines: list[str]) -> list[str]:
    """Return the lines from the first one that is not empty."""
    return lines[next((place for place, line in enumerate(lines) if line), len(lines)) :]


def _numbered(line: str, number: int) -> bool:
    """Return whether a line at the edge of a page holds the page's number, and is no sentence."""
    if len(line.strip()) > LONGEST or ends(line):
        return False
    alone = _ALONE.fullmatch(line.strip())
    if alone is not None:
        return alone[1] == str(number)
    return any(str(number) in found.groups() for found in _NUMBER.finditer(line))
