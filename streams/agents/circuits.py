"""Which receivers fail, since when, and when each may be tried again (the pattern called circuit breaker)."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import WeakValueDictionary

from streams.agents.slots import Standing
from streams.sinks.receiver import Attempt, Receiver
from streams.telemetry.logs import Event, logger

OPEN_SECONDS = 30.0
"""After a failure new alerts go straight to waiting for so long; then one of them is the probe."""
GONE_SECONDS = 86_400.0
"""A receiver that said 410 is asked again after a day, or by another worker: it may have been subscribed anew."""
SLOW_SECONDS = 0.8
"""Who takes longer to answer is slow, and must not hold up the alerts of others."""
REMEMBERED = 20_000
"""Receivers that are known to answer at once; who is forgotten is new."""
FORGET_SECONDS = 2 * 86_400.0
"""A receiver that nobody has sent to for so long is not reported as failing any more."""

log = logger(__name__)


@dataclass(slots=True)
class _Trouble:
    subscription_id: str
    since: float
    last: float
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Failing:
    """A receiver that fails: the kind, one of its subscriptions, and for how many seconds."""

    kind: str
    subscription_id: str
    seconds: float


class Circuits:
    """What this worker knows of its receivers: kept in memory, learned anew after a restart.

    :param clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._troubles: dict[Receiver, _Trouble] = {}
        self._slow: set[Receiver] = set()
        self._well: dict[Receiver, None] = {}
        self._turns: WeakValueDictionary[Receiver, asyncio.Lock] = WeakValueDictionary()

    def why_not(self, receiver: Receiver, gap: float) -> Attempt | None:
        """Return None if ``receiver`` may be tried now, else what its last attempt came to, as if made now.

        :param gap: seconds after a failure in which nothing is tried, unless the receiver asked for more.
        """
        trouble = self._troubles.get(receiver)
        if trouble is None or trouble.attempt.outcome == "refused":
            return None
        passed, attempt = self._clock() - trouble.last, trouble.attempt
        if attempt.outcome == "gone":
            return attempt if passed < GONE_SECONDS else None
        left = max(0.0, attempt.retry_after - passed)
        return Attempt("failed", attempt.reason, left) if left > 0 or passed < gap else None

    def is_failing(self, receiver: Receiver) -> bool:
        """Say whether the last attempt failed. A receiver that refuses alerts answers."""
        trouble = self._troubles.get(receiver)
        return trouble is not None and trouble.attempt.outcome != "refused"

    def standing(self, receiver: Receiver) -> Standing:
        """Return what is to be expected of a receiver. One that refuses alerts answers, and so is well."""
        if receiver in self._slow or self.is_failing(receiver):
            return "doubtful"
        return "well" if receiver in self._well else "new"

    def is_slow(self, receiver: Receiver) -> bool:
        """Say whether a receiver held up others, and has not answered at once since."""
        return receiver in self._slow

    def note_slow(self, receiver: Receiver) -> None:
        """Remember that a receiver holds up others, until it answers at once."""
        self._slow.add(receiver)

    def turn_of(self, receiver: Receiver) -> asyncio.Lock:
        """Return what whoever sends to ``receiver`` holds meanwhile."""
        return self._turns.setdefault(receiver, asyncio.Lock())

    def note(self, receiver: Receiver, subscription_id: str, attempt: Attempt, seconds: float) -> None:
        """Remember what came of an attempt, and how long it took.

        The first failure and the recovery are logged, without any address.
        """
        self._well.pop(receiver, None)
        if seconds <= SLOW_SECONDS:
            self._slow.discard(receiver)
            if attempt.outcome != "failed":
                self._well[receiver] = None
        if len(self._well) > REMEMBERED:
            del self._well[next(iter(self._well))]
        now, trouble = self._clock(), self._troubles.get(receiver)
        known = {"kind": receiver.kind, "subscription": subscription_id}
        if attempt.outcome == "delivered":
            if trouble is not None:
                del self._troubles[receiver]
                log.info(Event.RECEIVER_RECOVERED, **known, failing_seconds=round(now - trouble.since, 1))
        elif trouble is None:
            self._troubles[receiver] = _Trouble(subscription_id, now, now, attempt)
            log.warning(Event.RECEIVER_FAILED, **known, reason=attempt.reason)
        else:
            trouble.last, trouble.attempt, trouble.subscription_id = now, attempt, subscription_id

    def failing(self) -> Iterator[Failing]:
        """Yield the receivers whose last attempt failed."""
        now = self._clock()
        for receiver, trouble in list(self._troubles.items()):
            if now - trouble.last > FORGET_SECONDS:
                del self._troubles[receiver]
            else:
                yield Failing(receiver.kind, trouble.subscription_id, now - trouble.since)
