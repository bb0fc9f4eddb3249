"""Subscriptions over HTTP: made, replaced, paused, ended; nobody overwrites what they have not seen."""

from typing import Any

import pytest

from streams.sinks.webhook import signing_secret
from tests.sinks.hooks import KEY
from tests.web.conftest import Client
from tests.web.fakes import FakeSubscriptions
from tests.web.test_access import problem

URL = "/v1/subscriptions"
VETOES: dict[str, Any] = {
    "id": "vetoes",
    "all_of": [{"field": "stage", "values": ["vetoed"]}, {"field": "target", "values": ["Syria"]}],
    "webhook": "https://desk.example/un?token=hunter2",
}


async def test_a_subscription_is_made_and_shown(client: Client) -> None:
    """With its secret once, in canonical form, and at the address that the answer names."""
    writer = client()
    made = await writer.post(URL, json=VETOES)
    assert made.status_code == 201
    assert made.json()["secret"] == signing_secret(KEY, "vetoes")
    assert made.json()["all_of"][1] == {"field": "target", "values": ["SYR"]}
    got = await writer.get(made.headers["location"])
    assert got.headers["etag"] == made.headers["etag"]
    assert got.json() == {name: value for name, value in made.json().items() if name != "secret"}
    assert (await writer.get(URL)).json() == {"subscriptions": [got.json()], "next": None}
    problem(await writer.post(URL, json=VETOES), 409)
    problem(await writer.get(f"{URL}/other"), 404)


async def test_who_may_only_read_does_not_see_a_webhooks_address(client: Client) -> None:
    """It may hold a secret: the host alone."""
    await client().post(URL, json=VETOES)
    reader = client("read")
    for shown in ((await reader.get(f"{URL}/vetoes")).json(), (await reader.get(URL)).json()["subscriptions"][0]):
        assert shown["webhook"] == "https://desk.example/…"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"all_of": [{"field": "target", "values": ["Atlantis"]}]}, "all_of[0].values[0]"),
        ({"all_of": [], "any_of": []}, "all_of, any_of"),
        ({"webhook": "http://desk.example/"}, "webhook: it must begin with https://"),
        ({"webhook": "https://a:b@desk.example/"}, "webhook: it holds a user or a password"),
        ({"webhook": None, "channels": ["nobody"]}, "channels: the settings here have no channel nobody"),
        ({"unknown": 1}, "unknown"),
        ({"id": "No"}, "id"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_why(client: Client, change: dict[str, Any], fault: str) -> None:
    """Each fault by where it stands."""
    content = problem(await client().post(URL, json=VETOES | change), 422)
    assert any(each.startswith(fault) for each in content["faults"]), content


async def test_bodies_that_are_none_are_refused(client: Client) -> None:
    """No JSON, not an object, of another type, too large."""
    writer, json = client(), {"content-type": "application/json"}
    problem(await writer.post(URL, content=b"{", headers=json), 400)
    problem(await writer.post(URL, content=b"[]", headers=json), 422)
    problem(await writer.put(f"{URL}/x", content=b"[]", headers=json), 422)
    problem(await writer.post(URL, content=b"{}"), 415)
    problem(await writer.post(URL, content=b"{}", headers={"content-type": "text/plain"}), 415)
    problem(await writer.post(URL, content=b" " * 300_000, headers=json), 413)


async def test_a_subscription_is_replaced_by_who_has_seen_it(client: Client) -> None:
    """If-Match names what one has; without it the last one wins."""
    writer = client()
    made = await writer.put(f"{URL}/vetoes", json=VETOES | {"id": "vetoes"})
    assert made.status_code == 201
    problem(await writer.put(f"{URL}/vetoes", json=VETOES, headers={"if-none-match": "*"}), 412)
    tag = made.headers["etag"]
    changed = {**VETOES, "none_of": [{"field": "organ", "values": ["GA"]}]}
    replaced = await writer.put(f"{URL}/vetoes", json=changed, headers={"if-match": f'"other", {tag}'})
    assert replaced.status_code == 200
    assert "secret" not in replaced.json()
    problem(await writer.put(f"{URL}/vetoes", json=VETOES, headers={"if-match": tag}), 412)
    problem(await writer.delete(f"{URL}/vetoes", headers={"if-match": tag}), 412)
    problem(await writer.put(f"{URL}/other", json=VETOES | {"id": "other"}, headers={"if-match": "*"}), 412)
    problem(await writer.put(f"{URL}/other", json=VETOES), 422)
    assert (await writer.put(f"{URL}/vetoes", json=VETOES)).headers["etag"] == tag
    assert (await writer.get(f"{URL}/vetoes", headers={"if-none-match": tag})).status_code == 304
    assert (await writer.get(f"{URL}/vetoes", headers={"if-none-match": '"x"'})).status_code == 200
    assert (await writer.delete(f"{URL}/vetoes", headers={"if-match": tag})).status_code == 204
    problem(await writer.delete(f"{URL}/vetoes"), 404)


async def test_a_subscription_is_paused_and_resumed(client: Client, subscriptions: FakeSubscriptions) -> None:
    """It stays as it is otherwise."""
    writer = client()
    await writer.post(URL, json=VETOES)
    before = subscriptions.held["vetoes"]
    assert (await writer.post(f"{URL}/vetoes/pause")).status_code == 200
    assert subscriptions.held["vetoes"].paused
    paused = await writer.get(f"{URL}/vetoes")
    problem(await writer.post(f"{URL}/vetoes/resume", headers={"if-match": '"x"'}), 412)
    resumed = await writer.post(f"{URL}/vetoes/resume", headers={"if-match": paused.headers["etag"]})
    assert resumed.status_code == 200
    assert subscriptions.held["vetoes"] == before
    problem(await writer.post(f"{URL}/other/pause"), 404)


async def test_a_secret_is_changed_and_stays_changed(client: Client, subscriptions: FakeSubscriptions) -> None:
    """Each time to another one; replacing the subscription does not bring an old one back."""
    writer = client()
    await writer.post(URL, json=VETOES)
    secrets = [(await writer.post(f"{URL}/vetoes/rotate-secret")).json() for _ in range(2)]
    assert [each["secret_version"] for each in secrets] == [1, 2]
    assert secrets[1]["secret"] == signing_secret(KEY, "vetoes", 2)
    await writer.put(f"{URL}/vetoes", json=VETOES)
    assert subscriptions.held["vetoes"].secret_version == 2


async def test_subscriptions_are_listed_in_pages(client: Client) -> None:
    """By id, none twice; a cursor that is none is refused."""
    writer = client()
    for number in range(7):
        await writer.post(URL, json=VETOES | {"id": f"s{number}"})
    seen, parameters = [], {"limit": "3"}
    while True:
        page = (await writer.get(URL, params=parameters)).json()
        seen += [each["id"] for each in page["subscriptions"]]
        if page["next"] is None:
            break
        parameters["cursor"] = page["next"]
    assert seen == [f"s{number}" for number in range(7)]
    for wrong in ("x", "W10", "WzFd", "é", "=" * 300):
        problem(await writer.get(URL, params={"cursor": wrong}), 422)
    problem(await writer.get(URL, params={"cursor": "x" * 1_000}), 422)
