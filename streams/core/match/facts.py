"""What clauses are asked of: the facts of an article, or the fact of a transition.

A fact is one resolution event as an article tells it or as it is believed, or the article alone. Matching reads nothing
but facts, so that it does not matter to it what they were made from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from streams.core.detect.bodies.symbols import without_year
from streams.core.match.words import Words
from streams.core.model import ClauseField, EnrichedArticle, ResolutionEvent, Transition, Vote

ARTICLE_FIELDS: frozenset[ClauseField] = frozenset({"mentioned", "word"})
"""Fields of clauses that are of the article; the others are of an event."""
NUMBER = ""
"""The key under which a fact has a number, which clauses compare with theirs."""

MAX_CHARACTERS = 200_000
"""What stands further down in a body is not looked at for words, as it is not tagged (streams.core.tag)."""

Values: TypeAlias = dict[ClauseField, Mapping[str, str]]


class Text:
    """The words of an article, read when they are first asked for: most articles are asked for none."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    @cached_property
    def words(self) -> Words:
        """The words of all the texts."""
        return Words(*self._texts)


@dataclass(frozen=True, slots=True)
class Fact:
    """``event`` with its article, or None for the article alone.

    ``values`` has for each field the keys that clauses may ask for, in the order of the article, and the value of the
    article that each stands for: ``14`` stands for ``14.02.02``, a draft's symbol for its revision, ``S/RES/2809`` for
    ``S/RES/2809 (2025)``. ``unsaid``: the article says nothing of it any more, so that what is asked of the article
    cannot be known.
    """

    event: ResolutionEvent | None
    values: Mapping[ClauseField, Mapping[str, str]]
    text: Text
    unsaid: bool = False


def facts(enriched: EnrichedArticle) -> tuple[Fact, ...]:
    """Return the facts of an article: the article alone first, then its events in their order."""
    article = enriched.article
    text = Text(article.headline or "", article.body[:MAX_CHARACTERS])
    alone: Values = {"mentioned": _same(entity.id for entity in enriched.entities if entity.id is not None)}
    events = (Fact(event, {**alone, **values_of(event)}, text) for event in enriched.resolution_events)
    return (Fact(None, alone, text), *events)


def fact_of(transition: Transition) -> Fact:
    """Return the fact of a transition, told by the article that made it.

    Where that article took something back it tells nothing: ``unsaid``.
    """
    told, fact = transition.told, transition.fact
    text = Text(told.headline or "", *(sentence.text for sentence in told.sentences))
    values: Values = {
        "mentioned": _same(told.mentioned),
        **values_of(fact.event),
        "min_sources": {NUMBER: str(fact.independent_sources)},
        "status": {fact.status: fact.status},
    }
    return Fact(fact.event, values, text, unsaid=not told.events)


def _same(values: Iterable[str]) -> dict[str, str]:
    return {one: one for one in values}


def values_of(event: ResolutionEvent) -> Values:
    """Return what clauses on an event may ask for, by field; those on facts aside."""
    values: Values = {
        "stage": {event.stage: event.stage},
        "target": _same(event.targets),
        "sponsor": _same(event.sponsors),
        "subject": _subjects(event.subjects),
        "min_confidence": {NUMBER: f"{event.confidence:.3f}"},
        **_of_vote(event.vote or Vote(), event.stage),
    }
    if event.organ is not None:
        values["organ"] = {event.organ: event.organ}
    symbols = dict.fromkeys((event.symbol, without_year(event.symbol)), event.symbol) if event.symbol else {}
    if event.draft_symbol:
        symbols |= {
            event.draft_symbol.partition("/Rev.")[0]: event.draft_symbol,
            event.draft_symbol: event.draft_symbol,
        }
    values["symbol"] = symbols
    return values


def _of_vote(vote: Vote, stage: str) -> Values:
    is_recorded = vote.for_ is not None and vote.against is not None
    nobody_stood_aside = bool(vote.for_) and vote.against == vote.abstain == 0 and not vote.voted_against
    kinds = {
        "vetoed": bool(vote.vetoed_by) or stage == "vetoed",
        "unanimous": nobody_stood_aside if vote.unanimous is None else vote.unanimous,
        "consensus": vote.consensus is True,
        "recorded": is_recorded,
    }
    values: Values = {
        "vetoed_by": _same(vote.vetoed_by),
        "voted_for": _same(vote.voted_for),
        "voted_against": _same((*vote.voted_against, *vote.vetoed_by)),  # a record of before may lack who vetoed
        "abstained": _same(vote.abstained),
        "vote": _same(kind for kind, is_so in kinds.items() if is_so),
    }
    if vote.for_ is not None and vote.against is not None:
        values["margin_below"] = {NUMBER: str(abs(vote.for_ - vote.against))}
    return values


def _subjects(codes: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in codes:
        for beginning in _beginnings(code):
            found.setdefault(beginning, code)
    return found


def _beginnings(code: str) -> list[str]:
    """Return ``14``, ``14.02`` and ``14.02.02`` of the last."""
    parts = code.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
