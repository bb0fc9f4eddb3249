"""Attempts to deliver a handful of alerts: many receivers at a time, each one's alerts one by one and in order."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, get_args

from streams.agents.circuits import SLOW_SECONDS, Circuits
from streams.agents.lines import Lines
from streams.agents.slots import CUT, Slots, acquired, within
from streams.agents.taken import Taken
from streams.core.model import Alert
from streams.kafka.runs import Record
from streams.sinks.receiver import Attempt, Kind, Outcome, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.metrics import from_zero

Send: TypeAlias = Callable[[Receiver, Alert, datetime, float], Awaitable[Attempt]]
"""Sends an alert, made at that time, to a receiver, once and within so many seconds; it raises nothing."""
Late: TypeAlias = Callable[[Alert, Receiver, Attempt], None]
"""Takes in what came of an attempt that nobody waited for any more."""
Attempts: TypeAlias = Mapping[tuple[int, Receiver], Attempt | None]
"""What came of each alert, by its number, and receiver; None where there was no time to try."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much time a handful of alerts may take.

    A receiver has ``start_seconds`` for its turn to come, and then for all of its alerts; no attempt takes longer than
    ``attempt_seconds``, and after ``patience_seconds`` nobody waits for it. After ``strikes`` failures in a row a
    receiver is left alone. One that was too slow for all its alerts is given none for ``behind_seconds``. Where a pace
    ``is_first`` it does without receivers that are slow, until they answer at once again.
    """

    start_seconds: float
    attempt_seconds: float
    strikes: int
    behind_seconds: float
    patience_seconds: float
    is_first: bool


FIRST = Pace(1.0, attempt_seconds=3.0, strikes=1, behind_seconds=10.0, patience_seconds=SLOW_SECONDS, is_first=True)
"""Of the first attempt. Others do not wait for it, but the memory for alerts that are under way is bounded: so whoever
is slower is served from waiting."""
AGAIN = Pace(4.0, attempt_seconds=15.0, strikes=2, behind_seconds=0.0, patience_seconds=3.0, is_first=False)
"""Of the later ones: Standard Webhooks recommends 15 to 30 s. Two strikes: it may be the alert that fails, and it must
not keep those behind it from being delivered."""
UNDER_WAY = Attempt("failed", "no answer yet")
BUSY = Attempt("failed", "no answer yet to the alert before")
"""What came of an alert that nobody waited for any more, and of those that would be next where the last one failed."""
SLOW = Attempt("failed", "the alert before is still being answered")
"""What came of those that would be next at a receiver that takes its time, and its alerts."""
BEHIND = Attempt("failed", "an earlier alert waits")
"""What came of an alert that nobody tried, since one before it is still to be had."""
TAKEN = Attempt("delivered", "taken by then")
SAYS_NOTHING = (UNDER_WAY, BUSY, SLOW, BEHIND, CUT)
"""What is not known to be a failure of the receiver."""
UNTRIED = (None, SLOW, BEHIND)
"""What comes of an alert whose turn has not come, though nothing is known to be wrong with its receiver."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An alert, when it was made, its record, and the receivers that are to have it now.

    ``place`` is its offset on ``alerts``. ``served`` names those that need no attempt of this record: they have the
    alert, or it waits for them in another one.
    """

    record: Record
    alert: Alert
    made_at: datetime
    receivers: tuple[Receiver, ...]
    place: int | None = None
    served: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Queue:
    """The alerts of one receiver among a handful, by their numbers, and what came of them.

    ``gap``: for so many seconds a receiver that failed is left alone.
    """

    receiver: Receiver
    gap: float
    alerts: list[tuple[int, Pending]] = field(default_factory=list)
    results: dict[int, Attempt] = field(default_factory=dict)


class Round:
    """A handful of alerts on their way."""

    def __init__(self, queues: Sequence[_Queue], tasks: "Sequence[asyncio.Task[None]]") -> None:
        self._queues = queues
        self._tasks = tasks

    async def results(self) -> Attempts:
        """Return what came of them, once nobody waits for more."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        for task in self._tasks:
            task.result()
        return {(number, each.receiver): each.results.get(number) for each in self._queues for number, _ in each.alerts}


def _place(numbered: tuple[int, Pending]) -> int:
    place = numbered[1].place
    return 0 if place is None else place


