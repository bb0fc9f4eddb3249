"""Real workers as real processes, and what is read from their metrics page."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from streams.kafka.node import free_port

READY_SECONDS = 60.0


class WorkerProcess:
    """One ``reswatch worker``."""

    def __init__(self, bootstrap: str, log: Path, role: str = "enrich", **environment: str) -> None:
        self.port = free_port()
        self.log = log
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")},
            "RESWATCH_BROKER": bootstrap,
            "RESWATCH_METRICS_PORT": str(self.port),
            **environment,
        }
        with log.open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streams", "worker", "--role", role],
                env=self._environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def get(self, path: str) -> tuple[int, str]:
        """Return status and body of a page of the telemetry server."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def metric(self, name: str, **labels: str) -> float:
        """Return the sum of the samples called ``name`` that have ``labels``; 0 where there are none."""
        return sum(
            sample.value
            for family in text_string_to_metric_families(self.get("/metrics")[1])
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    @property
    def is_ready(self) -> bool:
        """Whether it says so."""
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the worker ended:\n{self.log.read_text()[-4000:]}"
            if self.is_ready:
                return
            time.sleep(0.1)
        raise AssertionError(f"the worker is not ready:\n{self.log.read_text()[-4000:]}")

    def terminate(self) -> int:
        """Send SIGTERM and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


@contextmanager
def running_worker(bootstrap: str, log: Path, role: str = "enrich", **environment: str) -> Iterator[WorkerProcess]:
    """Yield a worker that is ready; whatever happens, it is gone afterwards."""
    worker = WorkerProcess(bootstrap, log, role, **environment)
    try:
        worker.wait_until_ready()
        yield worker
    finally:
        if worker.process.poll() is None:
            worker.kill()
