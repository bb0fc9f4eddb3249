"""A receiver that takes nothing for a day: it is paused, what it is to have is kept, and sent when it is resumed."""

from collections.abc import Sequence
from dataclasses import replace

from faust.types import TP

from streams.agents.outbox import Output
from streams.contracts import headers
from streams.contracts.topics import ALERTS_PAUSED, ALERTS_WAITING, RECEIVER_TROUBLES
from streams.core.model import Subscription
from streams.kafka.runs import Record, Run
from tests.agents.delivering import CODEC, DOWN, GONE, OK, REFUSED, World, header, record_of, waiting, world
from tests.fakes import FakeRecord
from tests.sinks.hooks import alert

DAY = 86_400
URL = "https://a.example/hook"


def told(outputs: Sequence[Output]) -> list[bytes | None]:
    """What is told of receivers: a value, or None where a trouble has ended."""
    return [output.value for output in outputs if output.topic == RECEIVER_TROUBLES]


def others(outputs: Sequence[Output]) -> list[Output]:
    return [output for output in outputs if output.topic != RECEIVER_TROUBLES]


def kept(output: Output) -> Record:
    assert output.topic == ALERTS_PAUSED
    return FakeRecord(0, output.value, output.key, ALERTS_PAUSED, 0, 0, headers=output.headers)


async def look(here: World, *outputs: Output) -> list[Output]:
    """Have what is kept looked at."""
    run = Run(TP(ALERTS_PAUSED, 0), [kept(output) for output in outputs])
    return [output for _, output in await here.role.act_on_paused(run)]


async def paused_world(**destinations: str | tuple[str, ...]) -> World:
    """A webhook that was down for a day, and is up again, and nobody has resumed it."""
    here = world(lambda receiver, _: DOWN if receiver.kind == "webhook" else OK, **destinations)
    await here.act(alert(1))
    here.now += DAY + 1
    await here.again(await here.act(alert(2)), 6)
    here.answer = lambda _, __: OK
    here.tried.clear()
    return here


async def test_the_first_failure_and_the_recovery_are_told_once() -> None:
    here = world(lambda _, __: DOWN)
    (failing,) = told(await here.act_all(alert(1), alert(2)))
    assert failing is not None
    trouble = CODEC.decode_trouble(failing)
    assert (trouble.subscription_id, trouble.receiver, trouble.reason) == ("desk", "webhook", "no connection")
    assert trouble.paused_at is None
    assert "a.example" not in str(trouble)
    here.now += 60
    assert told(await here.act_all(alert(3))) == []
    here.now += 60
    here.answer = lambda _, __: OK
    assert told(await here.act_all(alert(4), alert(5))) == [None]
    assert told(await here.act_all(alert(6))) == []


async def test_after_a_day_it_is_paused_and_its_alerts_are_kept() -> None:
    """Whatever it would answer now; their place of origin and when they were made are kept with them."""
    here = world(lambda _, __: DOWN)
    first = others(await here.act_all(alert(1)))
    here.now += DAY + 1
    outputs = await here.act_all(alert(2))
    (paused,) = told(outputs)
    assert paused is not None
    assert CODEC.decode_trouble(paused).paused_at is not None
    assert [output.topic for output in others(outputs)] == [ALERTS_WAITING], "this one was tried"
    here.tried.clear()
    here.answer = lambda _, __: OK
    outputs = [*await here.again(first, 10), *await here.act_all(alert(3))]
    assert here.tried == []
    assert [(output.topic, output.key, output.value) for output in outputs] == [
        (ALERTS_PAUSED, b"desk", record_of(alert(number)).value) for number in (1, 3)
    ]
    assert header(outputs[1], headers.SOURCE_TOPIC) == "alerts"
    assert header(outputs[1], headers.WAIT) == "paused"


async def test_refusals_of_a_day_pause_as_well_and_one_alert_that_is_taken_ends_the_day() -> None:
    """404 for ever is a receiver that is no more; an alert that it does not like is not."""
    here = world(lambda _, __: REFUSED)
    await here.act_all(alert(1))
    here.now += DAY / 2
    here.answer = lambda _, __: OK
    await here.act_all(alert(2))
    here.answer = lambda _, __: REFUSED
    here.now += DAY / 2 + 1
    await here.act_all(alert(3))
    here.now += DAY / 2
    await here.act_all(alert(4))
    assert list(here.troubles.paused()) == []
    here.now += DAY
    await here.act_all(alert(5))
    assert [each.reason for each in here.troubles.paused()] == ["answered 400"]


