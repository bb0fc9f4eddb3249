"""Each service of docker-compose.yml runs with its own command and settings, outside a container, on the real parts."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from streams.app import ROLES
from streams.contracts.topics import topics
from streams.kafka.node import free_port
from tests.broker.registry import running_registry
from tests.environment import real_kafka
from tests.ops.compose import ROOT, services
from tests.ops.programs import run
from tests.ops.prometheus import running

OURS = (*ROLES, "watch")
NOBODY = "http://127.0.0.1:1/feed.xml"
"""A feed that watch refuses to ask, since it is at a private address: no test goes out."""
STOP_SECONDS = 10.0
ADDRESSES = re.compile(r"LISTENER|QUORUM_VOTERS|LOG_DIRS|HEAP_OPTS")
"""Settings of Kafka's container that say where things are in it."""

RETRIES, HEALTH = re.findall(
    r"^HEALTHCHECK .*--retries=(\d+) \\\n +CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M
)[0]


@pytest.fixture(scope="module")
def kafka_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers of an Apache Kafka with the settings of the service, but for its addresses."""
    given = services()["kafka"]["environment"]
    properties = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): value
        for name, value in given.items()
        if name.startswith("KAFKA_") and not ADDRESSES.search(name)
    }
    with real_kafka(tmp_path_factory.mktemp("kafka"), properties) as bootstrap:
        yield bootstrap


@pytest.fixture(scope="module")
def registry_settings(kafka_service: str) -> dict[str, str]:
    """The settings of the registry's service, with our Kafka for its own."""
    return _mapped(services()["registry"]["environment"], {"kafka:9092": kafka_service})


def _mapped(environment: Mapping[str, str | None], addresses: Mapping[str, str]) -> dict[str, str]:
    """Return a service's environment with the addresses of containers replaced by those of the parts running here."""
    found = {name: value or "" for name, value in environment.items()}
    for there, here in addresses.items():
        found = {name: value.replace(there, here) for name, value in found.items()}
    return found


class Started:
    """A service of ours as a process."""

    def __init__(self, name: str, addresses: Mapping[str, str], folder: Path, *arguments: str) -> None:
        service = services()[name]
        self.port = free_port()
        self.log = folder / f"{name}.log"
        self.environment = {
            **{variable: value for variable, value in os.environ.items() if not variable.startswith("RESWATCH_")},
            **_mapped(service["environment"], addresses),
            "RESWATCH_DATA_DIR": str(folder / "data"),
            "RESWATCH_METRICS_PORT": str(self.port),
        }
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streams", *service["command"], *arguments],
                env=self.environment,
                cwd=folder,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as response:
                return bool(response.read() == b"ok\n")
        except (urllib.error.HTTPError, OSError):
            return False

    def complaint(self, attempts: int = 1) -> str:
        """Run the image's health check; return what is wrong, nothing where it passes."""
        return _complaint([sys.executable, *json.loads(HEALTH)[1:]], attempts, self.environment)


@contextmanager
def started(*arguments: object) -> Iterator[Started]:
    """Yield a service of ours; whatever happens, it is gone afterwards."""
    service = Started(*arguments)  # type: ignore[arg-type]  # passed on as they are
    try:
        yield service
    finally:
        if service.process.poll() is None:
            service.process.kill()
            service.process.wait(10)


