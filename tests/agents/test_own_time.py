"""An alert of several receivers: each has it by its own time, once, and in its own order."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from faust.types import TP

from streams.agents.outbox import Output
from streams.agents.taken import REMEMBERED, Taken
from streams.contracts import headers
from streams.contracts.topics import ALERTS, DEAD_LETTERS
from streams.core.model import Alert
from streams.kafka.runs import Run
from streams.sinks.receiver import Attempt, Receiver
from tests.agents.delivering import DOWN, OK, World, header, world
from tests.fakes import FakeRecord
from tests.sinks.hooks import alert

WEBHOOK, MAIL = "webhook", "channel:mail"
BUSY_FOR_MINUTES = Attempt("failed", "answered 429", 100.0)


def both() -> World:
    return world(webhook="https://a.example/hook", channels=("mail",))


def answers(here: World, **by_kind: Attempt) -> None:
    here.answer = lambda receiver, _: by_kind.get(receiver.kind, OK)


def puts_off(outputs: Sequence[Output], here: World) -> list[tuple[int | None, float, str | None, str | None]]:
    """Partition, seconds until it is due, which round that was, and who is served elsewhere or already."""
    return [
        (
            each.partition,
            int(header(each, headers.DUE) or 0) / 1000 - here.now,
            header(each, headers.ATTEMPT),
            header(each, headers.SERVED),
        )
        for each in outputs
    ]


def sent_to(here: World, name: str) -> list[str]:
    return [alert_id for receiver, alert_id in here.tried if receiver == name]


def ids(*numbers: int) -> list[str]:
    return [alert(number).alert_id for number in numbers]


async def mail_waits() -> tuple[World, list[Output]]:
    """The mail failed once, half a minute ago, and that alert still waits: whoever comes next is behind it."""
    here = both()
    answers(here, channel=DOWN)
    waits = await here.act(alert(1))
    here.now += 31
    here.tried.clear()
    return here, waits


async def test_who_only_waits_its_turn_does_not_wait_with_the_one_that_fails() -> None:
    here, waits = await mail_waits()
    answers(here, webhook=BUSY_FOR_MINUTES)
    behind, failed = await here.act(alert(2))
    assert puts_off([behind, failed], here) == [(0, 0, "0", WEBHOOK), (2, 120, "1", MAIL)]
    assert header(behind, headers.DETAIL) == "channel:mail: an earlier alert waits"
    assert header(failed, headers.DETAIL) == "webhook: answered 429"
    answers(here)
    assert await here.again([*waits, behind], 5) == []
    assert sent_to(here, MAIL) == ids(1, 2)
    here.tried.clear()
    assert await here.again([failed], 116) == []
    assert here.tried == [(WEBHOOK, alert(2).alert_id)]


async def test_who_came_before_its_turn_is_looked_at_soon_while_the_other_waits_for_its_retry() -> None:
    here = both()
    answers(here, channel=DOWN)
    first = await here.act(alert(1))
    answers(here, channel=DOWN, webhook=DOWN)
    second = await here.act(alert(2))
    assert puts_off(second, here) == [(0, 5, "1", None)], "what waits for the same time stays together"
    behind, failed = await here.again(second, 5)
    assert puts_off([behind, failed], here) == [(0, 0.5, "1", WEBHOOK), (1, 30, "2", MAIL)]
    here.tried.clear()
    answers(here)
    assert await here.again([*first, behind], 0.5) == []
    assert sent_to(here, MAIL) == ids(1, 2)
    assert await here.again([failed], 30) == []
    assert here.tried.count((WEBHOOK, alert(2).alert_id)) == 1


async def test_who_asks_for_minutes_holds_back_no_other() -> None:
    here = both()
    answers(here, webhook=BUSY_FOR_MINUTES, channel=DOWN)
    assert puts_off(await here.act(alert(1)), here) == [(0, 5, "1", WEBHOOK), (2, 120, "1", MAIL)]


async def test_what_waits_for_another_receiver_leaves_the_line_of_none() -> None:
    """The mail's part comes to its turn and is taken; the webhook's still waits, and is not overtaken."""
    here, waits = await mail_waits()
    answers(here, webhook=DOWN)
    behind, failed = await here.act(alert(2))
    assert puts_off([behind, failed], here) == [(0, 0, "0", WEBHOOK), (0, 5, "1", MAIL)]
    answers(here)
    assert await here.again([*waits, behind], 5) == []
    here.now += 26
    here.tried.clear()
    (third,) = await here.act(alert(3))
    assert here.tried == [(MAIL, alert(3).alert_id)]
    assert await here.again([failed, third], 1) == []
    assert sent_to(here, WEBHOOK) == ids(2, 3)


async def test_one_that_is_given_up_costs_the_other_nothing() -> None:
    """The dead letter says who has it: a replay is for the other alone."""
    here = both()
    answers(here, webhook=DOWN)
    outputs = await here.act(alert(1))
    for wait in (6, 31, 121):
        outputs = await here.again(outputs, wait)
    (letter,) = outputs
    assert (letter.topic, header(letter, headers.SERVED)) == (DEAD_LETTERS, MAIL)
    answers(here)
    replayed = FakeRecord(9, letter.value, letter.key, ALERTS, headers=[(headers.SERVED, MAIL.encode())])
    here.role._taken = here.role._first._taken = Taken()  # another worker
    here.tried.clear()
    here.now += 31
    assert await here.role.act(Run(TP(ALERTS, 0), [replayed])) != [], "that it is well again is told"
    assert here.tried == [(WEBHOOK, alert(1).alert_id)]


async def test_what_is_remembered_of_deliveries_is_bounded() -> None:
    taken, to = Taken(), Receiver("webhook", "https://a.example/hook")
    for number in range(REMEMBERED + 1):
        taken.add(replace(alert(), alert_id=str(number)), to)
    assert [taken.has(replace(alert(), alert_id=each), to) for each in ("0", "1")] == [False, True]


async def test_who_took_it_late_is_remembered_by_the_alert_itself() -> None:
    """Another worker may have it next."""
    here = both()

    async def send(receiver: Receiver, _: Alert, __: object, ___: float) -> Attempt:
        await asyncio.sleep(1.0 if receiver.kind == "webhook" else 0)
        return OK if receiver.kind == "webhook" else DOWN

    here.role._first._send = here.role._again._send = send
    waits = await here.act(alert(1))
    assert puts_off(waits, here) == [(0, 5, "1", None)]
    await asyncio.sleep(0.4)
    assert puts_off(await here.again(waits, 6), here) == [(1, 30, "2", WEBHOOK)]


async def test_an_alert_that_comes_again_before_it_is_taken_is_sent_once() -> None:
    """A rebalance reads again what is under way."""
    here = world()
    here.seconds = 0.1
    again = asyncio.create_task(here.act(alert(1), alert(1)))
    assert await here.act(alert(1)) == []
    assert await again == []
    assert sent_to(here, WEBHOOK) == ids(1)
    assert here.value("reswatch_alerts_delivered_total") == 1
    assert here.value("reswatch_alerts_dropped_total", reason="repeated") == 2
