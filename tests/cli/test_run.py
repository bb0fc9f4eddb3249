"""``reswatch run`` as a user starts it: everything comes out, and nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from streams.sources import samples
from tests.broker.story import wire
from tests.cli.needs import local_kafka

TIMEOUT = 240


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the run keeps its things; whatever still works there afterwards is ended."""
    local_kafka()
    yield tmp_path
    for process in working_in(tmp_path):
        process.kill()


def start(folder: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}
    return subprocess.Popen(
        [sys.executable, "-m", "streams", "run", *arguments],
        env={**environment, "RESWATCH_DATA_DIR": str(folder), **settings},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def working_in(folder: Path) -> list[psutil.Process]:
    """Return the processes whose working directory is in ``folder``: Kafka, its supervisor, the worker."""
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()).is_relative_to(folder) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def assert_nothing_runs(folder: Path) -> None:
    deadline = time.monotonic() + 20
    while left := working_in(folder):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def test_the_samples_come_out_and_nothing_is_left_running(folder: Path) -> None:
    """Each sample article has a card, with events found among them, and the command ends by itself with --once."""
    process = start(folder, "--once", "--pause", "0")
    text, _ = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, text
    assert text.count("●") + text.count("○") >= len(samples())
    assert "vetoed" in text
    assert "0 dead letters" in text
    assert_nothing_runs(folder)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_any_end_leaves_nothing_running(folder: Path, ending: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end worker and Kafka in order; even SIGKILL leaves no orphan."""
    process = start(folder)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(("●", "○")):
            break
    process.send_signal(ending)
    rest = process.stdout.read()
    code = process.wait(TIMEOUT)
    if ending != signal.SIGKILL:
        assert code == 0, rest
        assert "the records are kept" in rest
        assert "Ending the workers" in rest
    assert_nothing_runs(folder)


def test_a_second_sigterm_does_not_disturb_the_closing() -> None:
    """The first ends what the command does; whoever is impatient and sends another finds it closing what is open."""
    program = (
        "import os, signal; from streams.cli.common import interrupt_on_sigterm; interrupt_on_sigterm()\n"
        "try: os.kill(os.getpid(), signal.SIGTERM)\n"
        "except KeyboardInterrupt: os.kill(os.getpid(), signal.SIGTERM); print('closed')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "closed\n"), done.stderr


def test_files_that_are_named_are_published_instead(folder: Path) -> None:
    """A user's own article, and one that is no article at all."""
    good, bad = folder / "wire.txt", folder / "wire.jsonl"
    good.write_text("GENEVA (Reuters) - The U.N. refugee agency said on Monday that it needs more tents.\n")
    bad.write_text('{"uri": "https://wire.example/1"}\n')
    process = start(folder, "--once", str(good), str(bad))
    text, _ = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, text
    assert "1 enriched" in text
    assert f"{bad}:1" in text.replace("\n", "")


def test_feeds_are_followed_in_place_of_samples(folder: Path) -> None:
    """The view counts their items and says how they stand."""
    with wire() as site:
        site.publish("/tents", "Agency needs more tents", "GENEVA (AP) — The agency said it needs more tents.")
        process = start(folder, "--feed", site.feed, RESWATCH_ALLOW_PRIVATE="true")
        assert process.stdout is not None
        for line in process.stdout:
            if "Agency needs more tents" in line:
                break
        time.sleep(2)  # until the next look at the metrics
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(TIMEOUT) == 0, rest
    assert "feeds 1 well" in rest
    assert "1 in " in rest
    assert_nothing_runs(folder)
