"""The transaction of one partition that is read; why nothing becomes visible twice: streams.kafka.transactions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import IllegalOperation, KafkaError, LeaderNotAvailableError, ProducerFenced
from faust.types import TP

from streams.kafka.batches import Outgoing, hurry, is_known, queue
from streams.kafka.completing import Connections, are_led, complete, open_behind_former, wait_for_leaders
from streams.kafka.handshake import denial
from streams.kafka.runs import Run

PATIENCE_SECONDS = 40.0
"""For a commit, or to take an id over. Below the 60 s after which a rebalance goes on without this worker."""
PAUSE_SECONDS = 0.2
"""Between attempts to take an id over while the broker is away."""
STOP_SECONDS = 5.0
"""For a producer that is given up to say goodbye."""
TRANSACTION_BYTES = 8 << 20
"""A transaction that holds more is committed before its time: its outputs are kept in memory until then."""

Committed = Callable[[TP], Awaitable[int | None]]
"""Reads the committed offset of a partition from the broker."""
Halt = Callable[[str], NoReturn]
T = TypeVar("T")


@dataclass(slots=True)
class _Sent:
    record: Outgoing
    future: asyncio.Future[Any]

    @property
    def is_acknowledged(self) -> bool:
        return self.future.done() and self.future.exception() is None

    @property
    def is_fenced(self) -> bool:
        return self.future.done() and isinstance(self.future.exception(), ProducerFenced)


class Transaction:
    """Of one partition that is read: its outputs since the last commit, and the offset to commit with them."""

    def __init__(
        self,
        source: TP,
        group: str,
        outputs: Collection[str],
        new_producer: Callable[[str], AIOKafkaProducer],
        committed: Committed,
        halt: Halt,
    ) -> None:
        self._source = source
        self._group = group
        self._outputs = outputs
        self._id = f"{group}-{source.topic}-{source.partition}"
        self._new_producer = new_producer
        self._read_committed = committed
        self._halt = halt
        self._lock = asyncio.Lock()
        self._producer: AIOKafkaProducer | None = None
        self._connections: Connections | None = None
        self._committed: int | None = None
        """What the broker holds as the group's offset."""
        self._settled: int | None = None
        """The offset after the last run whose outputs are all acknowledged."""
        self._sent: list[_Sent] = []
        self._aborted: list[Outgoing] | None = None
        """While a renewal is under way: what it writes again."""
        self._bytes = 0
        self._broken = False
        self._doubtful = False
        self._begins_anew = False

    async def start(self) -> None:
        """Take the partition over; halt where that cannot be had within PATIENCE_SECONDS."""
        await self._in_time(self._take_over_at_last(), "could not take over its transactions")

    async def stop(self) -> None:
        """Give the producer up. What was not committed will never be visible."""
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                await asyncio.wait_for(producer.stop(), STOP_SECONDS)
            except (KafkaError, TimeoutError):  # the broker is away, or the producer was fenced
                await producer.client.close()

    @asynccontextmanager
    async def of(self, run: Run) -> AsyncIterator["Transaction"]:
        """Hold the transaction open for the outputs of ``run``: on the way out they, and its offset, belong to it.

        Where the block raises, half a run is in the transaction: it is never committed. Records that are settled must
        not come again while the partition is held: where they do, offsets no longer mean what they meant.
        """
        async with self._lock:
            begin = (self._committed or 0) if self._settled is None else self._settled
            if run.records[0].offset < begin and self._begins_anew:
                self._begins_anew = False
            elif run.records[0].offset < begin:
                self._halt(f"{self._name} is settled up to {begin}, and was read from {run.records[0].offset} on")
            if not self._sent and self._producer is not None:
                await self._ended(self._open(self._producer))
            broken, self._broken = self._broken, True  # what leaves the block by raising leaves it so
            yield self
            self._broken = broken
            self._settled = run.records[-1].offset + 1
            if self._bytes > TRANSACTION_BYTES:
                await self._commit()

    def begin_anew(self) -> None:
        """Take the next run whose offset is lower than those before for another: of a topic that was made anew."""
        self._begins_anew = True

    async def commit(self) -> None:
        """Commit what is settled, between two runs; halt where that cannot be had within PATIENCE_SECONDS."""
        async with self._lock:
            await self._commit()

    async def dispatch(self, record: Outgoing) -> asyncio.Future[Any]:
        """Queue ``record`` and return a future of the broker's acknowledgement.

        Records of one batch share it. Waits only while the batch of its partition is full; ``hurry`` after the last.

        :raises aiokafka.errors.KafkaError: when the record cannot be queued (topic unknown, no room in time).
        """
        assert self._producer is not None
        try:
            future = await queue(self._producer, record)
        except (IllegalOperation, ProducerFenced) as error:  # the producer has failed: its sender knows of what
            if self._is_fenced():
                self._halt_fenced()
            raise KafkaError(f"the transaction of {self._name} has failed") from error
        self._sent.append(_Sent(record, future))
        self._bytes += len(record.key or b"") + len(record.value or b"")
        return future

    def hurry(self) -> None:
        """Have what is queued sent now, not after its linger."""
        if self._producer is not None:
            hurry(self._producer)

    def knows(self, topic: str) -> bool:
        """Say whether the broker has ``topic``, as far as is known."""
        return self._producer is None or is_known(self._producer, topic)

    async def renew(self) -> None:
        """Abort the transaction, and write again in another what the broker had acknowledged of it.

        A refused batch leaves a gap in the producer's sequence numbers, and half a run in the transaction. Call it when
        no send is under way; where it raises, call it again.

        :raises aiokafka.errors.KafkaError: when the broker is away, or refuses what it took before.
        """
        if self._aborted is None:
            if self._is_fenced():
                self._halt_fenced()
            self._aborted = [sent.record for sent in self._sent if sent.is_acknowledged]
        expected = self._committed
        if await self._read_committed(self._source) != expected:
            self._halt_fenced()  # before the rightful owner is fenced
        await self.stop()
        await self._in_time(self._take_over(), "could not take over its transactions")
        if self._committed != expected:
            self._halt_fenced()
        futures = {await self.dispatch(record) for record in self._aborted}
        self.hurry()
        if futures:
            await asyncio.wait(futures)
        for future in futures:
            future.result()
        self._aborted = None

    async def _take_over_at_last(self) -> None:
        while True:
            try:
                return await self._take_over()
            except KafkaError as error:
                if words := denial(error):
                    self._halt(f"cannot write in transactions: {words}")
                await self.stop()
                await asyncio.sleep(PAUSE_SECONDS)

    async def _take_over(self) -> None:
        """Become the one owner of the id, complete what is not, then read what was committed; then begin."""
        self._producer = self._new_producer(self._id)
        await self._producer.start()
        await complete(self._producer, self._outputs, self._group)
        await self.stop()
        self._producer = self._new_producer(self._id)
        await self._producer.start()  # waits for the markers
        if not await are_led(self._producer, self._outputs):
            raise LeaderNotAvailableError(f"{self._name}: a partition of its outputs has no leader")
        self._committed = await self._read_committed(self._source)
        self._sent, self._bytes, self._doubtful = [], 0, False
        self._connections = Connections(self._producer)
        await self._producer.begin_transaction()

    async def _open(self, producer: AIOKafkaProducer) -> None:
        """Open the next transaction, behind a former one that is known to be complete: an abort would undo both."""
        await open_behind_former(producer, self._group)
        while self._may_be_incomplete() or not await are_led(producer, self._outputs):
            await wait_for_leaders(producer, self._outputs)
            await self._complete_again(producer)
            await open_behind_former(producer, self._group)

    async def _commit(self) -> None:
        if self._settled is None or self._broken or self._producer is None:
            return
        await self._ended(self._end(self._producer, self._settled))
        self._committed, self._settled, self._sent, self._bytes = self._settled, None, [], 0

    async def _end(self, producer: AIOKafkaProducer, offset: int) -> None:
        place = TopicPartition(self._source.topic, self._source.partition)
        await producer.send_offsets_to_transaction({place: offset}, self._group)
        await producer.commit_transaction()
        await producer.begin_transaction()
        if self._may_be_incomplete() and await are_led(producer, self._outputs):
            await self._complete_again(producer)  # else before anything new is sent

    def _may_be_incomplete(self) -> bool:
        """Say whether a broker may have started anew, amid a commit that it had decided, since one was completed."""
        self._doubtful = self._doubtful or (self._connections is not None and self._connections.were_lost())
        return self._doubtful

    async def _complete_again(self, producer: AIOKafkaProducer) -> None:
        """Complete what the last commit left; what has begun holds nothing yet, and is begun behind it."""
        self._doubtful = False
        await producer.commit_transaction()
        await complete(producer, self._outputs, self._group)
        await producer.begin_transaction()

    async def _ended(self, what: Awaitable[None]) -> None:
        """Wait for a commit; halt where it is refused, or not had within PATIENCE_SECONDS."""
        try:
            await self._in_time(what, "could not commit a transaction")
        except ProducerFenced:
            self._halt_fenced()
        except KafkaError as error:
            if self._is_fenced():
                self._halt_fenced()
            self._halt(f"cannot commit a transaction of {self._name}: {denial(error) or repr(error)}")

    async def _in_time(self, what: Awaitable[T], failure: str) -> T:
        try:
            return await asyncio.wait_for(what, PATIENCE_SECONDS)
        except TimeoutError:
            self._halt(f"{failure} of {self._name} for {PATIENCE_SECONDS:.0f} s")

    def _is_fenced(self) -> bool:
        """Say whether another worker has taken the id: aiokafka tells by what became of a record, or of its sender."""
        task = self._producer and self._producer._sender.sender_task
        ended = task.exception() if task and task.done() and not task.cancelled() else None
        return isinstance(ended, ProducerFenced) or any(sent.is_fenced for sent in self._sent)

    def _halt_fenced(self) -> NoReturn:
        self._halt(
            f"{self._name} belongs to another worker by now: this one was silent for longer than its session, or its "
            "transaction for longer than the broker allows. It was aborted and nothing is lost: start this worker again"
        )

    @property
    def _name(self) -> str:
        return f"{self._source.topic}/{self._source.partition}"
