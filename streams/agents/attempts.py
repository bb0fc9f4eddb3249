"""Attempts to deliver a handful of alerts: many receivers at a time, each one's alerts one by one and in order."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, get_args

from streams.agents.circuits import SLOW_SECONDS, Circuits
from streams.core.model import Alert
from streams.kafka.runs import Record
from streams.sinks.receiver import Attempt, Kind, Outcome, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.metrics import from_zero

RECEIVERS_AT_ONCE = 32
SLICE_SECONDS = 0.1

Send: TypeAlias = Callable[[Receiver, Alert, datetime, float], Awaitable[Attempt]]
"""Sends an alert, made at that time, to a receiver, once and within so many seconds; it raises nothing."""
Late: TypeAlias = Callable[[Alert, Receiver, Attempt], None]
"""Takes in what came of an attempt that nobody waited for any more."""
Attempts: TypeAlias = Mapping[tuple[int, Receiver], Attempt | None]
"""What came of each alert, by its number, and receiver; None where there was no time to try."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much time a handful of alerts may take.

    No attempt begins after ``start_seconds``, none takes longer than ``attempt_seconds``; after ``strikes`` failures in
    a row a receiver is left alone. One that was too slow for all its alerts is given none for ``behind_seconds``. After
    ``patience_seconds`` nobody waits for what is still under way. Where a pace ``is_first`` it does without receivers
    that are slow, until they answer at once again.
    """

    start_seconds: float
    attempt_seconds: float
    strikes: int
    behind_seconds: float
    patience_seconds: float
    is_first: bool


FIRST = Pace(0.5, attempt_seconds=3.0, strikes=1, behind_seconds=10.0, patience_seconds=SLOW_SECONDS, is_first=True)
"""Of the first attempt: all later alerts wait for it, and are to arrive within a second; so whoever is slower is served
from waiting."""
AGAIN = Pace(4.0, attempt_seconds=15.0, strikes=2, behind_seconds=0.0, patience_seconds=5.0, is_first=False)
"""Of the later ones: Standard Webhooks recommends 15 to 30 s. Two strikes: it may be the alert that fails, and it must
not keep those behind it from being delivered."""
UNDER_WAY = Attempt("failed", "no answer yet")
BUSY = Attempt("failed", "no answer yet to the alert before")
"""What came of an alert that nobody waited for any more, and of those that would be next."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An alert, when it was made, its record, and the receivers that are to have it now.

    ``kept_for`` names those that are paused: the alert is kept for them elsewhere.
    """

    record: Record
    alert: Alert
    made_at: datetime
    receivers: tuple[Receiver, ...]
    kept_for: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Round:
    """A handful of alerts on their way: what came of them until nobody waited any more."""

    stop_at: float
    gap: float
    results: dict[tuple[int, Receiver], Attempt | None] = field(default_factory=dict)
    is_over: bool = False


class Attempter:
    """Makes attempts at a pace, at RECEIVERS_AT_ONCE receivers at most, and at each of them one at a time.

    :param late: is told of deliveries that nobody waited for.
    """

    def __init__(self, send: Send, circuits: Circuits, metrics: AlertMetrics, pace: Pace, late: Late) -> None:
        self._pace = pace
        self._send = send
        self._circuits = circuits
        self._metrics = metrics
        self._late = late
        self._slots = asyncio.Semaphore(RECEIVERS_AT_ONCE)
        self._behind: dict[Receiver, float] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        from_zero(metrics.attempts, get_args(Kind), get_args(Outcome))
        from_zero(metrics.delivery_seconds, get_args(Kind))

    async def attempt(self, alerts: Sequence[Pending], gap: float) -> Attempts:
        """Try every alert at each of its receivers; takes no longer than the pace's patience.

        :param gap: seconds for which a receiver that failed is left alone.
        """
        queues: dict[Receiver, list[tuple[int, Pending]]] = {}
        for number, pending in enumerate(alerts):
            for receiver in pending.receivers:
                queues.setdefault(receiver, []).append((number, pending))
        if not queues:
            return {}
        this = _Round(time.monotonic() + self._pace.start_seconds, gap)
        tasks = {asyncio.create_task(self._serve(receiver, queue, this)) for receiver, queue in queues.items()}
        self._under_way |= tasks
        done = await self._wait(tasks)
        this.is_over = True
        for receiver in (receiver for (_, receiver), attempt in this.results.items() if attempt is UNDER_WAY):
            self._circuits.note_slow(receiver)
        for task in tasks:
            task.add_done_callback(self._under_way.discard)
        for task in done:
            task.result()
        untold = {(number, receiver): None for receiver, queue in queues.items() for number, _ in queue}
        return {**untold, **this.results}

    async def _wait(self, tasks: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
        """Wait for as long as the pace does; return what is done by then.

        In slices, so that it is the receivers that are slow, and not this process that had no turn on a busy machine.
        """
        done: set[asyncio.Task[None]] = set()
        for _ in range(round(self._pace.patience_seconds / SLICE_SECONDS)):
            done, under_way = await asyncio.wait(tasks, timeout=SLICE_SECONDS)
            if not under_way:
                break
        return done

    async def _serve(self, receiver: Receiver, queue: Sequence[tuple[int, Pending]], this: _Round) -> None:
        """Send the alerts of one receiver in their order, until it is clear that it takes none now."""
        turn = self._circuits.turn_of(receiver)
        if turn.locked() and not self._pace.is_first:
            this.results |= {(number, receiver): BUSY for number, _ in queue}
        if turn.locked() or self._behind.get(receiver, 0.0) > time.monotonic() or self._is_too_slow(receiver):
            return
        async with turn, self._slots:
            if this.is_over:
                return
            untried, strikes, tried = self._circuits.why_not(receiver, this.gap), 0, 0
            for number, pending in queue:
                if untried is not None or time.monotonic() > this.stop_at:
                    this.results[number, receiver] = untried
                    continue
                this.results[number, receiver] = UNDER_WAY
                attempt = await self._try(receiver, pending)
                if this.is_over:
                    self._late(pending.alert, receiver, attempt)
                    return
                this.results[number, receiver] = attempt
                tried += 1
                strikes = strikes + 1 if attempt.outcome == "failed" else 0
                if attempt.outcome == "gone" or strikes >= self._pace.strikes or attempt.retry_after > 0:
                    untried = attempt
            if untried is None and 0 < tried < len(queue):
                self._behind[receiver] = time.monotonic() + self._pace.behind_seconds
            elif tried:
                self._behind.pop(receiver, None)

    def _is_too_slow(self, receiver: Receiver) -> bool:
        return self._pace.is_first and self._circuits.is_slow(receiver)

    async def _try(self, receiver: Receiver, pending: Pending) -> Attempt:
        started = time.monotonic()
        attempt = await self._send(receiver, pending.alert, pending.made_at, self._pace.attempt_seconds)
        self._circuits.note(receiver, pending.alert.subscription_id, attempt, time.monotonic() - started)
        self._metrics.attempts.labels(receiver.kind, attempt.outcome).inc()
        if attempt.outcome == "delivered":
            took = max(0.0, time.time() - pending.made_at.timestamp())
            self._metrics.delivery_seconds.labels(receiver.kind).observe(took)
        return attempt
