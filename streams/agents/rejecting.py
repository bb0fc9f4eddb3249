"""What every role does alike with a record: say where an output came from, and set aside what cannot be read."""

from streams.agents.outbox import Output
from streams.contracts.headers import SOURCE_TIMESTAMP, Headers, muted, number, provenance, rejection
from streams.contracts.topics import DEAD_LETTERS
from streams.core.model import RejectCause
from streams.kafka.runs import Record
from streams.telemetry.metrics import Metrics


def provenance_of(record: Record, producer: str) -> Headers:
    """Return the headers that say that an output was made from ``record`` by ``producer`` (``enrich/0.1.0``)."""
    return provenance(record.topic, record.partition, record.offset, record.timestamp, producer)


def handed_on(record: Record, producer: str) -> Headers:
    """Return the headers of an output that is told further: as ``provenance_of``, but with the raw record's time.

    It, and that nobody is to be alerted, are read from the headers of ``record``, which has them from the hop before.
    """
    return [
        *provenance(record.topic, record.partition, record.offset, told_at(record), producer),
        *muted(record.headers),
    ]


def told_at(record: Record) -> int:
    """Return the time of the raw record at the beginning, in milliseconds since 1970; else that of ``record``."""
    first = number(record.headers, SOURCE_TIMESTAMP)
    return record.timestamp if first is None else first


def is_history(record: Record, now: float, max_age: float) -> bool:
    """Say whether ``record`` alerts nobody: its raw record is older than ``max_age`` seconds at ``now``, or muted."""
    return bool(muted(record.headers)) or now - told_at(record) / 1000 > max_age


def dead_letter(record: Record, cause: RejectCause, detail: str, producer: str) -> Output:
    """Return ``record`` itself, byte for byte, with why it went no further.

    A record without key and value cannot be sent again as it was, so its value becomes empty bytes.
    """

    def count(metrics: Metrics) -> None:
        metrics.dead_lettered.labels(cause).inc()

    value = b"" if record.value is None and record.key is None else record.value
    headers = [*provenance_of(record, producer), *rejection(cause, detail), *record.headers]
    return Output(DEAD_LETTERS, record.key, value, headers, settled=count)
