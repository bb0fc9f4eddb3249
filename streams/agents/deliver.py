"""The deliver role: alerts to the receivers of their subscriptions, and what fails to ``alerts-waiting``.

An alert is settled when every receiver has taken it or wants nothing more. What is served is remembered in a header, so
that a webhook is not called again because the mail failed. A crash may have an alert sent twice, always under its id.

A receiver that has taken nothing for a day is paused (streams.agents.troubles): what it is to have is kept on
``alerts-paused``, and goes through the waits when it is resumed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from streams import __version__
from streams.agents.attempts import AGAIN, FIRST, SAYS_NOTHING, TAKEN, Attempter, Pending, Send
from streams.agents.circuits import OPEN_SECONDS, Circuits
from streams.agents.lines import Lines
from streams.agents.outbox import Output
from streams.agents.postponing import BEFORE_FIRST_TIER, FIRST_TIER, Postponing
from streams.agents.rejecting import provenance_of
from streams.agents.releasing import release
from streams.agents.taken import Taken
from streams.agents.tiers import Tiers
from streams.agents.troubles import Troubles
from streams.agents.waited import dead_letter_of, made_at, origin_of, place_of, served_header, served_of
from streams.contracts.codec import Codec, Undecodable
from streams.core.model import Alert, RejectCause, Subscription
from streams.kafka.runs import Record, Run
from streams.sinks.receiver import Attempt, Receiver, receivers_of
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.metrics import from_zero

PRODUCER = f"deliver/{__version__}"

Find: TypeAlias = Callable[[str], Awaitable[Subscription | None]]
"""Finds a subscription by its id, None only once all that is on ``alert-subscriptions`` by now has been read."""
Outputs: TypeAlias = list[tuple[Record, Output]]
DropReason: TypeAlias = Literal["unsubscribed", "no_receiver", "repeated", "gone", "held_back"]
"""Why nobody is to have an alert any more. A closed list: it is a metric label."""


@dataclass(frozen=True, slots=True)
class Receivers:
    """What is known of receivers: by this worker for some seconds, and by all of them for days."""

    circuits: Circuits
    lines: Lines
    troubles: Troubles


class Deliver:
    """What becomes of alerts, and of those that waited."""

    def __init__(
        self,
        codec: Codec,
        find: Find,
        send: Send,
        receivers: Receivers,
        tiers: Tiers,
        metrics: AlertMetrics,
    ) -> None:
        self._codec = codec
        self._find = find
        self._lines = receivers.lines
        self._taken = Taken()
        parts = (send, receivers.circuits, self._lines, metrics)
        self._first = Attempter(*parts, FIRST, late=self._note_late, taken=self._taken)
        self._again = Attempter(*parts, AGAIN, late=self._note_late, taken=self._taken)
        self._postponing = Postponing(tiers, self._lines, metrics, PRODUCER)
        self._troubles = receivers.troubles
        self._tiers = tiers
        self._metrics = metrics
        self._late: list[tuple[Alert, Receiver, Attempt]] = []
        self._opening = asyncio.Lock()
        from_zero(metrics.dropped, get_args(DropReason))
        from_zero(metrics.postponed, map(str, range(len(tiers))))

    async def act(self, run: Run) -> Outputs:
        """Deliver a run of ``alerts`` within seconds; return the records of those that must wait, and dead letters.

        Call it for the next run meanwhile: a receiver has its alerts in the order of the calls all the same.
        """
        return await self._act(run, self._first, OPEN_SECONDS, BEFORE_FIRST_TIER)

    async def act_again(self, run: Run) -> Outputs:
        """Deliver a run of ``alerts-waiting`` that is due, or release it if it waited for an embargo."""
        tier = run.partition.partition
        gap = min(OPEN_SECONDS, self._tiers.wait_of(tier)) / 2  # so that what failed itself is due after the gap
        return await self._act(run, self._again, gap, tier)

    async def act_on_paused(self, run: Run) -> Outputs:
        """Return what becomes of a run of ``alerts-paused``: it goes on waiting there, or is to be delivered."""
        outputs: Outputs = []
        ended: set[str] = set()
        for record in run.records:
            opened = await self._open(record, outputs, ended)
            if isinstance(opened, Output):
                outputs.append((record, opened))
            elif opened is not None:
                headers = [*origin_of(record, PRODUCER), *served_header(opened.served)]
                outputs.append((record, self._tiers.resumed(record, headers)))
        return outputs

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, with why it went no further; see ``dead_letter_of``."""
        return dead_letter_of(record, cause, detail, PRODUCER, served_of(record))

    async def _act(self, run: Run, attempter: Attempter, gap: float, tier: int) -> Outputs:
        outputs: Outputs = []
        pending: list[Pending] = []
        ended: set[str] = set()
        async with self._opening:  # until the attempts are begun, lest the next run's are first
            for record in run.records:
                opened = await self._open(record, outputs, ended)
                if tier == FIRST_TIER:
                    self._leave_lines(record, opened.receivers if isinstance(opened, Pending) else ())
                if isinstance(opened, Pending):
                    pending.append(opened if tier <= FIRST_TIER else replace(opened, place=None))
                elif opened is not None:
                    outputs.append((record, opened))
            begun = attempter.begin(pending, gap)
        attempts = await begun.results()
        for index, each in enumerate(pending):
            came_of_it = {receiver: attempts[index, receiver] for receiver in each.receivers}
            outputs.extend((each.record, told) for told in self._noted(each, came_of_it))
            outputs.extend((each.record, left) for left in self._settle(each, came_of_it, tier))
        return outputs

    def _leave_lines(self, record: Record, but_of: Sequence[Receiver] = ()) -> None:
        """Have nobody wait for an alert any more but at these receivers, and those that it waits for elsewhere."""
        subscription_id = (record.key or b"").decode("utf-8", "replace")
        self._lines.leave_others(subscription_id, but_of, served_of(record), place_of(record))

    async def _open(self, record: Record, outputs: Outputs, ended: set[str]) -> Pending | Output | None:
        """Read a record: an alert to deliver, one to release or to reject, or None where nobody is to have it now.

        What is kept for receivers that are paused is added to ``outputs``, a subscription that is no more to ``ended``.
        """
        if record.value is None:
            return self.dead_letter(record, "invalid_field", "an alert cannot be taken back: it has no value")
        try:
            alert = self._codec.decode_alert(record.value)
        except Undecodable as error:
            return self.dead_letter(record, error.cause, error.detail)
        released = release(record, alert, self._tiers)
        return await self._to_deliver(record, alert, outputs, ended) if released is None else released

    async def _to_deliver(self, record: Record, alert: Alert, outputs: Outputs, ended: set[str]) -> Pending | None:
        if alert.held_back:
            self._drop("held_back")
            return None
        subscription = None if alert.subscription_id in ended else await self._find(alert.subscription_id)
        if subscription is None:
            ended.add(alert.subscription_id)
            self._drop("unsubscribed")
            return None
        served = served_of(record)
        wanting = [each for each in receivers_of(subscription) if each.name not in served]
        receivers = tuple(each for each in wanting if not self._taken.has(alert, each))
        if not receivers:
            self._done_before(alert, wanting)
            return None
        paused = frozenset(each.name for each in receivers if self._troubles.is_paused(subscription, each))
        if paused:
            others = {each.name for each in receivers_of(subscription)} - paused
            outputs.append((record, self._tiers.paused(record, [*origin_of(record, PRODUCER), *served_header(others)])))
            receivers = tuple(each for each in receivers if each.name not in paused)
        if not receivers:
            return None
        served |= paused | {each.name for each in wanting if each not in receivers}
        return Pending(record, alert, made_at(record), receivers, place_of(record), served)

    def _noted(self, pending: Pending, attempts: Mapping[Receiver, Attempt | None]) -> Iterator[Output]:
        """Yield what is to be told of receivers, after these attempts and what came late: one fails, or is well."""
        ended = [(pending.alert, receiver, attempt) for receiver, attempt in attempts.items() if attempt is not None]
        late, self._late = self._late, []
        for alert, receiver, attempt in (*late, *ended):
            if attempt not in SAYS_NOTHING:
                output = self._troubles.note(alert.subscription_id, receiver, attempt)
                if output is not None:
                    yield replace(output, headers=provenance_of(pending.record, PRODUCER))

    def _note_late(self, alert: Alert, receiver: Receiver, attempt: Attempt) -> None:
        """Remember what came of it when nobody waited any more: an alert that was taken is not sent again when due."""
        self._late.append((alert, receiver, attempt))
        if attempt.outcome == "delivered":
            self._taken.note_late(alert, receiver)

    def _done_before(self, alert: Alert, wanting: Sequence[Receiver]) -> None:
        if self._taken.count_late(alert, wanting):
            self._metrics.delivered.inc()
        else:
            self._drop("repeated" if wanting else "no_receiver")

    def _drop(self, reason: DropReason) -> None:
        self._metrics.dropped.labels(reason).inc()

    def _settle(self, pending: Pending, attempts: Mapping[Receiver, Attempt | None], tier: int) -> Sequence[Output]:
        """Return what is left to do for an alert: nothing, other waits, or after the last one a dead letter."""
        took = [each for each, attempt in attempts.items() if attempt and attempt.outcome == "delivered"]
        gone = [each for each, attempt in attempts.items() if attempt and attempt.outcome == "gone"]
        left = {each: attempt for each, attempt in attempts.items() if each not in (*took, *gone)}
        if left:
            served = pending.served | {each.name for each in (*took, *gone)}
            return self._postponing.outputs(pending, served, left, tier)
        if any(attempts[each] != TAKEN for each in took):
            self._metrics.delivered.inc()
        elif took:
            self._done_before(pending.alert, took)
        else:
            self._drop("gone")
        return ()
