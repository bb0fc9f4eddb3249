"""The work of ``reswatch ledger``: every raw record beside its outputs, read from Kafka alone."""

import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.cli.fetching import PATIENCE_SECONDS, fetches
from streams.cli.progress import Progress
from streams.contracts import headers
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS, topics
from streams.core.ledger import Account, Balance, Span
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.groups import committed
from streams.kafka.handshake import UnreachableError

OUTPUTS = (ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS)
"""In the order of the kinds of ``Account.settle``, which begin with 1."""
NEAR = 2_000
"""Unsettled offsets that lie no further apart are read in one go: seeking costs a round trip."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which offsets of each partition: from the first one up to, not including, the second; the default is all.

    ``starts`` and ``stops`` are by partition, where None stands for every partition that has none of its own.
    """

    starts: Mapping[int | None, int] = field(default_factory=dict)
    stops: Mapping[int | None, int] = field(default_factory=dict)
    isolation: clients.Isolation = "read_committed"

    def account(self, partition: int, begin: int, end: int) -> Account:
        """Return an account of what is wanted of the offsets from ``begin`` up to ``end`` that are retained."""
        first = max(begin, self.starts.get(partition, self.starts.get(None, 0)))
        last = min(end, self.stops.get(partition, self.stops.get(None, end)))
        return Account(first, max(first, last))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The balance of each partition; how many records of the outputs name no source; and what cannot be, in words."""

    balances: Mapping[int, Balance]
    sourceless: Mapping[str, int]
    contradictions: Sequence[str]

    @property
    def closed(self) -> bool:
        """Whether every record is accounted for and nothing contradicts."""
        return not self.contradictions and all(balance.closed for balance in self.balances.values())


async def draw_up(cluster: Cluster, group: str, wanted: Wanted, progress: Progress) -> Ledger:
    """Read the outputs, then those raw records that no output names, and return the ledger.

    ``group`` is the consumer group that makes the outputs; it may be at work. Where it stands is asked before where
    the outputs end: so all outputs of what it has settled are read.

    :raises UnknownTopicError: when a topic is missing.
    :raises UnreachableError: when no broker answers, or none does any more.
    """
    partitions = await clients.partitions_of(cluster, ARTICLES_RAW)
    async with clients.reader(cluster, ARTICLES_RAW, partitions, wanted.isolation) as raw:
        places = sorted(raw.assignment())
        begins, ends = await raw.beginning_offsets(places), await raw.end_offsets(places)
        stands = await committed(cluster, group, places)
        accounts = {each.partition: wanted.account(each.partition, begins[each], ends[each]) for each in places}
        outputs = _Outputs(accounts)
        try:
            for topic in OUTPUTS:
                await outputs.read(cluster, topic, wanted.isolation, progress)
            await _look_at_unsettled(raw, accounts, outputs.proven_since, progress)
        except clients.StalledError as error:
            raise UnreachableError(
                f"Nothing came of {error} for {PATIENCE_SECONDS:.0f} s: its broker is away, or a transaction is open."
            ) from None
    really = await _ends(cluster, ARTICLES_RAW, partitions)
    return Ledger(
        {each.partition: accounts[each.partition].balance(stands[each]) for each in places},
        outputs.sourceless,
        list(_contradictions(outputs.last, {each.partition: at for each, at in stands.items()}, really)),
    )


class _Outputs:
    """Reads the outputs' headers into the accounts."""

    def __init__(self, accounts: Mapping[int, Account]) -> None:
        self._accounts = accounts
        self.last: dict[int, int] = {}
        """The highest offset that an output names, by partition of the raw topic."""
        self.sourceless: Counter[str] = Counter()
        self.proven_since = 0
        """Time from which on no output can have expired, in milliseconds since 1970."""

    async def read(self, cluster: Cluster, topic: str, isolation: clients.Isolation, progress: Progress) -> None:
        partitions = await clients.partitions_of(cluster, topic)
        kind = 1 + OUTPUTS.index(topic)
        async with clients.reader(cluster, topic, partitions, isolation) as consumer:
            begins = await consumer.beginning_offsets(list(consumer.assignment()))
            ends = {TopicPartition(topic, each): end for each, end in (await _ends(cluster, topic, partitions)).items()}
            oldest: dict[TopicPartition, int] = {}
            async with aclosing(fetches(consumer, ends, progress)) as found:
                async for records in found:
                    oldest.setdefault(TopicPartition(topic, records[0].partition), records[0].timestamp)
                    self._settle(records, kind)
        for place in (place for place in ends if begins[place] > 0):  # some have expired, up to about this time
            self.proven_since = max(self.proven_since, oldest.get(place, _retained_since(topic)))

    def _settle(self, records: Sequence[clients.Record], kind: int) -> None:
        for record in records:
            source = headers.source(record.headers)
            if source is None:
                self.sourceless[record.topic] += 1
            elif source[0] == ARTICLES_RAW:
                _, partition, offset = source
                if offset > self.last.get(partition, -1):
                    self.last[partition] = offset
                if partition in self._accounts and headers.is_replay(record.headers):
                    self._accounts[partition].replay(offset)
                elif partition in self._accounts:
                    self._accounts[partition].settle(offset, kind, _mark(record))


def _mark(record: clients.Record) -> int:
    """Return 32 bits that differ where key or value do; a tombstone's value is unlike any other."""
    seed = zlib.crc32(record.key or b"")
    return seed ^ 1 if record.value is None else zlib.crc32(record.value, seed)


def _retained_since(topic: str) -> int:
    """Return since when the contract has ``topic`` keep records, where it holds none that could tell."""
    return round(time.time() * 1000) - int(topics()[topic].config["retention.ms"])


async def _ends(cluster: Cluster, topic: str, partitions: list[int]) -> dict[int, int]:
    """Return the ends of the partitions, with what transactions have not committed yet."""
    async with clients.reader(cluster, topic, partitions, "read_uncommitted") as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
    return {place.partition: end for place, end in ends.items()}


async def _look_at_unsettled(
    raw: AIOKafkaConsumer, accounts: Mapping[int, Account], proven_since: int, progress: Progress
) -> None:
    """Find the records at the offsets that no output names: each partition is read where they are."""
    left = {partition: _near_together(account.unsettled()) for partition, account in accounts.items()}
    while left := {partition: spans for partition, spans in left.items() if spans}:
        ends = {}
        for partition, spans in left.items():
            first, last = spans.pop(0)
            raw.seek(TopicPartition(ARTICLES_RAW, partition), first)
            ends[TopicPartition(ARTICLES_RAW, partition)] = last + 1
        async with aclosing(fetches(raw, ends, progress)) as found:
            async for records in found:
                account = accounts[records[0].partition]
                for record in records:
                    account.found(record.offset, unproven=record.timestamp <= proven_since)


def _near_together(spans: Iterable[Span]) -> list[Span]:
    """Join spans that are worth reading in one go; both they and the result are in order."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and first - joined[-1][1] <= NEAR:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined


def _contradictions(named: Mapping[int, int], stands: Mapping[int, int], really: Mapping[int, int]) -> Iterator[str]:
    """Yield what cannot be, where each partition ends ``really``: as of now, so later than all else was read."""
    for partition, last in sorted(named.items()):
        end = really.get(partition, 0)
        if last >= end:
            yield f"Outputs name {ARTICLES_RAW}/{partition} up to offset {last}, and it ends at {end}."
    for partition, at in sorted(stands.items()):
        if at > really[partition]:
            yield f"The group stands at offset {at} of {ARTICLES_RAW}/{partition}, and it ends at {really[partition]}."
