"""Subscribe, match, alert on real Kafka: ``reswatch subscribe`` beside a worker of the match role."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from streams.contracts.codec import Codec
from streams.contracts.headers import SOURCE_TIMESTAMP
from streams.contracts.topics import (
    ALERT_CANDIDATES,
    ALERT_SUBSCRIPTIONS,
    ALERTS,
    ALERTS_TOLD,
    ALERTS_WAITING,
    ARTICLES_ENRICHED,
    topics,
)
from streams.kafka.batches import murmur2
from tests.broker.kafka_io import Out, publish, read
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.story import wait_for
from tests.cli.commands import run
from tests.core.match.values import VETO, enriched, subscription

CODEC = Codec()
TO_DESK = ("--on", "articles", "--channel", "desk")


@pytest.fixture(scope="module")
def subscribed(stream_kafka: str) -> str:
    """A Kafka with some subscriptions, one of them unreadable."""
    for name, clause in {"syria": "target:Syria", "iraq": "target:Iraq", "vetoes": "vetoed_by:RUS"}.items():
        result = run("subscribe", name, "--all", clause, *TO_DESK, "--broker", stream_kafka)
        assert result.exit_code == 0, result.output
    broken = replace(subscription("word:x"), all_of=())
    publish(stream_kafka, ALERT_SUBSCRIPTIONS, [(b"broken", b"rubbish"), (b"empty", CODEC.encode_subscription(broken))])
    return stream_kafka


@pytest.fixture(scope="module")
def worker(subscribed: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerProcess]:
    folder = tmp_path_factory.mktemp("match")
    with running_worker(subscribed, folder / "worker.log", "match", RESWATCH_DATA_DIR=str(folder)) as running:
        yield running


def tell(
    kafka: str, uri: str, age: timedelta = timedelta(), embargo: datetime | None = None, text: str | None = None
) -> None:
    """Publish an enriched article whose raw record is ``age`` old; each is a story of its own, unless given a text."""
    article = enriched(VETO)
    body = text or f"{' '.join(f'{uri}-{number}' for number in range(200))} Aleppo"
    article = replace(article, article=replace(article.article, uri=uri, embargoed_until=embargo, body=body))
    at = int((datetime.now(UTC) - age).timestamp() * 1000)
    value = CODEC.encode_enriched(article)
    publish(kafka, ARTICLES_ENRICHED, [(uri.encode(), value)], [(SOURCE_TIMESTAMP, b"%d" % at)])


def alerts_of(kafka: str, uri: str, enough: Callable[[set[str]], bool], topic: str = ALERTS) -> list[Out]:
    """Return the alerts about an article, once those subscriptions have theirs."""

    def about(found: list[Out]) -> list[Out]:
        return [out for out in found if CODEC.decode_alert(out.value or b"").uri == uri]

    return about(read(kafka, [topic], lambda found: enough({(out.key or b"").decode() for out in about(found)}), 20))


def candidates_of(subscription_id: str) -> int:
    """Return the partition of a subscription's candidates."""
    return (murmur2(subscription_id.encode()) & 0x7FFFFFFF) % topics()[ALERT_CANDIDATES].partitions


def test_each_subscription_that_matches_has_its_alert(subscribed: str, worker: WorkerProcess) -> None:
    """And no other; what makes no sense is counted, and stops nobody."""
    tell(subscribed, "u:1")
    alerts = alerts_of(subscribed, "u:1", lambda keys: keys >= {"syria", "vetoes"})
    assert sorted(out.key or b"" for out in alerts) == [b"syria", b"vetoes"]
    assert worker.metric("reswatch_subscriptions_refused_total") == 2
    assert worker.metric("reswatch_subscriptions") == 3
    assert worker.metric("reswatch_alerts_matched_total") == 2


def test_subscribing_and_unsubscribing_are_in_force_within_a_second(subscribed: str, worker: WorkerProcess) -> None:
    """No worker is started anew."""
    del worker  # runs
    assert run("subscribe", "late", "--all", "word:aleppo", *TO_DESK, "--broker", subscribed).exit_code == 0
    assert run("unsubscribe", "vetoes", "--broker", subscribed).exit_code == 0
    time.sleep(1)
    tell(subscribed, "u:2")
    alerts = alerts_of(subscribed, "u:2", lambda keys: keys >= {"syria", "late"})
    assert sorted(out.key or b"" for out in alerts) == [b"late", b"syria"]


def test_a_story_is_told_once(subscribed: str, worker: WorkerProcess) -> None:
    """The same text at another paper is no news to who was told of it."""
    before = worker.metric("reswatch_candidates_decided_total", outcome="no_news")
    for number in range(3):
        tell(subscribed, f"u:copy-{number}", text=VETO)
    wait_for(lambda: worker.metric("reswatch_candidates_decided_total", outcome="no_news") >= before + 2)
    alerts = [CODEC.decode_alert(out.value or b"") for out in read(subscribed, [ALERTS], bool)]
    told = [alert.subscription_id for alert in alerts if alert.uri.startswith("u:copy")]
    assert told.count("syria") == 1


def test_history_is_silent_and_an_embargo_waits(subscribed: str, worker: WorkerProcess) -> None:
    """Neither comes to the alerts."""
    tell(subscribed, "u:old", age=timedelta(days=2))
    tell(subscribed, "u:embargo", embargo=datetime.now(UTC) + timedelta(hours=2))
    waiting = alerts_of(subscribed, "u:embargo", lambda keys: "syria" in keys, ALERTS_WAITING)
    assert waiting
    tell(subscribed, "u:3")
    alerts = read(subscribed, [ALERTS], lambda found: any(b"u:3" in (out.value or b"") for out in found))
    assert {CODEC.decode_alert(out.value or b"").uri for out in alerts} & {"u:old", "u:embargo"} == set()
    assert worker.metric("reswatch_articles_too_old_total") == 1


def test_what_was_told_to_one_that_has_ended_is_forgotten(
    subscribed: str, worker: WorkerProcess, worker_log: Path
) -> None:
    """By a worker that sees it end, and by one that starts after it did; whoever else is told goes on as before."""
    names = (f"gone-{number}" for number in range(99))
    early, late, *_ = (name for name in names if candidates_of(name) == candidates_of("syria"))
    for name in (early, late):
        result = run("subscribe", name, "--all", "target:Syria", *TO_DESK, "--broker", subscribed)
        assert result.exit_code == 0, result.output
    time.sleep(1.5)
    tell(subscribed, "u:told")
    alerts_of(subscribed, "u:told", lambda keys: keys >= {"syria", early, late})

    def forgotten(name: str) -> Callable[[list[Out]], bool]:
        def holds(found: list[Out]) -> bool:
            newest = {out.key: out.value for out in found if (out.key or b"").startswith(f"{name} ".encode())}
            return bool(newest) and not any(newest.values())

        return holds

    result = run("unsubscribe", early, "--broker", subscribed)
    assert result.exit_code == 0, result.output
    time.sleep(1.5)
    tell(subscribed, "u:next")
    read(subscribed, [ALERTS_TOLD], forgotten(early), 20)
    worker.kill()
    result = run("unsubscribe", late, "--broker", subscribed)
    assert result.exit_code == 0, result.output
    with running_worker(subscribed, worker_log, "match"):
        tell(subscribed, "u:last")
        told = read(subscribed, [ALERTS_TOLD], forgotten(late), 40)
        alerts = alerts_of(subscribed, "u:last", lambda keys: "syria" in keys)
    assert sum(out.key == b"syria" for out in alerts) == 1
    assert all(out.value is not None for out in told if (out.key or b"").startswith(b"syria "))
