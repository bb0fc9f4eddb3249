"""Who may ask what, how often, and what everybody is told when something is wrong."""

import asyncio
import base64
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from streams.kafka.handshake import UnreachableError
from streams.sinks.store import Store, StoreUnavailable
from streams.telemetry.web_metrics import WebMetrics
from streams.web.app import create_app
from streams.web.parts import Web
from streams.web.rates import Rates
from tests.web.conftest import Client
from tests.web.fakes import FakeArticles

ARTICLE = {"media_type": "text/plain", "content": "UNITED NATIONS (AP) — A text.", "uri": "https://wire.example/1"}


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """Return the problem that an answer is."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    content: dict[str, Any] = response.json()
    assert content["status"] == status
    assert content["type"].startswith("urn:reswatch:problem:")
    assert content["title"]
    assert content["detail"]
    return content


async def test_nobody_gets_in_without_a_key(client: Client, app: FastAPI) -> None:
    """Every operation but the document."""
    stranger = client(headers={})
    paths = (await stranger.get("/openapi.json")).json()["paths"]
    asked = 0
    for path, operations in paths.items():
        for method in operations:
            filled = path.replace("{", "").replace("}", "")
            response = await stranger.request(method, filled)
            assert problem(response, 401)
            assert response.headers["www-authenticate"].startswith("Bearer")
            asked += 1
    assert asked > 15


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer x",
        "Bearer rsw_1_2",
        "Basic",
        "Basic !",
        "Basic /w==",
        "Digest x",
        "x" * 5_000,
        "Bearer " + "é",
    ],
)
async def test_what_is_no_key_is_refused(client: Client, header: str) -> None:
    """Whatever it looks like."""
    stranger = client(headers={})
    response = await stranger.get("/v1/alerts", headers={b"authorization": header.encode()})
    assert problem(response, 401)


async def test_a_key_works_as_bearer_and_as_password(client: Client, store: Store) -> None:
    """And no more once it is revoked."""
    key, text = store.keys.make("desk", ["read"], datetime.now(UTC))
    stranger = client(headers={})
    basic = "Basic " + base64.b64encode(f"anybody:{text}".encode()).decode()
    for header in (f"Bearer {text}", f"bearer  {text}", basic):
        assert (await stranger.get("/v1/alerts", headers={"authorization": header})).status_code == 200
    store.keys.revoke(key.key_id, datetime.now(UTC))
    for header in (f"Bearer {text}", basic):
        problem(await stranger.get("/v1/alerts", headers={"authorization": header}), 401)


async def test_a_key_may_do_what_its_scopes_say(client: Client) -> None:
    """Reading, writing and publishing are three things."""
    reader, writer, publisher = client("read"), client("write"), client("publish")
    problem(await reader.post("/v1/subscriptions", json={}), 403)
    problem(await reader.post("/v1/articles", json=ARTICLE), 403)
    problem(await reader.post("/v1/alerts/aa/acknowledge"), 403)
    problem(await writer.get("/v1/alerts"), 403)
    problem(await publisher.get("/v1/subscriptions"), 403)
    assert (await publisher.post("/v1/articles", json=ARTICLE)).status_code == 202


async def test_errors_are_problems_whatever_went_wrong(
    client: Client, articles: FakeArticles, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such path, method or parameter; Kafka or the store away; a defect. None tells what it should not."""
    anybody = client()
    problem(await anybody.get("/nothing"), 404)
    assert (await anybody.request("PATCH", "/v1/alerts")).headers["allow"]
    problem(await anybody.request("PATCH", "/v1/alerts"), 405)
    assert problem(await anybody.get("/v1/alerts?limit=0&subscription=A"), 422)["faults"] == [
        "subscription: String should match pattern '^[a-z0-9][a-z0-9-]{0,62}$'",
        "limit: Input should be greater than or equal to 1",
    ]
    articles.failure = UnreachableError("No Kafka answers at hunter2:9092.")
    response = await anybody.post("/v1/articles", json=ARTICLE)
    assert "hunter2" not in str(problem(response, 503))
    assert int(response.headers["retry-after"]) > 0
    articles.failure = RuntimeError("hunter2")
    assert "hunter2" not in str(problem(await anybody.post("/v1/articles", json=ARTICLE), 500))

    def away(*_: object) -> None:
        raise StoreUnavailable("the store desk at hunter2 does not answer")

    monkeypatch.setattr(store.alerts, "page", away)
    assert "hunter2" not in str(problem(await anybody.get("/v1/alerts"), 503))


