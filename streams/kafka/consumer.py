"""The consumer of the run transport: hands runs to the streams, and commits in order.

Each override names the line of ``faust/transport/`` in faust-streaming 0.15.3 that it replaces, and why;
tests/kafka/test_stock.py fails when a release changes that code.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from aiokafka.errors import IllegalStateError, KafkaError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, AppT, ConsumerMessage

from streams.kafka.consumer_thread import RunConsumerThread, halt
from streams.kafka.handshake import denial
from streams.kafka.membership import MOST_LOSSES, WITHIN_SECONDS, Membership
from streams.kafka.runs import Run, split_into_runs
from streams.kafka.transactions import Transactions


class RunMessage(ConsumerMessage):
    """What Faust carries: its offset is the run's last, its value None, so that no Faust codec touches the records."""

    run: Run


ROOM_SECONDS = 0.1
"""After this long what is not buffered is asked for, whatever is buffered."""


class RunConsumer(driver.Consumer):
    """Hands runs to the streams and commits in order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fetched: dict[TP, int] = {}
        """The offset after the last record fetched of each partition."""
        self._membership = Membership()
        self._room = asyncio.Event()
        """That the agent has worked off most of what was buffered."""

    def _new_consumer_thread(self) -> RunConsumerThread:
        """Replaces ``drivers/aiokafka.py`` 237 ``Consumer._new_consumer_thread``: a thread that commits as above."""
        return RunConsumerThread(self, loop=self.loop, beacon=self.beacon)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Any]]:  # noqa: ASYNC109  # stock's signature
        """Yield the fetched records as runs; replaces ``consumer.py`` 693 ``Consumer.getmany``.

        Stock wraps every record in a message of its own.
        """
        fetched, active = await self._wait_next_records(timeout)
        generation = self.app.consumer_generation_id
        if fetched is None or self.should_stop:
            return
        if not self.flow_active:
            await self._seek_back()
            return
        for partition, records in fetched.items():
            self._begin_anew_where_offsets_do(partition, records[0].offset)
        self._fetched.update((partition, records[-1].offset + 1) for partition, records in fetched.items())
        for partition, records in fetched.items():
            if active is not None and partition not in active and partition not in self._buffered_partitions:
                continue
            for run in split_into_runs(partition, records, generation):
                if not self.flow_active or self.app.consumer_generation_id != generation:
                    return  # a rebalance began: what is left is fetched again by the partition's next owner
                yield partition, self._message_of(run)

    def _begin_anew_where_offsets_do(self, partition: TP, first: int) -> None:
        """Have a partition that was made anew read, counted and committed from ``first`` on, though that was passed.

        Its end lies before what came next, so aiokafka went back to its beginning. ``consumer.py`` 1209
        ``Consumer._drain_messages`` drops such records without a word, and later ones would be committed past them.
        Where the end is as it was, they are stale: fetched before a rebalance whose seek went past them.
        """
        expected, end = self._fetched.get(partition) or self._read_offset[partition], self.highwater(partition)
        if not expected or end is None or first >= expected or end >= expected:
            return
        self.log.warning(
            "%s/%s was read up to %s, ends at %s now and is read anew: it was deleted and made again, or lost its end",
            *(partition.topic, partition.partition, expected, end),
        )
        self._read_offset[partition] = None
        self._committed_offset[partition] = None
        self._acked[partition].clear()
        self._acked_index[partition].clear()
        if (transactions := _transactions(self.app)) is not None:
            transactions.begin_anew(partition)

    async def perform_seek(self) -> None:
        """Go to the committed offsets, or to the beginning; extends ``consumer.py`` 565 ``Consumer.perform_seek``.

        Of what nothing was committed aiokafka leaves where it is: what was fetched since it was assigned, and given up
        since the rebalance was not over, would be passed over, and committed past.
        """
        await super().perform_seek()
        if new := [each for each in self.assignment() if not self._read_offset[each] and self._position(each)]:
            await self._thread.seek_to_beginning(*map(driver.ensure_aiokafka_TP, new))

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Take over the transactions, then do as ``consumer.py`` 669 ``Consumer.on_partitions_assigned``.

        At its end the committed offsets are read, so this must come before.
        """
        self._membership.joined()
        if (transactions := _transactions(self.app)) is not None:
            await transactions.take_over(assigned)
        await super().on_partitions_assigned(assigned, generation_id)

    def _end_where_displaced(self) -> None:
        """Halt where another worker of the same name takes this one's place again and again."""
        inner, name = self._thread._consumer, self.app.conf.consumer_group_instance_id
        if not name or inner is None or inner._coordinator is None:
            return
        if self._membership.leaves(is_known=bool(inner._coordinator.member_id), now=time.monotonic()):
            halt(
                self.app,
                f"its place in the consumer group was taken {MOST_LOSSES} times within {WITHIN_SECONDS:.0f} s: another "
                f"worker has its name, {name}. Give each its own RESWATCH_INSTANCE_ID",
            )

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        """Commit the transactions, if any; replaces ``consumer.py`` 1476 ``ThreadDelegateConsumer._commit``.

        They know themselves what is settled: a run may have been acknowledged since ``offsets`` were gathered.
        """
        transactions = _transactions(self.app)
        if transactions is None:
            return await super()._commit(offsets)
        await transactions.commit(offsets)
        self._thread.tp_last_committed_at.update(dict.fromkeys(offsets, time.monotonic()))
        return True

    async def committed(self, partition: TP) -> int | None:
        """Ask the broker from which offset on the group has not settled ``partition``; None where it never committed.

        :raises aiokafka.errors.KafkaError: when the broker cannot be asked.
        """
        place = driver.ensure_aiokafka_TP(partition)
        offset: int | None = await self._thread.call_thread(self._thread._ensure_consumer().committed, place)
        return offset

    async def _seek_back(self) -> None:
        """Rewind to the committed offsets: what was fetched while the flow stood still is fetched again."""
        self._fetched.clear()
        if self.assignment():
            with suppress(IllegalStateError):  # another rebalance has begun, and seeks at its end
                await self.perform_seek()

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Commit before a rebalance, then do as ``consumer.py`` 642 ``Consumer.on_partitions_revoked``.

        Stock forgets what is acknowledged first, and so has it all delivered again. And it lets a worker that holds
        nothing go on fetching: what it fetches of its next partitions before it has sought their offsets is lost to it.
        """
        self._end_where_displaced()
        if not self.assignment():
            self.stop_flow()
        await self.commit()
        self._fetched.clear()
        await super().on_partitions_revoked(revoked)

    @property
    def is_connected(self) -> bool:
        """Whether a connection to some broker is open."""
        inner = self._thread._consumer
        return inner is None or any(each.connected() for each in list(inner._client._conns.values()))

    @property
    def group_refusal(self) -> KafkaError | None:
        """What the group's coordinator refused, which aiokafka keeps for a caller of its own ``getmany``."""
        inner = self._thread._consumer
        return None if inner is None or inner._coordinator is None else inner._coordinator._pending_exception

    @property
    def is_member(self) -> bool:
        """Whether this consumer still takes part in its group; aiokafka ends that silently on a fatal error."""
        inner = self._thread._consumer
        if inner is None or inner._coordinator is None:
            return False
        task = inner._coordinator._coordination_task
        return task is None or not task.done()

    def _message_of(self, run: Run) -> RunMessage:
        last = run.records[-1]
        message = RunMessage(
            last.topic,
            last.partition,
            last.offset,
            last.timestamp / 1000.0,
            last.timestamp_type,
            None,
            None,
            None,
            None,
            tp=run.partition,
            generation_id=self.app.consumer_generation_id,
        )
        message.run = run
        return message

    async def _wait_next_records(
        self,
        timeout: float,  # noqa: ASYNC109  # stock's signature
    ) -> tuple[Any, set[TP] | None]:
        """Fetch; replaces ``consumer.py`` 776 ``Consumer._wait_next_records``.

        Stock sleeps a whole second when every partition's buffer is full.
        """
        if not self.flow_active:
            await self.wait(self.can_resume_flow)  # type: ignore[arg-type]  # as stock: any object with wait() will do
        self.not_waiting_next_records.set()
        if self._buffered_partitions:
            # All partitions share one buffer: what is fetched now would wait behind what is there. And each fetch is a
            # way to the consumer's thread and back, on which a busy worker spent a tenth of its time.
            self._room.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._room.wait(), ROOM_SECONDS)
        active = self._get_active_partitions()
        if not active:
            return {}, active
        # With one partition's buffer full, a long poll on the quiet others would leave that buffer to run dry.
        patience = 0.02 if self._buffered_partitions else timeout
        try:
            return await self._getmany(active_partitions=active, timeout=patience), active
        except KafkaError as error:
            if words := denial(error):
                halt(self.app, f"cannot read: {words}")
            raise

    def on_buffer_drop(self, tp: TP) -> None:
        """Go on with ``tp``, and fetch again; extends ``consumer.py`` 554 ``Consumer.on_buffer_drop``."""
        super().on_buffer_drop(tp)
        self._room.set()

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Do nothing; replaces ``consumer.py`` 1157 ``Consumer._add_gap``.

        Stock keeps an interval tree of the offsets between messages, which here lie inside runs.
        """

    def _new_offset(self, tp: TP) -> int | None:
        """Return the offset to commit; replaces ``consumer.py`` 1097 ``Consumer._new_offset``.

        Runs of a partition are acknowledged in order, so it is the last one plus one. Stock looks for consecutive
        offsets among single records, and passes unacknowledged ones (faust issue 606).
        """
        acknowledged = self._acked[tp]
        if not acknowledged:
            return None
        last = max(acknowledged)
        acknowledged.clear()
        self._acked_index[tp].clear()
        return last + 1

    def lag(self) -> Iterator[tuple[str, int, int]]:
        """Yield topic, partition and the number of records that are not committed yet, of each partition held.

        What is left over of transactions (markers, aborted records) is behind once it was passed over. Where a
        transaction is open, its records count: they are on their way.
        """
        for partition in self.assignment():
            end = self.highwater(partition)
            if end is not None:  # None until the first fetch
                committed = self._committed_offset[partition] or 0
                settled = committed >= self._fetched.get(partition, 0)
                done = max(committed, self._position(partition)) if settled else committed
                yield partition.topic, partition.partition, max(0, end - done)

    def _position(self, partition: TP) -> int:
        """Return the offset from which on is fetched next; 0 while that is not known."""
        subscription = self._thread._ensure_consumer()._subscription.subscription
        assignment = subscription and subscription.assignment
        states = assignment.tps if assignment else ()
        place = driver.ensure_aiokafka_TP(partition)
        if not assignment or place not in states or not assignment.state_value(place).has_valid_position:
            return 0
        position: int = assignment.state_value(place).position
        return position


def _transactions(app: AppT) -> Transactions | None:
    transactions: Transactions | None = cast("Any", app).transactions  # of streams.kafka.transport.RunApp
    return transactions
