"""The process of a worker: how it ends where it cannot start."""

import socket

import pytest

from streams.cli.common import load_settings
from streams.runtime import process
from streams.telemetry.metrics import Metrics
from streams.telemetry.server import TelemetryServer


async def test_a_port_that_was_taken_meanwhile_ends_it_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers that start at one moment both find the port free; Faust would tell the loser's as a crash."""
    told: list[str] = []
    monkeypatch.setattr(process, "halt", told.append)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = load_settings(metrics_port=port)
        server = TelemetryServer(Metrics(), alive=lambda: None, ready=lambda: None, host="127.0.0.1", port=port)
        await process._Served(server, settings).start()
    (reason,) = told
    assert reason.startswith(
        f"/metrics cannot be served at 127.0.0.1:{port}: Address already in use. Name another port"
    )
