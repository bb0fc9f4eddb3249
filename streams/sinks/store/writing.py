"""What a batch changes, as statements: a few for all its articles, not a few for each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from streams.contracts.codec import Codec
from streams.core.model import EnrichedArticle, ResolutionEvent
from streams.sinks.store.burying import bury
from streams.sinks.store.parts import parts
from streams.sinks.store.settling import Grave, Kept, Settlement, settle
from streams.sinks.store.tables import articles, countries, events, graves, mentions
from streams.sinks.store.values import Source, Stored, plain, utc
from streams.sinks.store.words import words

Row = dict[str, Any]
INSERT_WORDS = {
    "sqlite": "INSERT INTO article_texts (rowid, words) VALUES (:row, :words)",
    "postgresql": "INSERT INTO article_texts (article_id, words) VALUES (:row, to_tsvector('simple', :words))",
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write(connection: Connection, codec: Codec, batch: Sequence[Stored]) -> None:
    """Settle the articles of ``batch`` in the transaction of ``connection``."""
    by_uri: dict[str, list[Stored]] = defaultdict(list)
    for stored in batch:
        by_uri[plain(stored.uri)].append(stored)
    kept, buried = _kept(connection, by_uri), _graves(connection, by_uri)
    settled = {uri: settle(kept[uri], buried[uri], copies) for uri, copies in by_uri.items()}
    _forget(connection, [row for settlement in settled.values() for row in settlement.delete])
    _bury(
        connection, {uri: settlement for uri, settlement in settled.items() if settlement.graves != tuple(buried[uri])}
    )
    _mark_current(connection, kept, settled)
    new = [(article, source, s.current) for s in settled.values() for article, source in s.insert]
    if new:
        _insert(connection, codec, new)


def _kept(connection: Connection, uris: Iterable[str]) -> dict[str, list[Kept]]:
    kept: dict[str, list[Kept]] = defaultdict(list)
    rows = connection.execute(
        select(
            articles.c.uri,
            articles.c.id,
            articles.c.event_id,
            articles.c.fetched_at,
            articles.c.is_current,
            articles.c.source_timestamp,
            articles.c.source_partition,
            articles.c.source_offset,
            articles.c.enriched_offset,
        ).where(articles.c.uri.in_(list(uris)))
    )
    for uri, row, event_id, fetched_at, is_current, *source in rows:
        fetched = fetched_at if fetched_at is None else utc(fetched_at)
        kept[uri].append(Kept(row, event_id, fetched, Source(*source), is_current))
    return kept


def _graves(connection: Connection, uris: Iterable[str]) -> dict[str, list[Grave]]:
    found: dict[str, list[Grave]] = defaultdict(list)
    for uri, *grave in connection.execute(
        select(graves.c.uri, graves.c.partition, graves.c.offset, graves.c.timestamp)
        .where(graves.c.uri.in_(list(uris)))
        .order_by(graves.c.partition)
    ):
        found[uri].append(Grave(*grave))
    return found


def _forget(connection: Connection, rows: Sequence[int]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":  # a virtual table takes no part in a cascade
        connection.execute(text("DELETE FROM article_texts WHERE rowid = :row"), [{"row": row} for row in rows])
    connection.execute(delete(articles).where(articles.c.id.in_(rows)))


def _bury(connection: Connection, settled: dict[str, Settlement]) -> None:
    if not settled:
        return
    bury(connection, {uri: max(grave.timestamp for grave in each.graves) for uri, each in settled.items()})
    connection.execute(delete(graves).where(graves.c.uri.in_(list(settled))))
    connection.execute(
        insert(graves),
        [
            {"uri": uri, "partition": grave.partition, "offset": grave.offset, "timestamp": grave.timestamp}
            for uri, settlement in settled.items()
            for grave in settlement.graves
        ],
    )


def _mark_current(connection: Connection, kept: dict[str, list[Kept]], settled: dict[str, Settlement]) -> None:
    """Change the mark of kept rows where another version is current now."""
    for is_current in (True, False):
        rows = [
            version.id
            for uri, settlement in settled.items()
            for version in kept[uri]
            if version.id not in settlement.delete
            and version.is_current is not is_current
            and (version.event_id == settlement.current) is is_current
        ]
        if rows:
            connection.execute(update(articles).where(articles.c.id.in_(rows)).values(is_current=is_current))


def _insert(connection: Connection, codec: Codec, new: Sequence[tuple[EnrichedArticle, Source, str | None]]) -> None:
    rows = [_article_row(codec, article, source, current) for article, source, current in new]
    ids = (
        connection.execute(insert(articles).returning(articles.c.id, sort_by_parameter_order=True), rows)
        .scalars()
        .all()
    )
    found = [(row, " ".join(words(_text(article)))) for row, (article, _, _) in zip(ids, new, strict=True)]
    connection.execute(
        text(INSERT_WORDS[connection.dialect.name]), [{"row": row, "words": said} for row, said in found]
    )
    _insert_all(
        connection,
        mentions,
        [
            {"article_id": row, "country": country}
            for row, (article, _, _) in zip(ids, new, strict=True)
            for country in sorted({e.id for e in article.entities if e.id is not None and e.type == "country"})
        ],
    )
    told = [(row, event) for row, (article, _, _) in zip(ids, new, strict=True) for event in article.resolution_events]
    if told:
        _insert_events(connection, told)


def _insert_events(connection: Connection, told: Sequence[tuple[int, ResolutionEvent]]) -> None:
    rows = [_event_row(article, event) for article, event in told]
    ids = connection.execute(insert(events).returning(events.c.id, sort_by_parameter_order=True), rows).scalars().all()
    _insert_all(
        connection,
        countries,
        [
            {"event_row": row, "role": role, "country": country}
            for row, (_, event) in zip(ids, told, strict=True)
            for role, named in parts(event).items()
            for country in dict.fromkeys(named)
        ],
    )


def _insert_all(connection: Connection, table: Any, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _article_row(codec: Codec, enriched: EnrichedArticle, source: Source, current: str | None) -> Row:
    article = enriched.article
    return {
        "event_id": article.event_id,
        "uri": plain(article.uri),
        "version": article.version,
        "is_current": article.event_id == current,
        "is_usable": article.pub_status == "usable",
        "shown_at": article.published_at or article.fetched_at or EPOCH,
        "fetched_at": article.fetched_at,
        "source_timestamp": source.timestamp,
        "source_partition": source.partition,
        "source_offset": source.offset,
        "enriched_offset": source.enriched_offset,
        "value": codec.encode_enriched(enriched),
    }


def _event_row(article: int, event: ResolutionEvent) -> Row:
    vote = event.vote
    return {
        "article_id": article,
        "event_id": event.event_id,
        "organ": event.organ,
        "stage": event.stage,
        "symbol": event.symbol,
        "draft_symbol": event.draft_symbol,
        "occurred_on": event.occurred_on,
        "scheduled_for": event.scheduled_for,
        "votes_for": vote and vote.for_,
        "votes_against": vote and vote.against,
        "abstentions": vote and vote.abstain,
        "absent": vote and vote.absent,
        "unanimous": vote and vote.unanimous,
        "consensus": vote and vote.consensus,
    }


def _text(enriched: EnrichedArticle) -> str:
    return f"{enriched.article.headline or ''}\n\n{enriched.article.body}"
