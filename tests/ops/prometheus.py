"""A real Prometheus that has scraped what a test runs."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import yaml

from streams.kafka.node import HOST, free_port
from tests.ops.compose import ROOT
from tests.ops.programs import program

CONFIG = ROOT / "ops" / "prometheus"
START_SECONDS = 90.0

Series: TypeAlias = list[tuple[dict[str, str], float]]
"""The labels and the value of each series that a query gives."""


class Prometheus:
    """One that scrapes and answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(base_url=f"{url}/api/v1", timeout=20)

    def query(self, expr: str) -> Series:
        """Return what ``expr`` gives now."""
        return [(each["metric"], float(each["value"][1])) for each in self.ask("query", query=expr)["result"]]

    def value(self, expr: str) -> float | None:
        """Return the one value of ``expr``, None where it gives nothing."""
        found = self.query(expr)
        assert len(found) <= 1, found
        return found[0][1] if found else None

    def ask(self, path: str, **parameters: str) -> Any:
        """Return the data of an endpoint of its API."""
        answer = self._client.get(path, params=parameters).json()
        assert answer["status"] == "success", answer
        return answer["data"]


@contextmanager
def running_prometheus(
    folder: Path, targets: Mapping[str, Sequence[int]], interval: str = "1s"
) -> Iterator[Prometheus]:
    """Run a Prometheus with the project's rules that asks the ports of each job every ``interval``.

    Its configuration is the project's, but for how often and whom it asks: all is listed in ``targets/``, as workers
    outside the compose file are.
    """
    config = folder / "prometheus"
    shutil.copytree(CONFIG, config)
    settings = yaml.safe_load((config / "prometheus.yml").read_text())
    settings["global"] = dict.fromkeys(("scrape_interval", "evaluation_interval"), interval)
    settings["scrape_configs"] = [each for each in settings["scrape_configs"] if "file_sd_configs" in each]
    del settings["alerting"]
    (config / "prometheus.yml").write_text(yaml.safe_dump(settings))
    listed = [
        {"targets": [f"{HOST}:{port}" for port in ports], "labels": {"job": job}} for job, ports in targets.items()
    ]
    (config / "targets" / "workers.yml").write_text(yaml.safe_dump(listed))
    arguments = (f"--config.file={config / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}")
    port = free_port()
    with running("prometheus", folder / "prometheus.log", port, *arguments):
        yield Prometheus(f"http://{HOST}:{port}")


@contextmanager
def running(name: str, log: Path, port: int, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run Prometheus or Alertmanager at ``port`` until the block ends."""
    with log.open("w") as out:
        command = [program(name), *arguments, f"--web.listen-address={HOST}:{port}"]
        process = subprocess.Popen(command, cwd=log.parent, stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_ready(f"http://{HOST}:{port}/-/ready"):
            assert process.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < deadline, log.read_text()[-3000:]
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code == 200
    except httpx.TransportError:
        return False
