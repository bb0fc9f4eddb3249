"""What clauses are asked of: the facts of an article.

A fact is one resolution event as the article tells it, or the article alone. Matching reads nothing but facts, so that
it does not matter to it what they were made from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from streams.core.match.words import Words
from streams.core.model import ClauseField, EnrichedArticle, ResolutionEvent

EVENT_FIELDS: frozenset[ClauseField] = frozenset(
    {"target", "sponsor", "vetoed_by", "organ", "stage", "subject", "symbol"}
)
"""Fields of clauses that are of an event; mentioned and word are of the article."""

MAX_CHARACTERS = 200_000
"""What stands further down in a body is not looked at for words, as it is not tagged (streams.core.tag)."""


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
    article that each stands for: ``14`` stands for ``14.02.02``, a draft's symbol for its revision.
    """

    event: ResolutionEvent | None
    values: Mapping[ClauseField, Mapping[str, str]]
    text: Text


def facts(enriched: EnrichedArticle) -> tuple[Fact, ...]:
    """Return the facts of an article: the article alone first, then its events in their order."""
    article = enriched.article
    text = Text(article.headline or "", article.body[:MAX_CHARACTERS])
    mentioned = {entity.id: entity.id for entity in enriched.entities if entity.id is not None}
    alone: dict[ClauseField, Mapping[str, str]] = {"mentioned": mentioned}
    events = (Fact(event, {**alone, **_of_event(event)}, text) for event in enriched.resolution_events)
    return (Fact(None, alone, text), *events)


def _of_event(event: ResolutionEvent) -> dict[ClauseField, Mapping[str, str]]:
    values: dict[ClauseField, Mapping[str, str]] = {"stage": {event.stage: event.stage}}
    if event.organ is not None:
        values["organ"] = {event.organ: event.organ}
    named: tuple[tuple[ClauseField, tuple[str, ...]], ...] = (
        ("target", event.targets),
        ("sponsor", event.sponsors),
        ("vetoed_by", event.vote.vetoed_by if event.vote else ()),
    )
    for field, ids in named:
        values[field] = {one: one for one in ids}
    subjects: dict[str, str] = {}
    for code in event.subjects:
        for beginning in _beginnings(code):
            subjects.setdefault(beginning, code)
    values["subject"] = subjects
    symbols = {event.symbol: event.symbol} if event.symbol else {}
    if event.draft_symbol:
        symbols |= {
            event.draft_symbol.partition("/Rev.")[0]: event.draft_symbol,
            event.draft_symbol: event.draft_symbol,
        }
    values["symbol"] = symbols
    return values


def _beginnings(code: str) -> list[str]:
    """Return ``14``, ``14.02`` and ``14.02.02`` of the last."""
    parts = code.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
