"""Draws ops/readme/run.svg, the picture in README.md, from a real run: ``.venv/bin/python ops/readme/picture.py``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 132
SAMPLES = (
    "02-veto-yemen.html",
    "03-vote-myanmar.html",
    "07-postponed-libya.txt",
    "10-withdrawn-geneva.txt",
    "13-football.txt",
)
FOLDER = Path(__file__).resolve().parent
WIRES = FOLDER.parent.parent / "streams" / "sources" / "samples"


def run(folder: str) -> str:
    """Return what ``reswatch run`` prints, with its colours."""
    command = [sys.executable, "-m", "streams", "run", "--once", *(str(WIRES / name) for name in SAMPLES)]
    colours = {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "RESWATCH_DATA_DIR": folder}
    done = subprocess.run(command, env={**os.environ, **colours}, capture_output=True, check=True)
    return done.stdout.decode()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        printed = run(folder).replace(folder, "~/.local/share/reswatch")
    lines = [Text.from_ansi(line.rsplit("\r", 1)[-1]) for line in printed.splitlines()]
    status = [line for line in lines if " from Kafka to Kafka" in line.plain]
    kept = [line for line in lines if " in   " not in line.plain and "Starting" not in line.plain]
    while kept and not kept[0].plain.startswith("Apache Kafka"):
        kept.pop(0)
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115
    console.print(Text("$ make run", "bold"))
    for line in [*kept, *status[-1:]]:
        console.print(line)
    console.save_svg(str(FOLDER / "run.svg"), title="reswatch")


if __name__ == "__main__":
    main()
