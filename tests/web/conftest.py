"""The app over a real SQLite store, without Kafka, and clients with keys."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from streams.sinks.store import SCOPES, Scope, Store
from streams.telemetry import logs
from streams.telemetry.web_metrics import WebMetrics
from streams.web.app import create_app
from streams.web.hub import Hub
from streams.web.parts import Web
from streams.web.rates import Rates
from tests.sinks.hooks import KEY
from tests.web.fakes import FakeArticles, FakeSubscriptions, FakeTrials

Client = Callable[..., httpx.AsyncClient]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield made
    made.close()


@pytest.fixture
def subscriptions() -> FakeSubscriptions:
    return FakeSubscriptions()


@pytest.fixture
def articles() -> FakeArticles:
    return FakeArticles()


@pytest.fixture
async def hub(store: Store, metrics: WebMetrics) -> AsyncIterator[Hub]:
    made = Hub(store, metrics)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def metrics() -> WebMetrics:
    return WebMetrics()


@pytest.fixture
def web(store: Store, subscriptions: FakeSubscriptions, articles: FakeArticles, hub: Hub) -> Web:
    return Web(
        store=store,
        subscriptions=subscriptions,
        articles=articles,
        trials=FakeTrials(),
        hub=hub,
        rates=Rates(1000, 1000),
        strangers=Rates(1000, 1000),
        webhook_key=KEY,
        most_behind=100,
        channels=frozenset({"desk"}),
    )


@pytest.fixture
def app(web: Web, metrics: WebMetrics) -> FastAPI:
    return create_app(web, metrics)


@pytest.fixture
async def client(app: FastAPI, store: Store) -> AsyncIterator[Client]:
    """Makes a client whose key has the scopes that are given, all of them where none is."""
    made: list[httpx.AsyncClient] = []

    def make(*scopes: Scope, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
        _, key = store.keys.make("Ada", scopes or SCOPES, datetime.now(UTC))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        given = {"authorization": f"Bearer {key}"} if headers is None else headers
        made.append(httpx.AsyncClient(transport=transport, base_url="http://reswatch.test", headers=given))
        return made[-1]

    yield make
    for each in made:
        await each.aclose()


@pytest.fixture
def make_logs() -> Callable[[], None]:
    """Sends the logs to stderr, as a process of the API does."""

    def make() -> None:
        logs.configure("info", "json")

    return make
