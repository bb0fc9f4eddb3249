"""A canary through the whole stream, on real Kafka: every partition, every role, and nothing of it is kept."""

import contextlib
from functools import partial
from pathlib import Path

from streams.contracts.topics import ALERTS, ARTICLES_ENRICHED, RESOLUTION_EVENTS
from tests.broker.kafka_io import partition_ends
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.story import wait_for
from tests.cli.commands import run

ROLES = ("enrich", "track", "match", "store")
PARTITIONS = 12
SEEN = "reswatch_canary_seen_timestamp_seconds"


def has_seen_all(worker: WorkerProcess) -> bool:
    return worker.get("/metrics")[1].count(f"\n{SEEN}{{") == PARTITIONS


def has_no_lag(worker: WorkerProcess) -> bool:
    return worker.metric("reswatch_lag_records") == 0


def test_every_partition_and_role_sees_the_canary_and_nothing_is_kept(stream_kafka: str, tmp_path: Path) -> None:
    """A subscription to its own words alerts nobody, the store stays empty, and each role says how long it took."""
    result = run("subscribe", "all", "--all", "word:canary", "--channel", "desk", "--broker", stream_kafka)
    assert result.exit_code == 0, result.output
    with contextlib.ExitStack() as stack:
        workers = {
            role: stack.enter_context(
                running_worker(stream_kafka, tmp_path / f"{role}.log", role, RESWATCH_DATA_DIR=str(tmp_path))
            )
            for role in ROLES
        }
        for _ in range(2):  # the same ids twice: what a consumer drops
            sent = run("canary", "--once", "--broker", stream_kafka)
            assert sent.exit_code == 0, sent.output
            assert "12 canaries sent to articles-raw" in sent.output
        for worker in workers.values():
            wait_for(partial(has_seen_all, worker))
            assert 0 < worker.metric("reswatch_canary_seconds", partition="7") < 60
            wait_for(partial(has_no_lag, worker))
            assert worker.metric("reswatch_oldest_unsettled_seconds") == 0
        assert workers["store"].metric("reswatch_stored_articles_total") == 0
    assert all(end == 2 for end in partition_ends(stream_kafka, ARTICLES_ENRICHED).values())
    for topic in (ALERTS, RESOLUTION_EVENTS):
        assert not any(partition_ends(stream_kafka, topic).values())
