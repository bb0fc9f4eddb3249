"""Exactly-once: outputs, dead letters and the offset of what they were made from become visible together, or never.

Each partition that this worker reads has a transactional producer of its own, whose ``transactional.id`` names that
partition. A transaction holds the outputs of one run or several and the offset after them; it is committed between two
runs and never within one, in place of Faust's offset commit.

Why nothing becomes visible twice, whoever dies or sleeps:

- Who is assigned a partition asks the broker for its transactional id anew (``take_over``). The broker ends what the
  former owner left open, waits until what it had committed is complete, and from then on refuses that owner's epoch.
  What a broker that started anew only called complete is completed (streams.kafka.completing).
- Only after that the committed offset is read (Faust seeks at the end of a rebalance), so the new owner begins exactly
  behind what its predecessors committed.
- Wherever a worker takes its id anew on its own account (``renew``), it compares the committed offset with the one
  that it left there: another value means that somebody else has worked since, and this worker ends.

So the epochs of the ids decide who owns a partition, and the consumer group only who tries. aiokafka 0.14 sends no
generation with the offsets of a transaction (KIP-447), which is why one id for a whole worker would not do.

Faust's own ``processing_guarantee="exactly_once"`` is not used: it looks up the transaction by the partition of the
output, and sends outside of any where it finds none. Nothing here knows articles.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaProducer
from faust.types import TP

from streams.kafka.runs import Run
from streams.kafka.transaction import Committed, Halt, Transaction


class Transactions:
    """Those of all partitions that this worker holds.

    :param group: the consumer group, whose offsets they commit.
    :param outputs: the topics that they write.
    :param new_producer: makes an idempotent producer with a transactional id.
    """

    def __init__(
        self,
        group: str,
        outputs: Collection[str],
        new_producer: Callable[[str], AIOKafkaProducer],
        committed: Committed,
        halt: Halt,
    ) -> None:
        def make(source: TP) -> Transaction:
            return Transaction(source, group, outputs, new_producer, committed, halt)

        self._make = make
        self._held: dict[TP, Transaction] = {}

    async def take_over(self, partitions: Iterable[TP]) -> None:
        """Become the owner of ``partitions`` and of no others, also of those held before.

        Another worker may have owned them in between without this one knowing.
        """
        await self.close()
        self._held = {partition: self._make(partition) for partition in partitions}
        await asyncio.gather(*(transaction.start() for transaction in self._held.values()))

    @asynccontextmanager
    async def of(self, run: Run) -> AsyncIterator[Transaction | None]:
        """Yield the transaction for the outputs of ``run``; on the way out its offset is settled with them.

        Yields None where the partition has gone to another worker.
        """
        transaction = self._held.get(run.partition)
        if transaction is None:
            yield None
            return
        async with transaction.of(run):
            yield transaction

    def begin_anew(self, partition: TP) -> None:
        """``partition`` is read from its beginning, since it is no longer what it was."""
        if partition in self._held:
            self._held[partition].begin_anew()

    async def commit(self, partitions: Iterable[TP]) -> None:
        """Commit what is settled of ``partitions``, each between two of its runs."""
        await asyncio.gather(*(self._held[each].commit() for each in partitions if each in self._held))

    async def close(self) -> None:
        """Give all up; what was not committed will never be visible."""
        held, self._held = self._held, {}
        await asyncio.gather(*(transaction.stop() for transaction in held.values()))
