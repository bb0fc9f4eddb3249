"""The work of ``reswatch tail``: records of a topic, decoded, as lines for people or for machines."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rich.text import Text

from streams.cli.codecs import Reader
from streams.cli.common import bytes_text, one_line
from streams.cli.summaries import summary
from streams.contracts import headers
from streams.contracts.codec import Undecodable
from streams.contracts.json_lines import to_json
from streams.kafka import clients
from streams.kafka.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records: see ``reswatch tail --help``."""

    from_beginning: bool
    follow: bool
    count: int | None


async def records(cluster: Cluster, topic: str, wanted: Wanted) -> AsyncGenerator[clients.Record, None]:
    """Yield the wanted records of ``topic``; across partitions in the order in which Kafka hands them out.

    :raises UnknownTopicError: when there is no such topic.
    :raises UnreachableError: when no broker answers.
    """
    partitions = await clients.partitions_of(cluster, topic)
    async with clients.reader(cluster, topic, partitions) as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        last = not wanted.from_beginning and not wanted.follow and wanted.count is not None
        if last or (wanted.follow and not wanted.from_beginning):
            begins = await consumer.beginning_offsets(list(ends))
            for partition, end in ends.items():
                consumer.seek(partition, max(begins[partition], end - (wanted.count or 0) if last else end))
        source = clients.read_on(consumer) if wanted.follow else clients.read_until(consumer, ends)
        if last:
            newest = sorted([record async for record in source], key=lambda record: record.timestamp)
            for record in newest[-(wanted.count or 0) :]:
                yield record
            return
        left = wanted.count
        async with aclosing(source):
            async for record in source:
                yield record
                left = None if left is None else left - 1
                if left == 0:
                    return


@dataclass(frozen=True, slots=True)
class Decoded:
    """A record and what its value is: ``value`` None for a tombstone, and where ``problem`` says why."""

    record: clients.Record
    schema: str | None = None
    value: Mapping[str, Any] | None = None
    problem: str | None = None


def decode(record: clients.Record, reader: Reader) -> Decoded:
    """Decode a record. The value of a dead letter is left alone: it is there because it could not be read."""
    cause = headers.read(record.headers, headers.CAUSE)
    if cause is not None:
        return Decoded(record, problem=f"dead letter: {cause}")
    if record.value is None:
        return Decoded(record)
    try:
        return Decoded(record, *reader.decode(record.value))
    except Undecodable as error:
        return Decoded(record, problem=f"{error.cause}: {error.detail}")


def as_json(decoded: Decoded) -> bytes:
    """Return a record as one line of JSON; of headers with the same name the first counts."""
    record = decoded.record
    return to_json(
        {
            "key": record.key,
            "partition": record.partition,
            "offset": record.offset,
            "timestamp": _time(record),
            "headers": dict(reversed(record.headers)),
            "size": len(record.value or b""),
            "schema": decoded.schema,
            "value": decoded.value,
            "problem": decoded.problem,
        }
    )


def as_line(decoded: Decoded) -> Text:
    """Return a record as one line for people."""
    record = decoded.record
    line = Text(f"{_time(record):%Y-%m-%d %H:%M:%S}  {record.partition}/{record.offset}  ", "dim")
    key = one_line((record.key or b"").decode("utf-8", "replace"))
    if decoded.problem:
        line.append(decoded.problem, "red").append(f"  {bytes_text(len(record.value or b''))}  {key}", "dim")
        detail = headers.read(record.headers, headers.DETAIL)
        line.append(f"  {one_line(detail)}" if detail else "")
    elif decoded.value is None:
        line.append("taken down", "magenta").append(f"  {key}")
    else:
        line.append_text(summary(decoded.schema or "", decoded.value, key))
    return line


def _time(record: clients.Record) -> datetime:
    return datetime.fromtimestamp(record.timestamp / 1000, UTC)
