"""Which body a word stands for: "the council" is the last council named, and not every General Assembly is the UN's."""

from dataclasses import dataclass

from streams.core.detect.marks import ORGANS, Mark

_COUNCILS = frozenset(("SC", "HRC", "ECOSOC"))
_IN_HEADLINES = (
    ("security council", "council", "SC"),
    ("general assembly", "assembly", "GA"),
    ("human rights council", "council", "HRC"),
    ("third committee", "committee", "GA-C3"),
    ("first committee", "committee", "GA-C1"),
)
_UN_WORDS = ("u.n.", "un", "united nations", "the", "unsc")
_GROUPS = {"SC": "council", "HRC": "council", "ECOSOC": "council", "GA": "assembly", "CHR": "committee"}


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of an article in order: (offset, organ), with ``foreign`` for another's. ``named`` are the UN organs."""

    spots: tuple[tuple[int, str], ...]
    named: tuple[str, ...]

    def before(self, position: int, reach: int = 600) -> str | None:
        """Return the body named last before ``position`` within ``reach`` characters, ``foreign``, or None."""
        for offset, organ in reversed(self.spots):
            if offset <= position:
                return organ if position - offset <= reach else None
        return None

    def organ_before(self, position: int) -> str | None:
        """Return the UN organ named last before ``position``, else the one organ that the article names, if it is one."""
        earlier = [organ for offset, organ in self.spots if offset <= position and organ in ORGANS]
        return earlier[-1] if earlier else self.named[0] if len(self.named) == 1 else None


def settle(body: str, folded: str, marks: list[Mark], headline: str) -> tuple[list[Mark], Bodies]:
    """Return the marks with every short organ name replaced by what it stands for, and the bodies of the article."""
    last: dict[str, str] = {}
    first = _first_named(body, folded, marks)
    for name, group, organ in _IN_HEADLINES:
        if name in headline:
            first.setdefault(group, organ)
    settled: list[Mark] = []
    spots: list[tuple[int, str]] = []
    for index, mark in enumerate(marks):
        if mark.kind == "organ" and mark.value != "UN":
            value = _settled(body, folded, marks, index, last, first)
            if value is None:
                continue
            if value == "foreign":
                settled.append(Mark("foreign", folded[mark.start : mark.end], "", mark.start, mark.end))
            else:
                settled.append(mark._replace(value=value))
                group = _GROUPS.get(value, "committee")
                last[group] = value
            spots.append((mark.start, value))
            continue
        if (mark.kind == "foreign" and "w" not in mark.forms) or (mark.kind == "actor" and "f" in mark.forms):
            spots.append((mark.start, "foreign"))
        settled.append(mark)
    named = tuple(dict.fromkeys(organ for _, organ in spots if organ in ORGANS))
    return settled, Bodies(tuple(spots), named)


def _first_named(body: str, folded: str, marks: list[Mark]) -> dict[str, str]:
    """Return for each short name the first full one of the article: a headline says "council" before the lead explains."""
    first: dict[str, str] = {}
    for index, mark in enumerate(marks):
        if mark.kind == "organ" and mark.value in ORGANS and not _is_other(body, folded, marks, index):
            first.setdefault(_GROUPS.get(mark.value, "committee"), mark.value)
    return first


def _settled(
    body: str, folded: str, marks: list[Mark], index: int, last: dict[str, str], first: dict[str, str]
) -> str | None:
    """Return the organ that the mark stands for, ``foreign``, or None for what is no body of interest."""
    mark = marks[index]
    if mark.value in ORGANS:
        if _is_other(body, folded, marks, index):
            last[_GROUPS.get(mark.value, "committee")] = "foreign"
            return "foreign"
        group = _GROUPS.get(mark.value, "committee")
        plain = (
            folded[mark.start : mark.end] in ("general assembly", "security council")
            and "u.n" not in folded[max(0, mark.start - 6) : mark.start]
        )
        return "foreign" if plain and last.get(group) == "foreign" and mark.value == "GA" else mark.value
    if _has_other_name(body, mark):
        return "foreign" if body[mark.start].isupper() else None
    return last.get(mark.value) or first.get(mark.value)


def _is_other(body: str, folded: str, marks: list[Mark], index: int) -> bool:
    """Say whether an organ's name here is another's: "Russia's Security Council", "Presbyterian General Assembly"."""
    mark = marks[index]
    surface = folded[mark.start : mark.end]
    if surface.startswith(("u.n.", "un ", "united nations")) or surface.startswith("un") or "-" in surface:
        return False
    if folded[mark.end : mark.end + 12].startswith(
        (" of georgia", " of virginia", " of the church", " of the organ", " of the oas")
    ):
        return True
    previous = marks[index - 1] if index else None
    if previous is not None and previous.end >= mark.start - 3 and previous.end <= mark.start:
        if previous.kind in ("foreign", "actor"):
            return previous.kind == "foreign" or mark.value in ("SC", "GA", "CHR")
        if previous.kind == "organ":
            return False
    before = body[max(0, mark.start - 30) : mark.start].split()
    word = before[-1] if before else ""
    return (
        mark.value in ("GA", "SC")
        and word[:1].isupper()
        and word.strip("'\"\u201c\u2019s,").lower() not in _PLAIN
        and not word.endswith((",", ".", ":"))
    )


_PLAIN = frozenset(
    ["the", "u.n", "un", "nations", "members", "in", "at", "when", "and", "but", "as", "on", "that", "member", "powerful", "a", "while", "15-member", "emergency", "since", "if", "although", "for", "with", "by", "after", "this", "its", "our"]
)


def _has_other_name(body: str, mark: Mark) -> bool:
    """Say whether a short name is part of a longer one: "Refugee Council", "sanctions committee", "Nobel Committee"."""
    before = body[max(0, mark.start - 30) : mark.start].split()
    word = before[-1].strip("(\"\u201c'") if before else ""
    if body[mark.start : mark.start + 1].isupper() and word[:1].isupper():
        return word.lower().strip(".,") not in _PLAIN
    return mark.value == "committee" and word.lower() not in ("the", "this", "that", "193-member", "whole")
