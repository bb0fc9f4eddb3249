"""How well the tagger finds ids, against the links that Wikipedia's editors set in 5,722 news items of 2025.

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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from streams.core.model import Entity
from streams.core.tag import known_entities
from streams.core.tag.lexicon import lexicon_for
from tests.core.tag.articles import tagged

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
LINKS = DATA / "dev" / "entity_links_2025.jsonl"
SEED = DATA / "seed"
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
JUDGED = ("country", "un_body", "organization")


def items() -> Iterator[dict[str, Any]]:
    """Yield the items; no-break spaces, as cleaning leaves them, are spaces."""
    if not LINKS.exists():
        pytest.skip(f"the linked news items are not here: {LINKS}")
    with LINKS.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            yield item | {"text": item["text"].replace("\xa0", " ")}


class Titles:
    """Wikipedia titles as ids."""

    def __init__(self) -> None:
        lexicon = lexicon_for("en")
        assert lexicon is not None
        self._ids: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        for name in lexicon.names:
            if name.entities and name.kind in (
                "name",
                "acronym",
                "word",
                "people",
                "tongue",
                "thing",
                "organ",
                "usual",
                "namesake",
                "homonym",
            ):
                self._ids[name.surface] = name.entities[0].id
                self._names[name.entities[0].id].add(name.surface)
        self._ids |= {entity.wikipedia: entity.id for entity in known_entities().values() if entity.wikipedia}

    def id_of(self, title: str) -> str | None:
        """Return the id that a title stands for."""
        return self._ids.get(title.replace("_", " ").removesuffix(" (country)"))

    def is_about(self, title: str, entity_id: str) -> bool:
        """Whether a title names the entity within something longer."""
        words = f" {title.replace('_', ' ').replace('–', ' ').partition(' (')[0]} "
        return any(
            f" {name} " in words or f" {name}'s " in words for name in self._names[entity_id] if name != words.strip()
        )


def judge(item: dict[str, Any], titles: Titles) -> tuple[set[str], set[str], set[str]]:
    """Return the ids of an item that are linked, those that were found, and those of them that are wrong."""
    links = item["links"]
    linked = {entity_id for link in links if (entity_id := titles.id_of(link["wiki"]))}
    mentions: dict[str, list[Entity]] = defaultdict(list)
    for entity in tagged(item["text"]):
        if entity.id and entity.type in JUDGED:
            mentions[entity.id].append(entity)

    def titles_at(entity: Entity) -> list[str]:
        return [link["wiki"] for link in links if link["begin"] < entity.end and entity.start < link["end"]]

    unlinked = {
        entity_id: [titles_at(entity) for entity in mentions[entity_id]] for entity_id in mentions.keys() - linked
    }
    complete = all(all(covered) for covered in unlinked.values())
    wrong = {
        entity_id
        for entity_id, covered in unlinked.items()
        if complete and not any(titles.is_about(title, entity_id) for at in covered for title in at)
    }
    return linked, set(mentions), wrong


def test_ids_in_linked_news() -> None:
    """F1 by canonical id of countries, UN bodies and organizations does not fall below its floor."""
    titles = Titles()
    counts: Counter[tuple[str, str]] = Counter()
    for item in items():
        linked, found, wrong = judge(item, titles)
        for outcome, ids in (("found", linked & found), ("missed", linked - found), ("wrong", wrong)):
            counts.update((known_entities()[entity_id].type, outcome) for entity_id in ids)
    for outcome in ("found", "missed", "wrong"):
        counts["all", outcome] = sum(counts[entity_type, outcome] for entity_type in JUDGED)
    print(f"\n{'':14}{'found':>7}{'missed':>7}{'wrong':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for entity_type in (*JUDGED, "all"):
        right, lost, false = (counts[entity_type, outcome] for outcome in ("found", "missed", "wrong"))
        precision, recall, f1 = right / (right + false), right / (right + lost), 2 * right / (2 * right + lost + false)
        print(f"{entity_type:14}{right:7}{lost:7}{false:7}{precision:8.3f}{recall:8.3f}{f1:8.3f}")
    assert f1 >= FLOORS["tag_id_f1"]


def seed_body() -> str:
    """Return the body of the seed article, cut out of the page by its first and last words."""
    if not SEED.exists():
        pytest.skip(f"the seed article is not here: {SEED}")
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    page: str = (SEED / expected["article"]).read_text(encoding="utf-8")
    start = page.index(expected["body_starts_with"])
    return page[start : page.index(expected["body_ends_with"], start) + len(expected["body_ends_with"])]


def test_every_entity_of_the_seed_article() -> None:
    """Every entity of the seed article is found with its type and id, by a surface that its reader listed."""
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8")) if SEED.exists() else {}
    body = seed_body()
    found = tagged(body)
    for entity in (entity for entity in expected["entities"] if "id" in entity):
        texts = {mention.text for mention in found if (mention.type, mention.id) == (entity["type"], entity["id"])}
        assert texts, entity
        assert {surface for surface in entity["surfaces"] if surface in body} <= {
            text.removeprefix("The ").removeprefix("the ") if text not in entity["surfaces"] else text for text in texts
        }, entity
    listed = {(entity["type"], entity["id"]) for entity in expected["entities"] if "id" in entity}
    assert {(mention.type, mention.id) for mention in found} <= listed
