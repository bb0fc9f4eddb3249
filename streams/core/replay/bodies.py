"""Two bodies, compared paragraph by paragraph; what differs is shown cut to where it does.

Time is linear in the bodies but for a stretch of MOST_COMPARED paragraphs, so that a hostile page costs no more.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from streams.core.replay.fields import FieldDifference

MOST_COMPARED = 200
"""Paragraphs between the first and the last that differ; of more it is only said how many there are."""
MOST_SHOWN = 12
"""Differences that are shown of one body."""
LEAD, SHOWN = 40, 240
"""Characters of a paragraph before its first difference, and in all."""


def body_differences(before: str, after: str) -> Iterator[FieldDifference]:
    """Yield what differs, in the order of the text, and how much more does, if that is too much."""
    old, new = before.split("\n\n"), after.split("\n\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(new)) > MOST_COMPARED:
        count = f"{len(old):,} paragraphs", f"{len(new):,} paragraphs"
        yield FieldDifference(_place(start), (count[0], *_cut(old[:1])), (count[1], *_cut(new[:1])))
        return
    changes = [each for each in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if each[0] != "equal"]
    for _, first, last, begin, stop in changes[:MOST_SHOWN]:
        yield _hunk(_place(start + first), old[first:last], new[begin:stop])
    if len(changes) > MOST_SHOWN:
        yield FieldDifference("body", (), (f"and {len(changes) - MOST_SHOWN:,} more differences",))


def _common(these: Sequence[str], those: Sequence[str]) -> int:
    """Return how many paragraphs two texts begin with alike, or characters two paragraphs."""
    pairs = zip(these, those, strict=False)
    return next((count for count, (one, other) in enumerate(pairs) if one != other), min(len(these), len(those)))


def _place(index: int) -> str:
    return f"body, paragraph {index + 1:,}"


def _hunk(place: str, old: Sequence[str], new: Sequence[str]) -> FieldDifference:
    gone, come = [], []
    for one, other in zip_longest(old, new):
        shared = 0 if one is None or other is None else _common(one, other)
        gone += [] if one is None else [_around(one, shared)]
        come += [] if other is None else [_around(other, shared)]
    return FieldDifference(place, tuple(gone), tuple(come))


def _cut(paragraphs: Sequence[str]) -> list[str]:
    return [_around(each, 0) for each in paragraphs]


def _around(text: str, place: int) -> str:
    start = max(0, place - LEAD) if len(text) > SHOWN else 0
    head = "…" if start else ""
    return f"{head}{text[start : start + SHOWN]}{'…' if start + SHOWN < len(text) else ''}"
