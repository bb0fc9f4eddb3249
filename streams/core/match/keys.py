"""The keys that a fact has, among those that subscriptions ask for.

A key is what a clause asks for with its field before it (``target:SYR``), a word or a phrase as it is: no token has a
colon in it. Of numbers a fact has the key of each limit that somebody asks for and that it keeps to.
"""

from collections.abc import Iterable

from streams.core.match.facts import ARTICLE_FIELDS, NUMBER, Fact
from streams.core.match.phrases import Phrases
from streams.core.match.values import NUMBERS
from streams.core.model import ClauseField


def key_of(field: ClauseField, value: str) -> str:
    """Return the key of a value of a clause; of words the value is tokens with one space between."""
    return value if field == "word" else f"{field}:{value}"


def is_of_article(key: str) -> bool:
    """Say whether a key is of the article, whatever events it tells."""
    return ":" not in key or key.startswith("mentioned:")


def keeps_to(field: ClauseField, number: float, limit: float) -> bool:
    """Say whether a number of a fact is as a clause with ``limit`` asks."""
    return number < limit if field == "margin_below" else number >= limit


class Keys:
    """All keys that are asked for, each as often as it was added."""

    def __init__(self) -> None:
        self._phrases = Phrases()
        self._limits: dict[ClauseField, dict[str, int]] = {field: {} for field in NUMBERS}

    def add(self, keys: Iterable[str]) -> None:
        """Look for ``keys`` from now on."""
        for key in keys:
            field, colon, value = key.partition(":")
            if not colon:
                self._phrases.add(key)
            elif field in self._limits:
                limits = self._limits[field]
                limits[value] = limits.get(value, 0) + 1

    def remove(self, keys: Iterable[str]) -> None:
        """Take back one ``add`` of each."""
        for key in keys:
            field, colon, value = key.partition(":")
            if not colon:
                self._phrases.remove(key)
            elif field in self._limits:
                limits = self._limits[field]
                limits[value] -= 1
                if not limits[value]:
                    del limits[value]

    def of_article(self, fact: Fact) -> set[str]:
        """Return the keys that the article of a fact has, whatever its events."""
        found = self._phrases.found(fact.text.words)
        found.update(f"mentioned:{one}" for one in fact.values.get("mentioned", ()))
        return found

    def of_event(self, fact: Fact) -> set[str]:
        """Return the keys that the event of a fact has."""
        found: set[str] = set()
        for field, values in fact.values.items():
            if field in NUMBERS:
                number, limits = float(values[NUMBER]), self._limits[field]
                found.update(f"{field}:{limit}" for limit in limits if keeps_to(field, number, float(limit)))
            elif field not in ARTICLE_FIELDS:
                found.update(f"{field}:{value}" for value in values)
        return found
