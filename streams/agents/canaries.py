"""Notes which canaries a role has settled, and how long they took to get here."""

import time

from streams.contracts.canary import is_canary
from streams.contracts.headers import SOURCE_TIMESTAMP, number
from streams.kafka.runs import Record, Run
from streams.telemetry.metrics import Metrics


def note_canaries(run: Run, metrics: Metrics) -> None:
    """Tell ``metrics`` of the canaries in a settled run."""
    for record in run.records:
        if is_canary(record.key):
            now = time.time()
            partition = str(record.partition)
            metrics.canary_seen.labels(partition).set(now)
            metrics.canary_seconds.labels(partition).set(max(0.0, now - _sent_at(record)))


def _sent_at(record: Record) -> float:
    """Return when the canary was sent, in seconds since 1970: enrich hands its raw record's time on in a header."""
    told = number(record.headers, SOURCE_TIMESTAMP)
    return (record.timestamp if told is None else told) / 1000
