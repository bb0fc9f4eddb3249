"""What people call a country or an organization, and the id that events have: names in, ids out."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from streams.core.match.words import tokens
from streams.core.tag import known_entities
from streams.core.tag.lexicon import lexicon_for

_KINDS = frozenset({"name", "acronym", "word", "namesake", "homonym", "shared", "usual"})
"""Kinds of names (streams.core.tag.lexicon) that stand for what has an id, and not for its capital or its people."""
SUGGESTED = 3


def ids_of(name: str) -> tuple[str, ...]:
    """Return the ids that ``name`` may mean: an id itself in any case, or a name in English; none if it is unknown."""
    return _by_name().get(_key(name), ())


def suggestions(name: str, allowed: Iterable[str]) -> list[str]:
    """Return up to SUGGESTED of the ``allowed`` ids that are called nearly so, the best first."""
    wanted = frozenset(allowed)
    near = get_close_matches(_key(name), _by_name(), n=2 * SUGGESTED, cutoff=0.7)
    found = dict.fromkeys(one for key in near for one in _by_name()[key] if one in wanted)
    return list(found)[:SUGGESTED]


def _key(name: str) -> str:
    return " ".join(tokens(name))


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Return the ids of each name; an id means itself, whatever else is called so."""
    found: dict[str, tuple[str, ...]] = {_key(one): (one,) for one in known_entities()}
    for entity in known_entities().values():
        found.setdefault(_key(entity.name), (entity.id,))
    english = lexicon_for("en")
    assert english is not None
    for name in english.names:
        if name.kind in _KINDS and name.entities:
            found.setdefault(_key(name.surface), tuple(one.id for one in name.entities))
    return found
