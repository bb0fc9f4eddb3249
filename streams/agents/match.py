"""The match role: an enriched article or a transition in; a candidate out for each subscription and event that match.

Whether that is an alert is decided by [group], where the subscription is.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from streams import __version__
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, handed_on, is_history
from streams.contracts.canary import is_canary
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.topics import ALERT_CANDIDATES
from streams.core.match import InvalidSubscription, Matcher, parse_subscription, subscription_json
from streams.core.model import Alert, RejectCause, Subscription
from streams.core.story import signature
from streams.core.told import Wants, wants
from streams.kafka.runs import Record
from streams.telemetry.logs import Event, logger
from streams.telemetry.match_metrics import Kind, MatchMetrics
from streams.telemetry.metrics import Metrics

PRODUCER = f"match/{__version__}"
STAGE = "match"

log = logger(__name__)


def _nothing(_: str) -> None:
    """Nobody asks."""


class Match:
    """What becomes of each enriched article and each transition. Its subscriptions are those that ``take`` was given.

    :param max_age: seconds; what was published to ``articles-raw`` longer ago is history, and alerts nobody.
    :param clock: seconds since 1970.

    ``ended`` is called with the id of each subscription that ends.
    """

    def __init__(self, codec: Codec, max_age: float, metrics: Metrics, clock: Callable[[], float] = time.time) -> None:
        self._codec = codec
        self._max_age = max_age
        self._clock = clock
        self._matcher = Matcher()
        self._wants: dict[str, Wants] = {}
        self._unreadable: set[str] = set()
        self.ended: Callable[[str], None] = _nothing
        self._metrics = MatchMetrics(metrics.registry, lambda: len(self._matcher))
        self._observe = metrics.stage_seconds.labels(STAGE).observe

    def take(self, record: Record) -> None:
        """Put a record of ``alert-subscriptions`` into force.

        One that makes no sense is told and left out; what its subscription was before goes on.
        """
        key = (record.key or b"").decode("utf-8", "replace")
        self._unreadable.discard(key)
        if record.value is None:
            self._matcher.remove(key)
            self._wants.pop(key, None)
            self.ended(key)
            return
        try:
            subscription = self._read_subscription(key, record.value)
        except (Undecodable, InvalidSubscription) as error:
            self._metrics.refused.inc()
            self._unreadable.add(key)
            log.warning(Event.SUBSCRIPTION_UNREADABLE, subscription=key, offset=record.offset, reason=str(error))
        else:
            self._matcher.put(subscription)
            self._wants[key] = wants(subscription)

    def wants(self, subscription_id: str) -> Wants | None:
        """Return what a subscription wants to hear, None where there is no such one in force."""
        return self._wants.get(subscription_id)

    def is_gone(self, subscription_id: str) -> bool:
        """Say whether there is no such subscription, not even one that this release cannot read."""
        return subscription_id not in self._wants and subscription_id not in self._unreadable

    def transform(self, record: Record) -> tuple[Output, ...]:
        """Return the candidates that an article is; a takedown is none, and neither is a canary or history."""
        if record.value is None or is_canary(record.key) or self._is_history(record):
            return ()
        try:
            enriched = self._codec.decode_enriched(record.value)
        except Undecodable as error:
            return (self.dead_letter(record, error.cause, error.detail),)
        alerts = self._timed(lambda: self._matcher.match(enriched))
        if not alerts:
            return ()
        known_by = signature(enriched.article.body, enriched.article.language)
        return tuple(self._output(record, replace(alert, signature=known_by), "article") for alert in alerts)

    def transform_transition(self, record: Record) -> tuple[Output, ...]:
        """Return the candidates that a transition is; history is none."""
        if record.value is None or self._is_history(record):
            return ()
        try:
            transition = self._codec.decode_transition(record.value)
        except Undecodable as error:
            return (self.dead_letter(record, error.cause, error.detail),)
        alerts = self._timed(lambda: self._matcher.match_transition(transition))
        return tuple(self._output(record, alert, "transition") for alert in alerts)

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    def _read_subscription(self, key: str, value: bytes) -> Subscription:
        subscription = parse_subscription(subscription_json(self._codec.decode_subscription(value)))
        if subscription.id != key:
            raise InvalidSubscription((f"id: {subscription.id}, where the record's key is another",))
        return subscription

    def _timed(self, match: Callable[[], tuple[Alert, ...]]) -> tuple[Alert, ...]:
        started = perf_counter()
        alerts = match()
        self._observe(perf_counter() - started)
        return alerts

    def _is_history(self, record: Record) -> bool:
        if is_history(record, self._clock(), self._max_age):
            self._metrics.too_old.inc()
            return True
        return False

    def _output(self, record: Record, alert: Alert, kind: Kind) -> Output:
        counter = self._metrics.candidates.labels(kind)
        return Output(
            ALERT_CANDIDATES,
            alert.subscription_id.encode(),
            self._codec.encode_alert(alert),
            handed_on(record, PRODUCER),
            settled=lambda _: counter.inc(),
        )
