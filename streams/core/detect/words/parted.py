"""Verbs of several words that a day parts, as Spanish papers write: "dio este jueves luz verde a"."""

from collections.abc import Iterator, Mapping
from typing import Any

PARTED = "parted"
"""Kind of a term that is a verb with its day within, which is a mark of its own."""
FORMS = ("s", "sp", "f", "j")
"""Forms of the verbs of which a day stands behind the first word."""


def parted_verbs(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each such phrase of a language, with the class and the form of its verb."""
    for phrase, verb, form in _phrases(raw):
        yield from ((parted, verb, form) for parted in _with_days(phrase, raw))


def with_parted(words: dict[str, frozenset[str]], raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the lists of words, in which such a phrase stands beside the one without its day."""
    phrases = frozenset(phrase for phrase, _, _ in _phrases(raw))
    if not phrases:
        return words
    found = {name: phrases & listed for name, listed in words.items() if not phrases.isdisjoint(listed)}
    more = {name: words[name].union(*(_with_days(phrase, raw) for phrase in of)) for name, of in found.items()}
    return words | more


def _with_days(phrase: str, raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield a phrase with each day that may stand behind its first word."""
    first, _, rest = phrase.partition(" ")
    parted, weekdays = raw["parted"], raw["dates"]["weekdays"]
    days = [*parted["days"], *(f"{led} {day}" for led in parted["before"] for day in weekdays)]
    yield from (f"{first} {day} {rest}" for day in days)


def _phrases(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the finite verbs of more than one word, with their class and form."""
    never = frozenset(raw["parted"]["never"]) if "parted" in raw else frozenset()
    for verb, rows in raw["verbs"].items() if "parted" in raw else ():
        for row in rows:
            for form, names in row.items() if not isinstance(row, str) else ():
                for name in names.split("|") if form in FORMS else ():
                    first, _, rest = name.partition(" ")
                    if rest and first not in never:
                        yield name, verb, form
