"""What the tests of the commands share."""

import pytest

from streams.contracts.topics import topics
from streams.kafka.cluster import Cluster
from streams.kafka.topics import apply, connect, plan


@pytest.fixture(scope="session")
def broker(kafka: str) -> str:
    """Bootstrap servers of the shared Kafka, with the topics of the contracts; others write to them too."""
    with connect(Cluster(kafka)) as admin:
        apply(admin, plan(admin, topics().values()))
    return kafka
