"""Which receivers take no alerts, since when, and which are paused for it: as ``receiver-troubles`` says.

So it is known to all workers and after a restart: what takes nothing for a day is paused, whoever tried.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from streams.agents.outbox import Output
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.topics import RECEIVER_TROUBLES
from streams.core.identity import derived_id
from streams.core.model import Subscription, Trouble
from streams.kafka.runs import Record
from streams.sinks.receiver import Attempt, Receiver
from streams.telemetry.logs import Event, logger

PAUSE_AFTER_SECONDS = 86_400.0

log = logger(__name__)


class Troubles:
    """Takes in the topic and what this worker adds to it.

    :param resumed: called when a receiver is paused no more, so that what was kept for it is looked at.
    :param clock: seconds since 1970.
    """

    def __init__(
        self,
        codec: Codec,
        resumed: Callable[[], None],
        pause_after: float = PAUSE_AFTER_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._codec = codec
        self._resumed = resumed
        self._pause_after = timedelta(seconds=pause_after)
        self._clock = clock
        self._known: dict[str, Trouble] = {}

    def take(self, record: Record) -> None:
        """Take in a record of ``receiver-troubles``."""
        key = (record.key or b"").decode("utf-8", "replace")
        try:
            trouble = None if record.value is None else self._codec.decode_trouble(record.value)
        except Undecodable as error:
            log.warning(Event.RECORD_IGNORED, topic=record.topic, offset=record.offset, reason=error.detail)
        else:
            self._put(key, trouble)

    def is_paused(self, subscription: Subscription, receiver: Receiver) -> bool:
        """Say whether a receiver is to be sent nothing: by hand, or since it failed for so long."""
        trouble = self._of(subscription.id, receiver)
        return subscription.paused or (trouble is not None and trouble.paused_at is not None)

    def paused(self) -> Iterator[Trouble]:
        """Yield the receivers that are paused since they failed for so long."""
        return (trouble for trouble in list(self._known.values()) if trouble.paused_at is not None)

    def note(self, subscription_id: str, receiver: Receiver, attempt: Attempt) -> Output | None:
        """Return what is to be told of a receiver, after an attempt, on ``receiver-troubles``: mostly nothing."""
        key, known = _key(subscription_id, receiver.name), self._of(subscription_id, receiver)
        if attempt.outcome == "delivered":
            return None if key not in self._known else self._output(key, None)
        if attempt.outcome == "gone":  # it wants nothing, so nothing is kept for it
            return None
        now = datetime.fromtimestamp(int(self._clock()), UTC)
        since = now if known is None else known.since
        if known is not None and (known.paused_at is not None or now - since < self._pause_after):
            return None
        paused_at = None if known is None else now
        if paused_at is not None:
            log.error(
                Event.RECEIVER_PAUSED,
                kind=receiver.kind,
                subscription=subscription_id,
                failing_seconds=(now - since).total_seconds(),
                reason=attempt.reason,
            )
        trouble = Trouble(subscription_id, receiver.name, _address(receiver), since, attempt.reason, paused_at)
        return self._output(key, trouble)

    def _of(self, subscription_id: str, receiver: Receiver) -> Trouble | None:
        known = self._known.get(_key(subscription_id, receiver.name))
        return known if known is not None and known.address == _address(receiver) else None

    def _output(self, key: str, trouble: Trouble | None) -> Output:
        self._put(key, trouble)  # the topic says it a moment later
        value = None if trouble is None else self._codec.encode_trouble(trouble)
        return Output(RECEIVER_TROUBLES, key.encode(), value, [])

    def _put(self, key: str, trouble: Trouble | None) -> None:
        was = self._known.pop(key, None)
        if trouble is not None:
            self._known[key] = trouble
        if was is not None and was.paused_at is not None and (trouble is None or trouble.paused_at is None):
            self._resumed()


def _key(subscription_id: str, receiver: str) -> str:
    return f"{subscription_id} {receiver}"


def _address(receiver: Receiver) -> str:
    """Return what an address is told apart by: it is as good as a password, and not for a topic that many read."""
    return derived_id("receiver", receiver.kind, receiver.address)
