"""Attempts to deliver a handful of alerts: many receivers at a time, each one's alerts one by one and in order."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, get_args

from streams.agents.circuits import Circuits
from streams.core.model import Alert
from streams.kafka.runs import Record
from streams.sinks.receiver import Attempt, Kind, Outcome, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.metrics import from_zero

RECEIVERS_AT_ONCE = 32

Send: TypeAlias = Callable[[Receiver, Alert, datetime, float], Awaitable[Attempt]]
"""Sends an alert, made at that time, to a receiver, once and within so many seconds; it raises nothing."""
Attempts: TypeAlias = Mapping[tuple[int, Receiver], Attempt | None]
"""What came of each alert, by its number, and receiver; None where there was no time to try."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much time a handful of alerts may take.

    No attempt begins after ``start_seconds``, none takes longer than ``attempt_seconds``; after ``strikes`` failures in
    a row a receiver is left alone. One that was too slow for all its alerts is given none for ``behind_seconds``.
    """

    start_seconds: float
    attempt_seconds: float
    strikes: int
    behind_seconds: float


FIRST = Pace(start_seconds=1.0, attempt_seconds=3.0, strikes=1, behind_seconds=10.0)
"""Of the first attempt: all later alerts wait for it, so whoever is slower is served from waiting."""
AGAIN = Pace(start_seconds=10.0, attempt_seconds=15.0, strikes=2, behind_seconds=0.0)
"""Of the later ones: Standard Webhooks recommends 15 to 30 s. Two strikes: it may be the alert that fails, and it must
not keep those behind it from being delivered."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An alert, when it was made, its record, and the receivers that are still to have it."""

    record: Record
    alert: Alert
    made_at: datetime
    receivers: tuple[Receiver, ...]


class Attempter:
    """Makes attempts at a pace, at RECEIVERS_AT_ONCE receivers at most."""

    def __init__(self, send: Send, circuits: Circuits, metrics: AlertMetrics, pace: Pace) -> None:
        self._pace = pace
        self._send = send
        self._circuits = circuits
        self._metrics = metrics
        self._slots = asyncio.Semaphore(RECEIVERS_AT_ONCE)
        self._behind: dict[Receiver, float] = {}
        from_zero(metrics.attempts, get_args(Kind), get_args(Outcome))
        from_zero(metrics.delivery_seconds, get_args(Kind))

    async def attempt(self, alerts: Sequence[Pending], gap: float) -> Attempts:
        """Try every alert at each of its receivers; takes at most ``start_seconds`` plus ``attempt_seconds``.

        :param gap: seconds for which a receiver that failed is left alone.
        """
        stop_at = time.monotonic() + self._pace.start_seconds
        queues: dict[Receiver, list[int]] = {}
        for number, pending in enumerate(alerts):
            for receiver in pending.receivers:
                queues.setdefault(receiver, []).append(number)
        results: dict[tuple[int, Receiver], Attempt | None] = {}
        async with asyncio.TaskGroup() as group:
            for receiver, numbers in queues.items():
                queue = [(number, alerts[number]) for number in numbers]
                group.create_task(self._serve(receiver, queue, gap, stop_at, results))
        return results

    async def _serve(
        self,
        receiver: Receiver,
        queue: Sequence[tuple[int, Pending]],
        gap: float,
        stop_at: float,
        results: dict[tuple[int, Receiver], Attempt | None],
    ) -> None:
        """Send the alerts of one receiver in their order, until it is clear that it takes none now."""
        async with self._slots:
            untried, strikes, tried = self._circuits.why_not(receiver, gap), 0, 0
            if self._behind.get(receiver, 0.0) > time.monotonic():
                stop_at = 0.0
            for number, pending in queue:
                if untried is not None or time.monotonic() > stop_at:
                    results[number, receiver] = untried
                    continue
                attempt = results[number, receiver] = await self._try(receiver, pending)
                tried += 1
                strikes = strikes + 1 if attempt.outcome == "failed" else 0
                if attempt.outcome == "gone" or strikes >= self._pace.strikes or attempt.retry_after > 0:
                    untried = attempt
            if untried is None and 0 < tried < len(queue):
                self._behind[receiver] = time.monotonic() + self._pace.behind_seconds
            elif tried:
                self._behind.pop(receiver, None)

    async def _try(self, receiver: Receiver, pending: Pending) -> Attempt:
        attempt = await self._send(receiver, pending.alert, pending.made_at, self._pace.attempt_seconds)
        self._circuits.note(receiver, pending.alert.subscription_id, attempt)
        self._metrics.attempts.labels(receiver.kind, attempt.outcome).inc()
        if attempt.outcome == "delivered":
            took = max(0.0, time.time() - pending.made_at.timestamp())
            self._metrics.delivery_seconds.labels(receiver.kind).observe(took)
        return attempt
