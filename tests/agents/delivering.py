"""A deliver role whose receivers answer as a test says, with clocks that the test moves."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from faust.types import TP

from streams.agents.circuits import Circuits
from streams.agents.deliver import Deliver, Receivers
from streams.agents.lines import Lines
from streams.agents.outbox import Output
from streams.agents.tiers import Tiers
from streams.agents.troubles import Troubles
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERTS, ALERTS_WAITING, RECEIVER_TROUBLES
from streams.core.model import Alert, Subscription
from streams.kafka.runs import Record, Run
from streams.sinks.receiver import Attempt, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.metrics import Metrics
from tests.fakes import FakeRecord

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
    offset: int = 0
    busy: Counter[Receiver] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.metrics = Metrics()
        self.alert_metrics = AlertMetrics(self.metrics.registry)
        self.circuits = Circuits(lambda: self.now)
        tiers = Tiers(WAITS, lambda: self.now, lambda: 0.0)
        self.resumed = 0
        self.troubles = Troubles(CODEC, self.on_resumed, clock=lambda: self.now)
        receivers = Receivers(self.circuits, Lines(WAITS[0], lambda: self.now), self.troubles)
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
        records = [record_of(each, self.offset + number) for number, each in enumerate(alerts)]
        self.offset += len(records)
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
