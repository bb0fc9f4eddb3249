"""What a subscription would have matched, over HTTP."""

from datetime import UTC, datetime
from typing import Any

from streams.sinks.store import Store, StoredTransition
from tests.sinks.store.test_store import VETO, article, stored
from tests.web.conftest import Client
from tests.web.fakes import FakeSubscriptions
from tests.web.test_access import problem
from tests.web.test_reading import transition

URL = "/v1/subscriptions/preview"
NOW = datetime.now(UTC)
ON_ARTICLES: dict[str, Any] = {"all_of": [{"field": "stage", "values": ["vetoed"]}], "on": "articles"}


async def test_a_draft_is_matched_with_what_the_store_holds(
    client: Client, store: Store, subscriptions: FakeSubscriptions
) -> None:
    """Articles, or transitions; nothing is made of it."""
    store.write([stored(article(VETO), 1)])
    made = transition(1)
    store.dossiers.write_transitions([StoredTransition(made.transition, NOW, 1)])
    reader = client("read")
    found = (await reader.post(URL, json=ON_ARTICLES, params={"days": 366})).json()
    assert (found["count"], found["complete"]) == (1, True)
    assert "vetoed" in found["alerts"][0]["matched"][0]["quotes"][0]["text"]
    on_transitions = {**ON_ARTICLES, "on": "transitions"}
    found = (await reader.post(URL, json=on_transitions)).json()
    assert [each["change"] for each in found["alerts"]] == ["first_sight"]
    assert (await reader.post(URL, json=on_transitions | {"changes": ["retracted"]})).json()["count"] == 0
    assert subscriptions.held == {}


async def test_a_draft_that_makes_no_sense_is_refused(client: Client) -> None:
    """As it would be when it is made."""
    problem(await client().post(URL, json={"all_of": []}), 422)
    problem(await client().post(URL, json=[]), 422)
    problem(await client().post(URL, json=ON_ARTICLES, params={"days": 0}), 422)
