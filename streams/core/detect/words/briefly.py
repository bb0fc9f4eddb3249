"""Drafts called by the end of their symbols, as press releases do once the session is known: 'approved "L.17"'."""

import re
from collections.abc import Iterator

from streams.core.detect.words.marks import Mark

LEADS = frozenset(('"', ',"', ', "', '("', 'document "', 'contained in document "'))
"""What stands between the noun for a text and the end of its symbol: of such a noun it is no text beside it."""
_BRIEF = re.compile(r'"l\.\s?(\d{1,3}(?:/rev\.\s?\d{1,2})?),?"')
"""In quotation marks only: without them the numbers of amendments are told so."""


def with_brief_symbols(folded: str, marks: list[Mark]) -> list[Mark]:
    """Return the marks with such ends among them: as the symbol that the article has in full, else as a noun."""
    if '"l.' not in folded:
        return marks
    full = {
        mark.value.partition("/L.")[2].lower(): mark.value
        for mark in marks
        if mark.forms == "d" and "/L." in mark.value
    }
    added = list(_brief(folded, marks, full))
    return sorted([*marks, *added], key=lambda mark: mark.start) if added else marks


def _brief(folded: str, marks: list[Mark], full: dict[str, str]) -> Iterator[Mark]:
    following = iter(marks)
    mark = next(following, None)
    before: Mark | None = None
    for match in _BRIEF.finditer(folded):
        while mark is not None and mark.start < match.start():
            before, mark = mark, next(following, None)
        named = before is not None and before.kind == "noun" and folded[before.end : match.start() + 1].strip() in LEADS
        if named or (mark is not None and mark.start < match.end()):
            continue
        value = full.get(match[1].replace(" ", ""))
        if value is not None:
            yield Mark("symbol", value, "d", match.start() + 1, match.end(1))
        else:
            yield Mark("noun", "draft", "", match.start() + 1, match.end(1))
