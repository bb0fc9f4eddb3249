"""What was told, read back by the next owner of a partition: all of it, and nothing that is decided anew."""

from collections.abc import AsyncGenerator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from faust.types import TP

from streams.agents import remembering
from streams.agents.group import Sent
from streams.agents.remembering import SKEW_MS, Remembering
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_TOLD
from streams.core.model import Telling
from streams.kafka import clients
from streams.kafka.batches import murmur2
from streams.kafka.cluster import Cluster
from streams.kafka.runs import Run
from tests.agents.test_group import candidate
from tests.fakes import FakeRecord

CODEC = Codec()
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOW_MS = int(NOON.timestamp() * 1000)
COUNT = 4


def partition_of(name: str) -> int:
    return (murmur2(name.encode()) & 0x7FFFFFFF) % COUNT


NAMES = {partition_of(f"desk-{number}"): f"desk-{number}" for number in range(40)}
"""A subscription in each partition."""


class FakeGroup:
    """Notes what each partition begins with."""

    def __init__(self) -> None:
        self.begun: dict[int, tuple[list[str], list[Sent]]] = {}
        self.again: list[str] = []

    def end(self) -> None:
        self.begun = {}

    def begin(
        self, partition: int, tellings: Iterable[Telling], again: Iterable[Telling], sent: Iterable[Sent]
    ) -> None:
        self.begun[partition] = ([each.alert_id for each in tellings], list(sent))
        self.again = [each.alert_id for each in again]


class World:
    """Two topics, and who reads them."""

    def __init__(self) -> None:
        self.topics: dict[str, list[Any]] = {ALERTS_TOLD: [], ALERTS: []}
        self.read: list[tuple[str, int]] = []
        self.group = FakeGroup()
        self.told = Remembering(Cluster("nowhere:1"), CODEC, self.group)  # type: ignore[arg-type]  # all that is used
        self.told.held = lambda: range(COUNT)

    async def topic(self, _: Cluster, topic: str, since: int = 0) -> AsyncGenerator[list[Any], None]:
        self.read.append((topic, since))
        for record in self.topics[topic]:
            if record.timestamp >= since:
                yield [record]

    def telling(self, alert_id: str, place: int, minute: int = 0, name: str = NAMES[1]) -> None:
        at = NOON + timedelta(minutes=minute)
        told = Telling(name, alert_id, alert_id, place, at, "thread", None, None, "")
        self._add(ALERTS_TOLD, f"{name} {alert_id}", CODEC.encode_told(told), minute)

    def alert(self, place: int, minute: int = 0, *, partition: int = 1) -> str:
        alert = candidate(name=NAMES[partition], fact=f"f{place}")
        told = headers.provenance(ALERT_CANDIDATES, partition, place, NOW_MS, "group/1")
        self._add(ALERTS, alert.subscription_id, CODEC.encode_alert(alert), minute, told)
        return alert.alert_id

    def _add(self, topic: str, key: str, value: bytes | None, minute: int, told: Any = ()) -> None:
        at = NOW_MS + minute * 60_000
        record = FakeRecord(len(self.topics[topic]), value, key.encode(), topic, 0, at, headers=told)
        self.topics[topic].append(record)

    async def reach(self, offset: int, generation: int = 1, partition: int = 1, minute: int = 0) -> tuple[Any, Any]:
        first = FakeRecord(offset, b"", b"", ALERT_CANDIDATES, partition, NOW_MS + minute * 60_000)
        await self.told.reach(Run(TP(ALERT_CANDIDATES, partition), [first], generation))
        return self.group.begun[partition]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()

    async def partitions_of(*_: object) -> list[int]:
        return list(range(COUNT))

    monkeypatch.setattr(remembering, "read_topic", made.topic)
    monkeypatch.setattr(clients, "partitions_of", partitions_of)
    return made


async def test_a_partition_begins_with_what_its_subscriptions_were_told(world: World) -> None:
    """In the order in which that was decided; the others' is none of its business."""
    world.telling("late", 7, minute=2)
    world.telling("early", 3, minute=1)
    world.telling("others", 1, name=NAMES[2])
    assert await world.reach(20) == (["early", "late"], [])
    assert await world.reach(20, partition=2) == (["others"], [])
    assert await world.reach(20, partition=3) == ([], [])


async def test_the_topics_are_read_once_in_a_generation(world: World) -> None:
    """Whatever comes later was decided here; after a rebalance all is read again."""
    await world.reach(20)
    await world.reach(21)
    await world.reach(5, partition=2)
    assert world.read == [(ALERTS_TOLD, 0), (ALERTS, NOW_MS - SKEW_MS)]
    await world.reach(22, generation=2)
    assert len(world.read) == 4


async def test_what_was_not_committed_is_decided_anew_and_not_published_twice(world: World) -> None:
    """Its tellings are left out, and the alerts that are published already are known."""
    world.telling("committed", 4)
    world.telling("not committed", 5)
    world.alert(4)
    sent = world.alert(5)
    world.alert(6, partition=2)
    assert await world.reach(5) == (["committed"], [(sent, False)])
    assert world.group.again == ["not committed"]


async def test_offsets_of_a_topic_made_anew_mean_nothing(world: World) -> None:
    """What was told long before the candidate is remembered, also where its offset is higher."""
    world.telling("of the topic before", 900)
    assert await world.reach(0, minute=60) == (["of the topic before"], [])


async def test_older_candidates_of_another_partition_look_further_back(world: World) -> None:
    """For what was published of them."""
    sent = world.alert(3, partition=2)
    await world.reach(20, minute=60)
    assert await world.reach(3, partition=2, minute=-1) == ([], [(sent, False)])
    assert [topic for topic, _ in world.read] == [ALERTS_TOLD, ALERTS, ALERTS]


async def test_the_last_record_of_a_key_counts_and_rubbish_does_not(world: World) -> None:
    """A record without value ends what it was; one that nobody can read stops no worker."""
    world.telling("gone", 1)
    world._add(ALERTS_TOLD, f"{NAMES[1]} gone", None, 0)
    world._add(ALERTS_TOLD, f"{NAMES[1]} rubbish", b"rubbish", 0)
    world._add(ALERTS, NAMES[1], b"rubbish", 0, headers.provenance(ALERT_CANDIDATES, 1, 30, NOW_MS, "x"))
    world.telling("kept", 2)
    assert await world.reach(20) == (["kept"], [])
