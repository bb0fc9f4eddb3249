"""What a receiver does not take: it waits, where and how long, is tried again, and is given up."""

import asyncio
from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry

from streams.agents.circuits import OPEN_SECONDS, Circuits
from streams.contracts import headers
from streams.contracts.topics import ALERTS, ALERTS_WAITING, DEAD_LETTERS
from streams.core.model import Alert
from streams.sinks.receiver import Attempt, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from tests.agents.delivering import DOWN, OK, REFUSED, WAITS, header, record_of, subscription, world
from tests.sinks.hooks import alert


async def test_what_fails_waits_in_the_first_tier_and_the_rest_goes_there_untried() -> None:
    """In their order, saying when they are due, why, and which alert they were."""
    here = world(lambda _, __: DOWN)
    outputs = await here.act(*map(alert, range(100)))
    assert len(here.tried) == 1
    assert [output.value for output in outputs] == [record_of(alert(number)).value for number in range(100)]
    assert {(output.topic, output.partition, output.key) for output in outputs} == {(ALERTS_WAITING, 0, b"desk")}
    assert header(outputs[7], headers.DUE) == str(int((here.now + 5) * 1000))
    assert header(outputs[7], headers.ATTEMPT) == "1"
    assert header(outputs[7], headers.WAIT) == "retry"
    assert header(outputs[7], headers.DETAIL) == "webhook: no connection"
    assert (header(outputs[7], headers.SOURCE_TOPIC), header(outputs[7], headers.SOURCE_OFFSET)) == (ALERTS, "7")


async def test_the_breaker_stays_open_and_then_probes() -> None:
    """While a receiver fails new alerts wait without a try; after OPEN_SECONDS one is the probe."""
    here = world(lambda _, __: DOWN)
    waits = await here.act(alert(1))
    waits += await here.act(alert(2), alert(3))
    assert len(here.tried) == 1
    assert len(await here.again(waits, 5.1)) == 3
    here.tried.clear()
    here.now += OPEN_SECONDS + 1
    here.answer = lambda _, __: OK
    assert await here.act(alert(4), alert(5)) == []
    assert len(here.tried) == 2


async def test_a_retry_that_succeeds_closes_the_breaker() -> None:
    here = world(lambda _, __: DOWN)
    outputs = await here.act(alert(1), alert(2))
    here.answer = lambda _, __: OK
    assert await here.again(outputs, 5.1) == []
    assert [sent for _, sent in here.tried] == [alert(number).alert_id for number in (1, 1, 2)]
    assert await here.act(alert(3)) == []


async def test_an_alert_goes_through_all_tiers_and_becomes_a_dead_letter_as_it_was() -> None:
    """Under its own id and with its own bytes, and back to ``alerts`` when it is replayed."""
    here = world(lambda _, __: DOWN)
    outputs = await here.act(alert(1))
    tiers = []
    for wait in WAITS:
        tiers.append(outputs[0].partition)
        outputs = await here.again(outputs, wait + 1)
    assert tiers == [0, 1, 2]
    (letter,) = outputs
    assert (letter.topic, letter.key, letter.value) == (DEAD_LETTERS, b"desk", record_of(alert(1)).value)
    assert header(letter, headers.CAUSE) == "undeliverable"
    assert header(letter, headers.DETAIL) == "not taken in 4 attempts: webhook: no connection"
    assert header(letter, headers.SOURCE_TOPIC) == ALERTS
    assert header(letter, headers.DUE) is None
    letter.settled(here.metrics)
    assert here.value("reswatch_alerts_undeliverable_total") == 1
    assert here.value("reswatch_dead_letters_total", cause="undeliverable") == 1


async def test_an_alert_that_breaks_its_receiver_does_not_keep_the_others() -> None:
    """The receiver answers 500 to one alert for ever: the others arrive with the first retry."""
    here = world(lambda _, sent: Attempt("failed", "answered 500") if sent.alert_id == alert(1).alert_id else OK)
    outputs = await here.act(*map(alert, (1, 2, 3)))
    assert len(outputs) == 3
    left = await here.again(outputs, 5.1)
    assert [output.value for output in left] == [record_of(alert(1)).value]


async def test_a_refusal_is_of_one_alert_and_opens_nothing() -> None:
    """A receiver that answers 400 is there: the next alert is tried at once."""
    here = world(lambda _, sent: REFUSED if sent.alert_id == alert(1).alert_id else OK)
    outputs = await here.act(alert(1), alert(2))
    assert len(here.tried) == 2
    assert [output.value for output in outputs] == [record_of(alert(1)).value]


async def test_who_has_it_does_not_get_it_again() -> None:
    """The webhook took it, the mail failed: the retry is the mail's alone."""
    here = world(
        lambda receiver, _: OK if receiver.kind == "webhook" else DOWN,
        webhook="https://a.example/hook",
        channels=("mail",),
    )
    outputs = await here.act(alert(1))
    assert header(outputs[0], headers.SERVED) == "webhook"
    here.tried.clear()
    outputs = await here.again(outputs, 6)
    assert [name for name, _ in here.tried] == ["channel:mail"]
    here.answer = lambda _, __: OK
    assert await here.again(outputs, 40) == []
    assert here.value("reswatch_alerts_delivered_total") == 1


