"""Exactly once, on real Kafka: who reads what is committed sees every article once, whatever happens to the workers."""

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from kafka.admin import ConfigResource, ConfigResourceType

from streams.contracts.codec import Codec
from streams.contracts.headers import SOURCE_TIMESTAMP, SOURCE_TOPIC
from streams.contracts.topics import (
    ALERT_CANDIDATES,
    ALERTS,
    ARTICLES_ENRICHED,
    ARTICLES_FILTERED,
    ARTICLES_RAW,
    DEAD_LETTERS,
    RESOLUTION_EVENTS,
    RESOLUTION_TRANSITIONS,
)
from streams.kafka.cluster import Cluster
from streams.kafka.local import LocalKafka
from streams.kafka.node import free_port
from streams.kafka.topics import connect
from tests.broker.conftest import make_topics
from tests.broker.kafka_io import Out, partition_ends, publish, read
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.story import wait_for
from tests.broker.test_crash import article
from tests.cli.commands import run
from tests.core.match.values import VETO, enriched

EXACTLY_ONCE = {"RESWATCH_GUARANTEE": "exactly_once"}
CODEC = Codec()
OUTPUTS = [ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS]


def all_out(bootstrap: str) -> Callable[[list[Out]], bool]:
    """Return what is true of the outputs once every raw record that there is now has one."""
    total = sum(partition_ends(bootstrap, ARTICLES_RAW).values())
    return lambda outputs: len(outputs) >= total and len({out.source for out in outputs}) == total


def seen_twice(outputs: list[Out]) -> list[tuple[int, int]]:
    return [source for source, count in Counter(out.source for out in outputs).items() if count > 1]


def done(worker: WorkerProcess) -> float:
    return worker.metric("reswatch_end_to_end_seconds_count")


def test_workers_killed_amid_transactions(stream_kafka: str, worker_log: Path) -> None:
    """SIGKILL three times: every article is visible once; what the killed had sent is there for the uncommitted."""
    articles = 3_000
    producing = threading.Thread(target=lambda: publish(stream_kafka, ARTICLES_RAW, map(article, range(articles))))
    producing.start()
    for _ in range(3):
        with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as worker:
            wait_for(lambda worker=worker: done(worker) > 200, 30)  # type: ignore[misc]
            worker.kill()
    producing.join()
    with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as worker:
        outputs = read(stream_kafka, OUTPUTS, lambda outs: len(outs) >= articles)
        wait_for(lambda: worker.metric("reswatch_lag_records") == 0, 20)
        assert worker.terminate() == 0
    outputs = read(stream_kafka, OUTPUTS, all_out(stream_kafka))
    assert len(outputs) == articles
    assert seen_twice(outputs) == []
    everything = read(stream_kafka, OUTPUTS, lambda outs: len(outs) > articles, isolation="read_uncommitted")
    assert len(everything) > articles, "the kills must fall amid transactions"


def test_a_worker_that_slept_is_fenced(stream_kafka: str, worker_log: Path) -> None:
    """SIGSTOP amid a transaction for longer than the session: its successor goes on behind what it had committed.

    Awake again it cannot commit, says so and ends.
    """
    sleeper_log = worker_log.with_name("sleeper.log")
    slow = {**EXACTLY_ONCE, "RESWATCH_COMMIT_INTERVAL": "5"}  # so that it falls asleep with a transaction open
    with (
        running_worker(stream_kafka, sleeper_log, **slow) as sleeper,
        running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as successor,
    ):
        wait_for(lambda: successor.metric("reswatch_assigned_partitions") == 6, 30)
        publish(stream_kafka, ARTICLES_RAW, map(article, range(10_000, 11_000)))
        wait_for(lambda: done(sleeper) > 0, 60)
        sleeper.process.send_signal(signal.SIGSTOP)
        wait_for(lambda: successor.metric("reswatch_assigned_partitions") == 12, 30)
        sleeper.process.send_signal(signal.SIGCONT)
        assert sleeper.process.wait(60) == 1
        assert "belongs to another worker by now" in sleeper_log.read_text()
        outputs = read(stream_kafka, OUTPUTS, all_out(stream_kafka), 90)
        assert seen_twice(outputs) == []
        assert successor.terminate() == 0


def test_workers_that_come_and_go(stream_kafka: str, worker_log: Path) -> None:
    """Rebalances amid the work: no transaction is aborted for them, no worker ends, and nothing is visible twice."""
    enough = threading.Event()

    def articles() -> Iterator[tuple[bytes, bytes]]:
        for number in count(20_000):
            if enough.wait(0.005):
                return
            yield article(number)

    producing = threading.Thread(target=lambda: publish(stream_kafka, ARTICLES_RAW, articles()))
    with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as first:
        producing.start()
        try:
            with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as second:
                wait_for(lambda: done(second) > 100, 60)
                with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as third:
                    wait_for(lambda: done(third) > 50, 60)
                    assert second.terminate() == 0
                # leaving the block has killed the third
        finally:
            enough.set()
            producing.join()
        outputs = read(stream_kafka, OUTPUTS, all_out(stream_kafka), 90)
        assert seen_twice(outputs) == []
        wait_for(lambda: first.metric("reswatch_lag_records") == 0, 20)
        assert first.terminate() == 0
    assert "worker halted" not in worker_log.read_text()


