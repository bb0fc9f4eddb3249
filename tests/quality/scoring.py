"""Resolution events against labels, field by field and strictly: a missed or an extra event counts in every field.

- *relevance*, once an article: is there an event that is news? A text whose only labels are optional, or background at
  will, counts only where something else is found.
- *events*: those found that the label has, those that are not there (*wrong*) and those that were not found (*missed*).
- each field: the values of paired events that agree (*right*) or do not (*wrong*, *missed*); all values of a missed
  event are missed, all values of an extra one wrong. An organ that is null is a value too.
- *tally*: for, against, abstain and absent as one value, right as a whole or not; *vote* counts each number and flag.

What counts neither way: an optional label that nothing was found for, or the values of which were; a found ``cited``
event that no label lists; ``<field>_also_right``; fields that the label does not state (dates, subjects, binding,
who voted how).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from streams.core.model import ResolutionEvent
from tests.quality.labels import Label, Row
from tests.quality.pairing import paired
from tests.quality.read import Reading
from tests.quality.values import FIELDS, NOTHING, WHERE_STATED, gold_of, texts, told, values_of


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

    def __iadd__(self, other: "Score") -> "Score":
        self.right, self.wrong, self.missed = (
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )
        return self


@dataclass(frozen=True)
class Miss:
    """One value, or event, that was read wrongly. ``event`` is what was found; ``label`` what should have been."""

    row: Row
    field: str
    gold: tuple[str, ...]
    found: tuple[str, ...]
    label: Label | None = None
    event: ResolutionEvent | None = None
    reading: Reading | None = None


@dataclass
class Report:
    """The scores of a run by field, what went wrong where, and whether organ and stage were right, by confidence."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    misses: list[Miss] = field(default_factory=list)
    levels: list[tuple[float, bool]] = field(default_factory=list)
    texts: int = 0

    def merge(self, other: "Report") -> None:
        """Add the scores of another set."""
        for name, score in other.scores.items():
            self.scores[name] += score
        self.misses += other.misses
        self.levels += other.levels
        self.texts += other.texts

    @property
    def invented(self) -> float:
        """Events that aren't there, for each that is."""
        score = self.scores["events"]
        return score.wrong / max(1, score.right + score.missed)


def judge(report: Report, row: Row, events: Sequence[ResolutionEvent], subjects: Iterable[str] = ()) -> None:
    """Score what was found in one text, events and the article's subjects, into ``report``."""
    report.texts += 1
    found = paired(row.labels, events)
    extra = [event for event in found.extra if event.stage != "cited"]
    for event in extra:
        _event(report, row, None, event)
    for label in found.missed:
        if not label.optional:
            _event(report, row, label, None)
    for label, event in found.pairs:
        agrees = event.organ in label.organs and event.stage in label.stages
        if event.stage != "cited":
            report.levels.append((event.confidence, agrees))
        if not label.optional:
            report.scores["events"].right += 1
            _fields(report, row, label, event)
    news = any(event.stage != "cited" for event in events)
    if row.relevant or extra:
        _count(report, Miss(row, "relevance", ("news",) * row.relevant, ("news",) * news), row.relevant, news)
    if row.subjects:
        miss = Miss(row, "article subjects", (), ())
        _values(report, miss, row.subjects, frozenset(subjects), row.subjects_also_right)


def _event(report: Report, row: Row, label: Label | None, event: ResolutionEvent | None) -> None:
    """Count a missed or an extra event, in every field."""
    report.misses.append(
        Miss(row, "events", (str(label),) * bool(label), (told(event),) if event else (), label, event)
    )
    report.scores["events"] += Score(wrong=event is not None, missed=label is not None)
    if event is not None:
        report.levels.append((event.confidence, False))
    gold, found = gold_of(label, event) if label else {}, values_of(event) if event else {}
    for name in FIELDS:
        report.scores[name] += Score(wrong=len(found.get(name, ())), missed=len(gold.get(name, ())))
    for name in WHERE_STATED:
        report.scores[name] += Score(missed=len(gold.get(name, ())))


def _fields(report: Report, row: Row, label: Label, event: ResolutionEvent) -> None:
    """Score the fields of an event that belongs to a label."""
    gold, found = gold_of(label, event), values_of(event)
    for name in (*FIELDS, *WHERE_STATED):
        if name in gold:
            miss = Miss(row, name, (), (), label, event)
            _values(report, miss, gold[name], found[name], label.allowed.get(name, NOTHING))


def _values(
    report: Report, miss: Miss, gold: frozenset[Any], found: frozenset[Any], allowed: frozenset[Any] = NOTHING
) -> None:
    """Count a field's values; ``allowed`` ones are not wrong."""
    if gold and found and miss.field.endswith("subjects"):  # a label may name a category that is wider
        gold = frozenset(next((code for code in found if code.startswith(wide)), wide) for wide in gold)
    wrong, missed = found - gold - allowed, gold - found
    if found & allowed and not found & gold:  # something else that is right stands instead
        missed = NOTHING
    report.scores[miss.field] += Score(len(found & gold), len(wrong), len(missed))
    if wrong or missed:
        report.misses.append(Miss(miss.row, miss.field, texts(gold), texts(found), miss.label, miss.event))


def _count(report: Report, miss: Miss, gold: bool, found: bool) -> None:
    report.scores[miss.field] += Score(gold and found, found and not gold, gold and not found)
    if gold != found:
        report.misses.append(miss)


def figures(name: str, report: Report) -> dict[str, float]:
    """Return the F1 of each field that a set states, and the share of events that are there (1 less the invented)."""
    told = {field: one.f1 for field, one in report.scores.items() if one.right + one.wrong + one.missed}
    return {f"detect.{name}.{field}": f1 for field, f1 in {**told, "not_invented": 1 - report.invented}.items()}
