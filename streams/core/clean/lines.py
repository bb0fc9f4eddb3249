"""The lines of a page, and what each of them is, judged by itself and by its neighbours."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from streams.core.clean.prose import Kind, ends_sentence, kind_of
from streams.core.clean.wire import byline_of, dateline_of, is_stamp

LINKED = 0.8
"""Share of a line in links from which it is a link to another story."""
REPEATED = 25
"""Characters from which a repeated line is furniture; shorter ones may be the items of an article's own lists."""


TEXT = (Kind.PROSE, Kind.SENTENCE)
KEPT = (Kind.PROSE, Kind.SENTENCE, Kind.AUTHOR)


@dataclass(slots=True)
class Line:
    """A line of a page. ``item`` says whether it is an item of a list, ``linked`` the share of it in links.

    ``judge`` sets the rest: ``leads`` says whether it begins with an agency's dateline, ``heads`` whether it is a
    byline or says when the article is from.
    """

    text: str
    item: bool = False
    linked: float = 0.0
    kind: Kind = Kind.SHORT
    repeated: bool = False
    leads: bool = False
    heads: bool = False


def judge(lines: Sequence[Line]) -> None:
    """Set ``kind`` and ``repeated`` of each line."""
    counts = Counter(line.text for line in lines if len(line.text) >= REPEATED)
    for line in lines:
        line.kind = kind_of(line.text)
        if line.kind is Kind.PROSE and line.item and not ends_sentence(line.text):
            line.kind = Kind.SHORT
        if line.linked >= LINKED and line.kind in (Kind.PROSE, Kind.SENTENCE, Kind.SHORT):
            line.kind = Kind.FURNITURE
        line.leads = line.kind is Kind.PROSE and _is_lead(line.text)
        line.heads = line.kind in (Kind.SHORT, Kind.SENTENCE) and _is_head(line.text)
    for place, line in enumerate(lines):
        line.repeated = counts[line.text] > 1
        if line.repeated and place + 1 < len(lines) and lines[place + 1].kind in TEXT:
            line.repeated = False  # the lead, which some pages print above the picture too


def _is_lead(text: str) -> bool:
    dateline = dateline_of(text)
    return dateline is not None and dateline.agency is not None


def _is_head(text: str) -> bool:
    return is_stamp(text) or byline_of(text) is not None
