"""The keys that a fact has, among those that subscriptions ask for.

A key is what a clause asks for with its field before it (``target:SYR``), a word or a phrase as it is: no token has a
colon in it. Of numbers a fact has the key of each limit that somebody asks for and that it keeps to.
"""

from streams.core.match.facts import ARTICLE_FIELDS, NUMBER, Fact
from streams.core.match.key import Key
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
    """All keys that are asked for."""

    def __init__(self) -> None:
        self._phrases = Phrases()
        self._values: dict[str, Key] = {}
        self._limits: dict[ClauseField, dict[str, float]] = {field: {} for field in NUMBERS}

    def take(self, key: str) -> Key:
        """Return what is known of ``key``, which is looked for from now on."""
        field, colon, value = key.partition(":")
        if not colon:
            return self._phrases.take(key)
        if field in self._limits:
            self._limits[field][value] = float(value)
        if key not in self._values:
            self._values[key] = Key()
        return self._values[key]

    def drop(self, key: str) -> None:
        """Look for ``key`` no more where nothing is known of it."""
        field, colon, value = key.partition(":")
        if not colon:
            self._phrases.drop(key)
        elif not self._values[key].is_of_use:
            del self._values[key]
            if field in self._limits:
                del self._limits[field][value]

    def of_article(self, fact: Fact) -> list[Key]:
        """Return the keys that the article of a fact has, whatever its events; all that may be where it is unsaid."""
        if fact.unsaid:
            return [*self._phrases, *(key for name, key in self._values.items() if is_of_article(name))]
        mentioned = [key_of("mentioned", one) for one in fact.values.get("mentioned", ())]
        return [*self._phrases.found(fact.text.words.tokens), *self._of(mentioned)]

    def of_event(self, fact: Fact) -> list[Key]:
        """Return the keys that the event of a fact has."""
        found: list[str] = []
        for field, values in fact.values.items():
            if field in NUMBERS:
                number, limits = float(values[NUMBER]), self._limits[field].items()
                found += [key_of(field, limit) for limit, least in limits if keeps_to(field, number, least)]
            elif field not in ARTICLE_FIELDS:
                found += [key_of(field, value) for value in values]
        return self._of(found)

    def _of(self, values: list[str]) -> list[Key]:
        return [key for key in map(self._values.get, values) if key is not None]
