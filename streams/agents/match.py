"""The match role: an enriched article in; an alert out for each subscription and event that match."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from streams import __version__
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, provenance_of
from streams.agents.tiers import Tiers
from streams.contracts.canary import is_canary
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import SOURCE_TIMESTAMP, number
from streams.contracts.topics import ALERTS
from streams.core.match import InvalidSubscription, Matcher, parse_subscription, subscription_json
from streams.core.model import Alert, RejectCause, Subscription
from streams.kafka.runs import Record
from streams.telemetry.logs import Event, logger
from streams.telemetry.match_metrics import Alerted, MatchMetrics
from streams.telemetry.metrics import Metrics

PRODUCER = f"match/{__version__}"
STAGE = "match"

log = logger(__name__)


class Match:
    """What becomes of each enriched article. Its subscriptions are those that ``take`` was given.

    :param tiers: where the alerts of articles under embargo wait, and what time it is.
    :param max_age: seconds; what was published to ``articles-raw`` longer ago is history, and alerts nobody.
    """

    def __init__(self, codec: Codec, tiers: Tiers, max_age: float, metrics: Metrics) -> None:
        self._codec = codec
        self._tiers = tiers
        self._max_age = max_age
        self._matcher = Matcher()
        self._metrics = MatchMetrics(metrics.registry, lambda: len(self._matcher))
        self._observe = metrics.stage_seconds.labels(STAGE).observe

    def take(self, record: Record) -> None:
        """Put a record of ``alert-subscriptions`` into force.

        One that makes no sense is told and left out; what its subscription was before goes on.
        """
        key = (record.key or b"").decode("utf-8", "replace")
        if record.value is None:
            self._matcher.remove(key)
            return
        try:
            subscription = self._read_subscription(key, record.value)
        except (Undecodable, InvalidSubscription) as error:
            self._metrics.refused.inc()
            log.warning(Event.SUBSCRIPTION_UNREADABLE, subscription=key, offset=record.offset, reason=str(error))
        else:
            self._matcher.put(subscription)

    def transform(self, record: Record) -> tuple[Output, ...]:
        """Return the alerts of ``record``; a takedown has none, and neither has a canary or history."""
        if record.value is None or is_canary(record.key):
            return ()
        if self._is_history(record):
            self._metrics.too_old.inc()
            return ()
        try:
            enriched = self._codec.decode_enriched(record.value)
        except Undecodable as error:
            return (self.dead_letter(record, error.cause, error.detail),)
        started = perf_counter()
        alerts = self._matcher.match(enriched)
        self._observe(perf_counter() - started)
        return tuple(self._output(record, alert) for alert in alerts)

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    def _read_subscription(self, key: str, value: bytes) -> Subscription:
        subscription = parse_subscription(subscription_json(self._codec.decode_subscription(value)))
        if subscription.id != key:
            raise InvalidSubscription((f"id: {subscription.id}, where the record's key is another",))
        return subscription

    def _is_history(self, record: Record) -> bool:
        """Say whether the raw record is older than ``max_age``: by the header that enrich copies, else by this one."""
        told = number(record.headers, SOURCE_TIMESTAMP)
        at = record.timestamp if told is None else told
        return self._tiers.now().timestamp() - at / 1000 > self._max_age

    def _output(self, record: Record, alert: Alert) -> Output:
        key, value, headers = (
            alert.subscription_id.encode(),
            self._codec.encode_alert(alert),
            provenance_of(record, PRODUCER),
        )
        until = alert.embargoed_until
        if until is not None and until > self._tiers.now():
            waiting = self._tiers.embargo(key, value, headers, until)
            return replace(waiting, settled=self._count("after the embargo"))
        return Output(ALERTS, key, value, headers, settled=self._count("at once"))

    def _count(self, when: Alerted) -> Callable[[Metrics], None]:
        return lambda _: self._metrics.alerts.labels(when).inc()
