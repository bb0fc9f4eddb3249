"""A worker that stands still is ended, loudly; one that only waits is not."""

import subprocess
import sys
import textwrap
from dataclasses import dataclass
from typing import NoReturn

import pytest

from streams.kafka import watchdog
from streams.kafka.progress import Progress
from streams.kafka.watchdog import STILL_SECONDS, Watchdog

LAG = [("articles-raw", 3, 7)]


class Halted(Exception):  # noqa: N818  (it is no error here)
    """The process would have ended."""


def halt(reason: str) -> NoReturn:
    raise Halted(reason)


@dataclass
class FakeApp:
    """What the watchdog asks of an app."""

    is_connected: bool = True
    fault: str | None = None
    lagging: bool = True

    def lag(self) -> list[tuple[str, int, int]]:
        return LAG if self.lagging else []

    def why_not_alive(self) -> str | None:
        return self.fault


def look(app: FakeApp, monkeypatch: pytest.MonkeyPatch, *times: float) -> None:
    """Have a watchdog look at ``app`` at these times."""
    dog = Watchdog(app, Progress(), halt)  # type: ignore[arg-type]  # it asks no more than FakeApp has
    for now in times:
        monkeypatch.setattr("streams.kafka.watchdog.time.monotonic", lambda now=now: now)
        dog._look()


def test_a_partition_that_stands_still_ends_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its name and for how long; a moment before it does not."""
    look(FakeApp(), monkeypatch, 0.0, STILL_SECONDS)
    with pytest.raises(Halted, match=r"articles-raw/3 has records to read and has stood still for 151 s"):
        look(FakeApp(), monkeypatch, 0.0, STILL_SECONDS + 1)


def test_while_kafka_is_away_nothing_can_move(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another worker would not do better."""
    look(FakeApp(is_connected=False), monkeypatch, 0.0, STILL_SECONDS * 4)


def test_a_worker_that_is_not_alive_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody asks /livez."""
    with pytest.raises(Halted, match="no longer a member"):
        look(FakeApp(fault="not ready for 151 s: no longer a member", lagging=False), monkeypatch, 0.0)


@pytest.mark.parametrize(
    "hold",
    [
        "time.sleep(60)",
        "re.match(r'(a+)+b', 'a' * 60)",  # never gives the interpreter lock back
    ],
    ids=["the loop", "the interpreter"],
)
def test_what_holds_the_process_ends_it_with_a_traceback(hold: str) -> None:
    """Exit code 1, and where it stood."""
    script = f"""
        import asyncio, re, sys, time
        from streams.kafka import watchdog
        from tests.kafka.test_watchdog import FakeApp, halt
        watchdog.LOOP_SECONDS = 1

        async def main():
            async with watchdog.Watchdog(FakeApp(), watchdog.Progress(), halt):
                await asyncio.sleep(0.1)
                culprit()

        def culprit():
            {hold}

        asyncio.run(main())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=50, check=False
    )
    assert done.returncode == 1
    assert "in culprit" in done.stderr


async def test_a_watchdog_that_is_stopped_lets_the_process_live() -> None:
    """A worker that ends in order is not ended again."""
    async with watchdog.Watchdog(FakeApp(), Progress(), halt):  # type: ignore[arg-type]  # as above
        pass
