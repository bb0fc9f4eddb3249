"""``reswatch doctor``: what is well, what is not, and what to do."""

import json
import os
import socket
from pathlib import Path

import pytest

from streams.cli import checks
from streams.cli.common import load_settings
from tests.cli.commands import run


def found(**settings: str) -> tuple[dict[str, dict[str, str]], int]:
    """Run it; return its checks by name, and its exit code."""
    result = run("doctor", "--json", **settings)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return {row["name"]: row for row in rows}, result.exit_code


def test_all_is_well_beside_a_kafka_with_its_topics(broker: str, tmp_path: Path) -> None:
    """Every check is made, none fails, and the exit code is 0."""
    rows, code = found(RESWATCH_BROKER=broker, RESWATCH_METRICS_PORT="0", RESWATCH_DATA_DIR=str(tmp_path / "new"))
    assert {name: row["found"] for name, row in rows.items() if row["status"] == "fail"} == {}
    assert code == 0
    assert list(rows) == [
        "Python",
        "Packages",
        "Reading",
        "Contracts",
        "Local Kafka",
        "Data folder",
        "Metrics port",
        "Kafka",
        "Topics",
        "Registry",
    ]
    assert broker in rows["Kafka"]["found"]
    assert rows["Kafka"]["found"].startswith("4.")


def test_without_kafka_it_fails_and_says_what_to_do() -> None:
    """The other checks are made all the same."""
    rows, code = found(RESWATCH_BROKER="127.0.0.1:1")
    assert code == 1
    assert rows["Kafka"]["status"] == "fail"
    assert "reswatch kafka" in rows["Kafka"]["advice"]
    assert "Topics" not in rows
    assert rows["Registry"]["status"] == "ok"


def test_a_registry_that_does_not_answer_fails_without_telling_its_password() -> None:
    result = run(
        "doctor", RESWATCH_BROKER="127.0.0.1:1", RESWATCH_REGISTRY_URL="http://desk:hunter2@127.0.0.1:1/apis/ccompat/v7"
    )
    assert result.exit_code == 1
    assert "fail  Registry" in result.stdout
    assert "hunter2" not in result.output


def test_a_taken_metrics_port_is_a_warning() -> None:
    """It is taken whenever a worker runs here."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        check = checks.metrics_port(load_settings(metrics_port=taken.getsockname()[1]))
    assert check.status == "warn"
    assert "RESWATCH_METRICS_PORT" in check.advice


def test_a_data_folder_that_cannot_be_made_or_written_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below a file; and where the system says that we may not write, which it never says to root."""
    (tmp_path / "file").touch()
    check = checks.data_folder(load_settings(data_dir=tmp_path / "file" / "d"))
    assert (check.status, check.found) == ("fail", f"{tmp_path}/file/d: {tmp_path}/file is no folder")
    assert checks.data_folder(load_settings(data_dir=tmp_path / "a" / "b")).status != "fail"
    monkeypatch.setattr(os, "access", lambda *_: False)
    for folder, told in ((tmp_path / "a" / "b", f"cannot be made: {tmp_path} cannot be written"), (tmp_path, "cannot")):
        check = checks.data_folder(load_settings(data_dir=folder))
        assert check.status == "fail"
        assert told in check.found
        assert "RESWATCH_DATA_DIR" in check.advice


def test_invalid_settings_are_named() -> None:
    result = run("doctor", RESWATCH_METRICS_PORT="many", RESWATCH_BROKER="nowhere")
    assert result.exit_code == 1
    assert "RESWATCH_METRICS_PORT" in result.stderr
    assert "RESWATCH_BROKER" in result.stderr
