"""Which partition of ``alerts-waiting`` an alert waits in, and until when.

Partition i holds what waits for the i-th of the setting ``wait_seconds``, so that each is in the order of being due
(but for the jitter) and its head is all that has to be looked at.
"""

import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from streams.agents.outbox import Output
from streams.contracts.headers import ATTEMPT, DETAIL, DUE, SERVED, UNTIL, WAIT, Headers, number
from streams.contracts.topics import ALERTS_PAUSED, ALERTS_WAITING
from streams.kafka.runs import Record

JITTER = 0.1
"""The share by which a retry's wait is lengthened at random: what failed together does not return together."""
EMBARGO, HOUR, PAUSED, RETRY = b"embargo", b"hour", b"paused", b"retry"
"""What an alert waits for: values of the header WAIT. ``HOUR``: the end of the hour in which no more are sent."""
PAUSED_SECONDS = 3600.0
WAITING_HEADERS = frozenset({DUE, ATTEMPT, WAIT, SERVED, DETAIL, UNTIL})


class Tiers:
    """Makes the records of ``alerts-waiting``.

    :param wait_seconds: how long each partition waits, in ascending order.
    :param clock: seconds since 1970.
    :param chance: a number in [0, 1).
    """

    def __init__(
        self,
        wait_seconds: Sequence[float],
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._waits = tuple(wait_seconds)
        self._clock = clock
        self._chance = chance

    def __len__(self) -> int:
        return len(self._waits)

    def now(self) -> datetime:
        """Return the time by which embargoes end."""
        return datetime.fromtimestamp(self._clock(), UTC)

    def wait_of(self, tier: int) -> float:
        """Return for how many seconds a tier waits; the last one's for those that are not in the settings any more."""
        return self._waits[min(tier, len(self._waits) - 1)]

    def embargo(self, key: bytes | None, value: bytes | None, headers: Headers, until: datetime) -> Output:
        """Return the alert for the longest wait that does not end after ``until``, when it is looked at again.

        An embargo of hours so comes down through the tiers, and ends at most the first one's wait too late.

        :param headers: its provenance.
        """
        left = max(0.0, until.timestamp() - self._clock())
        tier = max(0, bisect_right(self._waits, left) - 1)
        return self._output(tier, key, value, [*headers, (WAIT, EMBARGO)], min(left, self._waits[tier]))

    def hour(self, key: bytes | None, value: bytes | None, headers: Headers, until: datetime) -> Output:
        """Return a candidate that is to be decided again at ``until``; else as ``embargo``."""
        held = self.embargo(key, value, headers, until)
        kept = [(name, each) for name, each in held.headers if name != WAIT]
        return replace(held, headers=[*kept, (WAIT, HOUR), (UNTIL, b"%d" % int(until.timestamp() * 1000))])

    def following(self, after: int, least: float) -> int:
        """Return the tier that follows, ``len(self)`` after the last one.

        :param after: the tier that an alert has waited in, -1 before the first.
        :param least: seconds for which its receiver asked to be left alone; more than the last tier's count as that.
        """
        return min(len(self._waits), max(after + 1, min(bisect_left(self._waits, least), len(self._waits) - 1)))

    def retry(self, record: Record, headers: Headers, tier: int, attempt: int) -> Output:
        """Return the alert for the wait of a tier.

        :param record: of ``alerts`` or ``alerts-waiting``.
        :param headers: its provenance, what is served, and why it waits.
        :param attempt: how many rounds of attempts it has been through.
        """
        return self.untried(record, headers, tier, attempt, self._waits[tier] * (1 + JITTER * self._chance()))

    def untried(self, record: Record, headers: Headers, tier: int, attempt: int, wait: float) -> Output:
        """Return the alert for a wait in a tier of so many seconds, and not of its own: what is before it is due first.

        :param attempt: how many rounds of attempts it has been through; this one counts for none.
        """
        waiting = [*headers, (WAIT, RETRY), (ATTEMPT, b"%d" % attempt)]
        return self._output(tier, record.key, record.value, waiting, wait)

    def paused(self, record: Record, headers: Headers) -> Output:
        """Return the alert for ``alerts-paused``, where it is looked at every hour, and when a receiver is resumed."""
        due = (DUE, b"%d" % int((self._clock() + PAUSED_SECONDS) * 1000))
        return Output(ALERTS_PAUSED, record.key, record.value, [*headers, (WAIT, PAUSED), due])

    def resumed(self, record: Record, headers: Headers) -> Output:
        """Return an alert that was paused for the shortest wait, due at once."""
        return self.untried(record, headers, tier=0, attempt=0, wait=0.0)

    def _output(self, tier: int, key: bytes | None, value: bytes | None, headers: Headers, wait: float) -> Output:
        due = (DUE, b"%d" % int((self._clock() + wait) * 1000))
        return Output(ALERTS_WAITING, key, value, [*headers, due], partition=tier)


def due_at(record: Record) -> float:
    """Return when a waiting alert is due, in seconds since 1970; 0 where its header does not say."""
    return (number(record.headers, DUE) or 0) / 1000


def without_wait(headers: Sequence[tuple[str, bytes]]) -> Headers:
    """Return the headers that a waiting alert had before: where the alert came from."""
    return [(name, value) for name, value in headers if name not in WAITING_HEADERS]
