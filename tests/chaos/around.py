"""What runs beside the workers of a whole deployment: a feed that is watched, and the API, which is asked."""

import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from streams.kafka.node import free_port
from tests.broker.story import Command, wire
from tests.chaos.scene import Scene

ASK_SECONDS = 2.0


def around(scene: Scene, folder: Path, stack: ExitStack) -> dict[str, list[int]]:
    """Start it for as long as ``stack`` is open; return by job where it tells its metrics."""
    return {"watch": [_watched(scene, folder, stack)], "web": [_served(scene, folder, stack)]}


def _watched(scene: Scene, folder: Path, stack: ExitStack) -> int:
    site, port = stack.enter_context(wire()), free_port()
    watch = Command(RESWATCH_BROKER=scene.servers, RESWATCH_METRICS_PORT=str(port), RESWATCH_DATA_DIR=str(folder))
    polling = ("watch", site.feed, "--allow-private", "--interval", "5", "30")
    stack.enter_context(watch.running(folder / "watch.log", *polling))
    return port


def _served(scene: Scene, folder: Path, stack: ExitStack) -> int:
    settings = {"RESWATCH_BROKER": scene.servers, "RESWATCH_STORE_URL": scene.store, "RESWATCH_DATA_DIR": str(folder)}
    command, port, metrics_port = Command(**settings), free_port(), free_port()
    key = command("keys", "make", "desk").strip()
    serving = ("web", "--port", str(port), "--metrics-port", str(metrics_port))
    stack.enter_context(command.running(folder / "web.log", *serving))
    client = httpx.Client(
        base_url=f"http://127.0.0.1:{port}/v1", headers={"authorization": f"Bearer {key}"}, timeout=20
    )
    stack.enter_context(client)
    asked_at = 0.0

    def ask() -> None:
        nonlocal asked_at
        if time.monotonic() - asked_at > ASK_SECONDS:
            asked_at = time.monotonic()
            for path in ("/articles", "/dossiers", "/alerts"):
                assert client.get(path).status_code == 200, path

    scene.asks = ask
    return metrics_port
