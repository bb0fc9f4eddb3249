"""The alerts of a subscription as a feed, read by a library that is not ours."""

import base64
from datetime import UTC, datetime, timedelta

import feedparser

from streams.sinks.store import Store, StoredAlert
from tests.sinks.hooks import alert
from tests.web.conftest import Client
from tests.web.fakes import FakeSubscriptions
from tests.web.test_access import problem
from tests.web.test_subscriptions import VETOES

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "/v1/subscriptions/desk/feed"


async def test_a_feed_has_the_alerts_of_its_subscription(client: Client, store: Store) -> None:
    """The newest first, in pages; unchanged, it is not sent again."""
    store.alerts.write([StoredAlert(alert(n), NOON + timedelta(minutes=n), 1) for n in range(1, 61)])
    store.alerts.write([StoredAlert(alert(99, "other"), NOON, 1)])
    reader = client("read")
    answer = await reader.get(URL)
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert len(feed.entries) == 50
    assert feed.entries[0].updated == "2026-11-20T13:00:00.000Z"
    links = {link["rel"]: link["href"] for link in feed.feed.links}
    assert links["self"] == f"http://reswatch.test{URL}"
    older = feedparser.parse((await reader.get(links["next"])).content)
    assert len(older.entries) == 10
    assert len({entry.id for entry in [*feed.entries, *older.entries]}) == 60
    again = await reader.get(URL, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    store.alerts.write([StoredAlert(alert(100), NOON + timedelta(hours=9), 1)])
    assert (await reader.get(URL, headers={"if-none-match": answer.headers["etag"]})).status_code == 200


async def test_readers_of_feeds_give_the_key_as_a_password(client: Client, store: Store) -> None:
    """They know no other way."""
    _, key = store.keys.make("reader", ["read"], NOON)
    store.alerts.write([StoredAlert(alert(1), NOON, 1)])
    basic = base64.b64encode(f"reader:{key}".encode()).decode()
    assert (await client(headers={}).get(URL, headers={"authorization": f"Basic {basic}"})).status_code == 200
    problem(await client(headers={}).get(URL), 401)


async def test_a_subscription_without_alerts_has_an_empty_feed(
    client: Client, subscriptions: FakeSubscriptions
) -> None:
    """And one that is not there has none, whatever host is asked for."""
    problem(await client("read").get(URL), 404)
    await client().post("/v1/subscriptions", json=VETOES | {"id": "desk"})
    answer = await client("read").get(URL, headers={"host": "[::1<x>"})
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.entries == []
    assert feed.feed.links[0]["href"] == f"http://localhost{URL}"


async def test_a_cursor_of_another_list_is_refused(client: Client, store: Store) -> None:
    """It comes from outside."""
    store.alerts.write([StoredAlert(alert(1), NOON, 1)])
    for wrong in ("x", "%00", "W10"):
        problem(await client("read").get(URL, params={"cursor": wrong}), 422)
    strange = base64.urlsafe_b64encode(b"[9999999999999, 2]").decode() + "\x01<"
    answer = await client("read").get(URL, params={"cursor": strange})
    assert answer.status_code == 200
    assert not feedparser.parse(answer.content).bozo
