"""Which hyphen at the end of a printed line belongs to the word, and which came from the typesetter."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

SOFT = ("\xad", "‐")
"""Marks that only typesetters set at the end of a line: the soft hyphen, and the hyphen that is no minus."""
WORD_READ = 60
"""Characters of a word that are looked at."""
LITTLE = frozenset("of the to and by in on at up off out de la le du à en y a".split())  # noqa: SIM905
"""Between hyphens (``state-of-the-art``) these are whole words."""

_LEFT = re.compile(r"([^\W\d_]+)[-‐\xad]$")
_RIGHT = re.compile(r"([^\W\d_]+)(-?)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class _Kept(NamedTuple):
    """The words of ``data/hyphens.toml``."""

    left: frozenset[str]
    right: frozenset[str]
    pairs: dict[str, tuple[str, ...]]


@cache
def _kept() -> _Kept:
    table = tomllib.loads(files(__package__).joinpath("data/hyphens.toml").read_text("utf-8"))
    pairs = {before: tuple(after) for before, after in table["pairs"].items()}
    return _Kept(frozenset(table["left"]), frozenset(table["right"]), pairs)


class Hyphens:
    """Joins lines, knowing the words that the text writes elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._words: frozenset[str] | None = None

    def join(self, lines: Sequence[str]) -> str:
        """Return the lines of a paragraph as one, whitespace collapsed."""
        pieces = [lines[0]]
        for line, following in pairwise(lines):
            broken = line.rstrip()
            if not broken.endswith(("-", *SOFT)):
                pieces.append(" ")
            elif self._came_from_typesetter(broken, following.lstrip()):
                pieces[-1] = pieces[-1].rstrip()[:-1]
            else:
                pieces[-1] = pieces[-1].rstrip()
                if not _LEFT.search(broken[-WORD_READ:]) and not broken[-2:-1].isdigit():
                    pieces.append(" ")  # a dash
            pieces.append(following.lstrip())
        return " ".join("".join(pieces).split())

    def _came_from_typesetter(self, line: str, following: str) -> bool:
        left, right = _LEFT.search(line[-WORD_READ:]), _RIGHT.match(following[:WORD_READ])
        if left is None or right is None:
            return False
        if line.endswith(SOFT):
            return True
        before, after = left[1].casefold(), right[1].casefold()
        if not right[1][0].islower() or len(before) < 2:  # X-ray: a syllable has two letters
            return False
        words = self._known()
        if before + after in words:
            return True
        if f"{before}-{after}" in words or (before in LITTLE and (right[2] or line[: -len(left[0])].endswith("-"))):
            return False
        kept = _kept()
        return (
            before not in kept.left
            and after not in kept.right
            and not after.startswith(kept.pairs.get(before, ("\0",)))
        )

    def _known(self) -> frozenset[str]:
        """Return the words of the text, found when they are first asked for."""
        if self._words is None:
            self._words = frozenset(word.casefold() for line in self._lines for word in _WORD.findall(line))
        return self._words
