"""Alerts as they come: a real server, and a client of Server-Sent Events that is not ours."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from httpx_sse import ServerSentEvent, aconnect_sse

from streams.sinks.store import Store, StoredAlert
from streams.web import hub as hubs
from streams.web import streaming
from streams.web.hub import Hub
from tests.sinks.hooks import alert
from tests.web.serving import served_here
from tests.web.test_access import problem

NOW = datetime.now(UTC)
PATIENCE = 30


def made(*numbers: int, subscription: str = "desk") -> list[StoredAlert]:
    return [StoredAlert(alert(number, subscription), NOW, 1) for number in numbers]


def number_of(event: ServerSentEvent) -> int:
    return int(json.loads(event.data)["alert_id"], 16)


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served_here(app) as address:
        yield f"{address}/v1/alerts/stream"


@pytest.fixture
async def http(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    _, key = store.keys.make("reader", ["read"], NOW)
    async with httpx.AsyncClient(headers={"authorization": f"Bearer {key}"}, timeout=PATIENCE) as client:
        yield client


@asynccontextmanager
async def listening(http: httpx.AsyncClient, url: str, **options: Any) -> AsyncIterator[AsyncIterator[ServerSentEvent]]:
    """Connect; gives the events behind the first, which says that the stream is open."""
    async with asyncio.timeout(PATIENCE), aconnect_sse(http, "GET", url, **options) as source:
        events = source.aiter_sse()
        first = await anext(events)
        assert first.event == "opened"
        assert first.retry == 3000
        asked = first.json()["subscriptions"]
        assert first.json()["all"] is (asked == [])
        yield events


async def test_alerts_come_as_they_are_made(url: str, http: httpx.AsyncClient, store: Store) -> None:
    """Those from now on, each as `GET /v1/alerts` shows it, of type ``alert`` and with an id of its own."""
    await asyncio.to_thread(store.alerts.write, made(1, 2))
    async with listening(http, url) as events:
        await asyncio.to_thread(store.alerts.write, made(3))
        third = await anext(events)
        await asyncio.to_thread(store.alerts.write, made(3, 4))
        fourth = await anext(events)
    assert [number_of(each) for each in (third, fourth)] == [3, 4]
    assert third.event == "alert"
    shown = (await http.get(f"{url.removesuffix('/stream')}/{alert(3).alert_id}")).json()
    assert json.loads(third.data) == shown


async def test_a_client_goes_on_behind_the_last_that_it_has(url: str, http: httpx.AsyncClient, store: Store) -> None:
    """However often it is cut off, at whatever moment: none left out, none twice, in their order."""
    seen: list[int] = []

    async def write() -> None:
        for number in range(1, 61):
            await asyncio.to_thread(store.alerts.write, made(number))

    database, start = store.alerts.last()
    last = f"{database}-{start}"
    writing = asyncio.create_task(write())
    for cut in (1, 5, 2, 9, 3, 40):
        async with listening(http, url, headers={"last-event-id": last}) as events:
            for _ in range(cut):
                event = await anext(events)
                seen.append(number_of(event))
                last = event.id
    await writing
    assert seen == list(range(1, 61))


async def test_a_client_hears_of_the_subscriptions_that_it_names(
    url: str, http: httpx.AsyncClient, store: Store
) -> None:
    """One, or several; others go by."""
    async with listening(http, url, params={"subscription": ["a", "b"]}) as events:
        for number, name in enumerate(["a", "c", "b", "c", "a"], 1):
            await asyncio.to_thread(store.alerts.write, made(number, subscription=name))
        assert [number_of(await anext(events)) for _ in range(3)] == [1, 3, 5]


async def test_an_id_of_another_database_brings_what_is_kept_of_the_last_days(
    url: str, http: httpx.AsyncClient, store: Store
) -> None:
    """Rather twice than not at all; what is older is left out. What is no id is refused."""
    old = [StoredAlert(alert(1), NOW - timedelta(days=40), 1)]
    await asyncio.to_thread(store.alerts.write, [*old, *made(2, 3)])
    for strange in ("00000000-1", f"{store.alerts.last()[0]}-99"):
        async with listening(http, url, headers={"last-event-id": strange}) as events:
            assert [number_of(await anext(events)) for _ in range(2)] == [2, 3]
    problem(await http.get(url, headers={"last-event-id": "x"}), 422)


async def test_a_stream_says_that_it_lives_and_ends_with_its_key(
    url: str, http: httpx.AsyncClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment now and then, which clients do not show; a revoked key hears nothing more."""
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.2)
    async with asyncio.timeout(PATIENCE), http.stream("GET", url) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["x-accel-buffering"] == "no"
        chunks = response.aiter_bytes()
        heard = b""
        while heard.count(b":\n\n") < 3:
            heard += await anext(chunks)
        (key,) = await asyncio.to_thread(store.keys.all)
        await asyncio.to_thread(store.keys.revoke, key.key_id, NOW)
        async for _ in chunks:
            pass


async def test_a_key_has_but_so_many_streams(
    url: str, http: httpx.AsyncClient, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are closed do not count."""
    monkeypatch.setattr(hubs, "STREAMS_OF_A_KEY", 2)
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.1)
    async with listening(http, url), listening(http, url):
        refused = await http.get(url)
        assert int(problem(refused, 429)["status"]) == 429
    async with asyncio.timeout(PATIENCE):
        while hub._open:  # noqa: ASYNC110  (nobody else asks for it)
            await asyncio.sleep(0.05)
    async with listening(http, url):
        pass


async def test_streams_opened_at_once_are_counted_too(url: str, http: httpx.AsyncClient) -> None:
    """Also those that were let in before the first of them had begun."""
    opened = 0

    async def open_one() -> None:
        nonlocal opened
        async with http.stream("GET", url) as response:
            if response.status_code == 200:
                opened += 1
                await asyncio.sleep(1)

    await asyncio.gather(*(open_one() for _ in range(4 * hubs.STREAMS_OF_A_KEY)))
    assert opened == hubs.STREAMS_OF_A_KEY


async def test_a_revoked_key_hears_nothing_more_of_a_busy_stream(
    url: str, http: httpx.AsyncClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alerts that come all the time do not put off the question whether it still holds."""
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.5)
    (key,) = store.keys.all()
    numbers = iter(range(10_000))

    async def keep_writing() -> None:
        for number in numbers:
            await asyncio.to_thread(store.alerts.write, made(number))
            await asyncio.sleep(0.05)

    async with listening(http, url) as events:
        writing = asyncio.create_task(keep_writing())
        await anext(events)
        await asyncio.to_thread(store.keys.revoke, key.key_id, NOW)
        async for _ in events:
            pass
        writing.cancel()


async def test_all_streams_end_when_the_server_does(url: str, http: httpx.AsyncClient, hub: Hub) -> None:
    """Their clients come back to another."""
    async with listening(http, url) as events:
        await hub.close()
        with pytest.raises(StopAsyncIteration):
            await anext(events)
