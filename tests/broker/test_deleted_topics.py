"""A raw topic that is deleted under a worker of transactions, and made anew: nothing of the new one is lost."""

import signal
from collections import Counter
from pathlib import Path

from streams.contracts.topics import ARTICLES_RAW
from streams.kafka.cluster import Cluster
from streams.kafka.topics import connect
from tests.broker.conftest import make_topics
from tests.broker.kafka_io import Out, publish, read
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.story import wait_for
from tests.broker.test_crash import article
from tests.broker.test_exactly_once import EXACTLY_ONCE, OUTPUTS, done

BEFORE, AFTER = 600, 200


def test_a_raw_topic_that_is_made_anew(stream_kafka: str, worker_log: Path) -> None:
    """It has fewer records than its group has settled of the former: each comes out once, without a new start.

    First while the worker sleeps, so that offsets begin anew under it; then after it has seen that the topic is gone.
    """
    publish(stream_kafka, ARTICLES_RAW, map(article, range(BEFORE)))
    with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE, RESWATCH_SESSION_TIMEOUT="30") as worker:
        _is_through(worker, BEFORE)
        worker.process.send_signal(signal.SIGSTOP)
        _delete(stream_kafka)
        new = _make_anew(stream_kafka, range(10_000, 10_000 + AFTER))
        worker.process.send_signal(signal.SIGCONT)
        _come_out_once(stream_kafka, new)
        assert "is read anew" in worker_log.read_text()
        _is_through(worker, BEFORE + AFTER)
        _delete(stream_kafka)
        wait_for(lambda: worker.metric("reswatch_assigned_partitions") == 0)
        _come_out_once(stream_kafka, _make_anew(stream_kafka, range(20_000, 20_000 + AFTER)))
        assert worker.terminate() == 0


def _is_through(worker: WorkerProcess, count: int) -> None:
    wait_for(lambda: done(worker) >= count and worker.metric("reswatch_lag_records") == 0)


def _delete(bootstrap: str) -> None:
    with connect(Cluster(bootstrap)) as admin:
        admin.delete_topics([ARTICLES_RAW])
        wait_for(lambda: ARTICLES_RAW not in admin.list_topics())


def _make_anew(bootstrap: str, numbers: range) -> set[bytes]:
    """Make the topic anew, with articles; return their keys."""
    make_topics(bootstrap)
    new = dict(map(article, numbers))
    publish(bootstrap, ARTICLES_RAW, new.items())
    return set(new)


def _come_out_once(bootstrap: str, new: set[bytes]) -> None:
    """Each of the articles has one output."""

    def seen(outputs: list[Out]) -> list[bytes | None]:
        return [out.key for out in outputs if out.key in new]

    outputs = read(bootstrap, OUTPUTS, lambda outputs: len(set(seen(outputs))) == len(new), 120)
    assert set(Counter(seen(outputs)).values()) == {1}
