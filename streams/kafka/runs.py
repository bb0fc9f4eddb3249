"""A run: consecutive records of one partition, which are fetched, handled and acknowledged as one.

Nothing here knows Faust's machinery or articles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from faust.types import TP

RUN_RECORDS = 256
"""Most records of a run: enough that the cost of an event vanishes, and few enough to be redelivered after a crash."""
RUN_BYTES = 1 << 20
"""Most bytes of a run (keys and values), unless its first record alone is larger."""


class Record(Protocol):
    """One record as aiokafka hands it out; ``timestamp`` is in milliseconds since 1970, UTC."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    timestamp_type: int
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive records of one partition, in the order of their offsets; never empty.

    ``generation``: the consumer group's when they were fetched, which each rebalance makes another; -1 outside of one.
    """

    partition: TP
    records: Sequence[Record]
    generation: int = -1


def split_into_runs(partition: TP, records: Sequence[Record], generation: int = -1) -> Iterator[Run]:
    """Cut the fetched ``records`` of one partition into runs of at most RUN_RECORDS records and RUN_BYTES bytes."""
    first, size = 0, 0
    for index, record in enumerate(records):
        weight = len(record.key or b"") + len(record.value or b"")
        if index > first and (index - first == RUN_RECORDS or size + weight > RUN_BYTES):
            yield Run(partition, records[first:index], generation)
            first, size = index, 0
        size += weight
    if first < len(records):
        yield Run(partition, records[first:], generation)


def joined(runs: Sequence[Run]) -> Run:
    """Return the records of runs as one, which is then of several partitions: it tells the first one's."""
    if len(runs) == 1:
        return runs[0]
    return Run(runs[0].partition, [record for run in runs for record in run.records], runs[0].generation)
