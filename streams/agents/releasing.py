"""What waited for a time, and not for its receiver: the end of an embargo, or of the hour in which no more are sent."""

from datetime import UTC, datetime

from streams.agents.outbox import Output
from streams.agents.tiers import EMBARGO, HOUR, Tiers, without_wait
from streams.contracts.headers import UNTIL, WAIT, number, read
from streams.contracts.topics import ALERT_CANDIDATES
from streams.core.model import Alert
from streams.kafka.runs import Record


def release(record: Record, alert: Alert, tiers: Tiers) -> Output | None:
    """Return where an alert goes that waited for a time: its way, or another wait; None where it waited for no time."""
    waits_for = (read(record.headers, WAIT) or "").encode()
    if waits_for == EMBARGO:
        return _after_embargo(record, alert, tiers)
    return _asked_again(record, tiers) if waits_for == HOUR else None


def _after_embargo(record: Record, alert: Alert, tiers: Tiers) -> Output:
    """Return the candidate to where it is decided once its embargo has ended, else for the next wait before that."""
    headers, until = without_wait(record.headers), alert.embargoed_until
    if until is not None and until > tiers.now():
        return tiers.embargo(record.key, record.value, headers, until)
    return Output(ALERT_CANDIDATES, record.key, record.value, headers)


def _asked_again(record: Record, tiers: Tiers) -> Output:
    """Return the candidate to where it is decided, once the hour that it waits for has ended."""
    headers, until = without_wait(record.headers), number(record.headers, UNTIL) or 0
    if until / 1000 > tiers.now().timestamp():
        return tiers.hour(record.key, record.value, headers, datetime.fromtimestamp(until / 1000, UTC))
    return Output(ALERT_CANDIDATES, record.key, record.value, headers)
