"""How well the tagger finds ids: 5,722 linked news items (how: ``tests/quality/linked.py``), and the first article.

Beside others' taggers: ``make quality``.
"""

import json
from pathlib import Path

import pytest

from tests.core.tag.articles import tagged
from tests.quality import linked
from tests.quality.floors import below

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "seed"


def test_ids_in_linked_news() -> None:
    """F1 by canonical id of countries, UN bodies and organizations does not fall below its floor."""
    scores = linked.score_links(linked.ours).scores
    for name, score in scores.items():
        print(f"{name:14}{score.right:7}{score.missed:7}{score.wrong:7}{score.f1:8.3f}")
    assert not below({"tag_id_f1": scores["all"].f1})


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
