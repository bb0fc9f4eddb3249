"""What waits for another attempt: an alert is put off for each of its receivers by that one's own time.

Those that are due at the same time share a record. Each record names the others as served, since they are elsewhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from streams.agents.attempts import AGAIN, BEHIND, SLOW, UNDER_WAY, UNTRIED, Pending
from streams.agents.lines import Lines
from streams.agents.outbox import Output
from streams.agents.tiers import Tiers
from streams.agents.waited import dead_letter_of, origin_of, place_of, served_header
from streams.contracts.headers import ATTEMPT, DETAIL, DETAIL_LIMIT, number
from streams.contracts.topics import ALERTS
from streams.sinks.receiver import Attempt, Receiver
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.logs import Event, logger
from streams.telemetry.metrics import Metrics

BEFORE_FIRST_TIER, FIRST_TIER = -1, 0
BEHIND_SECONDS = 0.5
"""After so long an alert that came before its turn is looked at again: the one before it may not be in waiting yet."""

log = logger(__name__)


class _Wait(NamedTuple):
    """Where an alert waits, how long, and whether an attempt at it was made. Beyond the last tier it is given up."""

    tier: int
    seconds: float
    is_attempt: bool


class Postponing:
    """Makes the records of alerts that wait, and the dead letters of those that have waited enough.

    :param producer: the role and release that writes them.
    """

    def __init__(self, tiers: Tiers, lines: Lines, metrics: AlertMetrics, producer: str) -> None:
        self._tiers = tiers
        self._lines = lines
        self._metrics = metrics
        self._producer = producer

    def outputs(
        self, pending: Pending, served: frozenset[str], left: Mapping[Receiver, Attempt | None], tier: int
    ) -> Sequence[Output]:
        """Return what becomes of an alert at the receivers that are ``left``, what is due first before the others.

        :param served: names of the receivers that need no other attempt.
        :param left: what came of it there; None where there was no time to try.
        :param tier: in which it waited.
        """
        made = number(pending.record.headers, ATTEMPT) or 0
        together: dict[_Wait, dict[Receiver, Attempt | None]] = {}
        for receiver, attempt in left.items():
            together.setdefault(self._wait(attempt, tier, made), {})[receiver] = attempt
        names = {each.name for each in left}
        return [
            self._put_off(pending, served | (names - {each.name for each in those}), those, wait, made)
            for wait, those in sorted(together.items(), key=lambda pair: pair[0])
        ]

    def _wait(self, attempt: Attempt | None, tier: int, made: int) -> _Wait:
        is_first = tier == BEFORE_FIRST_TIER
        if attempt in UNTRIED and not (attempt is None and is_first):
            seconds = {BEHIND: 0.0 if is_first else BEHIND_SECONDS, SLOW: self._tiers.wait_of(FIRST_TIER)}
            # one tier down: at the end of its own it would wait for what is due there, though it was not tried
            return _Wait(max(FIRST_TIER, tier - 1), seconds[attempt] if attempt else 0.0, is_attempt=False)
        after = max(tier, made - 1)  # it may have come down
        following = self._tiers.following(after, attempt.retry_after if attempt else 0.0)
        if attempt == UNDER_WAY and following == len(self._tiers) and made <= len(self._tiers):
            # once more, when the answer has come: it may be taken by then
            following = self._tiers.following(BEFORE_FIRST_TIER, AGAIN.attempt_seconds)
        return _Wait(following, self._tiers.wait_of(following), is_attempt=True)

    def _put_off(
        self,
        pending: Pending,
        served: frozenset[str],
        those: Mapping[Receiver, Attempt | None],
        wait: _Wait,
        made: int,
    ) -> Output:
        record = pending.record
        reasons = {each.name: attempt.reason if attempt else "no time to try" for each, attempt in those.items()}
        detail = "; ".join(f"{name}: {reason}" for name, reason in reasons.items())
        headers = [*origin_of(record, self._producer), (DETAIL, detail[:DETAIL_LIMIT].encode()), *served_header(served)]
        if not wait.is_attempt:
            output = self._tiers.untried(record, headers, wait.tier, made, wait.seconds)
            return replace(output, settled=self._counted(wait)) if record.topic == ALERTS else output
        if wait.tier != FIRST_TIER:
            for receiver in those:
                self._lines.leave(pending.alert.subscription_id, receiver, place_of(record))
        if wait.tier >= len(self._tiers):
            return self._give_up(pending, served, detail, made + 1)
        return replace(self._tiers.retry(record, headers, wait.tier, made + 1), settled=self._counted(wait))

    def _counted(self, wait: _Wait) -> Callable[[Metrics], None]:
        return lambda _: self._metrics.postponed.labels(str(wait.tier)).inc()

    def _give_up(self, pending: Pending, served: frozenset[str], detail: str, attempts: int) -> Output:
        subscription = pending.alert.subscription_id
        log.error(Event.ALERT_UNDELIVERABLE, subscription=subscription, attempts=attempts, reason=detail)
        why = f"not taken in {attempts} attempts: {detail}"
        letter = dead_letter_of(pending.record, "undeliverable", why, self._producer, served)

        def count(metrics: Metrics) -> None:
            self._metrics.undeliverable.inc()
            letter.settled(metrics)

        return replace(letter, settled=count)