def test_an_output_that_is_refused_amid_a_transaction(stream_kafka: str, worker_log: Path) -> None:
    """The broker takes less than the contract says: what it had taken of the transaction is written again, once."""
    with connect(Cluster(stream_kafka)) as admin:
        admin.alter_configs(
            [ConfigResource(ConfigResourceType.TOPIC, ARTICLES_ENRICHED, {"max.message.bytes": "60000"})]
        )

    def articles() -> Iterator[tuple[bytes, bytes]]:
        for number in range(30_000, 30_400):
            key, value = article(number)
            yield key, value.replace(b"A second round", b"A second round, " * 5_000) if number % 100 == 50 else value

    publish(stream_kafka, ARTICLES_RAW, articles())
    with running_worker(stream_kafka, worker_log, **EXACTLY_ONCE) as worker:
        outputs = read(stream_kafka, OUTPUTS, all_out(stream_kafka), 90)
        assert worker.terminate() == 0
    assert seen_twice(outputs) == []
    assert Counter(out.topic for out in outputs)[DEAD_LETTERS] == 4


def test_a_broker_that_dies_and_comes_back(tmp_path: Path, worker_log: Path) -> None:
    """SIGKILL of the broker amid transactions: nothing is visible twice.

    The worker goes on by itself, unless a busy machine takes longer than its 40 s of patience to start a broker.
    """
    kafka = LocalKafka(tmp_path / "kafka", port=free_port())
    kafka.start()
    try:
        make_topics(kafka.bootstrap)
        publish(kafka.bootstrap, ARTICLES_RAW, map(article, range(2_000)))
        with running_worker(kafka.bootstrap, worker_log, **EXACTLY_ONCE) as worker:
            wait_for(lambda: done(worker) > 200, 60)
            kafka.kill()
            time.sleep(3)
            kafka.start()
            with running_worker(kafka.bootstrap, worker_log, **EXACTLY_ONCE):
                outputs = read(kafka.bootstrap, OUTPUTS, all_out(kafka.bootstrap), 90)
            assert seen_twice(outputs) == []
    finally:
        kafka.stop()


def told_of(number: int) -> tuple[bytes, bytes]:
    """An enriched article of which one event is told, and that one subscription matches."""
    article = enriched(VETO)
    uri = f"https://wire.example/veto/{number}"
    return uri.encode(), CODEC.encode_enriched(replace(article, article=replace(article.article, uri=uri)))


def test_what_is_told_and_matched_of_an_article_is_visible_once(stream_kafka: str, tmp_path: Path) -> None:
    """The roles track and match, each killed amid its transactions: an event list and a candidate an article.

    All are one story and one fact, so one alert comes of the candidates, and one transition of the events.
    """
    articles = 240
    wanted = ("--all", "vetoed_by:RUS", "--on", "articles", "--channel", "desk")
    subscribed = run("subscribe", "vetoes", *wanted, "--broker", stream_kafka)
    assert subscribed.exit_code == 0, subscribed.output
    before = partition_ends(stream_kafka, ARTICLES_ENRICHED)
    at = int(time.time() * 1000)
    publish(stream_kafka, ARTICLES_ENRICHED, map(told_of, range(articles)), [(SOURCE_TIMESTAMP, b"%d" % at)])
    for role, topic in (("track", RESOLUTION_EVENTS), ("match", ALERT_CANDIDATES)):
        own = {**EXACTLY_ONCE, "RESWATCH_DATA_DIR": str(tmp_path / role)}
        for _ in range(2):
            with running_worker(stream_kafka, tmp_path / f"{role}.log", role, **own) as worker:
                wait_for(lambda worker=worker: done(worker) > 50, 60)  # type: ignore[misc]
                worker.kill()
        with running_worker(stream_kafka, tmp_path / f"{role}.log", role, **own) as worker:
            wait_for(lambda worker=worker: worker.metric("reswatch_lag_records") == 0, 90)  # type: ignore[misc]
            assert worker.terminate() == 0
        outputs = [
            out
            for out in read(stream_kafka, [topic], lambda outs: len(of_these(outs, before)) >= articles)
            if out.headers[SOURCE_TOPIC] == ARTICLES_ENRICHED
        ]
        assert seen_twice(of_these(outputs, before)) == [], role
        assert len(of_these(outputs, before)) == articles, role
    for topic, key in ((RESOLUTION_TRANSITIONS, None), (ALERTS, b"vetoes")):
        told = read(stream_kafka, [topic], bool)
        assert [out.key for out in told if key in (None, out.key)] == [told[0].key], topic


def of_these(outputs: list[Out], since: dict[int, int]) -> list[Out]:
    """Return the outputs of enriched articles from the offsets ``since`` on."""
    return [out for out in outputs if out.source[1] >= since[out.source[0]]]
