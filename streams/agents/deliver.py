"""The deliver role: alerts to the receivers of their subscriptions, and what fails to ``alerts-waiting``.

An alert is settled when every receiver has taken it or wants nothing more. What is served is remembered in a header, so
that a webhook is not called again because the mail failed. A crash may have an alert sent twice, always under its id.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

from streams import __version__
from streams.agents import rejecting
from streams.agents.attempts import AGAIN, FIRST, Attempter, Pending, Send
from streams.agents.circuits import OPEN_SECONDS, Circuits
from streams.agents.outbox import Output
from streams.agents.rejecting import provenance_of
from streams.agents.tiers import EMBARGO, HOUR, Tiers, without_wait
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import (
    ATTEMPT,
    DETAIL,
    DETAIL_LIMIT,
    SERVED,
    SOURCE_TIMESTAMP,
    SOURCE_TOPIC,
    UNTIL,
    WAIT,
    Headers,
    number,
    read,
    rejection,
)
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_WAITING
from streams.core.model import Alert, RejectCause, Subscription
from streams.kafka.runs import Record, Run
from streams.sinks.receiver import Attempt, Receiver, receivers_of
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.logs import Event, logger
from streams.telemetry.metrics import Metrics, from_zero

PRODUCER = f"deliver/{__version__}"
BEFORE_FIRST_TIER = -1
REMEMBERED = 20_000
"""Deliveries that a worker remembers (5 MB): a new version of an article that tells the same makes the same alert."""

Find: TypeAlias = Callable[[str], Awaitable[Subscription | None]]
"""Finds a subscription by its id, None only once all that is on ``alert-subscriptions`` by now has been read."""
Outputs: TypeAlias = list[tuple[Record, Output]]
DropReason: TypeAlias = Literal["unsubscribed", "no_receiver", "repeated", "gone", "held_back"]
"""Why nobody is to have an alert any more. A closed list: it is a metric label."""

log = logger(__name__)


class Deliver:
    """What becomes of alerts, and of those that waited."""

    def __init__(
        self, codec: Codec, find: Find, send: Send, circuits: Circuits, tiers: Tiers, metrics: AlertMetrics
    ) -> None:
        self._codec = codec
        self._find = find
        self._first = Attempter(send, circuits, metrics, FIRST)
        self._again = Attempter(send, circuits, metrics, AGAIN)
        self._tiers = tiers
        self._metrics = metrics
        self._taken: dict[tuple[str, Receiver], None] = {}
        from_zero(metrics.dropped, get_args(DropReason))
        from_zero(metrics.postponed, map(str, range(len(tiers))))

    async def act(self, run: Run) -> Outputs:
        """Deliver a run of ``alerts``, within 5 s; return the records of those that must wait, and dead letters."""
        return await self._act(run, self._first, OPEN_SECONDS, BEFORE_FIRST_TIER)

    async def act_again(self, run: Run) -> Outputs:
        """Deliver a run of ``alerts-waiting`` that is due, within 25 s, or release it if it waited for an embargo."""
        tier = run.partition.partition
        gap = min(OPEN_SECONDS, self._tiers.wait_of(tier)) / 2  # so that what failed itself is due after the gap
        return await self._act(run, self._again, gap, tier)

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further, and where the alert came from.

        A replay takes it to ``alerts``, also after it has waited, and so through all attempts again.
        """
        letter = rejecting.dead_letter(record, cause, detail, PRODUCER)
        if read(record.headers, SOURCE_TOPIC) != ALERTS:  # on alerts itself, or held by an embargo and never there
            return letter
        return replace(letter, headers=[*_origin(record), *rejection(cause, detail)])

    async def _act(self, run: Run, attempter: Attempter, gap: float, tier: int) -> Outputs:
        outputs: Outputs = []
        pending: list[Pending] = []
        for record in run.records:
            opened = await self._open(record)
            if isinstance(opened, Pending):
                pending.append(opened)
            elif opened is not None:
                outputs.append((record, opened))
        attempts = await attempter.attempt(pending, gap)
        for place, each in enumerate(pending):
            output = self._settle(each, {receiver: attempts[place, receiver] for receiver in each.receivers}, tier)
            if output is not None:
                outputs.append((each.record, output))
        return outputs

    async def _open(self, record: Record) -> Pending | Output | None:
        """Read a record: an alert to deliver, one to release or to reject, or None where nobody wants it any more."""
        if record.value is None:
            return self.dead_letter(record, "invalid_field", "an alert cannot be taken back: it has no value")
        try:
            alert = self._codec.decode_alert(record.value)
        except Undecodable as error:
            return self.dead_letter(record, error.cause, error.detail)
        if (waits_for := (read(record.headers, WAIT) or "").encode()) in (EMBARGO, HOUR):
            return self._release(record, alert) if waits_for == EMBARGO else self._ask_again(record)
        return await self._to_deliver(record, alert)

    async def _to_deliver(self, record: Record, alert: Alert) -> Pending | None:
        if alert.held_back:
            self._drop("held_back")
            return None
        subscription = await self._find(alert.subscription_id)
        if subscription is None:
            self._drop("unsubscribed")
            return None
        served = _served(record)
        wanting = [each for each in receivers_of(subscription) if each.name not in served]
        receivers = tuple(each for each in wanting if (alert.alert_id, each) not in self._taken)
        if not receivers:
            self._drop("repeated" if wanting else "no_receiver")
            return None
        return Pending(record, alert, _made_at(record), receivers)

    def _release(self, record: Record, alert: Alert) -> Output:
        """Return the alert for ``alerts`` once its embargo has ended, else for the next wait on the way there."""
        headers, until = without_wait(record.headers), alert.embargoed_until
        if until is not None and until > self._tiers.now():
            return self._tiers.embargo(record.key, record.value, headers, until)
        return Output(ALERTS, record.key, record.value, headers)

    def _ask_again(self, record: Record) -> Output:
        """Return the candidate to where it is decided, once the hour that it waits for has ended."""
        headers, until = without_wait(record.headers), number(record.headers, UNTIL) or 0
        if until / 1000 > self._tiers.now().timestamp():
            return self._tiers.hour(record.key, record.value, headers, datetime.fromtimestamp(until / 1000, UTC))
        return Output(ALERT_CANDIDATES, record.key, record.value, headers)

    def _remember(self, alert: Alert, receiver: Receiver) -> None:
        self._taken[alert.alert_id, receiver] = None
        if len(self._taken) > REMEMBERED:
            del self._taken[next(iter(self._taken))]

    def _drop(self, reason: DropReason) -> None:
        self._metrics.dropped.labels(reason).inc()

    def _settle(self, pending: Pending, attempts: Mapping[Receiver, Attempt | None], tier: int) -> Output | None:
        """Return what is left to do for an alert: None, another wait, or after the last one a dead letter."""
        for receiver, attempt in attempts.items():
            if attempt and attempt.outcome == "delivered":
                self._remember(pending.alert, receiver)
        done = {each for each, attempt in attempts.items() if attempt and attempt.outcome in ("delivered", "gone")}
        if len(done) == len(attempts):
            if any(attempt and attempt.outcome == "delivered" for attempt in attempts.values()):
                self._metrics.delivered.inc()
            else:
                self._drop("gone")
            return None
        left = {each: attempt for each, attempt in attempts.items() if each not in done}
        return self._postpone(pending.record, _served(pending.record) | {each.name for each in done}, left, tier)

    def _postpone(
        self, record: Record, served: frozenset[str], left: Mapping[Receiver, Attempt | None], tier: int
    ) -> Output:
        reasons = {each.name: attempt.reason if attempt else "no time to try" for each, attempt in left.items()}
        detail = "; ".join(f"{name}: {reason}" for name, reason in reasons.items())
        headers = [*_origin(record), (DETAIL, detail[:DETAIL_LIMIT].encode())]
        if served:
            headers.append((SERVED, " ".join(sorted(served)).encode()))
        tried = [attempt for attempt in left.values() if attempt is not None]
        attempt = number(record.headers, ATTEMPT) or 0
        if not tried and tier != BEFORE_FIRST_TIER:
            return self._tiers.again(record, headers, attempt)

        least = max((each.retry_after for each in tried), default=0.0)
        waiting = self._tiers.retry(record, headers, after=tier, attempt=attempt + 1, least=least)
        if waiting is None:
            return self._give_up(record, detail, attempt + 1)

        def count(_: Metrics) -> None:
            self._metrics.postponed.labels(str(waiting.partition)).inc()

        return replace(waiting, settled=count)

    def _give_up(self, record: Record, detail: str, attempts: int) -> Output:
        subscription = (record.key or b"").decode("utf-8", "replace")
        log.error(Event.ALERT_UNDELIVERABLE, subscription=subscription, attempts=attempts, reason=detail)
        letter = self.dead_letter(record, "undeliverable", f"not taken in {attempts} attempts: {detail}")

        def count(metrics: Metrics) -> None:
            self._metrics.undeliverable.inc()
            letter.settled(metrics)

        return replace(letter, settled=count)


def _origin(record: Record) -> Headers:
    """Return where an alert came from: its place on ``alerts``, which it keeps for as long as it waits."""
    if record.topic == ALERTS_WAITING:
        return without_wait(record.headers)
    return provenance_of(record, PRODUCER)


def _made_at(record: Record) -> datetime:
    source = number(record.headers, SOURCE_TIMESTAMP) if record.topic == ALERTS_WAITING else None
    return datetime.fromtimestamp((record.timestamp if source is None else source) / 1000, UTC)


def _served(record: Record) -> frozenset[str]:
    return frozenset((read(record.headers, SERVED) or "").split())
