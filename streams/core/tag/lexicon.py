"""The tables of names, loaded once, and the automaton that finds them.

``data/entities.tsv`` has everything that has an id, ``data/names.<language>.tsv`` how each is written; every row names
its source, and ops/data/build_gazetteers.py builds both. How a name is read is its kind:

============  ==================================================================================
name          stands for its entity wherever it is written, also in capitals
acronym       the same, in exactly these letters
people        inhabitants and adjective of a country
capital       a capital city: a place, or the government that sits there
place         a place; its id is the territory it belongs to
organ         a UN organ whose name other bodies bear too
committee     a Main Committee of the General Assembly, where the General Assembly is the topic
shared        a name of several entities: the one that the article has named
usual         the same, and the first of them where it has named none
anaphor       "the North": a country that the article has named
coreference   "the council": a body that the article has named
rival         another council or assembly: "the council" is no longer the UN's
mask          a longer name that has nothing to do with the entity whose name is in it
============  ==================================================================================
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from streams.core.model import EntityType

LANGUAGES = frozenset({"en", "fr", "es", "ru", "zh", "ar"})
UNSPACED = frozenset({"zh"})
"""Languages that write no spaces between words: a name is found wherever its characters stand."""

CAPITALIZED_KINDS = frozenset({"name", "people", "capital", "place", "organ", "mask"})
"""Kinds that headlines and datelines also write in capitals only."""


class KnownEntity(NamedTuple):
    """Something with a canonical id: an ISO 3166-1 alpha-3 code or an acronym. ``wikipedia`` is an article title."""

    id: str
    type: EntityType
    name: str
    wikipedia: str | None


class Name(NamedTuple):
    """A way to write one entity, or several: see the kinds above."""

    kind: str
    entities: tuple[KnownEntity, ...]


class Match(NamedTuple):
    """A name found in a text, at characters ``[start, end)``."""

    start: int
    end: int
    name: Name


def _rows(file: str) -> Iterator[list[str]]:
    lines = files(__package__).joinpath("data", file).read_text(encoding="utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


@cache
def known_entities() -> dict[str, KnownEntity]:
    """Return everything that has an id, by id."""
    entities: dict[str, KnownEntity] = {}
    for entity_id, entity_type, name, wikipedia, _source in _rows("entities.tsv"):
        entities[entity_id] = KnownEntity(entity_id, entity_type, name, wikipedia or None)  # type: ignore[arg-type]  # checked by the builder
    return entities


class Lexicon:
    """The names of one language and the automaton that finds them all in one pass."""

    def __init__(self, language: str) -> None:
        known = known_entities()
        self.language = language
        self._spaced = language not in UNSPACED
        patterns: dict[str, Name] = {}
        for surface, ids, kind, _source in _rows(f"names.{language}.tsv"):
            name = Name(kind, tuple(known[entity_id] for entity_id in ids.split("|") if entity_id))
            patterns[surface] = name
            if kind in CAPITALIZED_KINDS:
                patterns.setdefault(surface.upper(), name)
        self._names = list(patterns.values())
        self._automaton = AhoCorasick(
            list(patterns), matchkind=MatchKind.Standard, store_patterns=False, implementation=Implementation.DFA
        )

    def matches(self, text: str) -> list[Match]:
        """Return the names that stand in ``text`` as whole words: leftmost first, the longest of those, none overlapping."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if not found:
            return []
        names, length, spaced = self._names, len(text), self._spaced
        chosen: list[Match] = []
        # The automaton reports by end, shorter ones last: what starts no later than its neighbours contains them.
        for index, start, end in found:
            if spaced and ((start and text[start - 1].isalnum()) or (end < length and text[end].isalnum())):
                continue
            while chosen and chosen[-1].start >= start:
                chosen.pop()
            if not chosen or chosen[-1].end <= start:
                chosen.append(Match(start, end, names[index]))
        return chosen


@cache
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language)


def lexicon_for(language: str | None) -> Lexicon | None:
    """Return the lexicon of a BCP 47 tag, None where there is none; an article without a language is read as English."""
    primary = (language or "en").split("-", 1)[0].lower()
    return _lexicon(primary) if primary in LANGUAGES else None
