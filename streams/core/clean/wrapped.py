"""Lines broken at a fixed width, as mail and wire systems and editors break them, to paragraphs.

Such a line ends where the next word had no room. One text tells it of all its paragraphs: a single pair of lines may be
a headline and its standfirst, or a sentence that goes on with a name.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, starmap

from streams.core.clean.pages import ends
from streams.core.clean.printed import WIDEST, paragraphs_of, runs_on
from streams.core.clean.wire import byline_of, dateline_of, is_stamp

WRAP_WIDTHS = (50, 100)
"""Widths at which mail and wire systems wrap text: 64 to 80 columns, with a margin. Paragraphs of scraped pages are
longer lines, and the entries of their menus shorter."""
WIDEST_WRAP = 140
"""Columns up to which editors wrap text."""
ROOM = 3
"""Columns that a line may leave empty though the next word had room for it: spaces at its end, wide letters."""
_OPEN = frozenset(
    """
    a an and at by for from in of on or that the to with
    au aux de des du en et la le les par pour sur un une
    al con del el los las por y e il lo gli di da
    der die das dem den und von zu im mit dos do os o em
    """.split()  # noqa: SIM905  (a column of quoted words is not easier to read)
)
"""Words in small letters behind which no headline ends."""
RAGGED = 4
"""How many lines break where they are full for each one that breaks earlier, within a sentence."""


def wrapped_at(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the width at which a text is wrapped, or None where its lines do not tell.

    ``groups`` are its lines without an empty one between them. It is told by a line that breaks within a sentence
    and had no room for the next word.
    """
    several = [group for group in groups if len(group) > 1]
    if not several:
        return None  # the cheap question first: most texts have a line for each paragraph, and an empty one between
    width = max(map(len, chain.from_iterable(several)))
    if not WRAP_WIDTHS[0] <= width <= WIDEST_WRAP or max(len(group[0]) for group in groups) > WIDEST:
        return None
    full = early = 0
    for group in several:
        for line, following in pairwise(group):
            if _is_broken(line, following):
                if _is_full(line, following, width):
                    full += 1
                else:
                    early += 1
    return width if full > RAGGED * early else None


def unwrapped(group: Sequence[str], width: int | None) -> Sequence[str]:
    """Return the paragraphs of lines without an empty one between them, in a text wrapped at ``width``."""
    if width is not None:
        return list(_paragraphs(group, width))
    widest = max(map(len, group))
    if not WRAP_WIDTHS[0] <= widest <= WIDEST:
        return group
    if _is_one_paragraph(group, widest):
        return [" ".join(group)]
    return paragraphs_of(group) if runs_on(group) else group


def _paragraphs(group: Sequence[str], width: int) -> Iterator[str]:
    start = 0
    for place, (line, following) in enumerate(pairwise(group), 1):
        if not _goes_on(line, following, width):
            yield " ".join(group[start:place])
            start = place
    yield " ".join(group[start:])


def _goes_on(line: str, following: str, width: int) -> bool:
    """Return whether a paragraph goes on from one line to the next."""
    if _is_broken(line, following):
        return True
    return _is_full(line, following, width) and not _is_parted(line, following)


def _is_broken(line: str, following: str) -> bool:
    """Return whether a sentence goes on over the end of a line: with a small letter, or behind "of" or a comma."""
    if following[0].islower():
        return not ends(line)
    return line.endswith(",") or line.rpartition(" ")[2] in _OPEN


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether a line had no room for the first word of the next."""
    blank = following.find(" ")
    return len(line) + (blank if blank >= 0 else len(following)) > width - ROOM


def _is_parted(line: str, following: str) -> bool:
    """Return whether a byline or a date ends between two lines, or begins, or an article with its dateline."""
    return _is_head(line) or _is_head(following) or dateline_of(following) is not None


def _is_head(line: str) -> bool:
    return byline_of(line) is not None or is_stamp(line)


def _is_one_paragraph(group: Sequence[str], width: int) -> bool:
    """Return whether a group looks like one wrapped paragraph: no line had room for the next one's first word."""
    if width > WIDEST_WRAP or (len(group) == 2 and len(group[0]) < width):
        return False
    small = 0
    apart = []
    for line, following in pairwise(group):
        if not _is_full(line, following, width):
            return False
        small += following[0].islower()
        if not _is_broken(line, following):
            apart.append((line, following))
    runs = width <= WRAP_WIDTHS[1] or 2 * small >= len(group) - 1
    runs = runs or (ends(group[-1]) and not any(map(ends, group[:-1])))
    return runs and not any(starmap(_is_parted, apart))