class Attempter:
    """Makes attempts at a pace, at many receivers at a time, and at each of them one by one.

    :param lines: who must not be overtaken. Who is tried for the first time, and not taken, waits in line; who is tried
        again leaves it, whatever comes of it: one that fails twice is overtaken.
    :param late: is told of deliveries that nobody waited for.
    :param taken: asked before an alert is sent, and told of each that is taken.
    """

    def __init__(
        self,
        send: Send,
        circuits: Circuits,
        lines: Lines,
        metrics: AlertMetrics,
        pace: Pace,
        *,
        late: Late,
        taken: Taken,
    ) -> None:
        self._pace = pace
        self._send = send
        self._circuits = circuits
        self._lines = lines
        self._metrics = metrics
        self._late = late
        self._taken = taken
        self._slots = Slots()
        self._left_alone: dict[Receiver, float] = {}
        self._unwaited: set[Receiver] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        from_zero(metrics.attempts, get_args(Kind), get_args(Outcome))
        from_zero(metrics.delivery_seconds, get_args(Kind))

    def begin(self, alerts: Sequence[Pending], gap: float) -> Round:
        """Begin to try every alert at each of its receivers, after what was begun before at these.

        :param gap: seconds for which a receiver that failed is left alone.
        """
        queues: dict[Receiver, _Queue] = {}
        for number, pending in enumerate(alerts):
            for receiver in pending.receivers:
                queues.setdefault(receiver, _Queue(receiver, gap)).alerts.append((number, pending))
        for queue in queues.values():
            queue.alerts.sort(key=_place)  # of runs that are settled side by side later ones may wait before earlier
        return Round(list(queues.values()), [self._task(self._serve(queue)) for queue in queues.values()])

    def _task(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _serve(self, queue: _Queue) -> None:
        """Send the alerts of one receiver in their order, until it is clear that it takes none now."""
        receiver, turn = queue.receiver, self._circuits.turn_of(queue.receiver)
        untried = self._circuits.why_not(receiver, queue.gap)
        if untried is None and not self._pace.is_first and receiver in self._unwaited:
            untried = BUSY if self._circuits.is_failing(receiver) else SLOW
        if untried is None and self._is_too_slow(receiver):
            pass
        elif untried is not None or all(self._is_behind(receiver, pending) for _, pending in queue.alerts):
            queue.results = {number: untried or BEHIND for number, _ in queue.alerts}
        elif not await acquired(turn, self._pace.start_seconds):
            self._leave_alone(receiver)
        else:
            is_handed_on = False
            try:
                is_handed_on = await self._serve_in_turn(queue, turn)
            finally:
                if not is_handed_on:
                    turn.release()
        for number, pending in queue.alerts:
            self._line_up(receiver, pending, queue.results.get(number))

    def _is_behind(self, receiver: Receiver, pending: Pending) -> bool:
        return self._lines.is_behind(pending.alert.subscription_id, receiver, pending.place)

    def _why_no_more(self, receiver: Receiver, pending: Pending) -> Attempt | None:
        """Return what has come of an alert while it waited for its turn: None where it is to be sent now."""
        if self._is_behind(receiver, pending):
            return BEHIND
        return TAKEN if self._taken.has(pending.alert, receiver) else None

    def _line_up(self, receiver: Receiver, pending: Pending, attempt: Attempt | None) -> None:
        """Have later alerts wait behind this one, or no longer, by what came of it."""
        move = self._lines.leave
        if self._pace.is_first:
            if attempt is not None and attempt.outcome != "failed":
                return
            move = self._lines.join
        elif attempt in UNTRIED:
            return
        move(pending.alert.subscription_id, receiver, pending.place)

    def _is_too_slow(self, receiver: Receiver) -> bool:
        is_slow = self._pace.is_first and self._circuits.is_slow(receiver)
        return is_slow or self._left_alone.get(receiver, 0.0) > time.monotonic()

    def _leave_alone(self, receiver: Receiver) -> None:
        self._left_alone[receiver] = time.monotonic() + self._pace.behind_seconds

    async def _serve_in_turn(self, queue: _Queue, turn: asyncio.Lock) -> bool:
        """Send as ``_serve`` does; return whether the turn goes on to an attempt that nobody waits for any more."""
        receiver, results, left, strikes = queue.receiver, queue.results, self._pace.start_seconds, 0
        untried = self._circuits.why_not(receiver, queue.gap)  # what was before its turn may have failed
        for number, pending in queue.alerts:
            if known := untried or self._why_no_more(receiver, pending):
                results[number] = known
                self._line_up(receiver, pending, known)
                continue
            if left < 0:
                self._leave_alone(receiver)
                return False
            standing = self._circuits.standing(receiver)
            if self._is_too_slow(receiver) or not await self._slots.enter(standing, left):
                return False
            started = time.monotonic()
            trying = asyncio.create_task(self._slots.run(standing, self._try(receiver, pending)))
            if not await within(trying, self._pace.patience_seconds):
                results[number] = UNDER_WAY
                self._circuits.note_slow(receiver)
                self._unwaited.add(receiver)
                self._task(self._finish(receiver, pending, trying, turn))
                return True
            left -= time.monotonic() - started
            results[number] = attempt = trying.result()
            self._line_up(receiver, pending, attempt)
            if attempt is CUT:
                self._circuits.note_slow(receiver)
                return False
            strikes = strikes + 1 if attempt.outcome == "failed" else 0
            if attempt.outcome == "gone" or strikes >= self._pace.strikes or attempt.retry_after > 0:
                untried = attempt
        self._left_alone.pop(receiver, None)
        return False

    async def _finish(
        self, receiver: Receiver, pending: Pending, trying: "asyncio.Task[Attempt]", turn: asyncio.Lock
    ) -> None:
        try:
            attempt = await trying
        finally:
            self._unwaited.discard(receiver)
            turn.release()
        if attempt.outcome != "failed":
            self._lines.leave(pending.alert.subscription_id, receiver, pending.place)
        if attempt is not CUT:
            self._late(pending.alert, receiver, attempt)

    async def _try(self, receiver: Receiver, pending: Pending) -> Attempt:
        started = time.monotonic()
        attempt = await self._send(receiver, pending.alert, pending.made_at, self._pace.attempt_seconds)
        self._circuits.note(receiver, pending.alert.subscription_id, attempt, time.monotonic() - started)
        self._metrics.attempts.labels(receiver.kind, attempt.outcome).inc()
        if attempt.outcome == "delivered":
            self._taken.add(pending.alert, receiver)
            took = max(0.0, time.time() - pending.made_at.timestamp())
            self._metrics.delivery_seconds.labels(receiver.kind).observe(took)
        return attempt
