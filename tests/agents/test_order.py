"""The order of one subscription's alerts: what waits the first time is not overtaken by what comes later."""

import asyncio

import pytest

from streams.agents.lines import LONGEST_SECONDS, LOST_SECONDS, PURGE_AT, Lines
from streams.agents.outbox import Output
from streams.agents.slots import acquired
from streams.contracts import headers
from streams.core.model import Subscription
from streams.sinks.receiver import Attempt, Receiver
from tests.agents.delivering import DOWN, OK, REFUSED, World, header, world
from tests.sinks.hooks import alert

DESK = Receiver("webhook", "https://a.example/")


def ids(*numbers: int) -> list[str]:
    return [alert(number).alert_id for number in numbers]


def sent(here: World) -> list[str]:
    return [alert_id for _, alert_id in here.tried]


def due_in(output: Output, here: World) -> float:
    return int(header(output, headers.DUE) or 0) / 1000 - here.now


async def slow_once() -> tuple[World, list[Output]]:
    """A receiver that took an alert late, as on a busy machine, answers at once now; the second alert waits."""
    here = world()
    here.seconds = 1.2
    waits = await here.act(alert(1))
    waits += await here.act(alert(2))
    here.seconds = 0.0
    await asyncio.sleep(0.6)
    assert sent(here) == ids(1)
    return here, waits


async def test_a_late_answer_costs_time_and_not_the_order() -> None:
    """What came meanwhile waits; what comes while that waits is behind it, due as soon as it is."""
    here, waits = await slow_once()
    third = await here.act(alert(3))
    assert await here.again(waits, 5) == [], "the first one was taken"
    (fourth,) = await here.act(alert(4))
    assert sent(here) == ids(1, 2)
    assert (fourth.partition, header(fourth, headers.ATTEMPT), due_in(fourth, here)) == (0, "0", 0)
    assert header(fourth, headers.DETAIL) == "webhook: an earlier alert waits"
    assert await here.again([*third, fourth], 5) == []
    assert await here.act(alert(5)) == [], "nothing waits any more"
    assert sent(here) == ids(1, 2, 3, 4, 5)


async def test_who_comes_before_its_turn_waits_for_a_moment() -> None:
    """Runs are settled side by side: the record of a later alert may be in waiting before that of an earlier one."""
    here, waits = await slow_once()
    (third,) = await here.act(alert(3))
    (again,) = await here.again([third], 5)
    assert (again.partition, header(again, headers.ATTEMPT), due_in(again, here)) == (0, "1", 0.5)
    assert await here.again([again, *reversed(waits)], 1) == []
    assert sent(here) == ids(1, 2, 3)


async def test_a_failure_that_passes_costs_no_order_and_who_fails_twice_is_overtaken() -> None:
    here = world(lambda _, __: DOWN)
    first = await here.act(alert(1))
    here.answer = lambda _, __: OK
    second = await here.act(alert(2))
    assert await here.again(first, 5.1) == []
    third = await here.act(alert(3))
    assert await here.again([*second, *third], 5) == []
    here.answer = lambda _, __: DOWN
    fourth = await here.act(alert(4))
    fourth = await here.again(fourth, 5.1)
    assert [each.partition for each in fourth] == [1]
    here.now += 31
    here.answer = lambda _, __: OK
    assert await here.act(alert(5)) == []
    assert await here.again(fourth, 5) == []
    assert sent(here) == ids(1, 1, 2, 3, 4, 4, 5, 4)


async def test_a_refused_alert_is_overtaken() -> None:
    """It may be one that its receiver never takes."""
    here = world(lambda _, one: REFUSED if one.alert_id == alert(1).alert_id else OK)
    assert len(await here.act(alert(1), alert(2))) == 1
    assert await here.act(alert(3)) == []


async def test_who_asks_for_more_time_than_the_first_wait_is_overtaken() -> None:
    here = world(lambda _, __: Attempt("failed", "answered 429", 20.0))
    assert [each.partition for each in await here.act(alert(1))] == [1]
    here.now += 31
    here.answer = lambda _, __: OK
    assert await here.act(alert(2)) == []


async def test_others_at_the_same_channel_or_another_receiver_are_not_behind_it() -> None:
    """A channel's messages go out one by one, and each subscription has its line."""
    names = ("a", "b")
    here = World(
        lambda receiver, _: OK if receiver.kind == "channel" else DOWN,
        {name: Subscription(name, channels=("desk",), webhook=f"https://{name}.example/") for name in names},
    )
    here.role._lines.join("a", Receiver("channel", "desk"), 0)
    here.offset = 1
    outputs = await here.act(alert(1, "a"), alert(2, "b"))
    assert [(output.key, header(output, headers.SERVED)) for output in outputs] == [
        (b"a", "webhook"),
        (b"a", "channel:desk"),
        (b"b", "channel:desk"),
    ]
    assert here.tried.count(("channel:desk", alert(2).alert_id)) == 1


