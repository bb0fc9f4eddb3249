"""Receivers that are slow or hang: what they cost the others, and what their late answers count."""

import asyncio
import time
from dataclasses import replace
from datetime import datetime

from streams.agents.attempts import FIRST
from streams.agents.circuits import OPEN_SECONDS
from streams.agents.outbox import Output
from streams.contracts import headers
from streams.core.model import Alert, Subscription
from streams.sinks.receiver import Attempt, Receiver
from tests.agents.delivering import DOWN, OK, World, header, subscription, world
from tests.sinks.hooks import alert


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


async def slow_in_waiting(answer: Attempt) -> tuple[World, list[Output]]:
    """A receiver that answers after a while, and is waited for for less; the last of its alerts finds it so."""
    here = world(lambda _, __: answer)
    here.role._again._pace = replace(here.role._again._pace, patience_seconds=0.2)
    here.seconds = 1.0
    waits = [*await here.act(alert(1)), *await here.act(alert(2)), *await here.act(alert(3))]
    await asyncio.sleep(0.5)
    here.now += 31
    left = await here.again(waits, 5)
    return here, await here.again(left[-1:], 0)


async def test_who_is_slow_is_asked_again_soon_and_not_given_up() -> None:
    """Each answer costs those behind it a wait, and none of them an attempt: none was made."""
    here, left = await slow_in_waiting(OK)
    assert [sent for _, sent in here.tried] == [alert(1).alert_id, alert(2).alert_id]
    for _ in range(2):
        assert [(each.partition, header(each, headers.ATTEMPT)) for each in left] == [(0, "1")]
        assert header(left[0], headers.DUE) == str(int((here.now + 5) * 1000))
        left = await here.again(left, 5)
    (fourth,) = await here.act(alert(4))
    await asyncio.sleep(1.0)
    here.seconds = 0.0
    assert await here.again([*left, fourth], 5) == []
    assert [sent for _, sent in here.tried] == [alert(number).alert_id for number in (1, 2, 3, 4)]


async def test_behind_one_that_fails_and_hangs_it_waits_as_what_failed_does() -> None:
    _, left = await slow_in_waiting(DOWN)
    assert [(each.partition, header(each, headers.ATTEMPT)) for each in left] == [(1, "2")]
