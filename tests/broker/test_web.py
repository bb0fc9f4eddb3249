"""The API on real Kafka: several processes of it, each as ``reswatch web`` starts it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx_sse import connect_sse

from streams.contracts.codec import Codec
from streams.contracts.topics import ALERTS, ARTICLES_RAW
from streams.kafka.node import free_port
from tests.broker.kafka_io import publish
from tests.broker.processes import running_worker
from tests.cli.commands import run
from tests.sinks.hooks import alert

PATIENCE = 60.0
START_SECONDS = 240.0
"""A machine that does much else takes a minute to load the libraries."""
CHANGES = 5
"""Of each of two processes, all at once."""
VETOES: dict[str, Any] = {
    "id": "vetoes",
    "all_of": [{"field": "stage", "values": ["vetoed"]}],
    "webhook": "https://desk.example/un",
}
ARTICLE = {"media_type": "text/plain", "content": "UNITED NATIONS (AP) — A text.", "uri": "https://wire.example/web/1"}


class Desk:
    """The settings of some processes of the API, and a client of each."""

    def __init__(self, kafka: Mapping[str, str], folder: Path) -> None:
        self.settings = {
            **kafka,
            "RESWATCH_DATA_DIR": str(folder),
            "RESWATCH_STORE_URL": f"sqlite:///{folder / 'store.db'}",
        }
        self.folder = folder
        self._log = folder / "web.log"
        made = run(
            "keys", "make", "tests", "--scope", "read", "--scope", "write", "--scope", "publish", **self.settings
        )
        self.key = made.stdout.strip()

    @contextmanager
    def process(self, **settings: str) -> Iterator[httpx.Client]:
        """Run a process of the API, and end it as a service manager does."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}
        port = free_port()
        with self._log.open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "streams", "web", "--port", str(port), "--metrics-port", "0"],
                env={**inherited, "RESWATCH_CONFIG": os.devnull, **self.settings, **settings},
                stdout=log,
                stderr=log,
            )
        client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"authorization": f"Bearer {self.key}"}, timeout=PATIENCE
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(client):
                assert process.poll() is None, self._log.read_text()
                assert time.monotonic() < deadline, self._log.read_text()
                time.sleep(0.05)
            yield client
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, self._log.read_text()
        finally:
            client.close()
            process.kill()

    def logged(self) -> str:
        return self._log.read_text()


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/v1/subscriptions").status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def desk(stream_kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk({"RESWATCH_BROKER": stream_kafka}, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def one(desk: Desk) -> Iterator[httpx.Client]:
    with desk.process() as client:
        yield client


@pytest.fixture(scope="module")
def other(desk: Desk) -> Iterator[httpx.Client]:
    """A second process, which takes no article as soon as one waits."""
    with desk.process(RESWATCH_WEB_MOST_BEHIND="0") as client:
        yield client


def test_what_one_process_changes_another_and_the_command_see(
    desk: Desk, one: httpx.Client, other: httpx.Client
) -> None:
    """A subscription is Kafka's: made here, found there, ended by the command. No secret is in the log."""
    made = one.post("/v1/subscriptions", json=VETOES)
    assert made.status_code == 201, made.text
    _until(lambda: other.get("/v1/subscriptions/vetoes").headers.get("etag") == made.headers["etag"])
    listed = [json.loads(line) for line in run("subscriptions", "--json", **desk.settings).stdout.splitlines()]
    assert "vetoes" in [each["id"] for each in listed]
    assert other.put("/v1/subscriptions/vetoes", json=VETOES, headers={"if-match": '"x"'}).status_code == 412
    assert run("unsubscribe", "vetoes", **desk.settings).exit_code == 0
    _until(lambda: one.get("/v1/subscriptions/vetoes").status_code == 404)
    logged = desk.logged()
    assert "request answered" in logged
    assert desk.key not in logged
    assert made.json()["secret"] not in logged
    assert "desk.example" not in logged


def test_no_change_is_lost_however_many_processes_change(one: httpx.Client, other: httpx.Client) -> None:
    """Each changes what the one before has left: as many secrets as changes, and one of two replacements is refused."""
    made = one.post("/v1/subscriptions", json=VETOES | {"id": "busy"})
    tag = made.headers["etag"]
    _until(lambda: other.get("/v1/subscriptions/busy").status_code == 200)

    async def change() -> tuple[list[int], list[int]]:
        async with (
            httpx.AsyncClient(base_url=one.base_url, headers=one.headers, timeout=PATIENCE) as a,
            httpx.AsyncClient(base_url=other.base_url, headers=other.headers, timeout=PATIENCE) as b,
        ):
            body = VETOES | {"id": "busy", "per_hour": 7}
            puts = [each.put("/v1/subscriptions/busy", json=body, headers={"if-match": tag}) for each in (a, b)]
            put = [answer.status_code for answer in await asyncio.gather(*puts)]
            rotations = [each.post("/v1/subscriptions/busy/rotate-secret") for each in (a, b) for _ in range(CHANGES)]
            return put, [answer.status_code for answer in await asyncio.gather(*rotations)]

    put, rotated = asyncio.run(change())
    assert sorted(put) == [200, 412]
    assert rotated == [200] * 2 * CHANGES
    assert one.get("/v1/subscriptions/busy").json()["secret_version"] == 2 * CHANGES


def test_articles_go_into_the_stream_until_it_is_behind(desk: Desk, one: httpx.Client, other: httpx.Client) -> None:
    """Published once for each key, and where the answer says; too many that wait are told so."""
    taken = [one.post("/v1/articles", json=ARTICLE, headers={"idempotency-key": "a"}) for _ in range(2)]
    assert [each.status_code for each in taken] == [202, 202], taken[0].text
    assert taken[0].json() == taken[1].json()
    place = taken[0].json()
    refused = other.post("/v1/articles", json={**ARTICLE, "content": "another"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    tail = run("tail", ARTICLES_RAW, "--from-beginning", "--no-follow", "--json", **desk.settings)
    (record,) = [json.loads(line) for line in tail.stdout.splitlines()]
    assert {name: record[name] for name in ("partition", "offset")} == {
        name: place[name] for name in ("partition", "offset")
    }
    assert record["value"]["uri"] == ARTICLE["uri"]


def test_an_alert_on_kafka_comes_out_of_the_streams(
    desk: Desk, stream_kafka: str, one: httpx.Client, other: httpx.Client
) -> None:
    """Through the store role, within moments; and once more to who comes back to another process, behind the first."""
    codec = Codec()
    with running_worker(stream_kafka, desk.folder / "store.log", "store", **desk.settings):
        with connect_sse(one, "GET", "/v1/alerts/stream", params={"subscription": "desk"}) as source:
            events = source.iter_sse()
            assert next(events).event == "opened"
            for number in (1, 2):
                publish(stream_kafka, ALERTS, [(b"desk", codec.encode_alert(alert(number)))])
            first, second = next(events), next(events)
        assert [json.loads(each.data)["alert_id"] for each in (first, second)] == [alert(n).alert_id for n in (1, 2)]
        with connect_sse(other, "GET", "/v1/alerts/stream", headers={"last-event-id": first.id}) as source:
            events = source.iter_sse()
            assert next(events).event == "opened"
            assert next(events).id == second.id
    feed = other.get("/v1/subscriptions/desk/feed")
    assert feed.status_code == 200
    assert feed.content.count(b"<entry>") == 2


def _until(holds: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