async def test_one_that_waited_is_not_put_off_while_its_receiver_is_busy_with_another() -> None:
    """It has its turn after that one: busy is not failing."""
    here = World(subscriptions={name: Subscription(name, channels=("desk",)) for name in ("a", "b")})
    here.answer = lambda _, one: DOWN if one.subscription_id == "a" else OK
    waits = await here.act(alert(1, "a"))
    here.answer, here.seconds = lambda _, __: OK, 0.3
    here.now += 31
    busy = asyncio.create_task(here.act(alert(2, "b")))
    await asyncio.sleep(0.1)
    assert await here.again(waits, 5) == []
    assert await busy == []
    assert sent(here) == ids(1, 2, 1)


async def test_one_that_is_taken_while_it_waits_for_its_turn_is_not_sent_again() -> None:
    """A wait may be shorter than an attempt."""
    here = world()
    here.seconds = 1.2
    waits = await here.act(alert(1))
    assert await here.again(waits, 0.3) == []
    assert sent(here) == ids(1)
    assert here.value("reswatch_alerts_delivered_total") == 1


async def test_what_nobody_wants_any_more_holds_up_nobody() -> None:
    """It is gone from the line when it is due, whatever became of it."""
    here = world(lambda _, __: DOWN)
    waits = await here.act(alert(1))
    here.subscriptions["desk"], was = Subscription("desk"), here.subscriptions["desk"]
    assert await here.again(waits, 5) == []
    here.subscriptions["desk"] = was
    here.answer = lambda _, __: OK
    here.now += 31
    assert await here.act(alert(2)) == []


async def test_who_asks_first_is_first_though_the_lock_is_free_in_between() -> None:
    lock, order = asyncio.Lock(), list[str]()

    async def ask(name: str) -> None:
        assert await acquired(lock, 5)
        order.append(name)
        lock.release()

    await lock.acquire()
    first = asyncio.create_task(ask("first"))
    asyncio.get_running_loop().call_soon(lock.release)
    second = asyncio.create_task(ask("second"))
    await asyncio.gather(first, second)
    assert order == ["first", "second"]


def test_a_line_is_in_the_order_of_places_and_ends_when_it_is_lost_from_sight() -> None:
    now = [0.0]
    lines = Lines(5, lambda: now[0])
    for place in (4, 2, 9):
        lines.join("desk", DESK, place)
    assert [lines.is_behind("desk", DESK, place) for place in (1, 2, 3, None)] == [False, False, True, False]
    now[0] = 10
    lines.leave("desk", DESK, 2)
    now[0] = 20
    lines.leave("desk", DESK, 9)
    now[0] = 49
    assert lines.is_behind("desk", DESK, 5)
    now[0] = 51
    assert not lines.is_behind("desk", DESK, 5), "another worker serves what waits"


def test_a_line_that_is_never_empty_does_not_hold_back_for_ever() -> None:
    """One gets into it as one leaves it."""
    now = [0.0]
    lines = Lines(5, lambda: now[0])
    lines.join("desk", DESK, 0)
    for place in range(1, 60):
        now[0] = float(place)
        assert lines.is_behind("desk", DESK, place)
        lines.join("desk", DESK, place)
        lines.leave("desk", DESK, place - 1)
    now[0] = LONGEST_SECONDS + 1
    assert not lines.is_behind("desk", DESK, 60)


def test_who_joins_a_line_that_stands_still_begins_another() -> None:
    """Else it would grow with each alert where nobody asks who is behind whom, and new ones be forgotten with it."""
    now = [0.0]
    lines = Lines(5, lambda: now[0])
    lines.join("desk", DESK, 1)
    now[0] = LOST_SECONDS + 11
    lines.join("desk", DESK, 7)
    assert not lines.is_behind("desk", DESK, 7)
    assert lines.is_behind("desk", DESK, 8)


@pytest.mark.parametrize("passed", [0, LOST_SECONDS + 11])
def test_lines_that_stand_still_are_forgotten_when_there_are_many(passed: float) -> None:
    now = [0.0]
    lines = Lines(5, lambda: now[0])
    for number in range(PURGE_AT):
        lines.join(f"s{number}", DESK, 1)
    now[0] = passed
    lines.join("desk", DESK, 1)
    assert len(lines._lines) == (1 if passed else PURGE_AT + 1)
