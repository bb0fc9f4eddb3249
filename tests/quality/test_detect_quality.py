"""How well detection finds resolution events, against two labelled development sets and the first real article.

- ``dev/resolution_events.jsonl``: 38 texts, ``dev/hard_negatives.jsonl``: 23 that must yield nothing;
- ``resolution_pages``: the English pages that are stored with their text (46). French, Spanish and Italian have no
  lexicon yet; rows of kind ``lookup`` have no text here.

What is right follows the sets' own README. ``*_any_of``: each is right; ``*_also_right``: may stand beside; an optional
event counts neither way, and so does a found ``cited`` event that no row lists; a count of votes that follows only from
names is right present or absent where the row's note says so, which here is: a count too few never counts as wrong if
its side is told by naming. Events are paired with labels so that the most fields agree.

Run with ``-s`` for the table. The floors in ``floors.json`` may only rise.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from streams.core.detect import Detection
from streams.core.model import ResolutionEvent
from tests.core.detect.articles import detected
from tests.shared import shared_data

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
DATELINE = re.compile(r"[^()]{0,80}\(Reuters\) - ")
NUMBERS = {
    "for": "for_",
    "against": "against",
    "abstain": "abstain",
    "absent": "absent",
    "unanimous": "unanimous",
    "consensus": "consensus",
}
Label = dict[str, Any]


@dataclass
class Score:
    """Right, wrong and missed values of one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Report:
    """The scores of a run by field, and what went wrong where."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    faults: list[str] = field(default_factory=list)
    levels: dict[float, list[bool]] = field(default_factory=lambda: defaultdict(list))  # right or not, by confidence

    def add(self, name: str, row: str, gold: set[Any], found: set[Any], allowed: set[Any] = frozenset()) -> None:  # type: ignore[assignment]
        """Count a field's values; ``allowed`` ones are not wrong."""
        score = self.scores[name]
        wrong, missed = found - gold - allowed, gold - found
        score.right += len(found & gold)
        score.wrong += len(wrong)
        score.missed += len(missed)
        if wrong or missed:
            self.faults.append(f"{row}: {name}: wrong {sorted(map(str, wrong))}, missed {sorted(map(str, missed))}")


def rows() -> Iterator[tuple[str, str, str | None, str | None, list[Label], bool]]:
    """Yield (id, body, headline, day, labels, relevant) of every text of the sets."""
    for line in (shared_data("dev") / "resolution_events.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield (
            row["id"],
            row["text"],
            None,
            row["date"],
            row["events"],
            any(one["stage"] != "cited" for one in row["events"]),
        )
    folder = shared_data("resolution_pages")
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "stored" and row["language"] == "en":
            page = (folder / row["file"]).read_text(encoding="utf-8")
            start = page.find(row["body_starts_with"])
            end = page.rfind(row["body_ends_with"]) + len(row["body_ends_with"])
            body = DATELINE.sub("", re.sub(r"\n+", "\n\n", page[start:end].strip()), count=1)
            yield (
                row["id"],
                body,
                row["headline"],
                row["published"] or row["source_date"],
                row["events"],
                row["relevant"],
            )


def allows(label: Label, name: str, value: object) -> bool:
    """Say whether a label takes ``value`` for a field with one value."""
    values = label.get(f"{name}_any_of", [label.get(name)])
    return value in [*values, *label.get(f"{name}_also_right", [])]


def likeness(label: Label, event: ResolutionEvent) -> int:
    """Return how much of an event agrees with a label: what decides which of them belong together."""
    votes, vote = label.get("vote") or {}, event.vote
    score = 2 * allows(label, "organ", event.organ) + 3 * allows(label, "stage", event.stage)
    score += 2 * bool(set(label.get("targets", [])) & set(event.targets))
    score += 3 * bool(set(label.get("sponsors", [])) & set(event.sponsors))
    score += 5 * bool(label.get("symbol") and label["symbol"] == event.symbol)
    return score + 3 * bool(vote and votes.get("for") is not None and votes["for"] == vote.for_)


