"""Each miss with its text, as HTML: gold beside found, and the sentence with the evidence marked."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from streams.core.detect.words.text import sentences
from tests.quality.bodies import PageScore
from tests.quality.linked import Item
from tests.quality.scoring import Miss
from tests.quality.table import proof_of

SHOWN = 400
"""Characters of a text that nothing in it can be marked in."""


def marked(body: str, spans: Sequence[tuple[int, int]], whole: bool = False) -> str:
    """Return the sentences that the spans lie in (or the whole text) with the spans marked."""
    spans = sorted(span for span in spans if span[0] < span[1])
    around = (
        [(0, len(body))]
        if whole
        else [(start, end) for start, end in sentences(body) if any(a < end and start < b for a, b in spans)]
    )
    pieces = []
    for start, end in around:
        at, piece = start, ""
        for a, b in ((max(a, at), min(b, end)) for a, b in spans):
            if at <= a < b <= end:
                piece += f"{escape(body[at:a])}<mark>{escape(body[a:b])}</mark>"
                at = b
        pieces.append(piece + escape(body[at:end]))
    return " … ".join(pieces)


def _quote(miss: Miss) -> Iterator[str]:
    body = miss.reading.body if miss.reading else miss.row.body
    if miss.event:
        spans = miss.event.evidence.get(
            {"tally": "vote", "vetoed_by": "vote", "voted": "vote"}.get(miss.field, miss.field), ()
        )
        found = [(one.start, one.end) for one in spans] or [span for span in [proof_of(miss.event, miss.field)] if span]
        yield f"<blockquote>{marked(body, found)}</blockquote>"
        rules = {one.rule for spans in miss.event.evidence.values() for one in spans}
        yield f"<small>confidence {miss.event.confidence:.2f}; rules {escape(', '.join(sorted(rules)))}</small>"
        return
    proof = miss.label.proof if miss.label else ""
    at = body.find(proof) if proof else -1
    text = marked(body, [(at, at + len(proof))]) if at >= 0 else escape(body[:SHOWN]) + "…" * (len(body) > SHOWN)
    yield f"<blockquote>{text}</blockquote>"
    for held in miss.reading.held if miss.reading and miss.field == "events" else ():
        yield f"<small>held back ({escape(held.rule)}: {escape(held.reason)}) {escape(held.text[:200])}</small><br>"


def _one(miss: Miss) -> Iterator[str]:
    name = {"events": "event missed" if miss.label else "event not there"}.get(miss.field, miss.field)
    gold, found = (escape(", ".join(values)) or "–" for values in (miss.gold, miss.found))
    yield f'<div class=miss data-field="{escape(miss.field)}"><b>{name}</b> <span class=gold>right: {gold}</span>'
    yield f"&ensp;<span class=found>found: {found}</span>"
    yield from _quote(miss)
    yield "</div>"


def detection_misses(misses: Sequence[Miss]) -> Iterator[str]:
    """Yield the misses of detection, those of one text together."""
    for _, group in groupby(misses, key=lambda miss: miss.row.id):
        of_text = list(group)
        row = of_text[0].row
        chips = "".join(f"<span class=chip>{escape(one.field)}</span>" for one in of_text)
        title = f" {escape(row.headline)}" if row.headline else ""
        yield f"<details><summary>{escape(row.id)}<small>{title}</small>{chips}</summary>"
        for miss in of_text:
            yield from _one(miss)
        yield "</details>"


def body_misses(scores: Sequence[PageScore], at_least: float) -> Iterator[str]:
    """Yield the pages whose body was read worse than ``at_least``: what was lost, what should have been dropped."""
    for score in sorted(scores, key=lambda score: score.f1):
        if score.f1 < at_least:
            yield f"<details><summary>{escape(score.page)}<span class=chip>{score.f1:.3f}</span></summary>"
            for name, kind, texts in (("lost", "gold", score.lost), ("kept", "found", score.kept)):
                for text in texts[:12]:
                    yield f"<div class=miss><b class={kind}>{name}</b>"
                    yield f"<blockquote>{escape(text[:SHOWN])}</blockquote></div>"
            yield "</details>"


def name_misses(faults: Sequence[Item], most: int) -> Iterator[str]:
    """Yield the first items whose ids were read wrongly."""
    for item in faults[:most]:
        spans = [(one.start, one.end) for one in item.wrong]
        wrong = ", ".join(sorted({one.id for one in item.wrong})) or "–"
        yield f"<div class=miss><span class=gold>missed: {escape(', '.join(item.missed)) or '–'}</span>&ensp;"
        yield f"<span class=found>wrong: {escape(wrong)}</span> <small>{escape(item.id)}</small>"
        yield f"<blockquote>{marked(item.text, spans, whole=True)}</blockquote></div>"
