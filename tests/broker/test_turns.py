"""A backlog in all partitions: each has its turn."""

from pathlib import Path

from streams.contracts.topics import ARTICLES_RAW
from tests.broker.kafka_io import partition_ends, publish
from tests.broker.processes import running_worker
from tests.broker.story import wait_for
from tests.broker.test_crash import article

BACKLOG = 24_000


def test_every_partition_has_its_turn_before_one_is_read_to_its_end(stream_kafka: str, worker_log: Path) -> None:
    """All of a partition is fetched at once; a slow worker would seem to stand still in those that wait."""
    publish(stream_kafka, ARTICLES_RAW, map(article, range(BACKLOG)))
    ends = partition_ends(stream_kafka, ARTICLES_RAW)
    with running_worker(stream_kafka, worker_log) as worker:

        def all_are_under_way() -> bool:
            lags = {number: worker.metric("reswatch_lag_records", partition=str(number)) for number in ends}
            return all(0 < lags[number] < end for number, end in ends.items())

        wait_for(all_are_under_way, 180)
        assert worker.terminate() == 0
