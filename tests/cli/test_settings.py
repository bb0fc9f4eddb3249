"""Wrong settings: one clear error that names what is wrong and where, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from streams.settings import Settings
from tests.cli.commands import run


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


def test_the_readme_has_every_setting() -> None:
    """Its table is what the command prints; what is missing is shown, to be put in."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8").splitlines()
    missing = [line for line in run("settings", "--markdown").output.splitlines() if line not in readme]
    assert missing == [], "put the output of `reswatch settings --markdown` into README.md"
    settings = readme[readme.index("## Settings") :]
    rows = [line for line in settings[: settings.index("## Where to go next")] if line.startswith("| `")]
    assert len(rows) == len(Settings.model_fields), "README.md has rows of settings that are no more"
    assert all(field.description for field in Settings.model_fields.values())


SECRETS = {
    "RESWATCH_SASL_PASSWORD": "geheim-1",
    "RESWATCH_SSL_KEY_PASSWORD": "geheim-2",
    "RESWATCH_WEBHOOK_KEY": "geheim-3-and-thirty-two-characters",
    "RESWATCH_CHANNELS": '{"desk": "mailto://desk:geheim-4@example.org"}',
    "RESWATCH_STORE_URL": "postgresql://store:geheim-5@127.0.0.1:1/store",
    "RESWATCH_REGISTRY_URL": "http://user:geheim-6@127.0.0.1:1",
}
LOGIN = {
    "RESWATCH_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
    "RESWATCH_SASL_MECHANISM": "PLAIN",
    "RESWATCH_SASL_USERNAME": "desk",
    "RESWATCH_BROKER": "127.0.0.1:1",
}


@pytest.mark.parametrize(
    "arguments",
    [
        ("settings",),
        ("settings", "--json"),
        ("doctor",),
        ("doctor", "--json"),
        ("topics", "plan"),
        ("search", "words"),
        ("publish", "README.md"),
    ],
    ids=" ".join,
)
def test_no_command_shows_a_secret(arguments: tuple[str, ...]) -> None:
    """Whether it works or fails."""
    secrets = {name: value for name, value in SECRETS.items() if name != "RESWATCH_SSL_KEY_PASSWORD"}
    done = run(*arguments, **LOGIN, **secrets)
    assert "geheim" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), "no traceback"


@pytest.mark.parametrize(
    "broken",
    [
        {},  # a key's password without a certificate
        {"RESWATCH_BROKER": "desk:geheim-7@kafka:9092"},
        {"RESWATCH_WEBHOOK_KEY": "geheim-8"},
        {"RESWATCH_CHANNELS": '{"desk": "geheim-9"'},
        {"RESWATCH_CHANNELS": '["geheim-9"]'},
        {"RESWATCH_SECURITY_PROTOCOL": "geheim-10"},
        {"RESWATCH_METRICS_PORT": "geheim-11"},
    ],
    ids=str,
)
def test_no_error_shows_a_secret(broken: dict[str, str]) -> None:
    """Also where a value is told to be wrong, which may be a secret in the wrong place."""
    done = run("doctor", **{**LOGIN, **SECRETS, **broken})
    assert done.exit_code == 1
    assert "not valid" in done.output
    assert "geheim" not in done.output


def test_no_exception_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does its traceback's last line, should one ever be printed."""
    monkeypatch.setenv("RESWATCH_WEBHOOK_KEY", "geheim")
    with pytest.raises(ValidationError) as caught:
        Settings()  # type: ignore[call-arg]  # from the environment
    assert "geheim" not in f"{caught.value} {caught.value!r}"


def test_a_login_is_checked_as_a_whole() -> None:
    """Every part that is missing is named at once, by its variable."""
    done = run("topics", "plan", RESWATCH_SECURITY_PROTOCOL="SASL_SSL", RESWATCH_SASL_USERNAME="desk")
    assert done.exit_code == 1
    assert "sasl_mechanism (RESWATCH_SASL_MECHANISM): is missing: SASL_SSL logs in" in done.output
    assert "sasl_password (RESWATCH_SASL_PASSWORD): is missing: SASL_SSL logs in" in done.output
    assert "sasl_username" not in done.output


def test_a_local_kafka_takes_no_login() -> None:
    """It has none; the workers would be refused one by one."""
    done = run("run", **LOGIN, RESWATCH_SASL_PASSWORD="geheim")
    assert done.exit_code == 1
    assert "a Kafka of its own, on this machine and without security" in done.output


def test_a_secret_may_be_a_file_of_a_folder(tmp_path: Path) -> None:
    """As Docker and Kubernetes mount them; the environment wins, and the folder must be there."""
    (tmp_path / "sasl_password").write_text("geheim\n")
    (tmp_path / "app_id").write_text("from-folder")

    def shown(**settings: str) -> dict[str, dict[str, str]]:
        lines = run("settings", "--json", RESWATCH_SECRETS=str(tmp_path), **LOGIN, **settings).output.splitlines()
        return {row["name"]: row for row in map(json.loads, lines)}

    rows = shown()
    assert (rows["sasl_password"]["value"], rows["sasl_password"]["source"]) == ("**********", str(tmp_path))
    assert rows["app_id"]["value"] == "from-folder"
    assert shown(RESWATCH_APP_ID="desk")["app_id"]["source"] == "environment"
    done = run("settings", RESWATCH_SECRETS=str(tmp_path / "none"))
    assert done.exit_code == 1
    assert "RESWATCH_SECRETS names" in done.output
