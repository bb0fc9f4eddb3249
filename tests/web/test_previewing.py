"""What a subscription would have matched, over HTTP."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from streams.sinks.store import Store, widths
from tests.sinks.store.test_store import VETO, article, stored
from tests.web.conftest import Client
from tests.web.fakes import FakeSubscriptions
from tests.web.test_access import problem

URL = "/v1/subscriptions/preview"
ASKS: dict[str, Any] = {"all_of": [{"field": "stage", "values": ["vetoed"]}]}


async def test_a_draft_is_matched_with_what_the_store_holds(
    client: Client, store: Store, subscriptions: FakeSubscriptions
) -> None:
    """Articles, or transitions; nothing is made of it."""
    store.write([stored(article(VETO), 1)])
    reader = client("read")
    for on, change in (("articles", None), ("transitions", "first_sight")):
        found = (await reader.post(URL, json={**ASKS, "on": on}, params={"days": 366})).json()
        assert (found["count"], found["complete"]) == (1, True)
        assert "vetoed" in found["alerts"][0]["matched"][0]["quotes"][0]["text"]
        assert found["alerts"][0]["change"] == change
    assert (await reader.post(URL, json=ASKS, params={"days": 1})).json()["count"] == 0
    assert subscriptions.held == {}


async def test_a_draft_that_makes_no_sense_is_refused(client: Client) -> None:
    """As it would be when it is made."""
    problem(await client().post(URL, json={"all_of": []}), 422)
    problem(await client().post(URL, json=[]), 422)
    problem(await client().post(URL, json=ASKS, params={"days": 0}), 422)


async def test_what_is_too_wide_is_refused_with_its_widest_clause(
    client: Client, store: Store, subscriptions: FakeSubscriptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what the store holds of the last days, when it is made and when it is replaced."""
    monkeypatch.setattr(widths, "MOST_A_DAY", 0)
    yesterday = datetime.now(UTC) - timedelta(hours=12)
    veto = article(VETO)
    store.write([stored(replace(veto, article=replace(veto.article, published_at=yesterday)), 1)])
    wide = {**ASKS, "on": "articles", "id": "wide"}
    for answer in (
        await client().post("/v1/subscriptions", json=wide),
        await client().put("/v1/subscriptions/wide", json=wide),
    ):
        told = problem(answer, 422)
        assert told["type"] == "urn:reswatch:problem:too-wide"
        assert "all_of[0], stage:vetoed" in told["faults"][0]
    assert subscriptions.held == {}
