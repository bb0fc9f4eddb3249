"""Waits for what is on ``alerts-waiting`` or ``alerts-paused``: each head until it is due, each partition on its own.

A plain consumer group beside Faust's, since a Faust agent that waited for a head would hold up all its partitions.
Each partition that has records has a task, its lane, and is not fetched from meanwhile; so a day's wait costs nothing,
blocks no other partition and no rebalance, and is begun anew by whoever holds the partition next.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faust.types import TP
from mode import Service

from streams.agents.outbox import Halt
from streams.agents.tiers import due_at
from streams.kafka.cluster import Cluster
from streams.kafka.groups import hear_refusals
from streams.kafka.handshake import denial
from streams.kafka.runs import Record, Run, split_into_runs

POLL_MS = 500
FETCH_BYTES = 1 << 20
"""Of one partition's records that are held in memory while their heads wait."""
LONGEST_NAP_SECONDS = 60.0
"""A clock that is set is noticed after so long."""
REVOKE_SECONDS = 20.0
"""How long a rebalance waits for attempts that are under way; then they are broken off, and made again elsewhere."""

Handle: TypeAlias = Callable[[Run], Awaitable[None]]
"""Settles a run of due alerts: returns when all that becomes of them is acknowledged."""


@dataclass(slots=True)
class _Lane:
    """The records of one partition that were fetched and are not settled yet."""

    records: Sequence[Record]
    acting: bool = False
    ending: bool = False
    task: "asyncio.Task[None] | None" = field(default=None, repr=False)


class Waiting(Service, ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types
    """Hands waiting alerts that are due to ``handle``, and commits them when it returns.

    :param topic: where they wait.
    :param group: the consumer group.
    :param session_timeout: seconds after which a silent worker's partitions are given to others.
    :param halt: ends the process where going on would lose alerts.
    """

    def __init__(
        self,
        cluster: Cluster,
        topic: str,
        group: str,
        handle: Handle,
        halt: Halt,
        *,
        session_timeout: float,
        instance_id: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._topic = topic
        self._handle = handle
        self._halt = halt
        self._clock = time.time
        self._lanes: dict[TopicPartition, _Lane] = {}
        self._woken = asyncio.Event()
        self._woken_at = 0.0
        self._options = {
            **cluster.options(),
            "group_id": group,
            "group_instance_id": instance_id,
            "session_timeout_ms": int(session_timeout * 1000),
            "heartbeat_interval_ms": int(session_timeout * 1000 / 3),
            "enable_auto_commit": False,
            "auto_offset_reset": "earliest",
            "isolation_level": "read_committed",
            "max_partition_fetch_bytes": FETCH_BYTES,
        }
        self._consumer: AIOKafkaConsumer | None = None

    async def on_start(self) -> None:
        """Join the group, or halt where that cannot be."""
        self._consumer = AIOKafkaConsumer(**self._options)
        try:
            await self._consumer.start()
            hear_refusals(self._consumer)  # before it joins, and asks for its offsets
            self._consumer.subscribe([self._topic], listener=self)
        except KafkaError as error:
            self._halt(f"cannot read {self._topic}: {denial(error) or repr(error)}")

    async def on_stop(self) -> None:
        """Finish the attempts that are under way, and leave the group."""
        await self._end(list(self._lanes))
        if self._consumer is not None:
            await self._consumer.stop()

    def wake(self) -> None:
        """Have all that waits by now looked at at once, due or not: what it waits for may have come."""
        self._woken_at = self._clock()
        self._woken.set()
        self._woken = asyncio.Event()

    def waiting(self) -> Iterator[tuple[int, int]]:
        """Yield each partition held, and how many of its alerts are not settled."""
        consumer = self._consumer
        if consumer is None:
            return
        for partition in consumer.assignment():
            end, lane = consumer.highwater(partition), self._lanes.get(partition)
            if end is not None:  # until the first fetch
                yield partition.partition, end - lane.records[0].offset if lane and lane.records else 0

    @Service.task
    async def _serve(self) -> None:
        try:
            while not self.should_stop:
                await self._fetch()
        except KafkaError as error:
            self._halt(f"cannot read {self._topic}: {denial(error) or repr(error)}")

    async def _fetch(self) -> None:
        """Give each partition whose records have come a lane. Call it often: it tells the group that we live."""
        assert self._consumer is not None
        for partition, records in (await self._consumer.getmany(timeout_ms=POLL_MS)).items():
            if partition in self._consumer.assignment():  # it may have gone while the records came
                self._consumer.pause(partition)
                lane = self._lanes[partition] = _Lane(records)
                lane.task = asyncio.create_task(self._run(partition, lane))
                lane.task.add_done_callback(self._ended)

    async def _run(self, partition: TopicPartition, lane: _Lane) -> None:
        try:
            while lane.records and not lane.ending:
                await self._until_due(lane.records[0])
                lane.acting = True
                await self._act(partition, lane)
                lane.acting = False
        except (CommitFailedError, IllegalStateError) as error:
            self.log.warning("a partition went to another worker before its commit: %r", error)
        except KafkaError as error:
            self._halt(f"cannot commit {self._topic}: {denial(error) or repr(error)}")
        self._let_go(partition, lane)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Halt on a defect: the partition would go on after records that nobody has settled."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self._halt(f"a lane of {self._topic} broke: {error!r}")

    async def _until_due(self, head: Record) -> None:
        while (left := self._seconds_left(head)) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), min(left, LONGEST_NAP_SECONDS))

    def _seconds_left(self, record: Record) -> float:
        return 0.0 if record.timestamp / 1000 < self._woken_at else due_at(record) - self._clock()

    async def _act(self, partition: TopicPartition, lane: _Lane) -> None:
        """Settle the records that are due, a run at most, and commit them."""
        assert self._consumer is not None
        waiting = (i for i, record in enumerate(lane.records) if self._seconds_left(record) > 0)
        due = next(waiting, len(lane.records))
        run = next(iter(split_into_runs(TP(*partition), lane.records[:due])))
        await self._handle(run)
        await self._consumer.commit({partition: run.records[-1].offset + 1})
        lane.records = lane.records[len(run.records) :]

    def _let_go(self, partition: TopicPartition, lane: _Lane) -> None:
        """Fetch from the partition again, if it is still this lane's."""
        if self._lanes.get(partition) is lane and self._consumer is not None:
            del self._lanes[partition]
            if partition in self._consumer.assignment():
                self._consumer.resume(partition)

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """End the lanes of partitions that go; aiokafka holds the rebalance until this returns."""
        await self._end(revoked)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """End lanes that are still there: what is assigned is fetched from its committed offset on."""
        await self._end(list(self._lanes))

    async def _end(self, partitions: Iterable[TopicPartition]) -> None:
        """Let attempts that are under way end, and break off all waiting."""
        lanes = [self._lanes.pop(partition) for partition in partitions if partition in self._lanes]
        for lane in lanes:
            lane.ending = True
            if lane.task is not None and not lane.acting:
                lane.task.cancel()
        tasks = [lane.task for lane in lanes if lane.task is not None]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=REVOKE_SECONDS)
            for task in late:
                task.cancel()