def test_the_services_run_with_the_settings_of_the_file(
    kafka_service: str, registry_settings: dict[str, str], new_database: Callable[[], str], tmp_path: Path
) -> None:
    """Topics and schemas are applied, each role gets ready, its health check passes, and SIGTERM ends it with 0.

    The registry's next container knows the schemas under the same ids, and refuses one that breaks a contract.
    """
    with running_registry(_new(tmp_path / "registry"), **registry_settings) as registry, ExitStack() as stack:
        addresses = {
            "kafka:9092": kafka_service,
            "http://registry:8080/apis/ccompat/v7": registry.url,
            services()["store"]["environment"]["RESWATCH_STORE_URL"]: new_database(),
            "0.0.0.0": "127.0.0.1",
        }
        applied = stack.enter_context(started("topics", addresses, tmp_path))
        assert applied.process.wait(60) == 0, applied.log.read_text()
        assert not _complaint_of_the_registry(registry.management_port)

        extra = {"watch": (NOBODY,)}
        running = {name: stack.enter_context(started(name, addresses, tmp_path, *extra.get(name, ()))) for name in OURS}
        _wait_until_ready(running)
        for name, each in running.items():
            assert not each.complaint(int(RETRIES)), name
            used = psutil.Process(each.process.pid).memory_info().rss
            assert used < int(services()[name]["mem_limit"]) / 2, f"{name} takes {used >> 20} MiB before it has work"
        assert _end(running) == dict.fromkeys(OURS, 0)
        assert all(each.complaint() for each in running.values())
        ids = _ids(registry.url)
    with running_registry(_new(tmp_path / "registry-anew"), **registry_settings) as anew:
        assert _ids(anew.url) == ids
        assert ids
        breach = httpx.post(f"{anew.url}/subjects/{min(ids)}/versions", json={"schema": '"int"'}, timeout=20)
        assert breach.status_code == 409


@pytest.mark.parametrize(("name", "listens"), [("prometheus", 9090), ("alertmanager", 9093)])
def test_prometheus_and_alertmanager_run(name: str, listens: int, tmp_path: Path) -> None:
    """With the service's command and the files that are mounted; the health check passes, and fails afterwards."""
    service, port = services()[name], free_port()
    folders = {each["target"]: each.get("source") for each in service["volumes"] if each["type"] == "bind"}
    places = folders | {each["target"]: str(tmp_path) for each in service["volumes"] if each["type"] == "volume"}

    def here(argument: str) -> str:
        for there, place in places.items():
            argument = argument.replace(f"={there}", f"={place}")
        return argument.replace(f"127.0.0.1:{listens}", f"127.0.0.1:{port}")

    kind, tool, *check = services()[name]["healthcheck"]["test"]
    assert kind == "CMD"
    with running(name, tmp_path / "log", port, *map(here, service["command"])) as process:
        done = run(tool, *map(here, check))
        assert done.returncode == 0, done.stdout + done.stderr
        process.terminate()
        assert process.wait(20) == 0
    assert run(tool, *map(here, check)).returncode != 0
    assert "level=error" not in (tmp_path / "log").read_text()


def test_kafka_takes_the_largest_record() -> None:
    """The broker's limit, which it asks of no contract, is not below the largest of the contracts."""
    limit = int(services()["kafka"]["environment"]["KAFKA_MESSAGE_MAX_BYTES"])
    assert limit >= max(topic.max_message_bytes for topic in topics().values())


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _ids(registry: str) -> dict[str, int]:
    """Return the id of each subject's newest schema."""
    with httpx.Client(timeout=20) as client:
        subjects = client.get(f"{registry}/subjects").json()
        return {name: client.get(f"{registry}/subjects/{name}/versions/latest").json()["id"] for name in subjects}


def _complaint_of_the_registry(port: int) -> str:
    """Run the registry's health check on the management port that it has here; return what is wrong."""
    check = services()["registry"]["healthcheck"]
    kind, *command = check["test"]
    assert kind == "CMD"
    return _complaint([part.replace("/9000", f"/{port}") for part in command], check["retries"])


def _complaint(command: Sequence[str], attempts: int, environment: Mapping[str, str] | None = None) -> str:
    """Run a health check until it passes, as often as Docker would; return what the last one said."""
    said = ""
    for _ in range(attempts):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=20)
        if done.returncode == 0:
            return ""
        said = f"{done.returncode}: {done.stdout}{done.stderr}"
        time.sleep(1)
    return said


def _wait_until_ready(running: Mapping[str, Started]) -> None:
    deadline = time.monotonic() + 60
    waiting = dict(running)
    while waiting:
        assert time.monotonic() < deadline, {name: each.log.read_text()[-1500:] for name, each in waiting.items()}
        waiting = {name: each for name, each in waiting.items() if not each.is_ready()}
        time.sleep(0.2)


def _end(running: Mapping[str, Started]) -> dict[str, int]:
    """Send SIGTERM to all; return their exit codes, each within the time that a stop may take."""
    for each in running.values():
        each.process.send_signal(signal.SIGTERM)
    return {name: each.process.wait(STOP_SECONDS) for name, each in running.items()}
