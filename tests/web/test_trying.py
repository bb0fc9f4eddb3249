"""A test-fire: it arrives, signed and as a test, and tells nothing of what it met where it does not."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from aiohttp import web as aiohttp
from standardwebhooks import Webhook

from streams.core.model import Clause, Subscription
from streams.network import client
from streams.sinks.webhook import Webhooks, signing_secret
from streams.telemetry.web_metrics import WebMetrics
from streams.web.app import create_app
from streams.web.parts import Web
from streams.web.trying import Trials
from tests.sinks.hooks import KEY, answer, hooks
from tests.web.conftest import Client
from tests.web.fakes import FakeSubscriptions
from tests.web.test_access import problem

SECONDS = 0.6
ASKS = (Clause("stage", ("vetoed",)),)


@pytest.fixture
async def trials() -> AsyncIterator[Trials]:
    async with client(allow_private=True, timeout=SECONDS) as http:
        yield Trials(Webhooks(http, KEY, allow_private=True), None, SECONDS)


@pytest.fixture
async def guarded() -> AsyncIterator[Trials]:
    """As in production: public addresses, and TLS."""
    async with client(allow_private=False, timeout=SECONDS) as http:
        yield Trials(Webhooks(http, KEY), None, SECONDS)


def to(url: str, name: str = "desk", **more: object) -> Subscription:
    return replace(Subscription(name, ASKS, webhook=url), **more)  # type: ignore[arg-type]  # fields of it


async def test_it_arrives_signed_and_says_that_it_is_a_test(trials: Trials) -> None:
    """With the subscription's present secret; channels that are not here fail."""
    async with hooks() as receiver:
        found = await trials.of(to(receiver.url, channels=("mail",)))
    assert found == [
        {"receiver": "webhook", "outcome": "delivered", "status": "2xx"},
        {"receiver": "channel:mail", "outcome": "failed", "status": None},
    ]
    assert receiver.bodies[0]["type"] == "alert.test"
    Webhook(signing_secret(KEY, "desk")).verify(receiver.raw[0], receiver.headers[0])


@pytest.mark.parametrize(
    ("status", "outcome", "shown"),
    [(302, "refused", "3xx"), (403, "refused", "4xx"), (410, "gone", "4xx"), (503, "failed", "5xx")],
)
async def test_an_answer_is_told_by_its_class_alone(trials: Trials, status: int, outcome: str, shown: str) -> None:
    """No body, no header, no exact status; a redirect is not followed."""

    async def behave(_: aiohttp.Request) -> aiohttp.StreamResponse:
        return await answer(status, location="http://169.254.169.254/hunter2")

    async with hooks(behave) as receiver:
        found = await trials.of(to(receiver.url))
    assert found == [{"receiver": "webhook", "outcome": outcome, "status": shown}]


async def test_what_does_not_answer_is_all_the_same(guarded: Trials) -> None:
    """An inner address, a closed port, a name that is none, a link-local one: the same words after the same time."""
    urls = ("https://127.0.0.1:1/", "https://10.0.0.1/", "https://no.such.invalid/", "https://169.254.169.254/latest")
    told, times = [], []
    for number, url in enumerate(urls):
        started = time.monotonic()
        told.append(await guarded.of(to(url, f"s{number}")))
        times.append(time.monotonic() - started)
    assert told == [[{"receiver": "webhook", "outcome": "failed", "status": None}]] * len(urls)
    assert min(times) >= SECONDS


async def test_nobody_is_flooded_with_tests(
    trials: Trials, web: Web, client: Client, subscriptions: FakeSubscriptions
) -> None:
    """A subscription has three, and then one in ten seconds; others are not held up by that."""
    app = create_app(replace(web, trials=trials), WebMetrics())
    key = client().headers["authorization"]
    async with (
        hooks() as receiver,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://reswatch.test", headers={"authorization": key}
        ) as asking,
    ):
        subscriptions.held = {name: to(receiver.url, name) for name in ("desk", "other")}
        for _ in range(3):
            tried = await asking.post("/v1/subscriptions/desk/test")
            assert tried.json()["results"][0]["outcome"] == "delivered"
        refused = await asking.post("/v1/subscriptions/desk/test")
        assert int(refused.headers["retry-after"]) <= 11
        problem(refused, 429)
        assert (await asking.post("/v1/subscriptions/other/test")).status_code == 200
        problem(await asking.post("/v1/subscriptions/nobody/test"), 404)
