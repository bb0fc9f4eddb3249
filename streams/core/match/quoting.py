"""The sentences that prove why a subscription holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from streams.core.match.conditions import Asked
from streams.core.match.excerpts import Body, Excerpt, Sentences, Span
from streams.core.match.facts import Values, values_of
from streams.core.match.words import tokens
from streams.core.model import SIDES, ClauseField, EnrichedArticle, Evidence, Quote, ResolutionEvent, Transition
from streams.core.story import signature
from streams.core.tag import known_entities

MOST_QUOTES = 3
"""Sentences that are quoted for one clause."""
QUOTE_CHARACTERS = 400
"""Longer sentences are cut to so much around what they prove: twice a long sentence of a wire."""


class Quoting:
    """Quotes an article. What was asked for once is kept: many subscriptions ask for the same.

    :param named: where it names the countries and organizations that it names, by id, as far as that is known.
    :param signature: what copies of it are known by.
    """

    def __init__(self, excerpt: Excerpt, named: Mapping[str, Span], signature: bytes) -> None:
        self.signature = signature
        self._excerpt = excerpt
        self._named = named
        self._values: dict[str, Values] = {}
        self._quoted: dict[tuple[str, str, str | None], tuple[Quote, ...]] = {}

    def quotes(self, asked: Asked, value: str, event: ResolutionEvent | None) -> tuple[Quote, ...]:
        """Return the sentences by which ``asked`` holds by ``value``: of ``event`` as it is told, or of the article.

        There are none where the event as it is told has another value, or where nothing is told.
        """
        field = asked.clause.field
        key = (field, value, event.event_id if event else None)
        if key not in self._quoted:
            quotes = (self._quote(*span) for span in self._spans(field, value, event))
            self._quoted[key] = tuple(dict.fromkeys(quote for quote in quotes if quote is not None))[:MOST_QUOTES]
        return self._quoted[key]

    def _spans(self, field: ClauseField, value: str, event: ResolutionEvent | None) -> list[Span]:
        if field == "word":
            return self._where_said(value)
        if field == "mentioned":
            return [self._named[value]] if value in self._named else self._where_said(known_entities()[value].name)
        if event is None or not self._is_told(field, value, event):
            return []
        spans = _evidence(field, value, event)
        if field == "vote" and not spans:  # a veto whose vote is not told
            spans = event.evidence.get("stage", ())
        return [(one.start, one.end) for one in spans]

    def _is_told(self, field: ClauseField, value: str, event: ResolutionEvent) -> bool:
        if event.event_id not in self._values:
            self._values[event.event_id] = values_of(event)
        return value in self._values[event.event_id].get(field, {}).values()

    @cached_property
    def _sentences(self) -> Sequence[Span]:
        return self._excerpt.sentences

    @cached_property
    def _said(self) -> list[str]:
        """The tokens of each sentence, with a space before, between and behind them."""
        return [self._tokens(start, end) for start, end in self._sentences]

    def _tokens(self, start: int, end: int) -> str:
        return f" {' '.join(tokens(self._excerpt.text(start, end)))} "

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
            said = self._excerpt.text(start, end)
            for at in range(0, end - start, QUOTE_CHARACTERS // 2):
                first = start + said.rfind(" ", 0, at) + 1
                last = min(end, first + QUOTE_CHARACTERS)
                if phrase in self._tokens(first, last):
                    return first, last
        return start, end

    def _quote(self, start: int, end: int) -> Quote | None:
        """Return the sentence or sentences around ``body[start:end]``; None where these are not there."""
        before = bisect_right(self._sentences, start, key=itemgetter(0))
        behind = bisect_left(self._sentences, end, key=itemgetter(1))
        first = self._sentences[before - 1][0] if before else start
        last = self._sentences[behind][1] if behind < len(self._sentences) else end
        if last - first > QUOTE_CHARACTERS:
            room = max(0, QUOTE_CHARACTERS - (end - start)) // 2
            first = max(first, min(start - room, last - QUOTE_CHARACTERS))
            last = first + QUOTE_CHARACTERS
        text = self._excerpt.text(first, last)
        return Quote(text, first, last) if text else None


def quoting_article(enriched: EnrichedArticle) -> Quoting:
    """Return what quotes an article."""
    article = enriched.article
    named: dict[str, Span] = {}
    for entity in enriched.entities:
        if entity.id is not None:
            named.setdefault(entity.id, (entity.start, entity.end))
    return Quoting(Body(article.body), named, signature(article.body, article.language))


def quoting_transition(transition: Transition) -> Quoting:
    """Return what quotes the article that made a transition: the sentences that it handed on."""
    return Quoting(Sentences(transition.told.sentences), {}, transition.told.signature)


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
        case "vetoed_by" | "voted_for" | "voted_against" | "abstained":
            named = [span for span in spans if span.rule == f"vote.{field.replace('_', '-')}"]
            return _of_one(value, getattr(event.vote, field, ()), named) if named else spans
        case "symbol" if value == event.symbol:
            return event.evidence.get("symbol", ())
        case _:
            return spans


_EVIDENCE = {
    "target": "targets",
    "sponsor": "sponsors",
    "subject": "subjects",
    **dict.fromkeys(("vetoed_by", *SIDES, "margin_below"), "vote"),
    "symbol": "draft_symbol",
}
"""What the evidence of an event calls what clauses ask for, where it has another name. Among the spans of a vote those
that name members have rules of their own (streams.core.detect.events.event), which are called as the fields are."""


def _of_one(value: str, values: Iterable[str], spans: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the span of one of the values, where each value has its span."""
    ordered = tuple(values)
    return (spans[ordered.index(value)],) if len(ordered) == len(spans) and value in ordered else spans
