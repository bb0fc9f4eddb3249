"""Running ``reswatch`` in tests: in this process, or as one of its own where streams and signals matter."""

import os
import subprocess
import sys
from typing import Any

from click.testing import CliRunner, Result

from streams.cli.main import cli


def run(*arguments: object, given: str | bytes | None = None, **settings: str) -> Result:
    """Run the command in this process; ``settings`` are environment variables."""
    environment = {"RESWATCH_CONFIG": os.devnull, "NO_COLOR": "1", **settings}
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given, env=environment)


def start(*arguments: object, **settings: str) -> "subprocess.Popen[bytes]":
    """Start the command as a process, all its streams piped."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}
    environment: dict[str, Any] = {**inherited, "RESWATCH_CONFIG": os.devnull, **settings}
    return subprocess.Popen(
        [sys.executable, "-m", "streams", *map(str, arguments)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
