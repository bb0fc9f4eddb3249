"""The deliver role without Kafka: who gets an alert, who does not, and what becomes of one that cannot be read."""

from dataclasses import replace

import pytest
from faust.types import TP

from streams.contracts import headers
from streams.contracts.topics import ALERTS, DEAD_LETTERS
from streams.core.model import Subscription
from streams.kafka.runs import Run
from tests.agents.delivering import GONE, World, header, subscription, world
from tests.fakes import FakeRecord
from tests.sinks.hooks import alert


async def test_a_delivered_alert_leaves_nothing() -> None:
    here = world()
    assert await here.act(alert(1), alert(2)) == []
    assert here.tried == [("webhook", alert(1).alert_id), ("webhook", alert(2).alert_id)]
    assert here.value("reswatch_alerts_delivered_total") == 2
    assert here.value("reswatch_alert_attempts_total", kind="webhook", outcome="delivered") == 2
    assert here.value("reswatch_alert_delivery_seconds_count", kind="webhook") == 2


async def test_gone_ends_it() -> None:
    """410: nothing is sent there any more, and nothing waits."""
    here = world(lambda _, __: GONE)
    assert await here.act(alert(1), alert(2)) == []
    assert await here.act(alert(3)) == []
    assert len(here.tried) == 1
    assert here.value("reswatch_alerts_dropped_total", reason="gone") == 3


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


@pytest.mark.parametrize("value", [b"junk", b"\0\0\0\0\1junk", None], ids=["no Avro", "unknown schema", "no value"])
async def test_what_cannot_be_read_is_a_dead_letter(value: bytes | None) -> None:
    here = world()
    record = FakeRecord(5, value, b"desk", ALERTS, 2)
    ((_, output),) = await here.role.act(Run(TP(ALERTS, 2), [record]))
    assert (output.topic, output.value) == (DEAD_LETTERS, value)
    assert header(output, headers.SOURCE_OFFSET) == "5"


async def test_what_is_held_back_is_sent_to_nobody() -> None:
    """It is on ``alerts`` to be looked up."""
    desk = world()
    assert await desk.act(replace(alert(), held_back=True)) == []
    assert desk.tried == []
    assert desk.value("reswatch_alerts_dropped_total", reason="held_back") == 1


async def test_one_that_has_ended_is_looked_for_once_in_a_run() -> None:
    """Each look asks Kafka how far the subscriptions go, and all other alerts wait meanwhile."""
    here = World()
    looked: list[str] = []

    async def find(subscription_id: str) -> None:
        looked.append(subscription_id)

    here.role._find = find
    assert await here.act(*map(alert, range(50))) == []
    assert looked == ["desk"]
    assert here.value("reswatch_alerts_dropped_total", reason="unsubscribed") == 50
    await here.act(alert(50))
    assert looked == ["desk", "desk"], "it may have come since"
