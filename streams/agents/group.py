"""The match role's last step: a candidate in; an alert out where it is news to its subscription.

It holds what the subscriptions of a partition have been told, and remembers each alert on ``alerts-told``, from which
the next owner of the partition knows it (streams.agents.remembering).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from streams import __version__
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, handed_on, is_history
from streams.agents.tiers import Tiers
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import source
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_TOLD
from streams.core.model import Alert, RejectCause, Telling
from streams.core.told import Decision, Told, Wants
from streams.kafka.runs import Record
from streams.telemetry.match_metrics import GroupMetrics
from streams.telemetry.metrics import Metrics

PRODUCER = f"group/{__version__}"

Sent: TypeAlias = tuple[str, bool]
"""An alert's id, and whether it was held back: it is published again, and sent, when the hour has ended."""
FORGOTTEN_AT_ONCE = 256
"""Tombstones that go out with one candidate, so that it need not wait for all of what a subscription was told."""
WantsOf = Callable[[str], Wants | None]
"""What a subscription wants to hear, None where it is gone."""


class Group:
    """What becomes of each candidate. ``begin`` comes before the first one of a partition.

    :param tiers: where candidates under embargo or over a cap wait, and what time it is.
    :param max_age: seconds; what was published to ``articles-raw`` longer ago is history, and alerts nobody.

    ``is_gone`` says whether there is no such subscription any more: what it was told is forgotten, here and, with the
    next candidates of its partition, on ``alerts-told``. What a crash leaves of it there the next owner comes upon.
    """

    def __init__(self, codec: Codec, tiers: Tiers, wants: WantsOf, max_age: float, metrics: Metrics) -> None:
        self.is_gone: Callable[[str], bool] = lambda _: False
        self._codec = codec
        self._tiers = tiers
        self._wants = wants
        self._max_age = max_age
        self._metrics = GroupMetrics(metrics.registry)
        self._told: dict[int, Told] = {}
        self._sent: frozenset[Sent] = frozenset()
        self._forgotten: defaultdict[int, dict[bytes, None]] = defaultdict(dict)

    def end(self) -> None:
        """Forget all partitions: they may have had another owner."""
        self._told, self._sent = {}, frozenset()
        self._forgotten.clear()

    def begin(
        self, partition: int, tellings: Collection[Telling], again: Collection[Telling], sent: Iterable[Sent]
    ) -> None:
        """Take over a partition.

        :param tellings: what was remembered of the candidates before its next one, in their order.
        :param again: what was remembered of that one and those behind it, which are decided again.
        :param sent: the alerts that the former owner made of these, and published.
        """
        every = (*tellings, *again)
        gone = set(filter(self.is_gone, {told.subscription_id for told in every}))
        keys = (_key(told.subscription_id, told.alert_id) for told in every if told.subscription_id in gone)
        self._forgotten[partition].update(dict.fromkeys(keys))
        self._told[partition] = Told(told for told in tellings if told.subscription_id not in gone)
        self._sent = self._sent.union(sent)

    def forget(self, subscription_id: str) -> None:
        """Forget what a subscription was told that has ended: one of the same name is another."""
        for partition, told in self._told.items():
            keys = (_key(subscription_id, alert_id) for alert_id in told.forget(subscription_id))
            self._forgotten[partition].update(dict.fromkeys(keys))

    def transform(self, record: Record) -> tuple[Output, ...]:
        """Return the alert, if the candidate is one, what is to be remembered of it, and what to be forgotten."""
        return (*self._decided(record), *self._tombstones(record))

    def _decided(self, record: Record) -> tuple[Output, ...]:
        if record.value is None:
            return (self.dead_letter(record, "invalid_field", "a candidate cannot be taken back: it has no value"),)
        try:
            candidate = self._codec.decode_alert(record.value)
        except Undecodable as error:
            return (self.dead_letter(record, error.cause, error.detail),)
        now = self._tiers.now()
        if not _was_here(record) and is_history(record, now.timestamp(), self._max_age):
            self._metrics.decided.labels("history").inc()
            return ()
        wants = self._wants(candidate.subscription_id)
        if wants is None:
            self._metrics.decided.labels("unsubscribed").inc()
            return ()
        until = candidate.embargoed_until
        if until is not None and until > now:  # decided now, nobody would hear of the fact from another meanwhile
            self._metrics.decided.labels("embargoed").inc()
            return (self._tiers.embargo(record.key, record.value, handed_on(record, PRODUCER), until),)
        decision = self._told[record.partition].decide(candidate, wants, record.offset, now)
        self._metrics.decided.labels(decision.outcome).inc()
        return tuple(self._outputs(record, decision))

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    def _outputs(self, record: Record, decision: Decision) -> Iterator[Output]:
        alert, telling, headers = decision.alert, decision.telling, handed_on(record, PRODUCER)
        if alert is not None and (alert.alert_id, alert.held_back) not in self._sent:
            yield self._alert(record, alert)
        if telling is not None:
            key = _key(telling.subscription_id, telling.alert_id)
            self._forgotten[record.partition].pop(key, None)
            yield Output(ALERTS_TOLD, key, self._codec.encode_told(telling), headers)
        if decision.ask_again_at is not None:
            yield self._tiers.hour(record.key, record.value, headers, decision.ask_again_at)

    def _tombstones(self, record: Record) -> Iterator[Output]:
        forgotten = self._forgotten[record.partition]
        for key in list(islice(forgotten, FORGOTTEN_AT_ONCE)):
            del forgotten[key]
            yield Output(ALERTS_TOLD, key, None, handed_on(record, PRODUCER))

    def _alert(self, record: Record, alert: Alert) -> Output:
        key, value = alert.subscription_id.encode(), self._codec.encode_alert(alert)
        return Output(ALERTS, key, value, handed_on(record, PRODUCER), settled=lambda _: self._metrics.alerts.inc())


def _key(subscription_id: str, alert_id: str) -> bytes:
    return f"{subscription_id} {alert_id}".encode()


def _was_here(record: Record) -> bool:
    """Say whether the candidate comes back from a wait: it was none of history when it came first."""
    place = source(record.headers)
    return place is not None and place[0] == ALERT_CANDIDATES