def paired(
    labels: list[Label], events: tuple[ResolutionEvent, ...]
) -> tuple[list[tuple[Label, ResolutionEvent]], list[Label], list[ResolutionEvent]]:
    """Return pairs that belong together, the labels without an event, and the events without a label."""
    ranked = sorted(
        ((likeness(label, event), -i, -j) for i, label in enumerate(labels) for j, event in enumerate(events)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= 2 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return (
        [(labels[i], events[j]) for i, j in pairs.items()],
        [label for i, label in enumerate(labels) if i not in pairs],
        [event for j, event in enumerate(events) if j not in pairs.values()],
    )


def judge(report: Report, row: str, labels: list[Label], found: Detection) -> None:
    """Score one text."""
    pairs, missed, extra = paired(labels, found.events)
    for label in missed:
        if not label.get("optional") and "none, are both right" not in label.get("note", ""):
            report.scores["events"].missed += 1
            report.faults.append(f"{row}: missed {label}")
    for event in extra:
        if event.stage != "cited":
            report.levels[event.confidence].append(False)
            report.scores["events"].wrong += 1
            report.faults.append(f"{row}: invented {event}")
    for label, event in pairs:
        report.levels[event.confidence].append(
            allows(label, "organ", event.organ) and allows(label, "stage", event.stage)
        )
        if not label.get("optional"):
            report.scores["events"].right += 1
            judge_fields(report, row, label, event)


def judge_fields(report: Report, row: str, label: Label, event: ResolutionEvent) -> None:
    """Score the fields of an event that belongs to a label."""
    for name in ("organ", "stage"):
        value = getattr(event, name)
        wanted = value if allows(label, name, value) else label.get(name) or label.get(f"{name}_any_of", [None])[0]
        report.add(name, row, {wanted}, {value})
    symbols = {label.get("symbol"), label.get("draft_symbol")} - {None}
    report.add("symbol", row, symbols, {event.symbol, event.draft_symbol} - {None})
    for name in ("targets", "sponsors"):
        report.add(
            name, row, set(label.get(name, [])), set(getattr(event, name)), set(label.get(f"{name}_also_right", []))
        )
    votes, vote = label.get("vote") or {}, event.vote
    told = {(key, getattr(vote, name)) for key, name in NUMBERS.items() if vote and getattr(vote, name) is not None}
    report.add("vote", row, {(key, value) for key, value in votes.items() if key != "vetoed_by"}, told)
    report.add("vetoed_by", row, set(votes.get("vetoed_by", [])), set(vote.vetoed_by if vote else ()))
    if label.get("binding") is not None:
        report.add("binding", row, {label["binding"]}, {event.binding} - {None})


def test_scores_by_field_stay_above_the_floors() -> None:
    """Each field's F1 over both sets is at least its floor."""
    report = Report()
    for row, body, headline, day, labels, relevant in rows():
        found = detected(body, published=day and day[:10], headline=headline)
        report.add(
            "relevance",
            row,
            {True} if relevant else set(),
            {True} if any(one.stage != "cited" for one in found.events) else set(),
        )
        judge(report, row, labels, found)
    print()
    for name, score in report.scores.items():
        print(f"{name:10} F1 {score.f1:.3f}  right {score.right:3}  wrong {score.wrong:3}  missed {score.missed:3}")
    for level, right in sorted(report.levels.items()):
        print(f"confidence {level:.2f}: organ and stage right in {sum(right)} of {len(right)}")
    print(*report.faults, sep="\n")
    for name, score in report.scores.items():
        assert score.f1 >= FLOORS[f"detect_{name}_f1"], name


def test_hard_negatives_yield_nothing() -> None:
    """Votes and councils that are not the United Nations' give no event at all, not even a cited one."""
    for line in (shared_data("dev") / "hard_negatives.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert detected(row["text"], published=row["date"]).events == (), row["id"]


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
        assert allows(label, "organ", event.organ)
        assert allows(label, "stage", event.stage)
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
