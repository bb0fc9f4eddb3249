"""Wrong settings: one clear error that names what is wrong and where, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def plan(folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command that reads the settings, in ``folder``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}
    return subprocess.run(
        [sys.executable, "-m", "streams", "topics", "plan"],
        cwd=folder,
        env={**clean, "RESWATCH_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("broker = \n", "reswatch.toml"),
        ("brokr = 'x:1'\n", "brokr"),
        ("[reswatch]\nbroker = 'x:1'\n", "reswatch"),
        ("broker = 'nonsense'\n", "is not host:port"),
        ("replication_factor = 0\n", "replication_factor"),
    ],
)
def test_a_wrong_file_is_one_error(tmp_path: Path, text: str, told: str) -> None:
    """The file or the setting is named, and the exit code says that nothing was done."""
    (tmp_path / "reswatch.toml").write_text(text)
    done = plan(tmp_path)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelt_variable_is_told(tmp_path: Path) -> None:
    """Silence would leave the default in force; the right names are listed.

    It is no error, since an orchestrator may add variables of its own (``RESWATCH_SERVICE_HOST``).
    """
    done = plan(tmp_path, RESWATCH_BROKR="x:1", RESWATCH_BROKER="127.0.0.1:1")
    assert "no such setting: RESWATCH_BROKR" in done.stderr
    assert "registry_url" in done.stderr
    assert "No Kafka answers at 127.0.0.1:1" in done.stderr, "it goes on"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    """The default file may be absent, a named one may not."""
    done = plan(tmp_path, RESWATCH_CONFIG="nowhere.toml")
    assert done.returncode == 1
    assert "nowhere.toml" in done.stderr
