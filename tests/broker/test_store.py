"""The store role on real Kafka: killed amid its work, and away for a while, it ends with what a full replay gives."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import psycopg
from confluent_kafka import Consumer, TopicPartition
from sqlalchemy import func, select

from streams.contracts.codec import Codec
from streams.contracts.headers import SOURCE_OFFSET, SOURCE_PARTITION, SOURCE_TIMESTAMP
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW
from streams.core.enrich import enrich
from streams.core.identity import article_event_id, article_version
from streams.core.model import EnrichedArticle, RawArticle
from streams.kafka.runs import RUN_RECORDS
from streams.sinks.store import Query, Source, Store, Stored, Takedown, database
from streams.sinks.store.tables import articles, countries, events, graves, mentions, texts
from tests.broker.kafka_io import partition_ends, publish
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.story import wait_for

CODEC = Codec()
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
VETO = (
    "UNITED NATIONS (AP) — Russia on Thursday vetoed a United Nations Security Council resolution on Syria. The draft, "
    "sponsored by France, got 13 votes in favour. This is report {number}, version {version}."
)
VERSIONS = 5
RETURNED, GONE, CORRECTED, ALL = range(10), range(10, 20), range(100), range(1_600)
"""Numbers of articles: taken down and then published again; taken down for good; in five versions; all of them."""
COMMITTED, UNCOMMITTED = 1_000, 1_500
"""How many records the store's group has committed when its worker is killed, and how many are stored by then."""
OTHERS = range(5_000, 6_000)
"""Numbers of articles of the other test: the two share a topic."""

Record = tuple[bytes, bytes | None]
Contents = dict[str, Counter[tuple[Any, ...]]]


def uri(number: int) -> str:
    return f"https://wire.example/store/{number}"


def raw(number: int, version: int = 0) -> RawArticle:
    fetched = NOON + timedelta(minutes=version)
    text = VETO.format(number=number, version=version).encode()
    return RawArticle("text/plain", text, uri(number), "utf-8", fetched, NOON, "AP", "The Example")


def enriched_records() -> list[Record]:
    """Return 2,000 articles and 20 takedowns, the versions of each article in their order and all articles mixed."""
    like = enrich(raw(0))
    assert isinstance(like, EnrichedArticle)
    assert like.resolution_events

    def article(number: int, version: int) -> Record:
        body = like.article.body.replace("report 0, version 0", f"report {number}, version {version}")
        name, digest = uri(number), article_version(like.article.headline, body, "usable")
        copy = replace(
            like.article,
            uri=name,
            version=digest,
            event_id=article_event_id(name, digest),
            body=body,
            fetched_at=NOON + timedelta(minutes=version),
        )
        return name.encode(), CODEC.encode_enriched(replace(like, article=copy))

    mixed = random.Random(7)
    placed: list[tuple[float, Record]] = []
    for number in ALL:
        life = [article(number, version) for version in range(VERSIONS if number in CORRECTED else 1)]
        if number in RETURNED:
            life.insert(2, (uri(number).encode(), None))
        if number in GONE:
            life.append((uri(number).encode(), None))
        placed += zip(sorted(mixed.random() for _ in life), life, strict=True)
    return [record for _, record in sorted(placed, key=lambda pair: pair[0])]


def versions_left(number: int) -> int:
    """Return how many versions of an article there are after all of ``enriched_records``."""
    if number in GONE:
        return 0
    return VERSIONS - 2 * (number in RETURNED) if number in CORRECTED else 1


def replayed(bootstrap: str) -> Iterator[Stored]:
    """Read articles-enriched whole, from its beginning."""
    ends = partition_ends(bootstrap, ARTICLES_ENRICHED)
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "replay", "enable.auto.commit": False})
    consumer.assign([TopicPartition(ARTICLES_ENRICHED, number, 0) for number in ends])
    left = sum(ends.values())
    while left:
        messages = consumer.consume(min(500, left), 10)
        assert messages, f"{left} records cannot be read"
        left -= len(messages)
        yield from map(_stored, messages)
    consumer.close()