async def test_what_the_api_does_not_give_is_counted_by_why(
    client: Client, articles: FakeArticles, store: Store, metrics: WebMetrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each begins at 0; a defect is no client that went away."""

    def counted(name: str, **labels: str) -> float | None:
        return metrics.registry.get_sample_value(f"reswatch_web_{name}_total", labels)

    anybody = client()
    assert [counted("failures", cause=each) for each in ("kafka", "defect", "store")] == [0, 0, 0]
    articles.failure = UnreachableError("No Kafka answers.")
    problem(await anybody.post("/v1/articles", json=ARTICLE), 503)
    articles.failure = RuntimeError("a defect")
    refused = await anybody.post("/v1/articles", json=ARTICLE)
    problem(refused, 500)
    assert refused.headers["x-content-type-options"] == "nosniff"
    articles.waiting = 101
    problem(await anybody.post("/v1/articles", json=ARTICLE), 429)

    def away(*_: object) -> None:
        raise StoreUnavailable("the store does not answer")

    monkeypatch.setattr(store.alerts, "page", away)
    problem(await anybody.get("/v1/alerts"), 503)
    assert [counted("failures", cause=each) for each in ("kafka", "defect", "store")] == [1, 1, 1]
    assert [counted("held_off", reason=each) for each in ("behind", "key")] == [1, 0]
    assert counted("requests", route="/v1/articles", status="5xx") == 2
    assert counted("requests", route="/v1/articles", status="4xx") == 1


async def test_every_answer_is_guarded_against_browsers(client: Client) -> None:
    """Also those that are errors."""
    for path in ("/v1/alerts", "/nothing", "/openapi.json"):
        headers = (await client().get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers


async def test_who_asks_too_much_waits(web: Web, client: Client, store: Store) -> None:
    """By key; and those without one by address, who do not get in the way of others there."""
    limited = create_app(replace(web, rates=Rates(0.5, 3), strangers=Rates(0.5, 2)), WebMetrics())
    transport = httpx.ASGITransport(limited)
    _, text = store.keys.make("one", ["read"], datetime.now(UTC))
    _, other = store.keys.make("two", ["read"], datetime.now(UTC))
    async with httpx.AsyncClient(transport=transport, base_url="http://reswatch.test") as asking:

        async def ask(key: str) -> httpx.Response:
            return await asking.get("/v1/alerts", headers={"authorization": f"Bearer {key}"})

        statuses = [(await ask(text)).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        refused = await ask(text)
        assert problem(refused, 429)["type"] == "urn:reswatch:problem:too-many-requests"
        assert int(refused.headers["retry-after"]) in (1, 2)
        assert (await ask(other)).status_code == 200
        assert [(await ask("wrong")).status_code for _ in range(3)] == [401, 401, 429]
        assert (await ask(other)).status_code == 200


def test_many_who_ask_at_once_with_one_key_have_one_bucket() -> None:
    """Requests are let in on threads: between a look at a bucket and its change another one may ask."""
    rates = Rates(0.001, 10)
    taken: list[int] = []

    def ask() -> None:
        taken.extend(1 for _ in range(5_000) if not rates.take("desk"))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert len(taken) == 10


def test_buckets_fill_with_time_and_are_bounded() -> None:
    """Without a clock that runs: one a second, up to the burst."""
    now = [0.0]
    rates = Rates(1, 2, clock=lambda: now[0])
    assert [rates.take("a") for _ in range(3)] == [0, 0, 1]
    now[0] = 0.5
    assert rates.take("a") == 0.5
    now[0] = 1.0
    assert rates.take("a") == 0
    now[0] = 1000.0
    assert [rates.take("a") for _ in range(3)] == [0, 0, 1]
    assert rates.take("b") == 0
    for number in range(20_000):
        rates.take(f"x{number}")
    assert rates.take("a") == 0


async def test_what_is_logged_holds_no_secret(
    client: Client, store: Store, capsys: pytest.CaptureFixture[str], make_logs: Callable[[], None]
) -> None:
    """Neither keys nor paths nor queries: the route's pattern, the status."""
    make_logs()
    _, text = store.keys.make("desk", ["read"], datetime.now(UTC))
    stranger = client(headers={"authorization": f"Bearer {text}"})
    await stranger.get("/v1/dossiers/hunter2?x=hunter2")
    await asyncio.sleep(0)
    logged = capsys.readouterr().err
    assert "/v1/dossiers/{name:path}" in logged
    assert text not in logged
    assert "hunter2" not in logged
