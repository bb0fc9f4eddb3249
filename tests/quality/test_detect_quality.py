"""How well detection finds resolution events, against labelled texts: two development sets, and the project's own.

- ``dev/resolution_events.jsonl``: 38 leads, ``dev/hard_negatives.jsonl``: 23 that must yield nothing;
- ``resolution_pages``: the English pages that are stored with their text (46): their body as the labels cut it out, and
  the whole page through ``enrich()``; and the French and Spanish ones (13) the same ways;
- the project's own stories and sentences.

How is in ``tests/quality/scoring.py``. Run with ``-s`` for the tables. The floors in ``floors.json`` may only rise.
"""

import json
from typing import Any

import pytest

from streams.core.detect import Detection
from tests.core.detect.articles import detected
from tests.quality import sets
from tests.quality.floors import below
from tests.quality.reading import score
from tests.quality.scoring import figures
from tests.quality.table import miss_lines, score_lines
from tests.shared import shared_data


@pytest.mark.parametrize("name", sets.DETECTION)
def test_scores_by_field_stay_above_the_floors(name: str) -> None:
    """Each field's F1 over a set is at least its floor, and few events are invented."""
    one = sets.DETECTION[name]
    report = score(one.rows(), one.reader)
    print("", name, *score_lines(report), sep="\n")
    for miss in report.misses:
        print(*miss_lines(miss), sep="\n")
    assert not below(figures(name, report))


@pytest.fixture(scope="module")
def first() -> tuple[str, dict[str, Any], Detection]:
    """The body of the first real article, what must be found in it, and what was."""
    folder = shared_data("seed")
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    page = (folder / wanted["article"]).read_text(encoding="utf-8")
    body = page[
        page.index(wanted["body_starts_with"]) : page.index(wanted["body_ends_with"]) + len(wanted["body_ends_with"])
    ]
    return body, wanted, detected(body, published=None, headline=wanted["headline"])


def test_the_first_article_has_two_rival_drafts(first: tuple[str, dict[str, Any], Detection]) -> None:
    """One by the country and one against it: two events, each with its organ, stage, sponsors, targets and proof."""
    body, wanted, found = first
    assert len(found.events) == len(wanted["resolution_events"])
    for label, event in zip(wanted["resolution_events"], found.events, strict=True):
        assert event.organ in label.get("organ_any_of", [label.get("organ")])
        assert event.stage in label.get("stage_any_of", [label.get("stage")])
        assert set(event.sponsors) == set(label["sponsors"])
        assert list(event.targets) == label["targets"]
        assert (event.vote, event.symbol, event.binding) == (None, None, label.get("binding"))
        assert set(label["subjects"]) <= set(event.subjects)
        proof = [body[span.start : span.end] for spans in event.evidence.values() for span in spans]
        assert any(label["evidence_contains"] in span for span in proof)


def test_the_first_article_sets_no_trap(first: tuple[str, dict[str, Any], Detection]) -> None:
    """China sponsors and vetoes nothing, sizes and minutes are no votes, no date and no council text is invented."""
    _, _, found = first
    assert not any("CHN" in event.sponsors or event.vote for event in found.events)
    assert not any(event.organ == "SC" or event.occurred_on for event in found.events)