async def test_a_receiver_that_wants_nothing_more_is_not_paused() -> None:
    here = world(lambda _, __: GONE)
    assert told(await here.act_all(alert(1))) == []


async def test_what_is_kept_stays_until_it_is_resumed_and_then_goes_to_be_delivered() -> None:
    here = await paused_world()
    (output,) = await here.act(alert(3))
    (again,) = await look(here, output)
    assert (again.topic, again.value) == (ALERTS_PAUSED, output.value)
    here.troubles.take(FakeRecord(9, None, b"desk webhook", RECEIVER_TROUBLES))
    assert here.resumed == 1
    (waits,) = await look(here, again)
    assert (waits.topic, waits.partition, waits.value) == (ALERTS_WAITING, 0, output.value)
    assert header(waits, headers.DUE) == str(int(here.now * 1000))
    assert await here.again([waits], 40) == []
    assert [sent for _, sent in here.tried] == [alert(3).alert_id]


async def test_only_what_is_paused_is_kept_from_its_alerts() -> None:
    """The mail goes on, and gets each once; the webhook gets what it missed."""
    here = await paused_world(webhook=URL, channels=("mail",))
    (output,) = await here.act(alert(3))
    assert [name for name, _ in here.tried] == ["channel:mail"]
    assert header(output, headers.SERVED) == "channel:mail"
    here.troubles.take(FakeRecord(9, None, b"desk webhook", RECEIVER_TROUBLES))
    (waits,) = await look(here, output)
    here.tried.clear()
    assert await here.again([waits], 40) == []
    assert [name for name, _ in here.tried] == ["webhook"]


async def test_one_that_fails_beside_one_that_is_paused_waits_for_itself_alone() -> None:
    here = await paused_world(webhook=URL, channels=("mail",))
    here.answer = lambda _, __: DOWN
    by_topic = {output.topic: output for output in await here.act(alert(3))}
    assert header(by_topic[ALERTS_WAITING], headers.SERVED) == "webhook"
    assert header(by_topic[ALERTS_PAUSED], headers.SERVED) == "channel:mail"


async def test_a_subscription_that_is_paused_by_hand_is_sent_nothing() -> None:
    here = world()
    mine = here.subscriptions["desk"]
    here.subscriptions["desk"] = replace(mine, paused=True)
    (output,) = await here.act(alert(1))
    assert (output.topic, here.tried) == (ALERTS_PAUSED, [])
    here.subscriptions["desk"] = mine
    (waits,) = await look(here, output)
    assert await here.again([waits], 0) == []
    assert len(here.tried) == 1


async def test_another_address_is_another_receiver() -> None:
    here = await paused_world()
    here.subscriptions["desk"] = Subscription("desk", webhook="https://new.example/hook")
    assert await here.act(alert(3)) == []
    assert len(here.tried) == 1


async def test_what_nobody_wants_any_more_is_not_kept() -> None:
    here = await paused_world()
    (output,) = await here.act(alert(3))
    here.subscriptions.clear()
    assert await look(here, output) == []
    assert here.value("reswatch_alerts_dropped_total", reason="unsubscribed") == 1


async def test_what_another_worker_saw_counts() -> None:
    """It read the topic; a value that is none of ours is left out."""
    here, other = world(lambda _, __: DOWN), world(lambda _, __: DOWN)
    (failing,) = told(await other.act_all(alert(1)))
    here.troubles.take(FakeRecord(0, failing, b"desk webhook", RECEIVER_TROUBLES))
    here.troubles.take(FakeRecord(1, b"junk", b"desk webhook", RECEIVER_TROUBLES))
    here.now += DAY + 1
    (paused,) = told(await here.act_all(alert(2)))
    other.troubles.take(FakeRecord(1, paused, b"desk webhook", RECEIVER_TROUBLES))
    assert [each.receiver for each in other.troubles.paused()] == ["webhook"]


async def test_a_dead_letter_of_what_was_kept_says_where_the_alert_came_from() -> None:
    here = await paused_world()
    (output,) = await here.act(alert(3))
    letter = here.role.dead_letter(kept(output), "undeliverable", "why")
    assert header(letter, headers.SOURCE_TOPIC) == "alerts"
    assert waiting(replace(output, topic=ALERTS_WAITING, partition=0), 1).value == letter.value