async def test_a_webhook_that_was_changed_meanwhile_gets_what_waits() -> None:
    seen = []

    def answer(receiver: Receiver, _: Alert) -> Attempt:
        seen.append(receiver.address)
        return OK if "new" in receiver.address else DOWN

    here = world(answer)
    outputs = await here.act(alert(1))
    here.subscriptions["desk"] = subscription(webhook="https://new.example/hook")
    assert await here.again(outputs, 6) == []
    assert seen == ["https://a.example/hook", "https://new.example/hook"]


@pytest.mark.parametrize(("asked", "tier", "due"), [(3.0, 0, 5.0), (20.0, 1, 30.0), (31.0, 2, 120.0), (1e9, 2, 120.0)])
async def test_a_receiver_that_asks_for_time_is_given_it(asked: float, tier: int, due: float) -> None:
    """Retry-After is honoured with the first tier that waits as long, and never for longer than the last."""
    here = world(lambda _, __: Attempt("failed", "answered 429", asked))
    (output,) = await here.act(alert(1))
    assert output.partition == tier
    assert header(output, headers.DUE) == str(int((here.now + due) * 1000))
    here.now += min(asked, 100) - 0.5
    (second,) = await here.act(alert(2))
    assert len(here.tried) == 1, "nor is it disturbed with the next alert"
    assert second.partition is not None


async def test_what_there_was_no_time_to_retry_keeps_its_tier() -> None:
    here = world(lambda _, __: DOWN)
    outputs = await here.act(alert(1), alert(2))
    here.role._again._pace = replace(here.role._again._pace, start_seconds=-1)
    left = await here.again(outputs, 6)
    assert [(output.partition, header(output, headers.ATTEMPT)) for output in left] == [(0, "1"), (0, "1")]
    assert header(left[0], headers.DUE) == str(int(here.now * 1000))


async def test_what_there_was_no_time_to_retry_after_a_long_wait_does_not_wait_so_long_again() -> None:
    """At the end of its own partition it would be behind all that is due there within the hour: it waits one tier down,
    and goes on from where it was when it fails."""
    here = world(lambda _, __: DOWN)
    outputs = await here.act(alert(1))
    for wait in (6, 31):
        outputs = await here.again(outputs, wait)
    pace = here.role._again._pace
    here.role._again._pace = replace(pace, start_seconds=-1)
    left = await here.again(outputs, 121)
    assert [(each.partition, header(each, headers.ATTEMPT)) for each in left] == [(1, "3")]
    left = await here.again(left, 0)
    assert [(each.partition, header(each, headers.ATTEMPT)) for each in left] == [(0, "3")]
    assert header(left[0], headers.DUE) == str(int(here.now * 1000))
    here.role._again._pace = pace
    (letter,) = await here.again(left, 31)
    assert header(letter, headers.DETAIL) == "not taken in 4 attempts: webhook: no connection"


async def test_one_whose_answer_is_still_to_come_is_not_given_up() -> None:
    """It waits once more, for as long as an attempt takes; it may have been taken. Then it is over."""
    here = world(lambda _, __: DOWN)
    outputs = await here.act(alert(1))
    for wait in (6, 31):
        outputs = await here.again(outputs, wait)
    here.role._again._pace = replace(here.role._again._pace, patience_seconds=0.1)
    here.seconds = 0.3
    outputs = await here.again(outputs, 121)
    assert [(each.partition, header(each, headers.ATTEMPT)) for each in outputs] == [(1, "4")]
    await asyncio.sleep(0.4)
    assert [each.topic for each in await here.again(outputs, 31)] == [DEAD_LETTERS]


async def test_receivers_that_fail_are_shown_the_longest_first_and_50_at_most() -> None:
    registry = CollectorRegistry()
    metrics = AlertMetrics(registry)
    circuits = Circuits(lambda: now[0])
    now = [0.0]
    for number in range(60):
        now[0] = float(number)
        circuits.note(Receiver("webhook", f"https://a.example/{number}"), f"s{number}", DOWN, 0.0)
    metrics.watch(
        lambda: [(each.kind, each.subscription_id, each.seconds) for each in circuits.failing()],
        lambda: [],
        lambda: ["s0", "s1"],
    )
    now[0] = 100.0
    value = registry.get_sample_value
    assert value("reswatch_failing_receivers") == 60
    assert value("reswatch_paused_receivers") == 2
    assert value("reswatch_receiver_failing_seconds", {"kind": "webhook", "subscription": "s0"}) == 100
    assert value("reswatch_receiver_failing_seconds", {"kind": "webhook", "subscription": "s50"}) is None
    circuits.note(Receiver("webhook", "https://a.example/0"), "s0", OK, 0.0)
    assert value("reswatch_failing_receivers") == 59
    assert value("reswatch_receiver_failing_seconds", {"kind": "webhook", "subscription": "s0"}) is None
