"""Alerts in the store: kept once, listed in pages, given on in order, and gone with the article they quote."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from streams.sinks.store import AlertQuery, Source, Store, Stored, StoredAlert, Takedown
from tests.sinks.hooks import alert

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MS = 1_700_000_000_000


def made(number: int, subscription: str = "desk", minute: int = 0) -> StoredAlert:
    return StoredAlert(alert(number, subscription), NOON + timedelta(minutes=minute), MS)


def numbers(store: Store, query: AlertQuery) -> list[int]:
    return [int(kept.alert.alert_id, 16) for kept in store.alerts.page(query)]


def test_an_alert_comes_back_as_it_went_in_once(store: Store) -> None:
    """Published twice, it is kept as it came first, and keeps its number."""
    store.alerts.write([made(1), made(2)])
    first = store.alerts.get(alert(1).alert_id)
    assert first is not None
    assert (first.alert, first.made_at, first.acknowledged_at) == (alert(1), NOON, None)
    store.alerts.write([made(1, minute=5), made(3)])
    assert store.alerts.get(alert(1).alert_id) == first
    assert store.alerts.get("nothing") is None
    assert numbers(store, AlertQuery()) == [3, 2, 1]


def test_pages_follow_each_other_without_gap_or_repeat(store: Store) -> None:
    """Also where many were made at the same moment, and while new ones come in."""
    store.alerts.write([made(number, minute=number // 10) for number in range(1, 41)])
    seen: list[int] = []
    query = AlertQuery(limit=7)
    while page := store.alerts.page(query):
        seen += [int(kept.alert.alert_id, 16) for kept in page]
        query = replace(query, before=(page[-1].made_at, page[-1].seq))
        store.alerts.write([made(100 + len(seen), minute=60)])
    assert seen == list(range(40, 0, -1))


def test_a_subscriber_sees_their_own_and_what_nobody_has_seen_to(store: Store) -> None:
    """By subscription, by acknowledgement."""
    store.alerts.write([made(1), made(2, "other"), made(3)])
    assert numbers(store, AlertQuery(subscription_id="desk")) == [3, 1]
    later = NOON + timedelta(hours=1)
    kept = store.alerts.acknowledge(alert(1).alert_id, "Ada", later)
    assert kept is not None
    assert (kept.acknowledged_at, kept.acknowledged_by) == (later, "Ada")
    assert store.alerts.acknowledge(alert(1).alert_id, "Bob", later + timedelta(hours=1)) == kept
    assert store.alerts.acknowledge("nothing", "Bob", later) is None
    assert numbers(store, AlertQuery(acknowledged=False)) == [3, 2]
    assert numbers(store, AlertQuery(acknowledged=True)) == [1]


def test_a_stream_goes_on_behind_the_last_it_gave(store: Store) -> None:
    """Of some subscriptions or of all; the database has an id that its numbers belong to."""
    database, nothing = store.alerts.last()
    assert (len(database), nothing) == (8, 0)
    store.alerts.write([made(1), made(2, "other")])
    (first, *_) = store.alerts.after(0)
    store.alerts.write([made(3), made(1)])
    assert [int(kept.alert.alert_id, 16) for kept in store.alerts.after(first.seq)] == [2, 3]
    assert [int(kept.alert.alert_id, 16) for kept in store.alerts.after(0, ["desk"])] == [1, 3]
    assert store.alerts.last() == (database, store.alerts.after(0)[-1].seq)
    assert store.alerts.since(NOON - timedelta(days=1)) < first.seq
    assert store.alerts.after(store.alerts.since(NOON + timedelta(days=1))) == []


def test_numbers_are_seen_in_their_order_however_many_write(store: Store) -> None:
    """Whoever has seen a number has missed none below it: writers take turns."""
    seen: list[int] = []

    def write(worker: int) -> None:
        for number in range(15):
            store.alerts.write([made(1 + worker * 100 + number)])

    with ThreadPoolExecutor(4) as threads:
        working = [threads.submit(write, worker) for worker in range(4)]
        while not all(each.done() for each in working):
            seen += [kept.seq for kept in store.alerts.after(seen[-1] if seen else 0)]
    seen += [kept.seq for kept in store.alerts.after(seen[-1] if seen else 0)]
    assert [each.exception() for each in working] == [None] * 4
    assert len(seen) == len(set(seen)) == 60
    assert seen == sorted(seen)


def test_a_takedown_takes_the_alerts_that_quote_the_article(store: Store) -> None:
    """Those that are there, and those that come late; not those on what was published again. Numbers do not return."""
    store.alerts.write([made(1), made(2)])
    last = store.alerts.last()
    store.write([Stored(Takedown(alert(2).uri), Source(MS + 5, 0, 9, 9))])
    assert numbers(store, AlertQuery()) == [1]
    late, again = made(2), replace(made(2), source_timestamp=MS + 9)
    store.alerts.write([late])
    assert numbers(store, AlertQuery()) == [1]
    store.alerts.write([again])
    assert numbers(store, AlertQuery()) == [2, 1]
    assert store.alerts.after(last[1])[0].alert == again.alert
