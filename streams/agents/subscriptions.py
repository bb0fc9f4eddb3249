"""The subscriptions as they are now, held in memory."""

from collections.abc import Callable

from streams.agents.outbox import Halt
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.topics import ALERT_SUBSCRIPTIONS
from streams.core.model import Subscription
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.view import TopicView
from streams.sinks.receiver import receivers_of
from streams.telemetry.logs import Event, logger

log = logger(__name__)


def _nothing() -> None:
    """Nobody waits for it."""


class Subscriptions:
    """Reads ``alert-subscriptions`` whole and follows it.

    :param resumed: called when one is paused no more, or is sent elsewhere.
    """

    def __init__(self, cluster: Cluster, codec: Codec, halt: Halt, resumed: Callable[[], None] = _nothing) -> None:
        self._codec = codec
        self._by_id: dict[str, Subscription] = {}
        self._view = TopicView(cluster, ALERT_SUBSCRIPTIONS, self._apply, halt)
        self._whole = False
        self._resumed = resumed

    async def start(self) -> None:
        """Begin to read."""
        await self._view.start()

    async def stop(self) -> None:
        """End reading."""
        await self._view.stop()

    async def find(self, subscription_id: str) -> Subscription | None:
        """Return a subscription, or None once all that is on the topic by now has been read without finding it.

        So an alert that is faster than the subscription it matched is not taken for one that nobody wants.
        """
        if not self._whole or subscription_id not in self._by_id:
            await self._view.caught_up()
            self._whole = True
        return self._by_id.get(subscription_id)

    def _apply(self, record: clients.Record) -> None:
        key = (record.key or b"").decode("utf-8", "replace")
        if record.value is None:
            self._by_id.pop(key, None)
            return
        try:
            now = self._codec.decode_subscription(record.value)
        except Undecodable as error:
            log.warning(Event.SUBSCRIPTION_UNREADABLE, subscription=key, reason=error.detail)
            return
        was, self._by_id[key] = self._by_id.get(key), now
        if was is not None and not now.paused and (was.paused or receivers_of(was) != receivers_of(now)):
            self._resumed()
