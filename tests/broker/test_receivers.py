"""Receivers as they are outside: down, slow, broken, hostile, dead. The others notice nothing, and nothing is lost.

The waits are shortened, so that ten minutes take seconds.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from streams.contracts import headers
from streams.contracts.topics import ALERTS_WAITING, RECEIVER_TROUBLES
from streams.core.model import Subscription
from streams.kafka.node import free_port
from tests.broker.kafka_io import Out, read
from tests.broker.processes import running_worker
from tests.broker.receivers import DELIVERING, Receiver, receiver, send_alerts, subscribe
from tests.broker.test_deliver import wait_until
from tests.cli.commands import run
from tests.sinks.hooks import alert

GOOD = tuple(f"good-{number}" for number in range(5))
UNHURRIED = {**DELIVERING, "RESWATCH_WAIT_SECONDS": "[2, 4, 8, 16, 32]"}
"""Waits that keep a busy machine from being busy with attempts alone."""


class Inside:
    """What is behind the firewall: it counts who comes, and whoever comes is one too many."""

    def __init__(self) -> None:
        self.port = free_port()
        self.fetched: list[str] = []


@contextmanager
def served(answer: int, location: str | None = None) -> Iterator[Inside]:
    """A server that notes each request and answers all alike."""
    inside = Inside()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            inside.fetched.append(self.path)
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(answer)
            if location is not None:
                self.send_header("location", location)
            self.send_header("content-length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", inside.port), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield inside
    finally:
        server.shutdown()
        server.server_close()


def publish_steadily(bootstrap: str, names: Sequence[str], seconds: float, first: int) -> dict[str, list[str]]:
    """Two rounds of alerts a second, one for each subscription; return the ids of each."""
    ids: dict[str, list[str]] = {name: [] for name in names}
    for step in range(int(seconds * 2)):
        started = time.monotonic()
        batch = [alert(first + 100 * step + number, name) for number, name in enumerate(ids)]
        send_alerts(bootstrap, *batch)
        for each in batch:
            ids[each.subscription_id].append(each.alert_id)
        time.sleep(max(0.0, 0.5 - (time.monotonic() - started)))
    return ids


def test_bad_receivers_cost_the_others_nothing_and_lose_nothing(stream_kafka: str, worker_log: Path) -> None:
    """Three each: down, answering in 30 s, answering 500, redirecting inside. Those that answer have theirs within a
    second, at the first attempt."""
    with (
        receiver(up=False) as down,
        receiver() as slow,
        receiver() as broken,
        receiver() as good,
        served(200) as inside,
        served(307, f"http://127.0.0.1:{inside.port}/secrets") as redirecting,
        running_worker(stream_kafka, worker_log, "deliver", **UNHURRIED) as worker,
    ):
        hangs = [30.0]

        def hang() -> int:
            time.sleep(hangs[0])
            return 204

        slow.status = hang
        broken.status = lambda: 500
        ports = {"down": down.port, "slow": slow.port, "broken": broken.port, "redirecting": redirecting.port}
        bad = {f"{kind}-{number}": port for kind, port in ports.items() for number in range(3)}
        subscribe(
            stream_kafka,
            *(Subscription(name, webhook=f"http://127.0.0.1:{port}/{name}") for name, port in bad.items()),
            *(Subscription(name, webhook=good.url(name)) for name in GOOD),
        )
        send_alerts(stream_kafka, *(alert(number, name) for number, name in enumerate(GOOD)))
        wait_until(lambda: len(good.taken()) == len(GOOD), 20, "the worker is warm")
        alone = publish_steadily(stream_kafka, GOOD, 3, first=1_000)
        before = len(GOOD) + sum(map(len, alone.values()))
        wait_until(lambda: len(good.taken()) == before, 30, "what it takes when all is well")
        usual = _most(good, len(GOOD))
        ids = publish_steadily(stream_kafka, (*bad, *GOOD), 6, first=10_000)
        everything = {each for name in GOOD for each in ids[name]}
        wait_until(lambda: set(good.taken()) >= everything, 40, "the others' alerts are taken")
        assert len(good.arrivals) == before + len(everything), "each once"
        postponed = worker.metric("reswatch_alerts_postponed_total")
        waited = read(stream_kafka, [ALERTS_WAITING], lambda outs: len(outs) >= postponed)
        assert not {(out.key or b"").decode() for out in waited} & set(GOOD), "and none at a second attempt"
        if usual < 0.5:  # else the machine is too busy to say
            took = sorted(each.seconds for each in good.arrivals[before:])
            assert _most(good, before) < 1.0, (usual, took)
        assert worker.metric("reswatch_failing_receivers") >= len(bad)  # and those of other tests on this Kafka

        down.up()
        hangs[0], broken.status = 0.0, lambda: 204
        for kind, one in (("down", down), ("broken", broken), ("slow", slow)):
            wanted = [each for number in range(3) for each in ids[f"{kind}-{number}"]]
            wait_until(partial(_has, one, wanted), 60, f"{kind} has all of its alerts")
        assert redirecting.fetched, "it was asked"
        assert inside.fetched == [], "and nothing inside was"


def test_addresses_inside_are_not_connected_to(stream_kafka: str, worker_log: Path) -> None:
    """With the settings of production: whatever the URL says, not a connection; a channel gets its alerts meanwhile."""
    with served(204) as inside, served(200) as chat:
        settings = {
            **DELIVERING,
            "RESWATCH_ALLOW_PRIVATE": "false",
            "RESWATCH_WAIT_SECONDS": "[30]",
            "RESWATCH_CHANNELS": json.dumps({"chat": f"json://127.0.0.1:{chat.port}/chat"}),
        }
        hosts = ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "169.254.169.254", "0.0.0.0")
        inner = {f"inner-{number}": host for number, host in enumerate(hosts)}
        with running_worker(stream_kafka, worker_log, "deliver", **settings):
            subscribe(
                stream_kafka,
                *(Subscription(name, webhook=f"https://{host}:{inside.port}/x") for name, host in inner.items()),
                Subscription("chatting", channels=("chat",)),
            )
            names = (*inner, "chatting")
            send_alerts(stream_kafka, *(alert(5_000_000 + number, name) for number, name in enumerate(names)))
            wait_until(lambda: len(chat.fetched) == 1, 30, "the channel has its alert")

            def ours(outs: list[Out]) -> list[Out]:
                return [out for out in outs if (out.key or b"").decode() in inner]

            waiting = ours(read(stream_kafka, [ALERTS_WAITING], lambda outs: len(ours(outs)) == len(inner), 30))
    reasons = {out.headers[headers.DETAIL] for out in waiting}
    assert reasons <= {"webhook: its address is not of the public internet", "webhook: no time to try"}
    assert inside.fetched == []


def test_a_receiver_that_is_dead_is_paused_and_gets_its_alerts_when_it_is_resumed(
    stream_kafka: str, worker_log: Path
) -> None:
    """A day is a second here. What is kept outlives the worker; resumed by hand, all of it arrives."""
    pausing = {**DELIVERING, "RESWATCH_PAUSE_AFTER": "1"}
    name = "dead"
    with receiver(up=False) as dead:
        with running_worker(stream_kafka, worker_log, "deliver", **pausing) as worker:
            subscribe(stream_kafka, Subscription(name, webhook=dead.url(name)))
            send_alerts(stream_kafka, alert(6_000_000, name))
            wait_until(lambda: worker.metric("reswatch_paused_receivers") >= 1, 30, "it is paused")
            send_alerts(stream_kafka, alert(6_000_001, name))
            wait_until(lambda: _is_kept(stream_kafka, name, 2), 30, "both alerts are kept")
            assert worker.terminate() == 0
        assert "receiver paused" in worker_log.read_text()
        dead.up()
        with running_worker(stream_kafka, worker_log, "deliver", **pausing) as worker:
            send_alerts(stream_kafka, alert(6_000_002, name))
            wait_until(lambda: _is_kept(stream_kafka, name, 3), 30, "so is the one that came since")
            assert dead.arrivals == [], "nobody has resumed it"
            result = run("deliveries", "resume", name, "--broker", stream_kafka)
            assert result.exit_code == 0, result.output
            wanted = {alert(6_000_000 + number).alert_id for number in range(3)}
            wait_until(lambda: set(dead.taken()) == wanted, 30, "all alerts are taken")
            send_alerts(stream_kafka, alert(6_000_003, name))
            wait_until(lambda: len(set(dead.taken())) == 4, 30, "and what comes is sent again")
            wait_until(lambda: name not in _kept(stream_kafka), 30, "nothing of it is kept back")
    last = [out for out in read(stream_kafka, [RECEIVER_TROUBLES], bool) if out.key == b"dead webhook"]
    assert last[0].value is not None
    assert b"127.0.0.1" not in last[0].value, "no address on the topic"


def _most(one: Receiver, first: int) -> float:
    """Within how many seconds all but a few of the arrivals came, from the first on; a busy machine takes longer."""
    seconds = sorted(each.seconds for each in one.arrivals[first:])
    return seconds[int(0.95 * len(seconds))]


def _has(one: Receiver, wanted: list[str]) -> bool:
    return set(one.taken()) >= set(wanted)


def _is_kept(bootstrap: str, name: str, count: int) -> bool:
    return _kept(bootstrap).get(name) == count


def _kept(bootstrap: str) -> dict[str, int]:
    """Return how many alerts are kept for the receivers of each subscription that are paused."""
    lines = run("deliveries", "--json", "--broker", bootstrap).stdout.splitlines()
    return {row["subscription"]: row["alerts"] for row in map(json.loads, lines) if row["waits_for"] == "paused"}
