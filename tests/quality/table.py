"""Scores as lines for a terminal."""

from collections.abc import Iterator, Sequence

from streams.core.detect.words.text import sentences
from streams.core.model import ResolutionEvent
from tests.quality.calibration import brier, curve
from tests.quality.scoring import Miss, Report
from tests.quality.values import FIELDS, WHERE_STATED

SHOWN = ("relevance", "events", *FIELDS, *WHERE_STATED, "article subjects")


def score_lines(report: Report) -> Iterator[str]:
    """Yield a line a field, then what was invented and how well confidence is calibrated."""
    yield f"{'':18}{'F1':>6}{'right':>7}{'wrong':>7}{'missed':>8}"
    for name in SHOWN:
        if name in report.scores:
            one = report.scores[name]
            yield f"{name:18}{one.f1:6.3f}{one.right:7}{one.wrong:7}{one.missed:8}"
    yield f"events that aren't there / events that are: {report.invented:.1%}   texts: {report.texts}"
    yield calibration_line(report.levels)


def calibration_line(levels: Sequence[tuple[float, bool]]) -> str:
    """Return how often organ and stage were right, by the confidence that was given."""
    bins = "  ".join(f"{one.given:.2f}: {one.right:.2f} of {one.count}" for one in curve(levels))
    return f"confidence given: right   {bins}   Brier {brier(levels):.3f}"


def sentence_at(body: str, start: int, end: int) -> str:
    """Return the sentences that a span lies in."""
    return " ".join(body[begin:stop] for begin, stop in sentences(body) if begin < end and start < stop)


def proof_of(event: ResolutionEvent, field: str) -> tuple[int, int] | None:
    """Return the span that proves a field of an event, or the event as a whole."""
    name = {"tally": "vote", "vetoed_by": "vote", "voted": "vote", "events": "stage"}.get(field, field)
    spans = event.evidence.get(name) or event.evidence.get("stage") or next(iter(event.evidence.values()), ())
    return (spans[0].start, spans[0].end) if spans else None


def miss_lines(miss: Miss) -> Iterator[str]:
    """Yield a miss: what was right and what was found, and the sentence; for a missed event what held it back."""
    gold, found = (", ".join(values) or "-" for values in (miss.gold, miss.found))
    kind = {"events": "MISSED" if miss.label else "EXTRA"}.get(miss.field, miss.field)
    yield f"{miss.row.id}  {kind}   gold: {gold}   found: {found}"
    body = miss.reading.body if miss.reading else miss.row.body
    if miss.event and (span := proof_of(miss.event, miss.field)):
        rules = {one.rule for spans in miss.event.evidence.values() for one in spans}
        yield f"    “{sentence_at(body, *span)}”  ({', '.join(sorted(rules))}; {miss.event.confidence:.2f})"
    elif miss.field == "events" and miss.label:
        if miss.label.proof and (at := body.find(miss.label.proof)) >= 0:
            yield f"    “{sentence_at(body, at, at + len(miss.label.proof))}”"
        for held in miss.reading.held if miss.reading else ():
            yield f"    held back: “{held.text[:160]}”  {held.rule}: {held.reason}"
        if not miss.label.proof:
            yield f"    {body[:220].replace(chr(10), ' ')}…"
