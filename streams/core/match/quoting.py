"""The sentences of an article that prove why a subscription holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from streams.core.detect.text import sentences
from streams.core.match.conditions import Asked
from streams.core.match.facts import MAX_CHARACTERS
from streams.core.match.words import tokens
from streams.core.model import ClauseField, EnrichedArticle, Evidence, Quote, ResolutionEvent

MOST_QUOTES = 3
"""Sentences that are quoted for one clause."""
QUOTE_CHARACTERS = 400
"""Longer sentences are cut to so much around what they prove: twice a long sentence of a wire."""

Span = tuple[int, int]


class Quoting:
    """Quotes an article. What was asked for once is kept: many subscriptions ask for the same."""

    def __init__(self, enriched: EnrichedArticle) -> None:
        self._enriched = enriched
        self._body = enriched.article.body
        self._quoted: dict[tuple[str, str, str | None], tuple[Quote, ...]] = {}

    def quotes(self, condition: Asked, value: str, event: ResolutionEvent | None) -> tuple[Quote, ...]:
        """Return the sentences that say that ``condition`` holds by ``value``: of ``event``, or of the article."""
        asked = (condition.clause.field, value, event.event_id if event else None)
        if asked not in self._quoted:
            spans = self._spans(condition.clause.field, value, event)
            self._quoted[asked] = tuple(dict.fromkeys(self._quote(*span) for span in spans))[:MOST_QUOTES]
        return self._quoted[asked]

    def _spans(self, field: ClauseField, value: str, event: ResolutionEvent | None) -> list[Span]:
        if field == "word":
            return self._where_said(value)
        if field == "mentioned":
            return [(one.start, one.end) for one in self._enriched.entities if one.id == value][:1]
        assert event is not None
        spans = _evidence(field, value, event)
        if field == "vote" and not spans:  # a veto whose vote is not told
            spans = event.evidence.get("stage", ())
        return [(one.start, one.end) for one in spans]

    @cached_property
    def _sentences(self) -> list[Span]:
        return sentences(self._body[:MAX_CHARACTERS])

    @cached_property
    def _said(self) -> list[str]:
        """The tokens of each sentence, with a space before, between and behind them."""
        return [self._tokens(start, end) for start, end in self._sentences]

    def _tokens(self, start: int, end: int) -> str:
        return f" {' '.join(tokens(self._body[start:end]))} "

    def _where_said(self, value: str) -> list[Span]:
        """Return the first sentence that has the words of ``value``, or the first two in a row that have them."""
        phrase = f" {' '.join(tokens(value))} "
        for span, said in zip(self._sentences, self._said, strict=True):
            if phrase in said:
                return [self._near(phrase, *span)]
        pairs = zip(self._sentences, self._sentences[1:], self._said, self._said[1:], strict=False)
        return [(one[0], other[1]) for one, other, said, on in pairs if phrase in f"{said}{on[1:]}"][:1]

    def _near(self, phrase: str, start: int, end: int) -> Span:
        """Return the part of a long sentence that has the phrase; the sentence itself where it is short."""
        if end - start > QUOTE_CHARACTERS:
            for at in range(start, end, QUOTE_CHARACTERS // 2):
                first = max(start, self._body.rfind(" ", start, at) + 1)
                last = min(end, first + QUOTE_CHARACTERS)
                if phrase in self._tokens(first, last):
                    return first, last
        return start, end

    def _quote(self, start: int, end: int) -> Quote:
        """Return the sentence or sentences around ``body[start:end]``."""
        before = bisect_right(self._sentences, start, key=itemgetter(0))
        behind = bisect_left(self._sentences, end, key=itemgetter(1))
        first = self._sentences[before - 1][0] if before else start
        last = self._sentences[behind][1] if behind < len(self._sentences) else end
        if last - first > QUOTE_CHARACTERS:
            room = max(0, QUOTE_CHARACTERS - (end - start)) // 2
            first = max(first, min(start - room, last - QUOTE_CHARACTERS))
            last = first + QUOTE_CHARACTERS
        return Quote(self._body[first:last], first, last)


def _evidence(field: str, value: str, event: ResolutionEvent) -> Sequence[Evidence]:
    """Return the spans that prove ``value``; all of its field where they cannot be told apart."""
    spans = event.evidence.get(_EVIDENCE.get(field, field), ())
    match field:
        case "target":
            return _of_one(value, event.targets, spans)
        case "sponsor":
            return _of_one(value, event.sponsors, spans)
        case "subject":
            return _of_one(value, event.subjects, spans)
        case "vetoed_by":
            named = [span for span in spans if span.rule == VETOED_BY]
            return _of_one(value, event.vote.vetoed_by if event.vote else (), named) if named else spans
        case "symbol" if value == event.symbol:
            return event.evidence.get("symbol", ())
        case _:
            return spans


_EVIDENCE = {
    "target": "targets",
    "sponsor": "sponsors",
    "subject": "subjects",
    "vetoed_by": "vote",
    "margin_below": "vote",
    "symbol": "draft_symbol",
}
"""What the evidence of an event calls what clauses ask for, where it has another name."""
VETOED_BY = "vote.vetoed-by"
"""The rule of the spans that name who vetoed, among those of the vote (streams.core.detect.events)."""


def _of_one(value: str, values: Iterable[str], spans: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the span of one of the values, where each value has its span."""
    ordered = tuple(values)
    return (spans[ordered.index(value)],) if len(ordered) == len(spans) and value in ordered else spans
