"""Many receivers that hang beside those that answer: nobody who answers waits for them. Told by what came first, not by
clocks, so that it holds on any machine."""

import asyncio
from datetime import datetime

from streams.agents.outbox import Output
from streams.agents.slots import MOST
from streams.contracts.topics import ALERTS_WAITING, RECEIVER_TROUBLES
from streams.core.model import Alert, Subscription
from streams.sinks.receiver import Attempt, Receiver
from tests.agents.delivering import OK, World
from tests.sinks.hooks import alert

GOOD, HANGING = 20, 2 * MOST


class Beside:
    """Receivers that answer at once, and more that never do than there are slots of all kinds."""

    def __init__(self) -> None:
        names = [*(f"good-{number}" for number in range(GOOD)), *(f"hangs-{number}" for number in range(HANGING))]
        self.here = World(
            subscriptions={name: Subscription(name, webhook=f"https://{name}.example/") for name in names}
        )
        self.here.role._first._send = self._send
        self.here.role._again._send = self._send
        self.taken: list[tuple[str, str]] = []
        self.under_way = self.most_under_way = 0
        self.answers = asyncio.Event()

    async def _send(self, receiver: Receiver, sent: Alert, _: datetime, seconds: float) -> Attempt:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if "hangs" in receiver.address:
                await self.answers.wait()
        finally:
            self.under_way -= 1
        self.taken.append((sent.subscription_id, sent.alert_id))
        return OK

    async def act(self, *alerts: Alert) -> list[Output]:
        return [each for each in await self.here.act_all(*alerts) if each.topic != RECEIVER_TROUBLES]

    def goods(self, first: int) -> list[Alert]:
        return [alert(first + number, f"good-{number}") for number in range(GOOD)]

    def hanging(self, first: int) -> list[Alert]:
        return [alert(first + number, f"hangs-{number}") for number in range(HANGING)]


async def test_those_that_answer_wait_for_none_of_those_that_hang() -> None:
    """Neither while these are new nor when they are known, nor in waiting; what is under way is bounded."""
    beside = Beside()
    assert await beside.act(*beside.goods(0)) == []
    first = asyncio.create_task(beside.act(*beside.hanging(1_000)))
    await asyncio.sleep(0)
    assert await beside.act(*beside.goods(2_000)) == []
    assert not first.done(), "they are taken while the first attempts at the others are under way"
    left = await first
    assert {each.topic for each in left} == {ALERTS_WAITING}
    assert len(left) == HANGING

    again = asyncio.create_task(beside.here.again(left, 6.0))
    await asyncio.sleep(0.2)
    assert await beside.act(*beside.goods(3_000)) == []
    assert not again.done()
    assert len(await again) == HANGING
    assert beside.most_under_way <= 2 * MOST
    assert all(name.startswith("good") for name, _ in beside.taken)
    beside.answers.set()


async def test_new_receivers_get_their_turn_however_many_hang_before_them() -> None:
    """As on the first alerts after a start, when nobody is known."""
    beside = Beside()
    outputs = await beside.act(*beside.hanging(0), *beside.goods(1_000))
    assert {name for name, _ in beside.taken} == {f"good-{number}" for number in range(GOOD)}
    assert len(outputs) == HANGING
    beside.answers.set()


async def test_a_receiver_has_its_alerts_in_order_whatever_runs_they_come_in() -> None:
    beside = Beside()
    runs = [asyncio.create_task(beside.act(*beside.goods(100 * number))) for number in range(5)]
    for run in runs:
        assert await run == []
    for number in range(GOOD):
        mine = [alert_id for name, alert_id in beside.taken if name == f"good-{number}"]
        assert mine == [alert(100 * run + number).alert_id for run in range(5)]
