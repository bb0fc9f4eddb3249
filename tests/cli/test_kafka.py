"""``reswatch kafka`` runs until it is told to stop, and stops in order."""

import os
import signal
import socket
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import psutil
import pytest

from streams.cli.common import load_settings
from streams.cli.kafka import _configured_port


def command(*arguments: str, **settings: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}
    return subprocess.Popen(
        [sys.executable, "-m", "streams", "kafka", *arguments],
        env={**environment, "RESWATCH_CONFIG": os.devnull, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.broker
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_when_told_to(tmp_path: Path, ending: signal.Signals) -> None:
    """It says where Kafka is; after a signal it ends with 0, Kafka having closed its files, and no JVM is left."""
    with command("--port", "0", RESWATCH_DATA_DIR=str(tmp_path)) as process:
        assert process.stdout is not None
        last = ("Ctrl-C stops Kafka.\n", "")  # nothing: it has ended by itself
        said = "".join(takewhile(lambda line: line not in last, iter(process.stdout.readline, None)))
        (jvm,) = [child for child in psutil.Process(process.pid).children(recursive=True) if child.name() == "java"]
        process.send_signal(ending)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    address = said.splitlines()[0].rpartition(" is ready at ")[2]
    assert f"export RESWATCH_BROKER={address}" in said
    assert str(tmp_path / "kafka") in said
    assert err.endswith("Kafka has stopped; its records are kept.\n")
    assert "Traceback" not in err
    assert not jvm.is_running()
    assert (tmp_path / "kafka" / "records" / ".kafka_cleanshutdown").exists()


@pytest.mark.broker
def test_what_hinders_it_is_one_error(tmp_path: Path) -> None:
    """A taken port that was asked for: exit code 1, one sentence, no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with command("--port", str(port), "--data", str(tmp_path)) as process:
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err.startswith(f"Error: Port {port} cannot be used")


@pytest.mark.parametrize(
    ("broker", "port"),
    [
        ("127.0.0.1:29092", 29092),
        ("localhost:29092", 29092),
        ("kafka.example.org:9092", None),
        ("127.0.0.1:9092,127.0.0.1:9093", None),
        (None, None),
    ],
)
def test_a_broker_configured_on_this_machine_gives_the_port(
    broker: str | None, port: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clients will look for it there; a broker elsewhere, several, or none leave the choice."""
    monkeypatch.delenv("RESWATCH_BROKER", raising=False)
    assert _configured_port(load_settings(broker=broker)) == port
