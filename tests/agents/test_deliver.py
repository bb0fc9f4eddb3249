"""The deliver role without Kafka: what is tried, what must wait and where, what is given up."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from faust.types import TP
from prometheus_client import CollectorRegistry

from streams.agents.attempts import FIRST
from streams.agents.circuits import OPEN_SECONDS, Circuits
from streams.agents.deliver import Deliver, Receivers
from streams.agents.outbox import Output
from streams.agents.tiers import Tiers
from streams.agents.troubles import Troubles
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_WAITING, DEAD_LETTERS, RECEIVER_TROUBLES
from streams.core.model import Alert, Subscription
from streams.kafka.runs import Record, Run
from streams.sinks.receiver import Attempt, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.metrics import Metrics
from tests.fakes import FakeRecord
from tests.sinks.hooks import alert

WAITS = (5.0, 30.0, 120.0)
CODEC = Codec()
OK, GONE = Attempt("delivered", "answered 204"), Attempt("gone", "answered 410")
DOWN, REFUSED = Attempt("failed", "no connection"), Attempt("refused", "answered 400")


@dataclass
class World:
    """A deliver role whose receivers answer as ``answer`` says, with clocks that the test moves."""

    answer: Callable[[Receiver, Alert], Attempt] = lambda _, __: OK
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    seconds: float = 0.0
    now: float = 1_800_000_000.0
    tried: list[tuple[str, str]] = field(default_factory=list)
    busy: Counter[Receiver] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.metrics = Metrics()
        self.alert_metrics = AlertMetrics(self.metrics.registry)
        self.circuits = Circuits(lambda: self.now)
        tiers = Tiers(WAITS, lambda: self.now, lambda: 0.0)
        self.resumed = 0
        self.troubles = Troubles(CODEC, self.on_resumed, clock=lambda: self.now)
        receivers = Receivers(self.circuits, self.troubles)
        self.role = Deliver(CODEC, self.find, self.send, receivers, tiers, self.alert_metrics)

    def on_resumed(self) -> None:
        self.resumed += 1

    async def find(self, subscription_id: str) -> Subscription | None:
        return self.subscriptions.get(subscription_id)

    async def send(self, receiver: Receiver, sent: Alert, _: datetime, seconds: float) -> Attempt:
        assert not self.busy[receiver], "one at a time for one receiver"
        self.busy[receiver] += 1
        self.tried.append((receiver.name, sent.alert_id))
        await asyncio.sleep(min(self.seconds, seconds))
        self.busy[receiver] -= 1
        return self.answer(receiver, sent)

    async def act(self, *alerts: Alert) -> list[Output]:
        """Deliver alerts; what is told of receivers is left out: see test_pausing."""
        return [output for output in await self.act_all(*alerts) if output.topic != RECEIVER_TROUBLES]

    async def act_all(self, *alerts: Alert) -> list[Output]:
        records = [record_of(each, offset) for offset, each in enumerate(alerts)]
        return [output for _, output in await self.role.act(Run(TP(ALERTS, 0), records))]

    async def again(self, outputs: Sequence[Output], after: float) -> list[Output]:
        """Have what waits in one partition looked at ``after`` so many seconds."""
        self.now += after
        (partition,) = {output.partition for output in outputs}
        assert partition is not None
        run = Run(TP(ALERTS_WAITING, partition), [waiting(output, number) for number, output in enumerate(outputs)])
        return [output for _, output in await self.role.act_again(run) if output.topic != RECEIVER_TROUBLES]

    def value(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


def record_of(sent: Alert, offset: int = 0) -> Record:
    return FakeRecord(
        offset, CODEC.encode_alert(sent), sent.subscription_id.encode(), ALERTS, 0, int((time.time() - 1) * 1000)
    )


def waiting(output: Output, offset: int) -> Record:
    assert output.topic == ALERTS_WAITING
    assert output.partition is not None
    return FakeRecord(offset, output.value, output.key, ALERTS_WAITING, output.partition, 0, headers=output.headers)


def header(output: Output, name: str) -> str | None:
    return headers.read(output.headers, name)


def subscription(**destinations: Any) -> Subscription:
    return Subscription("desk", **destinations)


def world(answer: Callable[[Receiver, Alert], Attempt] = lambda _, __: OK, **destinations: Any) -> World:
    destinations = destinations or {"webhook": "https://a.example/hook"}
    return World(answer, {"desk": subscription(**destinations)})


async def test_a_delivered_alert_leaves_nothing() -> None:
    here = world()
    assert await here.act(alert(1), alert(2)) == []
    assert here.tried == [("webhook", alert(1).alert_id), ("webhook", alert(2).alert_id)]
    assert here.value("reswatch_alerts_delivered_total") == 2
    assert here.value("reswatch_alert_attempts_total", kind="webhook", outcome="delivered") == 2
    assert here.value("reswatch_alert_delivery_seconds_count", kind="webhook") == 2


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
    await here.act(alert(1))
    await here.act(alert(2), alert(3))
    assert len(here.tried) == 1
    here.now += OPEN_SECONDS + 1
    here.answer = lambda _, __: OK
    assert await here.act(alert(4), alert(5)) == []
    assert len(here.tried) == 3


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


async def test_gone_ends_it() -> None:
    """410: nothing is sent there any more, and nothing waits."""
    here = world(lambda _, __: GONE)
    assert await here.act(alert(1), alert(2)) == []
    assert await here.act(alert(3)) == []
    assert len(here.tried) == 1
    assert here.value("reswatch_alerts_dropped_total", reason="gone") == 3


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


@pytest.mark.parametrize(
    ("now", "reason"), [(None, "unsubscribed"), (Subscription("desk"), "no_receiver")], ids=["gone", "nowhere to go"]
)
async def test_what_nobody_wants_is_dropped_and_counted(now: Subscription | None, reason: str) -> None:
    here = World(subscriptions={} if now is None else {"desk": now})
    assert await here.act(alert(1)) == []
    assert here.tried == []
    assert here.value("reswatch_alerts_dropped_total", reason=reason) == 1


async def test_an_alert_that_comes_again_is_not_sent_again() -> None:
    """A corrected article tells the same, or Kafka delivers a run twice; to a new webhook it is news."""
    here = world()
    assert await here.act(alert(1)) == []
    assert await here.act(alert(1)) == []
    assert len(here.tried) == 1
    assert here.value("reswatch_alerts_dropped_total", reason="repeated") == 1
    here.subscriptions["desk"] = subscription(webhook="https://new.example/hook")
    await here.act(alert(1))
    assert len(here.tried) == 2


async def test_what_was_held_by_an_embargo_is_not_replayed_as_an_article() -> None:
    """Its dead letter says that it comes from alerts-waiting, though its provenance is the article."""
    here = world()
    source = headers.provenance("articles-enriched", 3, 42, 1, "match/1")
    record = FakeRecord(9, b"junk", b"desk", ALERTS_WAITING, 1, headers=[*source, (headers.WAIT, b"embargo")])
    ((_, letter),) = await here.role.act_again(Run(TP(ALERTS_WAITING, 1), [record]))
    assert (header(letter, headers.SOURCE_TOPIC), header(letter, headers.SOURCE_OFFSET)) == (ALERTS_WAITING, "9")


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


async def test_a_slow_receiver_costs_the_others_nothing() -> None:
    """It is tried beside them, no attempt of it begins late, and what there was no time for waits."""
    here = World(
        subscriptions={
            "desk": subscription(webhook="https://slow.example/"),
            "other": Subscription("other", webhook="https://b.example/"),
        }
    )
    done: dict[str, float] = {}
    started = time.monotonic()

    async def send(receiver: Receiver, sent: Alert, _: datetime, __: float) -> Attempt:
        await asyncio.sleep(0.3 if "slow" in receiver.address else 0)
        done[sent.alert_id] = time.monotonic() - started
        return OK

    pace = replace(FIRST, start_seconds=1.0)
    here.role._first._send, here.role._first._pace = send, pace
    outputs = await here.act(*(alert(number, "desk" if number % 2 else "other") for number in range(40)))
    assert time.monotonic() - started < 2
    assert max(done[alert(number).alert_id] for number in range(0, 40, 2)) < 0.3
    assert len(outputs) == 40 - len(done)
    assert header(outputs[-1], headers.DETAIL) == "webhook: no time to try"

    before = len(done)
    outputs = await here.act(alert(100), alert(101, "other"))
    assert (len(outputs), len(done)) == (1, before + 1), "what comes next waits behind them, and holds up nobody"


async def test_one_that_hangs_is_tried_from_waiting_alone_until_it_answers_at_once() -> None:
    """It holds up the others once, for less than a second, and not each time that its breaker lets one through."""
    here = world()
    here.seconds, here.answer = 30.0, lambda _, __: DOWN
    started = time.monotonic()
    assert len(await here.act(alert(1))) == 1
    assert time.monotonic() - started < 2
    assert len(await here.act(alert(2))) == 1, "the attempt is still under way"
    await asyncio.sleep(3.0)
    here.now += OPEN_SECONDS + 1
    assert len(await here.act(alert(3))) == 1
    assert len(here.tried) == 1
    here.seconds, here.answer = 0.0, lambda _, __: OK
    assert await here.again([await one_waiting(here, 4)], 60) == []
    assert await here.act(alert(5)) == []
    assert len(here.tried) == 3


async def one_waiting(here: World, number: int) -> Output:
    (output,) = await here.act(alert(number))
    return output


async def test_a_slow_answer_that_nobody_waited_for_counts() -> None:
    """The alert waits, and is not sent again: it was taken meanwhile."""
    here = world()
    here.seconds = 1.2
    outputs = await here.act(alert(1))
    assert len(outputs) == 1
    await asyncio.sleep(0.8)
    assert await here.again(outputs, 10) == []
    assert len(here.tried) == 1
    assert here.value("reswatch_alerts_delivered_total") == 1


async def test_what_there_was_no_time_to_retry_keeps_its_tier() -> None:
    here = world(lambda _, __: DOWN)
    outputs = await here.act(alert(1), alert(2))
    here.role._again._pace = replace(here.role._again._pace, start_seconds=-1)
    left = await here.again(outputs, 6)
    assert [(output.partition, header(output, headers.ATTEMPT)) for output in left] == [(0, "1"), (0, "1")]
    assert header(left[0], headers.DUE) == str(int(here.now * 1000))


async def test_an_embargo_comes_down_the_tiers_and_ends_where_it_is_decided() -> None:
    """With its provenance, without the headers of the wait, not before its time and little after."""
    here = world()
    until = datetime.fromtimestamp(here.now, UTC) + timedelta(seconds=200)
    held = replace(alert(1), embargoed_until=until)
    tiers = Tiers(WAITS, lambda: here.now, lambda: 0.0)
    source = headers.provenance("articles-enriched", 3, 42, 1, "match/1")
    output = tiers.embargo(b"desk", CODEC.encode_alert(held), source, until)
    hops = []
    while output.topic == ALERTS_WAITING:
        hops.append(output.partition)
        due = int(header(output, headers.DUE) or 0) / 1000
        (output,) = await here.again([output], max(0.0, due - here.now))
    assert (output.topic, output.key, output.partition, output.headers) == (ALERT_CANDIDATES, b"desk", None, source)
    assert hops[0] == 2
    assert until.timestamp() <= here.now < until.timestamp() + WAITS[0]
    assert here.tried == []


@pytest.mark.parametrize("value", [b"junk", b"\0\0\0\0\1junk", None], ids=["no Avro", "unknown schema", "no value"])
async def test_what_cannot_be_read_is_a_dead_letter(value: bytes | None) -> None:
    here = world()
    record = FakeRecord(5, value, b"desk", ALERTS, 2)
    ((_, output),) = await here.role.act(Run(TP(ALERTS, 2), [record]))
    assert (output.topic, output.value) == (DEAD_LETTERS, value)
    assert header(output, headers.SOURCE_OFFSET) == "5"


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


async def test_what_is_held_back_is_sent_to_nobody() -> None:
    """It is on ``alerts`` to be looked up."""
    desk = world()
    assert await desk.act(replace(alert(), held_back=True)) == []
    assert desk.tried == []
    assert desk.value("reswatch_alerts_dropped_total", reason="held_back") == 1


async def test_a_candidate_that_waits_for_the_hour_comes_back_to_be_decided() -> None:
    """Down through the waits, as it is; where it came from is told as it was."""
    desk = world()
    origin = headers.provenance(ALERT_CANDIDATES, 2, 17, 1_000, "group/1")
    until = datetime.fromtimestamp(desk.now + 150, UTC)
    held = Tiers(WAITS, lambda: desk.now, lambda: 0.0).hour(b"desk", CODEC.encode_alert(alert()), origin, until)
    assert (held.topic, held.partition, header(held, headers.WAIT)) == (ALERTS_WAITING, 2, "hour")
    (again,) = await desk.again([held], after=120)
    assert (again.topic, again.partition, header(again, headers.WAIT)) == (ALERTS_WAITING, 1, "hour")
    (back,) = await desk.again([again], after=30)
    assert (back.topic, back.partition, back.key, back.value) == (ALERT_CANDIDATES, None, b"desk", held.value)
    assert back.headers == origin
    assert desk.tried == []
