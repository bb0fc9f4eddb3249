"""Alerts, dossiers and articles over HTTP: what the store holds, in pages, and why."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import ANY

import httpx

from streams.core.model import Dossier, Fact, ResolutionEvent, ResolutionEvents, Source, Transition
from streams.sinks.store import Store, StoredAlert, StoredDossier, StoredTransition
from tests.sinks.hooks import alert
from tests.sinks.store.test_store import FOOTBALL, VETO, article, stored
from tests.web.conftest import Client
from tests.web.test_access import problem

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVENT = ResolutionEvent("e" * 32, "SC", "vetoed", draft_symbol="S/2026/123", targets=("SYR",), sponsors=("FRA",))
SOURCE = Source("AP", "ap", "https://wire.example/1", "v" * 32, "The Example", False, NOON)
FACT = Fact("f" * 32, "SC", "vetoed", "provisional", EVENT, 1, (SOURCE,))
TOLD = ResolutionEvents(
    "https://wire.example/1", "v" * 32, "a" * 32, "Veto", "AP", "The Example", "en", NOON, NOON, None, (EVENT,), b"\xff"
)


def dossier(number: int = 1, **changes: Any) -> Dossier:
    fields: dict[str, Any] = {
        "dossier_id": f"d{number}",
        "aliases": (f"draft{number}",),
        "organ": "SC",
        "stage": "vetoed",
        "symbol": None,
        "draft_symbols": (f"S/2026/{number}",),
        "sponsors": ("FRA",),
        "targets": ("SYR",),
        "subjects": (),
        "facts": (FACT,),
        "first_told_at": NOON,
        "last_told_at": NOON + timedelta(minutes=number),
    }
    return Dossier(**{**fields, **changes})


def transition(number: int, of: str = "d1") -> StoredTransition:
    return StoredTransition(Transition(f"{number:032x}", of, (), "first_sight", FACT, None, TOLD), NOON, 1)


async def pages(client: httpx.AsyncClient, path: str, name: str, **parameters: str) -> list[dict[str, Any]]:
    """All of a list, by its cursors."""
    seen: list[dict[str, Any]] = []
    while True:
        answer = await client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        seen += answer.json()[name]
        if (following := answer.json()["next"]) is None:
            return seen
        parameters["cursor"] = following


async def test_alerts_are_listed_told_and_acknowledged(client: Client, store: Store) -> None:
    """The newest first; each says which clauses held and by which sentences."""
    made = [StoredAlert(alert(n, "desk" if n % 2 else "other"), NOON + timedelta(seconds=n), 1) for n in range(1, 12)]
    store.alerts.write(made)
    reader = client("read")
    seen = await pages(reader, "/v1/alerts", "alerts", limit="4")
    assert [int(each["alert_id"], 16) for each in seen] == list(range(11, 0, -1))
    mine = await pages(reader, "/v1/alerts", "alerts", subscription="desk", limit="2")
    assert [int(each["alert_id"], 16) for each in mine] == [11, 9, 7, 5, 3, 1]
    one = (await reader.get(f"/v1/alerts/{alert(3).alert_id}")).json()
    assert one["matched"][1]["quotes"][0]["text"] == "A veto stopped the draft."
    assert one["acknowledged_at"] is None
    assert "signature" not in one
    noted = (await client("write").post(f"/v1/alerts/{alert(3).alert_id}/acknowledge")).json()
    assert noted["acknowledged_by"] == "Ada"
    assert len(await pages(reader, "/v1/alerts", "alerts", acknowledged="false")) == 10
    problem(await reader.get(f"/v1/alerts/{alert(99).alert_id}"), 404)
    problem(await client().post(f"/v1/alerts/{alert(99).alert_id}/acknowledge"), 404)


async def test_a_parameter_that_there_is_not_is_refused(client: Client, store: Store) -> None:
    """A typing error must not list everything; a stranger is told nothing but to bring a key."""
    store.dossiers.write([StoredDossier("d1", dossier(), 1, 1)])
    reader = client("read")
    refused = problem(await reader.get("/v1/dossiers?stge=vetoed&stage=vetoed"), 422)
    assert refused["faults"] == ["stge: no such parameter here; did you mean stage?"]
    many = await client().get("/v1/dossiers", params={f"stage{number}": "1" for number in range(2_000)})
    assert len(problem(many, 422)["faults"]) == 20
    refused = problem(await reader.get("/v1/alerts?zz=1"), 422)["faults"]
    assert refused == [
        "zz: no such parameter here; there are acknowledged, cursor, dossier, limit, subscription, thread"
    ]
    assert problem(await reader.get("/v1/dossiers/d1?all=1"), 422)["faults"] == ["all: nothing may be asked here"]
    problem(await reader.get("/v1/dossiers?stge=vetoed", headers={"authorization": "Bearer nobody"}), 401)


async def test_a_dossier_answers_to_all_its_names(client: Client, store: Store) -> None:
    """Ids that it had, its symbol, symbols of drafts; with facts, sources and evidence."""
    known = dossier(1, aliases=("d0", "draft1"), symbol="S/RES/2254 (2015)")
    store.dossiers.write([StoredDossier("d1", known, 1, 1)])
    reader = client("read")
    for name in ("d1", "d0", "draft1", "S/2026/1", "S%2FRES%2F2254%20(2015)", "S/RES/2254", "s/res/2254"):
        found = (await reader.get(f"/v1/dossiers/{name}")).json()
        assert found["dossier_id"] == "d1"
    assert found["facts"][0]["sources"][0]["name"] == "AP"
    assert found["facts"][0]["event"]["targets"] == ["SYR"]
    problem(await reader.get("/v1/dossiers/nothing"), 404)
    problem(await reader.get("/v1/dossiers/SYR"), 404)
    problem(await reader.get("/v1/dossiers/nothing/transitions"), 404)


async def test_a_resolution_newer_than_our_table_needs_no_year(client: Client, store: Store) -> None:
    """Numbers of the Security Council are given once: the year may be left out wherever a symbol is asked for."""
    new, other = dossier(1, symbol="S/RES/2809 (2025)"), dossier(2, symbol="S/RES/280 (1970)")
    store.dossiers.write([StoredDossier("d1", new, 1, 1), StoredDossier("d2", other, 1, 1)])
    reader = client("read")
    for name in ("S/RES/2809", "S/RES/2809 (2025)"):
        assert (await reader.get(f"/v1/dossiers/{name}")).json()["dossier_id"] == "d1"
        (found,) = (await reader.get("/v1/dossiers", params={"symbol": name})).json()["dossiers"]
        assert found["dossier_id"] == "d1"
    problem(await reader.get("/v1/dossiers/S/RES/2810"), 404)


async def test_a_dossiers_timeline_is_that_of_all_it_was(client: Client, store: Store) -> None:
    """In the order in which it came in, each once."""
    store.dossiers.write([StoredDossier("d1", dossier(1, aliases=("d0",)), 1, 1)])
    store.dossiers.write_transitions([transition(n, "d0" if n % 2 else "d1") for n in range(7)] + [transition(99, "x")])
    store.dossiers.write_transitions([transition(n) for n in range(7)])
    seen = await pages(client("read"), "/v1/dossiers/d0/transitions", "transitions", limit="3")
    assert [int(each["transition_id"], 16) for each in seen] == list(range(7))
    assert seen[0]["told"]["uri"] == "https://wire.example/1"
    assert "signature" not in seen[0]["told"]


async def test_dossiers_are_found_by_where_they_stand(client: Client, store: Store) -> None:
    """Organ, stage, symbol, countries; those first that were told of last."""
    many = [StoredDossier(f"d{n}", dossier(n, stage="vetoed" if n % 2 else "tabled"), 1, n) for n in range(1, 8)]
    store.dossiers.write(many)
    reader = client("read")

    async def found(**parameters: str) -> list[str]:
        return [each["dossier_id"] for each in await pages(reader, "/v1/dossiers", "dossiers", **parameters)]

    assert await found(limit="2") == ["d7", "d6", "d5", "d4", "d3", "d2", "d1"]
    assert await found(stage="tabled") == ["d6", "d4", "d2"]
    assert await found(symbol="S/2026/3") == ["d3"]
    assert await found(target="SYR", sponsor="FRA", organ="SC", limit="7") == await found()
    assert await found(target="FRA") == []


def test_the_newest_state_of_a_dossier_stays(store: Store) -> None:
    """However late an older one comes; an end is one too."""
    store.dossiers.write([StoredDossier("d1", dossier(1, stage="adopted"), 5, 5)])
    store.dossiers.write([StoredDossier("d1", dossier(1), 4, 4), StoredDossier("d1", dossier(1), 3, 3)])
    kept = store.dossiers.get("draft1")
    assert kept is not None
    assert kept.stage == "adopted"
    store.dossiers.write([StoredDossier("d1", None, 6, 6)])
    assert store.dossiers.get("draft1") is None


async def test_articles_are_found_and_shown(client: Client, store: Store) -> None:
    """By words, by what happened; one version by its id; the current one by its uri."""
    veto, football = article(VETO), article(FOOTBALL, "https://wire.example/2?a=b&c")
    store.write([stored(veto, 1), stored(football, 2)])
    reader = client("read")

    async def found(**parameters: Any) -> list[dict[str, Any]]:
        answer = await reader.get("/v1/articles", params=parameters)
        assert answer.status_code == 200, answer.text
        many: list[dict[str, Any]] = answer.json()["articles"]
        return many

    (one,) = await found(q='"sad day"', stage="vetoed", target=["Syria", "FRA"], since="2026-11-20T13:00:00+02:00")
    assert "ambassador" in one["sentence"]
    assert await found(voted_against="Russia", voted_for="France") == []
    assert await found(voted_against=["Russia", "CUB"]) == [one | {"sentence": ANY}]
    assert await found(since="2026-11-20T13:00:00Z") == []
    assert (await reader.get(f"/v1/articles/{veto.article.event_id}")).json() == one["article"]
    assert [each["article"]["body"] for each in await found(uri="https://wire.example/2?a=b&c")] == [
        football.article.body
    ]
    assert await found(uri="https://wire.example/nothing") == []
    problem(await reader.get("/v1/articles/aa"), 404)
    assert problem(await reader.get("/v1/articles", params={"target": "Atlantis"}), 422)["faults"][0].startswith(
        "target"
    )
    problem(await reader.get("/v1/articles", params={"since": "2026-11-20T13:00:00"}), 422)
    problem(await reader.get("/v1/articles", params={"since": "0001-01-01T00:00:00+14:00"}), 422)
    problem(await reader.get("/v1/articles", params={"uri": veto.article.uri, "until": "true"}), 422)
