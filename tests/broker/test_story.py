"""The whole story on a real Kafka, a real PostgreSQL and a real Prometheus."""

from pathlib import Path

from tests.broker.whole_story import Deployment, told


def test_a_new_item_reaches_its_subscriber_and_no_other(stream_kafka: str, postgres: str, tmp_path: Path) -> None:
    """Within a poll: enriched, stored, found, matched by one of ten, delivered signed, and counted."""
    with told(Deployment(lambda _: {"RESWATCH_BROKER": stream_kafka}, stream_kafka), postgres, tmp_path) as scene:
        assert [worker.terminate() for worker in scene.workers.values()] == [0] * len(scene.workers)
