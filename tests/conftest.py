"""What all tests share: one real Kafka and one real schema registry for the whole run."""

from collections.abc import Iterator

import pytest

from streams.kafka.jars import LocalKafkaError
from streams.kafka.local import LocalKafka
from tests.environment import skip_or_fail

pytest_plugins = ["tests.broker.registry"]

REAL = {"kafka", "stream_kafka", "schema_registry"}
"""The fixtures that start a JVM."""


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers of a real Apache Kafka that all tests share: give topics and groups names of their own."""
    # tests of a crash need not wait for the six seconds that a broker wants a session to last at least
    properties = {"group.min.session.timeout.ms": "1000"}
    broker = LocalKafka(tmp_path_factory.mktemp("kafka"), port=0, properties=properties)
    try:
        broker.start()
    except LocalKafkaError as error:
        skip_or_fail(str(error))
    yield broker.bootstrap
    broker.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a real broker or registry, so that ``-m 'not broker'`` leaves them out."""
    for item in items:
        if REAL.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.broker)
