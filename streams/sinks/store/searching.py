"""A query as a statement, and what of an article answers it."""

from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, exists, func, literal_column, or_, select, text
from sqlalchemy.sql import column, table

from streams.core.model import EnrichedArticle, ResolutionEvent
from streams.sinks.store.parts import ROLES, parts
from streams.sinks.store.tables import articles, countries, events, mentions, texts
from streams.sinks.store.values import Hit, Query
from streams.sinks.store.words import Term, terms, words

MOST_HITS = 1000
Span: TypeAlias = tuple[int, int]
"""Where in a body: first character, and the one behind the last."""

_fts = table("article_texts", column("rowid"), column("words"), column("article_texts"))


def statement(query: Query, dialect: str) -> Select[Any]:
    """Return the statement that selects the values of the articles that ``query`` asks for, in its order."""
    wanted = select(articles.c.value).where(articles.c.is_current, articles.c.is_usable)
    if query.since is not None:
        wanted = wanted.where(articles.c.shown_at >= query.since)
    if query.until is not None:
        wanted = wanted.where(articles.c.shown_at < query.until)
    if query.countries:
        mentioned = (mentions.c.article_id == articles.c.id) & mentions.c.country.in_(query.countries)
        wanted = wanted.where(exists().where(mentioned))
    told = _of_an_event(query)
    if told:
        # no EXISTS: for each article SQLite looks the stage up, and not that article's events
        wanted = wanted.where(articles.c.id.in_(select(events.c.article_id).where(*told)))
    newest = (articles.c.shown_at.desc(), articles.c.id.desc())
    order: tuple[Any, ...] = newest
    if asked := terms(query.words):
        wanted, rank = _with_words(wanted, asked, dialect)
        order = newest if query.order == "newest" else (rank, *newest)
    elif query.words.strip():
        wanted = wanted.where(text("1 = 0"))  # nothing but signs: no article has such a word
    return wanted.order_by(*order).limit(max(0, min(query.limit, MOST_HITS)))


def _of_an_event(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.organs:
        conditions.append(events.c.organ.in_(query.organs))
    if query.stages:
        conditions.append(events.c.stage.in_(query.stages))
    if query.symbols:
        either = [
            test
            for symbol in query.symbols
            for named in (events.c.symbol, events.c.draft_symbol)
            for test in (named == symbol, named.startswith(f"{symbol} (", autoescape=True))
        ]
        conditions.append(or_(*either))
    for name, roles in ROLES.items():
        if asked := getattr(query, name):
            of_role = (countries.c.event_row == events.c.id) & countries.c.role.in_(roles)
            conditions.append(exists().where(of_role, countries.c.country.in_(asked)))
    return conditions


def _with_words(wanted: Select[Any], asked: list[Term], dialect: str) -> tuple[Select[Any], Any]:
    """Return the statement for articles that have all terms, and what orders them by relevance.

    Words are letters and digits only, so there is nothing to escape.
    """
    if dialect == "sqlite":
        match = " AND ".join("(" + " OR ".join(f'"{phrase}"' for phrase in term) + ")" for term in asked)
        wanted = wanted.join(_fts, _fts.c.rowid == articles.c.id).where(_fts.c.article_texts.op("MATCH")(match))
        return wanted, literal_column("bm25(article_texts)")
    either = (" | ".join(phrase.replace(" ", " <-> ") for phrase in term) for term in asked)
    query = func.to_tsquery(literal_column("'simple'"), " & ".join(f"({term})" for term in either))
    wanted = wanted.join(texts, texts.c.article_id == articles.c.id).where(texts.c.words.op("@@")(query))
    return wanted, func.ts_rank(texts.c.words, query).desc()


def hit(enriched: EnrichedArticle, query: Query) -> Hit:
    """Return what of ``enriched`` answers ``query``: the event that was asked for, and the sentence that says so."""
    from streams.core.detect.words.text import sentences  # noqa: PLC0415  # it brings all of detection; not for other uses

    told = [event for event in enriched.resolution_events if _answers(event, query)]
    event = next(iter(told or enriched.resolution_events), None)
    body = enriched.article.body
    spans = sentences(body)
    start, end = _said(body, spans, terms(query.words)) or _proof(spans, event)
    return Hit(enriched, event, start, end)


def _answers(event: ResolutionEvent, query: Query) -> bool:
    named = parts(event)
    asked = ((set(getattr(query, name)), roles) for name, roles in ROLES.items())
    symbols = [symbol for symbol in (event.symbol, event.draft_symbol) if symbol]
    return all(
        (
            not query.organs or event.organ in query.organs,
            not query.stages or event.stage in query.stages,
            all(not any_of or any(any_of & set(named[role]) for role in roles) for any_of, roles in asked),
            not query.symbols or any(s == w or s.startswith(f"{w} (") for s in symbols for w in query.symbols),
        )
    )


def _said(body: str, spans: list[Span], asked: list[Term]) -> Span | None:
    """Return the sentence that has the most of the terms, the first of those; None where none has any."""
    best: Span | None = None
    most = 0
    for start, end in spans if asked else ():
        said = f" {' '.join(words(body[start:end]))} "
        count = sum(any(f" {phrase} " in said for phrase in term) for term in asked)
        if count > most:
            best, most = (start, end), count
    return best


def _proof(spans: list[Span], event: ResolutionEvent | None) -> Span:
    if event is None or not event.evidence.get("stage"):
        return 0, 0
    at = event.evidence["stage"][0].start
    return next(((start, end) for start, end in spans if start <= at < end), (0, 0))
