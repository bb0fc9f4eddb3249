"""Words and phrases that somebody asks for, found in a text in one pass over it."""

from itertools import compress
from typing import Any

from streams.core.match.words import Words

_END = ""
"""Under it stands the phrase that ends here; it is no token."""


class Phrases:
    """Any number of words and phrases (tokens with one space between), each as often as it was added."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._words: dict[str, None] = {}
        self._beginnings: dict[str, Any] = {}  # by token, and in each by the next token

    def add(self, phrase: str) -> None:
        """Look for ``phrase`` from now on."""
        times = self._times[phrase] = self._times.get(phrase, 0) + 1
        if times > 1:
            return
        if " " not in phrase:
            self._words[phrase] = None
            return
        node = self._beginnings
        for token in phrase.split(" "):
            node = node.setdefault(token, {})
        node[_END] = phrase

    def remove(self, phrase: str) -> None:
        """Take back one ``add``."""
        self._times[phrase] -= 1
        if self._times[phrase]:
            return
        del self._times[phrase]
        if " " not in phrase:
            del self._words[phrase]
            return
        nodes, keys = [self._beginnings], [*phrase.split(" "), _END]
        for token in keys[:-1]:
            nodes.append(nodes[-1][token])
        for node, key in zip(reversed(nodes), reversed(keys), strict=True):
            del node[key]
            if node:
                break

    def found(self, words: Words) -> set[str]:
        """Return those that stand in a text."""
        found = self._words.keys() & words.all
        if self._beginnings.keys() & words.all:
            for text in words.texts:
                self._find(text, found)
        return found

    def _find(self, text: list[str], found: set[str]) -> None:
        beginnings, last = self._beginnings, len(text) - 1
        for at in compress(range(last), map(beginnings.__contains__, text)):
            node, behind = beginnings[text[at]], at
            while behind < last and (node := node.get(text[(behind := behind + 1)])) is not None:
                if _END in node:
                    found.add(node[_END])
