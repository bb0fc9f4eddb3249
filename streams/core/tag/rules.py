"""Which rule reads which kind of name, and the one pass over the matches of an article."""

from collections.abc import Callable, Mapping, Sequence

from streams.core.model import Article, Entity
from streams.core.tag import bodies, capitals, countries, people
from streams.core.tag.context import in_a_state
from streams.core.tag.lexicon import Lexicon, Match
from streams.core.tag.reading import Reading
from streams.core.tag.words import word_after


def nothing(reading: Reading, index: int) -> None:
    """Read a longer name that is in no table: whatever name stands in it is not meant."""


RULES: Mapping[str, Callable[[Reading, int], Entity | None]] = {
    "word": bodies.word,
    "organ": bodies.organ,
    "committee": bodies.committee,
    "coreference": bodies.coreference,
    "namesake": countries.namesake,
    "thing": countries.thing,
    "tongue": countries.tongue,
    "homonym": countries.homonym,
    "state": countries.place,
    "capital": capitals.capital,
    "place": countries.place,
    "shared": countries.shared,
    "usual": countries.usual,
    "anaphor": countries.anaphor,
    "hint": countries.hint,
    "title": people.title,
    "mask": nothing,
}
"""By kind, for every kind that is not plain. A rule takes the index of its match and returns the mention, if any."""


def read(article: Article, body: str, matches: Sequence[Match], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the mentions that the matches stand for, in the order of the text."""
    reading = Reading(article, body, matches, lexicon)
    heads = lexicon.cues["head"]
    found: list[Entity] = []
    made = tuple.__new__  # what ``Entity`` comes to, in half the time
    last_named = reading.last
    covered = 0
    for index, (start, end, name) in enumerate(matches):
        if start < covered:
            continue
        known = name.plain
        if known is None:
            entity = RULES[name.kind](reading, index)
            if entity is None:
                continue
        else:
            if body[end + 1 : end + 2].isupper() and word_after(body, end) in heads:
                continue  # "China Daily", "American Airlines": a name of its own
            if body.startswith(",", end) and in_a_state(reading, end):
                continue  # "Cuba, Mo."
            entity = made(Entity, (known.type, known.id, known.wikipedia, body[start:end], start, end))
        found.append(entity)
        covered = entity.end
        if entity.id is not None:
            last_named[entity.id] = start
    return tuple(found)
