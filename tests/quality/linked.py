"""How well a tagger finds ids, against the links that Wikipedia's editors set in 5,722 news items of 2025.

A link says what a word stands for, so an item's linked ids are its gold. The annotation is partial (first mentions, and
not everything), which decides the measure:

- *found*: a linked id that the tagger found anywhere in the item; *missed*: one that it did not find. All items count.
- *wrong*: an id that the tagger found and nobody linked. It counts only in items whose links are complete (each id
  found is linked, or all of its mentions lie in links), and not where it lies in a link about the entity ("Prime
  Minister of Canada" names Canada). So precision is a lower bound: "U.S." in "U.S. Treasury", linked to an office of
  the Treasury, counts as wrong.

Titles become ids by the table's own titles and names, with Wikipedia's disambiguation: ``Georgia_(country)`` is GEO,
``Georgia_(U.S._state)`` is nothing.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from streams.core.tag import known_entities
from streams.core.tag.lexicon import lexicon_for
from tests.core.tag.articles import tagged
from tests.quality.scoring import Score
from tests.shared import shared_data

JUDGED = ("country", "un_body", "organization")
NAMING = frozenset({"name", "acronym", "word", "people", "tongue", "thing", "organ", "usual", "namesake", "homonym"})
"""The kinds of names that stand for their (first) entity wherever nothing else is known."""


class Mention(NamedTuple):
    """An id and where it was found."""

    id: str
    start: int
    end: int


Tagger: TypeAlias = Callable[[str], Sequence[Mention]]


@dataclass(frozen=True)
class Item:
    """An item that was read wrongly: ids that were missed, and ids that are wrong, with where they stand."""

    id: str
    text: str
    missed: tuple[str, ...]
    wrong: tuple[Mention, ...]


@dataclass
class Linked:
    """The scores by type of entity (``all`` is their sum), and the items with a fault."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in (*JUDGED, "all")})
    faults: list[Item] = field(default_factory=list)


def ours(text: str) -> list[Mention]:
    """Tag a text with the project's own tagger."""
    return [Mention(one.id, one.start, one.end) for one in tagged(text) if one.id and one.type in JUDGED]


@cache
def items() -> Sequence[Mapping[str, Any]]:
    """Return the items; no-break spaces, as cleaning leaves them, are spaces."""
    lines = (shared_data("dev") / "entity_links_2025.jsonl").read_text(encoding="utf-8").splitlines()
    return [item | {"text": item["text"].replace("\xa0", " ")} for item in map(json.loads, lines)]


class Titles:
    """Wikipedia titles as ids."""

    def __init__(self) -> None:
        lexicon = lexicon_for("en")
        assert lexicon is not None
        self.ids: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        for name in lexicon.names:
            if name.entities and name.kind in NAMING:
                self.ids[name.surface] = name.entities[0].id
                self._names[name.entities[0].id].add(name.surface)
        self._titles = self.ids | {one.wikipedia: one.id for one in known_entities().values() if one.wikipedia}

    def id_of(self, title: str) -> str | None:
        """Return the id that a title stands for."""
        return self._titles.get(title.replace("_", " ").removesuffix(" (country)"))

    def is_about(self, title: str, entity_id: str) -> bool:
        """Whether a title names the entity within something longer."""
        words = f" {title.replace('_', ' ').replace('–', ' ').partition(' (')[0]} "
        return any(
            f" {name} " in words or f" {name}'s " in words for name in self._names[entity_id] if name != words.strip()
        )


def score_links(tagger: Tagger) -> Linked:
    """Score a tagger on all items."""
    report, titles = Linked(), Titles()
    counts: Counter[tuple[str, str]] = Counter()
    for item in items():
        mentions = tagger(item["text"])
        gold, found, wrong = _judge(item, mentions, titles)
        for outcome, ids in (("right", gold & found), ("missed", gold - found), ("wrong", wrong)):
            counts.update((known_entities()[entity_id].type, outcome) for entity_id in ids)
        if wrong or gold - found:
            false = tuple(one for one in mentions if one.id in wrong)
            report.faults.append(Item(item["id"], item["text"], tuple(sorted(gold - found)), false))
    for kind in JUDGED:
        score = Score(*(counts[kind, outcome] for outcome in ("right", "wrong", "missed")))
        report.scores[kind] += score
        report.scores["all"] += score
    return report


def _judge(item: Mapping[str, Any], found: Sequence[Mention], titles: Titles) -> tuple[set[str], set[str], set[str]]:
    """Return the ids of an item that are linked, those that were found, and those of them that are wrong."""
    links: list[dict[str, Any]] = item["links"]
    gold = {entity_id for link in links if (entity_id := titles.id_of(link["wiki"]))}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for one in found:
        mentions[one.id].append(one)

    def titles_at(one: Mention) -> Iterator[str]:
        return (link["wiki"] for link in links if link["begin"] < one.end and one.start < link["end"])

    unlinked = {
        entity_id: [list(titles_at(one)) for one in mentions[entity_id]] for entity_id in mentions.keys() - gold
    }
    complete = all(all(covered) for covered in unlinked.values())
    wrong = {
        entity_id
        for entity_id, covered in unlinked.items()
        if complete and not any(titles.is_about(title, entity_id) for at in covered for title in at)
    }
    return gold, set(mentions), wrong
