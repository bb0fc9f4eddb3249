"""A Kafka of its own for each module here: workers read whole topics, and groups start at their beginning."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.contracts.topics import topics
from streams.kafka.cluster import Cluster
from streams.kafka.jars import LocalKafkaError
from streams.kafka.topics import apply, connect, plan
from tests.broker.secure import SecureKafka, environment, secure_kafka
from tests.broker.secured import GRANTS, rules
from tests.cli.commands import run
from tests.environment import real_kafka, skip_or_fail


@pytest.fixture(scope="module")
def stream_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers of a fresh Apache Kafka with the topics of the contracts."""
    with real_kafka(tmp_path_factory.mktemp("kafka")) as bootstrap:
        make_topics(bootstrap)
        yield bootstrap


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureKafka]:
    """Kafka where each role and command has a user of its name with exactly its permissions; admin made the topics."""
    try:
        with secure_kafka(tmp_path_factory.mktemp("secure")) as kafka:
            for user, granted in GRANTS.items():
                kafka.add_user(user)
                kafka.allow(user, *rules(granted))
            assert run("topics", "apply", **environment(kafka.login("admin"))).exit_code == 0
            yield kafka
    except LocalKafkaError as error:
        skip_or_fail(str(error))


def make_topics(bootstrap: str) -> None:
    """Create the topics of the contracts."""
    with connect(Cluster(bootstrap)) as admin:
        apply(admin, plan(admin, topics().values()))


@pytest.fixture
def worker_log(tmp_path: Path) -> Path:
    return tmp_path / "worker.log"
