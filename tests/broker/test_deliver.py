"""The deliver role on real Kafka: a receiver that is down, breaks and recovers; a worker that is killed meanwhile."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from streams.agents.tiers import Tiers
from streams.contracts import headers
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_WAITING, DEAD_LETTERS
from streams.core.model import Subscription
from tests.broker.kafka_io import Out, publish, read
from tests.broker.processes import running_worker
from tests.broker.receivers import CODEC, DELIVERING, Receiver, receiver, send_alerts, subscribe
from tests.sinks.hooks import alert

OTHERS = tuple(f"other-{number}" for number in range(9))
PER_SECOND = 5
"""Alerts a subscription: fifty a second in all."""


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.05)


def subscribe_all(bootstrap: str, prefix: str, failing: Receiver, healthy: Receiver) -> None:
    subscribe(
        bootstrap,
        Subscription(f"{prefix}fails", webhook=failing.url(f"{prefix}fails")),
        *(Subscription(f"{prefix}{name}", webhook=healthy.url(f"{prefix}{name}")) for name in OTHERS),
    )


def publish_for(bootstrap: str, prefix: str, seconds: float, first: int) -> dict[str, list[str]]:
    """Publish alerts for all subscriptions at a steady pace; return the ids of each."""
    ids: dict[str, list[str]] = {f"{prefix}{name}": [] for name in ("fails", *OTHERS)}
    for step in range(int(seconds * PER_SECOND)):
        started = time.monotonic()
        batch = [alert(first + 100 * step + number, name) for number, name in enumerate(ids)]
        send_alerts(bootstrap, *batch)
        for each in batch:
            ids[each.subscription_id].append(each.alert_id)
        time.sleep(max(0.0, 1 / PER_SECOND - (time.monotonic() - started)))
    return ids


def assert_nothing_is_lost(ids: dict[str, list[str]], failing: Receiver, healthy: Receiver) -> None:
    """All that was published was taken, and nothing that was not."""
    everything = {each for of_one in ids.values() for each in of_one}

    def taken() -> set[str]:
        return set(failing.taken()) | set(healthy.taken())

    wait_until(lambda: taken() >= everything, 40, "every alert is taken")
    assert taken() == everything


def assert_soon(healthy: Receiver, share: float, seconds: float) -> None:
    """That share of the alerts but the first ones came within so many seconds; a busy machine says nothing."""
    took = sorted(each.seconds for each in healthy.arrivals[len(OTHERS) :])
    if took[len(took) // 2] < 0.2:
        assert took[int((len(took) - 1) * share)] < seconds


def test_a_receiver_that_is_down_and_breaks_loses_nothing_and_delays_nobody(
    stream_kafka: str, worker_log: Path
) -> None:
    """Two seconds down, two of 500, then well: all arrive under their ids; the others' in order, p99 below a second."""
    with (
        receiver(up=False) as failing,
        receiver() as healthy,
        running_worker(stream_kafka, worker_log, "deliver", **DELIVERING) as worker,
    ):
        subscribe_all(stream_kafka, "a-", failing, healthy)
        early = publish_for(stream_kafka, "a-", 1 / PER_SECOND, first=1)  # the first ones wait for the subscriptions
        wait_until(lambda: len(healthy.taken()) == len(OTHERS), 20, "the worker is warm")
        ids = publish_for(stream_kafka, "a-", 2, first=1_000)
        failing.status = lambda: 500
        failing.up()
        more = publish_for(stream_kafka, "a-", 2, first=100_000)
        assert worker.metric("reswatch_failing_receivers") == 1
        assert worker.metric("reswatch_receiver_failing_seconds", subscription="a-fails") > 2
        assert failing.taken() == []
        failing.status = lambda: 204
        rest = publish_for(stream_kafka, "a-", 2, first=200_000)
        ids = {name: [*early[name], *ids[name], *more[name], *rest[name]] for name in ids}
        assert_nothing_is_lost(ids, failing, healthy)
        for name in OTHERS:
            assert healthy.taken(f"a-{name}") == ids[f"a-{name}"], "in order, and each once"
        assert_soon(healthy, 0.99, 1.0)
        wait_until(lambda: worker.metric("reswatch_failing_receivers") == 0, 10, "the receiver is well again")
        assert worker.metric("reswatch_alerts_delivered_total") == 310
        wait_until(lambda: worker.metric("reswatch_waiting_alerts") == 0, 10, "nothing waits")
        assert worker.terminate() == 0
    assert "/a-fails" not in worker_log.read_text(), "no URL in the log"


