"""The tables of names, loaded once, and the automaton that finds them.

``data/entities.tsv`` has everything that has an id, ``data/names.<language>.tsv`` how it is written, and
``data/cues.<language>.toml`` the words of the context that decide. Every name says its source;
ops/data/build_gazetteers.py builds the first two. How a name is read is its kind:

============  ==========================================================================================
name          stands for its entity wherever it is written, also in capitals only
acronym       the same, in exactly these letters
word          an acronym that is also something else: US and WHO in a line set in capitals, AU in AU$, cricket's ICC
people        inhabitants and adjective of a country
tongue        the same, and a language: French
namesake      a country that is also a person's name: Jordan, Chad
thing         a country that is also a bird, a dish or pottery: Turkey
homonym       a country that is also a state of the United States: Georgia
state         a state of the United States: a place without an id
capital       a capital: the city, or the government that sits there
place         a place; its id is that of the country or territory it belongs to
organ         a UN organ whose name other bodies bear too
committee     a Main Committee of the General Assembly, where the United Nations is the topic
shared        a name of several entities, or too short to stand alone: the one that the article has named
usual         the same, and the first of them where it has named none
anaphor       "the North": a country that the article has named
coreference   "the council": a body that the article has named
hint          no mention, but from here on "the North", "the council" have something to stand for
title         what stands before a person's name
mask          a longer name that has nothing to do with the entity whose name is in it
============  ==========================================================================================

English has all kinds. The rules of word and title read English phrases, so the tables of the other languages do without
these kinds; what the other rules look for is in the cues of the language.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from streams.core.model import EntityType

LANGUAGES = frozenset({"en", "fr", "es", "it", "ru", "zh", "ar"})
UNSPACED = frozenset({"zh"})
"""Languages that write no spaces between words: a name is found wherever its characters stand."""

CLITICS = {"ar": "وفبكل"}
"""Letters that a language writes together with the name behind them: "and", "in", "to"."""

PEOPLE_KINDS = frozenset({"people", "tongue"})
PLAIN_KINDS = frozenset({"name", "acronym", "people"})
CAPITALIZED_KINDS = frozenset(
    {
        "name",
        "people",
        "tongue",
        "namesake",
        "thing",
        "homonym",
        "state",
        "capital",
        "place",
        "organ",
        "committee",
        "mask",
    }
)
"""Kinds that headlines and datelines also write in capitals only."""


class KnownEntity(NamedTuple):
    """Something with a canonical id: an ISO 3166-1 alpha-3 code or an acronym. ``wikipedia`` is an article title."""

    id: str
    type: EntityType
    name: str
    wikipedia: str | None


class Name(NamedTuple):
    """One way to write an entity, or several entities; ``plain`` is the entity that no context can change."""

    surface: str
    kind: str
    entities: tuple[KnownEntity, ...]
    plain: KnownEntity | None


Match: TypeAlias = tuple[int, int, Name]
"""A name found in a text: start, end (exclusive), name. A plain tuple, since every article makes dozens."""


def _text(file: str) -> str:
    return files(__package__).joinpath("data", file).read_text(encoding="utf-8")


def _rows(file: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _text(file).split("\n")[1:] if line)


@cache
def known_entities() -> Mapping[str, KnownEntity]:
    """Return everything that has an id, by id."""
    rows = _rows("entities.tsv")
    return MappingProxyType(
        {row[0]: KnownEntity(row[0], cast(EntityType, row[1]), row[2], row[3] or None) for row in rows}
    )


class Cues(dict[str, frozenset[str]]):
    """Words of the context by what they are a cue for; a language may lack some cues."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class Lexicon:
    """The names of one language, the words that decide between their readings, and the automaton that finds them."""

    def __init__(self, language: str) -> None:
        known = known_entities()
        patterns: dict[str, Name] = {}
        for surface, ids, kind, _source in _rows(f"names.{language}.tsv"):
            entities = tuple(known[entity_id] for entity_id in ids.split("|") if entity_id)
            name = Name(surface, kind, entities, entities[0] if kind in PLAIN_KINDS else None)
            patterns[surface] = name
            if kind in CAPITALIZED_KINDS:
                patterns.setdefault(surface.upper(), name)
        cues = tomllib.loads(_text(f"cues.{language}.toml"))
        self.cues = Cues({cue: frozenset(words) for cue, words in cues["words"].items()})
        self.anaphors: Mapping[str, Mapping[str, KnownEntity]] = {
            anaphor: {antecedent: known[meant] for antecedent, meant in meanings.items()}
            for anaphor, meanings in cues["anaphors"].items()
        }
        self.things: Mapping[str, frozenset[str]] = {
            country: frozenset(words) for country, words in cues.get("things", {}).items()
        }
        self.another: Mapping[str, Sequence[str]] = cues.get("another", {})
        self.names: Sequence[Name] = list(patterns.values())
        self._spaced = language not in UNSPACED
        self._clitics = CLITICS.get(language, "")
        self._automaton = AhoCorasick(
            list(patterns),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def matches(self, text: str) -> list[Match]:
        """Return the names that stand in ``text`` as whole words: leftmost, the longest of those, none overlapping."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        names, length, spaced = self.names, len(text), self._spaced
        chosen: list[Match] = []
        chosen_end = 0
        for index, start, end in found:
            if spaced and (
                (start and text[start - 1].isalnum() and not self._is_clitic(text, start - 1))
                or (end < length and text[end].isalnum())
            ):
                continue
            if start < chosen_end:  # the automaton reports by end: what starts no later than a chosen name contains it
                while chosen and chosen[-1][0] >= start:
                    chosen.pop()
                if chosen and chosen[-1][1] > start:
                    continue
            chosen.append((start, end, names[index]))
            chosen_end = end
        return chosen

    def _is_clitic(self, text: str, position: int) -> bool:
        return text[position] in self._clitics and not (position and text[position - 1].isalnum())


@cache
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language)


def lexicon_for(language: str | None) -> Lexicon | None:
    """Return the lexicon of a BCP 47 tag, None where there is none; no tag counts as English."""
    primary = (language or "en").split("-", 1)[0].lower()
    return _lexicon(primary) if primary in LANGUAGES else None
