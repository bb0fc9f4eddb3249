"""Workers as children of ``reswatch run``, one for each role, and what their metrics pages say."""

import contextlib
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Self

import click
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from streams.contracts.access import TRANSACTIONAL
from streams.kafka.node import free_port
from streams.kafka.supervise import Supervised
from streams.telemetry.address import address_fault

START_SECONDS = 180.0
"""All roles start at once: that takes two cores five seconds, and a busy machine a minute and more."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the workers said last: records that wait for a role, by role, and articles that the store holds anew.

    ``feeds``: how many stand how (well, failing, ended, unasked); ``items``: how many were sent from them.
    """

    lag: Mapping[str, int]
    stored: int
    feeds: Mapping[str, int] = field(default_factory=dict)
    items: int = 0


class Workers:
    """Runs a worker for each of ``roles`` inside a ``with`` block, and beside them other commands of ``reswatch``.

    :param bootstrap: the Kafka they use.
    :param folder: where each writes its log, ``<role>.log``.
    """

    def __init__(self, roles: Iterable[str], bootstrap: str, folder: Path) -> None:
        self.ports = {role: free_port() for role in roles}
        self.folder = folder
        self._watch_port: int | None = None
        self._environment = {**os.environ, "RESWATCH_BROKER": bootstrap}
        self._running: dict[str, Supervised] = {}

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as unless_ready:
            unless_ready.callback(self._stop)
            for role, port in self.ports.items():
                least = {} if role in TRANSACTIONAL else {"RESWATCH_GUARANTEE": "at_least_once"}
                self.start(role, ["worker", "--role", role], port, least)
            self._wait_until_ready()
            unless_ready.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def start(
        self, name: str, arguments: list[str], port: int = 0, settings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Start ``reswatch <arguments>``, its metrics on ``port``; it ends with the block."""
        environment = {**self._environment, "RESWATCH_METRICS_PORT": str(port), **settings}
        command = [sys.executable, "-m", "streams", *arguments]
        self._running[name] = Supervised(command, Path.cwd(), self._log(name), env=environment)

    def serve(self, host: str, port: int) -> str:
        """Have the API served, at another port where that one is taken; return its address."""
        if not port or address_fault(host, port):
            port = free_port()
        self.start("web", ["web", "--host", host, "--port", str(port)], free_port())
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/v1"

    def watch(self, feeds: Iterable[str]) -> None:
        """Have ``feeds`` followed."""
        self._watch_port = free_port()
        self.start("watch", ["watch", *feeds], self._watch_port)

    def fault(self) -> str | None:
        """Return why one of them ended, or None while all run."""
        for name, process in self._running.items():
            if not process.running:
                lines = self._log(name).read_text(errors="replace").splitlines()
                return "\n".join([f"{name} has ended:", *lines[-5:], f"The whole log: {self._log(name)}"])
        return None

    def pulse(self) -> Pulse:
        """Ask every worker; one that does not answer now has no lag in the answer."""
        lag, stored, feeds, items = {}, 0, {}, 0
        for role, port in self.ports.items():
            with contextlib.suppress(OSError, ValueError):
                samples = _samples(port)
                lag[role] = _sum(samples, "reswatch_lag_records")
                stored += _sum(samples, "reswatch_stored_articles_total")
        if self._watch_port:
            with contextlib.suppress(OSError, ValueError):
                samples = _samples(self._watch_port)
                items = _sum(samples, "reswatch_feed_items_published_total")
                standing = [each for each in samples if each.name == "reswatch_feed_standing_feeds"]
                feeds = {each.labels["standing"]: int(each.value) for each in standing}
        return Pulse(lag, stored, feeds, items)

    def _wait_until_ready(self) -> None:
        deadline, waiting = time.monotonic() + START_SECONDS, dict(self.ports)
        while waiting:
            if fault := self.fault():
                raise click.ClickException(fault)
            if time.monotonic() > deadline:
                names = ", ".join(waiting)
                raise click.ClickException(f"Not ready within {START_SECONDS:.0f} s: {names}. See {self.folder}")
            waiting = {role: port for role, port in waiting.items() if not _is_ready(port)}
            time.sleep(0.05)

    def _stop(self) -> None:
        for process in self._running.values():
            process.let_go()
        for process in self._running.values():
            process.stop()
        self._running.clear()

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1):
            return True
    except OSError:
        return False


def _sum(samples: Iterable[Sample], name: str) -> int:
    return sum(int(sample.value) for sample in samples if sample.name == name)


def _samples(port: int) -> list[Sample]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=1) as response:
        text = response.read().decode()
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]