def _stored(message: Any) -> Stored:
    headers = dict(message.headers() or [])
    source = Source(
        int(headers.get(SOURCE_TIMESTAMP, message.timestamp()[1])),
        int(headers.get(SOURCE_PARTITION, message.partition())),
        int(headers.get(SOURCE_OFFSET, message.offset())),
        message.offset(),
    )
    value = message.value()
    return Stored(Takedown(message.key().decode()) if value is None else CODEC.decode_enriched(value), source)


def contents_of_a_replay(bootstrap: str, url: str) -> Contents:
    """Write articles-enriched, as one run and without any worker, into the empty database ``url``."""
    store = Store.open(url)
    store.write(list(replayed(bootstrap)))
    store.close()
    return contents(url)


def contents(url: str) -> Contents:
    """Return all that a store holds, without the numbers that the database gives to rows."""
    engine = database.connect(url)
    ours = [column for column in articles.c if column.name != "id"]
    told = [column for column in events.c if column.name not in ("id", "article_id")]
    of_article = select(articles.c.event_id).select_from(articles)
    statements = {
        "articles": select(*ours),
        "events": of_article.join(events).add_columns(*told),
        "countries": of_article.join(events).join(countries).add_columns(countries.c.role, countries.c.country),
        "mentions": of_article.join(mentions).add_columns(mentions.c.country),
        "takedowns": select(graves),
        "texts": select(func.count()).select_from(texts),
    }
    with database.transaction(engine, reading=True) as connection:
        found = {name: Counter(map(tuple, connection.execute(each))) for name, each in statements.items()}
    engine.dispose()
    return found


def committed(bootstrap: str, group: str, topic: str) -> int:
    """Return how many records of ``topic`` the group has done with."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group})
    partitions = [TopicPartition(topic, number) for number in partition_ends(bootstrap, topic)]
    found = consumer.committed(partitions, timeout=10)
    consumer.close()
    return sum(max(0, each.offset) for each in found)


def end(bootstrap: str, topic: str) -> int:
    return sum(partition_ends(bootstrap, topic).values())


def written(worker: WorkerProcess) -> float:
    """Return how many records a worker has written to its store, repeats among them."""
    return worker.metric("reswatch_stored_articles_total") + worker.metric("reswatch_store_takedowns_total")


def test_a_store_killed_amid_2000_articles_ends_as_a_full_replay(
    stream_kafka: str, new_database: Callable[[], str], worker_log: Path
) -> None:
    """SIGKILL with records committed, records stored but not committed, and a transaction open: no trace is left."""
    url, records, before = new_database(), enriched_records(), end(stream_kafka, ARTICLES_ENRICHED)
    settings = {"RESWATCH_STORE_URL": url, "RESWATCH_APP_ID": "killed"}

    def done() -> int:
        return committed(stream_kafka, "killed-store", ARTICLES_ENRICHED) - before

    # The longest interval: what comes after one commit is stored, and the kill arrives, well before the next.
    with running_worker(stream_kafka, worker_log, "store", **settings, RESWATCH_COMMIT_INTERVAL="5") as worker:
        publish(stream_kafka, ARTICLES_ENRICHED, records[:COMMITTED])
        wait_for(lambda: done() == COMMITTED)
        publish(stream_kafka, ARTICLES_ENRICHED, records[COMMITTED:UNCOMMITTED])
        wait_for(lambda: written(worker) == before + UNCOMMITTED)
        amid = contents(url)
        with psycopg.connect(url) as lock, psycopg.connect(url, autocommit=True) as look:
            lock.execute("LOCK TABLE mentions IN SHARE MODE")  # a write waits there, its articles already inserted
            publish(stream_kafka, ARTICLES_ENRICHED, records[UNCOMMITTED:])
            wait_for(lambda: _waiting(look) == 1)
            worker.kill()
        left_at = done()
        assert left_at in (COMMITTED, UNCOMMITTED), "a busy machine may have let one commit more through"
        wait_for(lambda: contents(url) == amid)

    with running_worker(stream_kafka, worker_log, "store", **settings) as worker:
        wait_for(lambda: done() == len(records))
        assert written(worker) == len(records) - left_at, "what was stored and not committed is delivered again"
        assert worker.metric("reswatch_dead_letters_total") == 0
        assert worker.terminate() == 0
    after = contents(url)
    assert after == contents_of_a_replay(stream_kafka, new_database())
    assert_versions_are_those_left(url, after)


def _waiting(connection: psycopg.Connection[Any]) -> int:
    """Return how many transactions of this database wait for a lock."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    (count,) = connection.execute(query).fetchone() or (0,)
    return int(count)