def test_a_worker_killed_while_receivers_fail_loses_nothing(stream_kafka: str, worker_log: Path) -> None:
    """SIGKILL while alerts wait and others are under way: all arrive, some twice, none under another id."""
    with receiver(up=False) as failing, receiver() as healthy:
        with running_worker(stream_kafka, worker_log, "deliver", **DELIVERING) as worker:
            subscribe_all(stream_kafka, "b-", failing, healthy)
            ids = publish_for(stream_kafka, "b-", 2, first=1_000_000)
            wait_until(lambda: worker.metric("reswatch_waiting_alerts") > 0, 10, "alerts wait")
            worker.kill()
        failing.up()
        with running_worker(stream_kafka, worker_log, "deliver", **DELIVERING) as worker:
            assert_nothing_is_lost(ids, failing, healthy)
            assert worker.terminate() == 0


def test_a_receiver_that_hangs_costs_the_others_nothing(stream_kafka: str, worker_log: Path) -> None:
    """They wait for none of its attempts; a busy machine may."""
    with (
        receiver() as hanging,
        receiver() as healthy,
        running_worker(stream_kafka, worker_log, "deliver", **DELIVERING),
    ):

        def hang() -> int:
            time.sleep(20)
            return 204

        hanging.status = hang
        subscribe_all(stream_kafka, "c-", hanging, healthy)
        ids = publish_for(stream_kafka, "c-", 8, first=2_000_000)
        others = {each for name in OTHERS for each in ids[f"c-{name}"]}
        wait_until(lambda: set(healthy.taken()) >= others, 20, "the others' alerts are taken")
        for name in OTHERS:
            assert healthy.taken(f"c-{name}") == ids[f"c-{name}"], "in order, each once, and none at a second attempt"
        assert_soon(healthy, 1.0, 10)  # half of what it hangs


def test_what_nobody_takes_is_a_dead_letter_in_the_end(stream_kafka: str, worker_log: Path) -> None:
    """With its bytes and why, without the URL; an unreadable alert goes there at once, one for nobody is dropped."""
    waits = {**DELIVERING, "RESWATCH_WAIT_SECONDS": "[0.1, 0.2]"}
    with running_worker(stream_kafka, worker_log, "deliver", **waits) as worker, receiver(up=False) as nobody:
        subscribe(stream_kafka, Subscription("d-nobody", webhook=nobody.url("d-nobody") + "?token=TOPSECRET"))
        send_alerts(stream_kafka, alert(3_000_000, "d-nobody"), alert(3_000_001, "d-unknown"))
        publish(stream_kafka, ALERTS, [(b"d-nobody", b"junk")])

        def ours(outs: list[Out]) -> list[Out]:
            return [out for out in outs if out.key == b"d-nobody"]

        letters = ours(read(stream_kafka, [DEAD_LETTERS], lambda outs: len(ours(outs)) == 2))
        why = {out.headers[headers.CAUSE]: out for out in letters}
        assert why.keys() == {"undeliverable", "undecodable_envelope"}
        assert why["undeliverable"].headers[headers.DETAIL] == "not taken in 3 attempts: webhook: no connection"
        assert why["undeliverable"].headers[headers.SOURCE_TOPIC] == ALERTS
        assert why["undeliverable"].value == CODEC.encode_alert(alert(3_000_000, "d-nobody"))
        assert worker.metric("reswatch_alerts_dropped_total", reason="unsubscribed") == 1
    assert "TOPSECRET" not in worker_log.read_text() + str(letters)


def test_an_embargo_is_waited_for(stream_kafka: str, worker_log: Path) -> None:
    """Held on alerts-waiting, then a candidate again: not a moment before its end, soon after it."""
    until = datetime.now(UTC) + timedelta(seconds=12)  # a worker starts in a few seconds
    held = replace(alert(4_000_000, "e-held"), embargoed_until=until)
    origin = headers.provenance("articles-enriched", 0, 7, 1, "match/test")
    waiting = Tiers([0.3, 0.6, 1.2]).embargo(b"e-held", CODEC.encode_alert(held), origin, until)
    with running_worker(stream_kafka, worker_log, "deliver", **DELIVERING):
        publish(stream_kafka, ALERTS_WAITING, [(waiting.key, waiting.value)], waiting.headers)
        (released,) = read(stream_kafka, [ALERT_CANDIDATES], lambda found: any(out.key == b"e-held" for out in found))
    assert time.time() >= until.timestamp()
    assert released.value == waiting.value
