"""``reswatch deliveries``: who waits, since when and why; what is settled is not shown."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from streams.agents.tiers import Tiers
from streams.cli.deliveries import Waiting, _print_table
from streams.contracts.codec import Codec
from streams.contracts.headers import DETAIL, provenance
from streams.contracts.topics import ALERT_SUBSCRIPTIONS, ALERTS_PAUSED, ALERTS_WAITING, RECEIVER_TROUBLES
from streams.core.model import Clause, Subscription, Trouble
from tests.broker.kafka_io import publish, read
from tests.cli.commands import run
from tests.fakes import FakeRecord


def test_who_waits_is_shown_once_with_the_last_reason(broker: str) -> None:
    """Two alerts of one subscription, one of which waits for two receivers, the oldest's time, the soonest due; no
    control character of the outside."""
    name, now = f"s{time.time_ns() % 10**6}", time.time()
    tiers = Tiers([5, 30], clock=lambda: now, chance=lambda: 0.0)
    reasons = ["webhook: no connection", "channel:mail: an earlier alert waits", "webhook: answered 500\x1b[31m"]
    for number, reason in zip((0, 0, 1), reasons, strict=True):
        origin = provenance("alerts", 0, number, 1_700_000_000_000 + number * 1000, "deliver/0.1.0")
        record = FakeRecord(number, b"alert", name.encode(), "alerts", 0)
        waiting = tiers.retry(record, [*origin, (DETAIL, reason.encode())], tier=0, attempt=1)
        publish(broker, ALERTS_WAITING, [(waiting.key, waiting.value)], waiting.headers)
    result = run("deliveries", "--json", "--broker", broker)
    assert result.exit_code == 0, result.output
    (row,) = [row for row in map(json.loads, result.stdout.splitlines()) if row["subscription"] == name]
    assert (row["waits_for"], row["alerts"], row["since"]) == ("retry", 2, "2023-11-14T22:13:20Z")
    assert row["reason"].startswith("webhook: answered 500")
    table = run("deliveries", "--broker", broker)
    assert name in table.stdout
    assert "\x1b" not in table.stdout


def test_what_the_role_has_settled_is_not_shown(broker: str) -> None:
    """Offsets that its group has committed are behind it."""
    from confluent_kafka import Consumer, TopicPartition

    name, group = f"t{time.time_ns() % 10**6}", f"app-{time.time_ns()}"
    ((partition, offset),) = publish(broker, ALERTS_WAITING, [(name.encode(), b"alert")])
    consumer = Consumer({"bootstrap.servers": broker, "group.id": f"{group}-deliver-waiting"})
    consumer.commit(offsets=[TopicPartition(ALERTS_WAITING, partition, offset + 1)], asynchronous=False)
    consumer.close()
    assert name in run("deliveries", "--broker", broker).stdout
    assert name not in run("deliveries", "--broker", broker, RESWATCH_APP_ID=group).stdout


def test_what_is_paused_is_shown_and_resumed(broker: str) -> None:
    """By the failures of a day, or by hand; what is not paused stays as it is, and once is enough."""
    name, codec = f"u{time.time_ns() % 10**6}", Codec()
    kept = Tiers([5]).paused(FakeRecord(0, b"alert", name.encode(), "alerts", 0), provenance("alerts", 0, 0, 1, "x"))
    publish(broker, ALERTS_PAUSED, [(kept.key, kept.value)], kept.headers)
    since = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    paused = Trouble(name, "webhook", "a" * 32, since, "answered 500", since)
    failing = replace(paused, receiver="channel:mail", paused_at=None)
    troubles = [(f"{name} {each.receiver}".encode(), codec.encode_trouble(each)) for each in (paused, failing)]
    publish(broker, RECEIVER_TROUBLES, [*troubles, (b"junk", b"junk")])
    clauses = (Clause("target", ("SYR",)),)
    by_hand = codec.encode_subscription(Subscription(name, clauses, webhook="https://a.example/", paused=True))
    publish(broker, ALERT_SUBSCRIPTIONS, [(name.encode(), by_hand)])

    rows = [json.loads(line) for line in run("deliveries", "--json", "--broker", broker).stdout.splitlines()]
    assert [row["waits_for"] for row in rows if row["subscription"] == name] == ["paused"]
    result = run("deliveries", "resume", name, "--broker", broker)
    assert (result.exit_code, result.stdout) == (0, f"{name}: resumed: webhook, the subscription itself\n")
    records = read(broker, [RECEIVER_TROUBLES], lambda outs: any(out.value is None for out in outs))
    assert [out.key for out in records if out.value is None] == [f"{name} webhook".encode()]
    result = run("deliveries", "resume", name, "--broker", broker)
    assert (result.exit_code, result.stdout) == (1, f"{name}: nothing of it is paused\n")


def test_without_kafka_it_says_so() -> None:
    result = run("deliveries", "--broker", "127.0.0.1:1")
    assert result.exit_code == 1
    assert "No Kafka answers" in result.output


def test_a_narrow_terminal_breaks_no_column_but_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """At 80 columns the heads are whole, and so is a short name."""
    now = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    _print_table([Waiting("desk", "retry", 3, now, now, "channel:desk: there is no channel desk")])
    head = capsys.readouterr().out.split("─")[0]
    assert "SUBSCRIPTION   WAITS FOR" in head
