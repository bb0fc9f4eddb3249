"""The work of ``reswatch replay``: raw records beside what was published of them, and what is made of them now."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.cli.codecs import Reader
from streams.cli.fetching import fetches
from streams.cli.progress import Progress
from streams.cli.replay.outputs import Published, reading_of
from streams.cli.replay.rereading import Differing, Wanted, differing, with_locked_id
from streams.cli.replay.spool import Spool
from streams.cli.replay.stretch import Outputs, Stretch
from streams.contracts.canary import is_canary
from streams.contracts.topics import ARTICLES_RAW
from streams.core.model import EnrichedArticle, Filtered, Rejected
from streams.core.replay import Reading, Reread, compare
from streams.kafka import clients
from streams.kafka.cluster import Cluster

TOO_LARGE = ("output_too_large", "output_refused")
"""Causes that Kafka has, and not what reads."""
BATCH, BATCH_BYTES = 1_000, 32 * 2**20
"""Outputs that differ, of which it is looked up what was published instead."""


@dataclass
class Tally:
    """How many records were read again, and how many had no output: they are in flight, or it has expired."""

    read: int = 0
    unpublished: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a stretch: the offsets of each partition, the counts, and what differs."""

    offsets: Mapping[int, tuple[int, int]]
    tally: Tally
    spool: Spool


async def read_again(
    cluster: Cluster, reader: Reader, stretch: Stretch, executor: Executor, jobs: int, progress: Progress
) -> Found:
    """Read a stretch of the raw topic again, and return what differs.

    :raises UnknownTopicError: when a topic is missing.
    :raises UnreachableError: when no broker answers.
    :raises StalledError: when none does any more.
    """
    partitions = await clients.partitions_of(cluster, ARTICLES_RAW)
    async with (
        clients.reader(cluster, ARTICLES_RAW, partitions) as raw,
        Outputs(cluster, reader, progress) as outputs,
    ):
        offsets = await stretch.offsets(raw)
        published = {partition: Published(*each) for partition, each in offsets.items() if each[0] < each[1]}
        found = Found(offsets, Tally(), Spool())
        if published:
            await outputs.note(published, stretch.outputs_since)
            wanted = _wanted(raw, published, reader, found.tally, progress)
            async with aclosing(wanted), aclosing(differing(wanted, executor, jobs)) as chunks:
                async for batch in _batches(chunks):
                    for reread in await _reread(batch, outputs, reader):
                        found.spool.put(reread)
        return found


async def _batches(chunks: AsyncIterator[Sequence[Differing]]) -> AsyncGenerator[list[Differing], None]:
    """Yield the same, many at a time, since each time that something is looked up costs up to half a second."""
    batch: list[Differing] = []
    size = 0
    async for chunk in chunks:
        batch += chunk
        size += sum(len(output.value or b"") for _, output in chunk)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


async def _wanted(
    raw: AIOKafkaConsumer, published: Mapping[int, Published], reader: Reader, tally: Tally, progress: Progress
) -> AsyncGenerator[Sequence[Wanted], None]:
    """Yield the records of the stretch of which there is an output, as they are fetched."""
    ends = {}
    for partition, each in published.items():
        place = TopicPartition(ARTICLES_RAW, partition)
        raw.seek(place, each.first)
        ends[place] = each.end
    async with aclosing(fetches(raw, ends, progress)) as found:
        async for records in found:
            wanted = []
            for record in records:
                if is_canary(record.key):
                    continue
                tally.read += 1
                known = published[record.partition].find(record.offset)
                if known is None:
                    tally.unpublished += 1
                    continue
                wanted.append(Wanted(with_locked_id(record, reader), *known))
            yield wanted


async def _reread(batch: Sequence[Differing], outputs: Outputs, reader: Reader) -> list[Reread]:
    """Return what differs of a batch, beside what was published of it."""
    then = await outputs.fetch(wanted.published for wanted, _ in batch)
    found = []
    for wanted, output in batch:
        if wanted.published in then:
            before, after = reading_of(then[wanted.published], reader), reading_of(output, reader)
            if compare(before, after) is not None and not _is_of_kafka(before, after):
                record, uri = wanted.record, _uri(before, after)
                found.append(Reread(record.partition, record.offset, record.timestamp, uri, before, after))
    return found


def _is_of_kafka(before: Reading, after: Reading) -> bool:
    """Say whether it was not published since Kafka would not take it, which reading it again does not change."""
    return isinstance(before, Rejected) and before.cause in TOO_LARGE and isinstance(after, EnrichedArticle)


def _uri(*readings: Reading) -> str:
    """Return which article it is, by whatever reading knows."""
    enriched = [each.article.uri for each in readings if isinstance(each, EnrichedArticle)]
    others = [each.uri for each in readings if isinstance(each, Filtered | Rejected) and each.uri]
    return next(iter((*enriched, *others)), "")
