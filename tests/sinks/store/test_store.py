"""The store, the same on SQLite and on PostgreSQL: what is written is found, and order and repeats change nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url, text

from streams.core.enrich import enrich
from streams.core.identity import article_event_id, article_version
from streams.core.model import EnrichedArticle, RawArticle
from streams.sinks.store import Query, Source, Store, Stored, StoreError, StoreUnavailable, Takedown
from streams.sinks.store.database import connect, transaction

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVER = (datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
VETO = (
    "UNITED NATIONS (AP) — Russia on Thursday vetoed a United Nations Security Council resolution on Syria. The draft, "
    "sponsored by France, got 13 votes in favour.\n\nThe ambassador spoke of a “sad day” for the Conseil de sécurité."
)
VOTED = (
    "The U.N. Security Council on Tuesday adopted a resolution on Mali by 12 votes to one. Cuba voted against. "
    "Germany and Togo abstained. The text was drafted by France."
)
MANY = " ".join(f"veto{chr(97 + number)}" for number in range(26))
FOOTBALL = "MADRID (Reuters) - The striker scored twice, the keeper's resolution notwithstanding. Çelik came on late."


def article(text: str, uri: str = "https://wire.example/1", minute: int = 0, status: str = "usable") -> EnrichedArticle:
    fetched = NOON + timedelta(minutes=minute)
    raw = RawArticle("text/plain", text.encode(), uri, "utf-8", fetched, NOON, "AP", "The Example", status)
    outcome = enrich(raw)
    assert isinstance(outcome, EnrichedArticle)
    return outcome


def stored(value: EnrichedArticle | Takedown, offset: int) -> Stored:
    return Stored(value, Source(1_000 + offset, 0, offset, offset))


def uris(store: Store, query: Query) -> list[str]:
    return [hit.article.article.uri for hit in store.search(query)]


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    """Every field, span and event: what was stored can be matched and shown again."""
    veto = article(VETO)
    assert veto.resolution_events
    store.write([stored(veto, 1)])
    (hit,) = store.search(Query("sad"))
    assert hit.article == veto
    assert list(store.history(*EVER)) == [veto]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        (Query("vetoed syria"), True),
        (Query('"security council resolution"'), True),
        (Query('"resolution council"'), False),
        (Query("CONSEIL DE SECURITE"), True),
        (Query("veto sponsor"), True),
        (Query("vetoes resolutions ambassadors"), True),
        (Query('"veto"'), False),
        (Query("vetoed football"), False),
        (Query(targets=("SYR",), organs=("SC",), stages=("vetoed",)), True),
        (Query(targets=("SYR",), stages=("adopted",)), False),
        (Query(vetoed_by=("RUS",)), True),
        (Query(voted_against=("RUS",)), True),
        (Query(voted_for=("RUS",)), False),
        (Query(sponsors=("FRA",)), True),
        (Query(sponsors=("RUS",)), False),
        (Query(countries=("RUS",)), True),
        (Query(countries=("BRA",)), False),
        (Query(since=NOON), True),
        (Query(since=NOON + timedelta(seconds=1)), False),
        (Query(until=NOON), False),
        (Query(limit=0), False),
    ],
    ids=str,
)
def test_all_that_is_asked_must_hold(store: Store, query: Query, is_found: bool) -> None:
    """Words, phrases, countries by role, organ, stage and time."""
    store.write([stored(article(VETO), 1), stored(article(FOOTBALL, "https://wire.example/2"), 2)])
    assert ("https://wire.example/1" in uris(store, query)) is is_found


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        (Query(abstained=("TGO",)), True),
        (Query(abstained=("DEU", "FRA"), organs=("SC",)), True),
        (Query(abstained=("CUB",)), False),
        (Query(voted_against=("CUB",), abstained=("DEU",)), True),
        (Query(voted_for=("FRA",)), False),
    ],
    ids=str,
)
def test_how_a_country_voted_is_asked_for(store: Store, query: Query, is_found: bool) -> None:
    """By its name in the article; who is named for something else has not voted."""
    store.write([stored(article(VOTED), 1)])
    assert bool(uris(store, query)) is is_found


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE articles; --",
        '"',
        '"("',
        "* AND OR NOT NEAR(",
        "a:b",
        "%",
        "\0",
        "{}",
        "^x",
        "-",
        "€",
        "1 & 2 | !a <-> b",
        MANY,
    ],
)
def test_no_words_are_an_error(store: Store, words: str) -> None:
    """A query is words of a stranger: it finds or does not."""
    store.write([stored(article(VETO), 1)])
    store.search(Query(words))
    assert uris(store, Query("vetoed")) == ["https://wire.example/1"]


def test_the_sentence_that_matched_is_named(store: Store) -> None:
    """That with the words; without words that which proves the event."""
    store.write([stored(article(VETO), 1)])
    assert "ambassador" in store.search(Query("sad day"))[0].sentence
    assert "13 votes" in store.search(Query("sponsoring"))[0].sentence
    assert "vetoed" in store.search(Query(stages=("vetoed",)))[0].sentence


def test_a_later_version_supersedes_and_a_withdrawn_one_is_not_found(store: Store) -> None:
    """A search finds the newest version or nothing."""
    store.write([stored(article(VETO), 1)])
    store.write([stored(article(FOOTBALL, minute=5), 2)])
    assert uris(store, Query("vetoed")) == []
    assert uris(store, Query("striker")) == ["https://wire.example/1"]
    store.write([stored(article(FOOTBALL, minute=9, status="canceled"), 3)])
    assert uris(store, Query("striker")) == []
    assert list(store.history(*EVER)) == []


def test_a_takedown_forgets_all_versions_and_what_comes_late(store: Store) -> None:
    """An older copy does not come back; a new version may."""
    store.write([stored(article(VETO), 1), stored(article(FOOTBALL, minute=5), 2)])
    store.write([stored(Takedown("https://wire.example/1"), 3)])
    store.write([stored(article(VETO), 1)])
    assert list(store.history(*EVER)) == []
    store.write([stored(article(VETO, minute=9), 4)])
    assert uris(store, Query("vetoed")) == ["https://wire.example/1"]


def test_text_that_postgresql_refuses_is_stored(store: Store) -> None:
    """It knows no NUL in a text."""
    strange = article(VETO)
    strange = replace(strange, article=replace(strange.article, uri="https://wire.example/\0"))
    store.write([stored(strange, 1)])
    assert list(store.history(*EVER)) == [strange]


HISTORY: list[tuple[EnrichedArticle | Takedown, int]] = [
    *[(article(VETO, minute=m), m) for m in (0, 4)],
    *[(article(FOOTBALL, minute=m), m) for m in (2, 6)],
    (article(FOOTBALL, "https://wire.example/2", 1), 1),
    (article(VETO, minute=7, status="canceled"), 7),
    (Takedown("https://wire.example/1"), 3),
    (Takedown("https://wire.example/2"), 5),
]


@given(order=st.permutations(range(len(HISTORY))), again=st.lists(st.integers(0, len(HISTORY) - 1), max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_order_repeats_and_cuts_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], again: list[int]
) -> None:
    """Whatever order the versions, repeats and takedowns come in, and in how many writes, the store ends the same."""

    def outcome(numbers: list[int], size: int) -> list[EnrichedArticle]:
        made = Store.open(f"sqlite:///{tmp_path_factory.mktemp('any') / 'store.db'}")
        records = [stored(*HISTORY[number]) for number in numbers]
        for start in range(0, len(records), size):
            made.write(records[start : start + size])
        found = list(made.history(*EVER))
        made.close()
        return found

    in_order = outcome(sorted(range(len(HISTORY)), key=lambda number: HISTORY[number][1]), 100)
    assert outcome([*order, *again], 3) == in_order


def test_history_reads_on_where_a_page_ends(store: Store) -> None:
    """Many articles of one moment are all there, once."""
    veto = article(VETO)

    def copy(number: int) -> EnrichedArticle:
        uri = f"https://wire.example/{number}"
        version = article_version(veto.article.headline, veto.article.body, "usable")
        return replace(
            veto, article=replace(veto.article, uri=uri, version=version, event_id=article_event_id(uri, version))
        )

    store.write([stored(copy(number), number) for number in range(450)])
    assert len({each.article.uri for each in store.history(*EVER)}) == 450
    assert list(store.history(NOON + timedelta(days=1), EVER[1])) == []


def test_two_workers_that_start_at_once_make_the_tables_once(url: str) -> None:
    """Whoever comes second waits."""
    with ThreadPoolExecutor(4) as threads:
        for store in list(threads.map(Store.open, [url] * 4)):
            store.close()


def test_connections_that_make_one_file_at_once_wait(tmp_path: Path) -> None:
    """SQLite answers some of them at once that it is locked, whatever the wait that it was given."""

    def ask(url: str) -> None:
        engine = connect(url)
        with transaction(engine, reading=True) as connection:
            connection.execute(text("SELECT 1"))
        engine.dispose()

    with ThreadPoolExecutor(8) as threads:
        for n in range(50):
            list(threads.map(ask, [f"sqlite:///{tmp_path}/{n}.db"] * 8))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://someone:hunter2@127.0.0.1:1/db",
        "mysql://someone:hunter2@127.0.0.1/db",
        "://hunter2",
        "sqlite:////proc/nowhere/hunter2/x",
    ],
)
def test_what_is_wrong_with_a_store_is_said_without_its_password(url: str) -> None:
    """One sentence that says what to do."""
    with pytest.raises(StoreError) as error:
        Store.open(url)
    assert "hunter2@" not in str(error.value)
    assert "://hunter2" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_database_that_goes_away_is_unavailable(new_database: Callable[[], str]) -> None:
    """What is written then is written again later."""
    gone, other = new_database(), new_database()
    store = Store.open(gone)
    with psycopg.connect(other, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {make_url(gone).database} WITH (FORCE)".encode())
    with pytest.raises(StoreUnavailable):
        store.write([stored(article(VETO), 1)])
    store.close()
