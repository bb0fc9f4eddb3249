"""Worker processes that start at once: forked from a process that has imported everything.

Importing takes two thirds of what a run costs. From the fork on, a worker is what ``reswatch worker`` is: a process of
its own, with its settings from the environment, its signals and its exit code.
"""

import asyncio
import gc
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from streams.kafka.node import free_port
from tests.broker.processes import WorkerProcess

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["tests.chaos.warm"])


def be(arguments: Sequence[str], environment: Mapping[str, str], out: Path, log: Path) -> None:
    """Be ``reswatch`` with these arguments, in this process."""
    os.setsid()
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    for number, path in ((1, out), (2, log)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), number)
    signal.signal(signal.SIGPROF, tell_tasks)  # SIGUSR1 is taken, and tells of one loop only
    for name in [name for name in os.environ if name.startswith("RESWATCH_")]:
        del os.environ[name]
    os.environ.update(environment)
    sys.argv = ["reswatch", *arguments]
    from streams.cli.main import main

    sys.exit(main())


def _end_with_the_run() -> None:
    """End this process when the one that began the run does: no worker is left behind."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def tell_tasks(*_: object) -> None:
    """Write to stderr where each task of each event loop stands."""
    for each in gc.get_objects():
        if isinstance(each, asyncio.Task) and not each.done():
            print(f"TASK {each.get_name()}", file=sys.stderr)
            awaited: object = each.get_coro()
            while awaited is not None:
                frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "ag_frame", None)
                if frame is not None:
                    code = frame.f_code
                    print(f"  {code.co_filename}:{frame.f_lineno} {code.co_qualname}", file=sys.stderr)
                awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "ag_await", None)
    sys.stderr.flush()


def ledger(servers: str, arguments: Sequence[str], folder: Path, seconds: float) -> Any:
    """Run ``reswatch ledger --json`` and return what it prints.

    :raises AssertionError: when it cannot draw the ledger up in time.
    """
    out, log = folder / "ledger.json", folder / "ledger.log"
    given = (("ledger", "--json", "--broker", servers, *arguments), {"RESWATCH_CONFIG": os.devnull}, out, log)
    process = FORKING.Process(target=be, args=given)
    process.start()
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
    assert process.exitcode in (0, 1), f"the ledger ended with {process.exitcode}: {log.read_text()}"
    told = json.loads(out.read_text())
    assert told["closed"] == (process.exitcode == 0)
    return told


class _Process:
    """What ``WorkerProcess`` needs of a ``subprocess.Popen``."""

    def __init__(self, role: str, environment: Mapping[str, str], log: Path) -> None:
        arguments = ("worker", "--role", role)
        self._process = FORKING.Process(target=be, args=(arguments, environment, log, log))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it ended a moment ago, which poll() tells
            os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def wait(self, seconds: float) -> int:
        self._process.join(seconds)
        assert self._process.exitcode is not None
        return self._process.exitcode


class ForkedWorker(WorkerProcess):
    """One worker."""

    def __init__(self, servers: str, log: Path, role: str = "enrich", **environment: str) -> None:
        self.port = int(environment.get("RESWATCH_METRICS_PORT") or free_port())
        self.log = log
        self.process = _Process(  # type: ignore[assignment]  # all that is used of it
            role, {"RESWATCH_BROKER": servers, "RESWATCH_METRICS_PORT": str(self.port), **environment}, log
        )
