"""Fixed work that other work is measured by: what the same machine does at the same moment, whatever else it does.

Of the kinds that reading an article is made of: Aho-Corasick, ``re``, and Python that cuts, looks up and makes small
objects. It takes nothing from ``streams/``, and changing it changes the meaning of every ratio in reading.json.
"""

import random
import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

_LETTERS = "etaoinshrdlucmfwypvbgk"
_COMMON = 40


class Token(NamedTuple):
    """A word that was looked up."""

    kind: str
    start: int
    end: int


class Reference:
    """Text and tables, drawn with a fixed seed; each call does the same work, some 4 milliseconds of it."""

    def __init__(self) -> None:
        draw = random.Random(7)
        words = ["".join(draw.choices(_LETTERS, k=draw.randint(2, 9))) for _ in range(3_000)]
        self._text = " ".join(
            draw.choice(words[:_COMMON] if draw.random() < 0.5 else words)
            + draw.choice(("", "", "", "", ",", ".", " 7"))
            for _ in range(1_500)
        )
        self._kinds = {word: word[0] for word in words[::3]}
        self._automaton = AhoCorasick(words[::2], matchkind=MatchKind.LeftmostLongest)
        self._pattern = re.compile(r"\b\d{1,3}\b|[a-m][\w']*|[.,;]")

    def __call__(self) -> int:
        """Do the work; the sum is returned so that nothing of it can be left out."""
        text, found = self._text, 0
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            found += not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        tokens = [self._token(match[0], *match.span()) for match in self._pattern.finditer(text)]
        for index, token in enumerate(tokens):
            if token.kind in "aeiou" and index:
                before = text[max(0, token.start - 28) : token.start].split()[-3:]
                found += any(word.strip("'\".,") in self._kinds for word in before)
        return found

    def _token(self, word: str, start: int, end: int) -> Token:
        return Token(self._kinds.get(word, "-"), start, end)