def assert_versions_are_those_left(url: str, after: Contents) -> None:
    """Nothing is there twice, what is taken down is not, and the version fetched last is the one that is found."""
    name, current = (list(articles.c.keys()).index(each) - 1 for each in ("uri", "is_current"))
    rows = list(after["articles"].elements())
    versions, shown = Counter(row[name] for row in rows), Counter(row[name] for row in rows if row[current])
    assert {number: versions[uri(number)] for number in ALL} == {number: versions_left(number) for number in ALL}
    assert all(shown[uri(number)] == (number not in GONE) for number in ALL)
    store = Store.open(url)
    for number, version in ((RETURNED[0], 4), (CORRECTED[-1], 4), (ALL[-1], 0)):
        found = store.search(Query(f'"report {number} version"'))
        assert [hit.article.article.body[-2:] for hit in found] == [f"{version}."]
    assert store.search(Query(f'"report {GONE[0]} version"')) == []
    store.close()


def test_a_store_that_was_away_catches_up_and_nobody_waits_for_it(stream_kafka: str, tmp_path: Path) -> None:
    """While it is stopped enrich works on, and lacks nothing; started again it reads on where it was."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    settings = {"RESWATCH_STORE_URL": url, "RESWATCH_APP_ID": "away"}
    records: list[Record] = [(uri(number).encode(), _published(number)) for number in OTHERS[:RUN_RECORDS]]
    meanwhile: list[Record] = [(uri(number).encode(), _published(number, 1)) for number in OTHERS]
    meanwhile.append((uri(OTHERS[0]).encode(), None))

    def enriched() -> bool:
        return committed(stream_kafka, "away-enrich", ARTICLES_RAW) == end(stream_kafka, ARTICLES_RAW)

    def stored() -> int:
        return committed(stream_kafka, "away-store", ARTICLES_ENRICHED)

    with running_worker(stream_kafka, tmp_path / "enrich.log", **settings):
        with running_worker(stream_kafka, tmp_path / "store.log", "store", **settings) as worker:
            publish(stream_kafka, ARTICLES_RAW, records)
            wait_for(enriched)
            wait_for(lambda: stored() == end(stream_kafka, ARTICLES_ENRICHED))
            assert worker.terminate() == 0
        left_at, left_with = stored(), contents(url)
        assert left_at >= len(records)

        publish(stream_kafka, ARTICLES_RAW, meanwhile)
        wait_for(enriched)
        assert end(stream_kafka, ARTICLES_ENRICHED) == left_at + len(meanwhile), "enrich waits for no store"
        assert (stored(), contents(url)) == (left_at, left_with)

        with running_worker(stream_kafka, tmp_path / "store.log", "store", **settings) as worker:
            wait_for(lambda: stored() == left_at + len(meanwhile))
            assert written(worker) == len(meanwhile), "it reads on, and nothing again"
            assert worker.terminate() == 0
        assert enriched()
    assert contents(url) == contents_of_a_replay(stream_kafka, f"sqlite:///{tmp_path / 'replay.db'}")
    store = Store.open(url)
    assert store.search(Query(f'"report {OTHERS[0]} version"')) == []
    (found,) = store.search(Query(f'"report {OTHERS[1]} version"'))
    assert found.article.article.body.endswith("version 1.")
    store.close()


def _published(number: int, version: int = 0) -> bytes:
    """Return a raw article as a source publishes it, in JSON."""
    text, fetched = VETO.format(number=number, version=version), NOON + timedelta(minutes=version)
    return orjson.dumps({"uri": uri(number), "media_type": "text/plain", "content": text, "fetched_at": fetched})
