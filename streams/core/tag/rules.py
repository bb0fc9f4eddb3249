"""What a name alone leaves open, decided by how the wires write.

A ``Reading`` goes through the matches of one article once, from left to right, and remembers what the article has
named so far: "the North" is North Korea only after North Korea, "the council" is the last council named.
"""

from collections.abc import Callable, Sequence

from streams.core.model import Article, Entity
from streams.core.tag.lexicon import KnownEntity, Lexicon, Match

ARTICLE_FIRST = frozenset({"anaphor", "coreference"})
PLAIN = frozenset({"name", "acronym", "people"})

LOCATIVES = frozenset(
    "in near at outside around across throughout inside downtown central toward towards from to of".split()
)


class Reading:
    """One article being read: what it has named so far."""

    def __init__(self, article: Article, body: str, lexicon: Lexicon) -> None:
        self._article = article
        self._body = body
        self._lexicon = lexicon
        self._named: list[str] = []

    def entities(self, matches: Sequence[Match]) -> tuple[Entity, ...]:
        """Return the entities that the matches stand for."""
        body = self._body
        found = []
        for match in matches:
            kind = match.name.kind
            if kind in PLAIN:
                known: KnownEntity | None = match.name.entities[0]
            elif kind == "capital":
                known = self._capital(match)
                if known is None:
                    found.append(Entity("place", None, None, body[match.start : match.end], match.start, match.end))
                    continue
            elif kind == "place":
                entity = match.name.entities[0] if match.name.entities else None
                text = body[match.start : match.end]
                found.append(Entity("place", entity and entity.id, None, text, match.start, match.end))
                continue
            else:
                known = _RULES[kind](self, match)
                if (
                    known is not None
                    and kind in ARTICLE_FIRST
                    and body[max(0, match.start - 4) : match.start] in ("the ", "The ")
                ):
                    match = match._replace(start=match.start - 4)
            if known is not None:
                self._named.append(known.id)
                text = body[match.start : match.end]
                found.append(Entity(known.type, known.id, known.wikipedia, text, match.start, match.end))
        return tuple(found)

    def _last_named(self, candidates: Sequence[KnownEntity]) -> KnownEntity | None:
        by_id = {entity.id: entity for entity in candidates}
        return next((by_id[entity_id] for entity_id in reversed(self._named) if entity_id in by_id), None)

    def _capital(self, match: Match) -> KnownEntity | None:
        body = self._body
        if body.startswith(("’s", "'s"), match.end):
            return match.name.entities[0]
        after = body[match.end : match.end + 12].split(None, 1)
        before = body[max(0, match.start - 16) : match.start].split()
        if before and before[-1].lower() in LOCATIVES:
            return None
        return match.name.entities[0] if after and after[0] in ("said", "says", "has", "and") else None

    def _named_before(self, match: Match) -> KnownEntity | None:
        return self._last_named(match.name.entities)

    def _usual(self, match: Match) -> KnownEntity | None:
        return self._last_named(match.name.entities) or match.name.entities[0]

    def _anaphor(self, match: Match) -> KnownEntity | None:
        before = self._body[max(0, match.start - 4) : match.start]
        after = self._body[match.end : match.end + 2]
        if before.lower() != "the " or (after[:1] == " " and after[1:].isupper()):
            return None
        return self._last_named(match.name.entities)

    def _organ(self, match: Match) -> KnownEntity | None:
        return match.name.entities[0]

    def _nothing(self, match: Match) -> None:
        return None


_RULES: dict[str, Callable[[Reading, Match], KnownEntity | None]] = {
    "organ": Reading._organ,
    "committee": Reading._organ,
    "shared": Reading._named_before,
    "usual": Reading._usual,
    "anaphor": Reading._anaphor,
    "coreference": Reading._anaphor,
    "rival": Reading._nothing,
    "mask": Reading._nothing,
}
