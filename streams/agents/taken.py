"""Which receivers have which alerts: a new version of an article that tells the same makes the same alert."""

from collections.abc import Iterable

from streams.core.model import Alert
from streams.sinks.receiver import Receiver

REMEMBERED = 20_000
"""Deliveries that a worker remembers (5 MB)."""


class Taken:
    """What this worker remembers of deliveries, from the moment of the answer on."""

    def __init__(self) -> None:
        self._is_late: dict[tuple[str, Receiver], bool] = {}

    def has(self, alert: Alert, receiver: Receiver) -> bool:
        """Say whether a receiver has an alert."""
        return (alert.alert_id, receiver) in self._is_late

    def add(self, alert: Alert, receiver: Receiver) -> None:
        """Remember a delivery, and forget the oldest one beyond REMEMBERED."""
        self._is_late[alert.alert_id, receiver] = False
        if len(self._is_late) > REMEMBERED:
            del self._is_late[next(iter(self._is_late))]

    def note_late(self, alert: Alert, receiver: Receiver) -> None:
        """Remember that nobody waited for a delivery any more, so that it is not counted yet."""
        self._is_late[alert.alert_id, receiver] = True

    def count_late(self, alert: Alert, receivers: Iterable[Receiver]) -> bool:
        """Say whether a delivery to one of these is not counted yet; from now on they are."""
        late = [key for each in receivers if self._is_late.get(key := (alert.alert_id, each))]
        self._is_late.update(dict.fromkeys(late, False))
        return bool(late)
