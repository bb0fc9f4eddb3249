"""Which alerts wait for the first time, so that later ones of the same subscription do not overtake them.

Known to this worker alone. Where another one serves what waits, none of a line is seen to leave it, and after a while
nobody waits for it any more.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from streams.sinks.receiver import Receiver

LOST_SECONDS = 30.0
LONGEST_SECONDS = 60.0
"""A line as old is forgotten though it moves: where it grows as fast as it gets shorter nothing would ever be sent at
once again. Those in it may then be overtaken once."""
PURGE_AT = 1_000
"""Subscriptions in line from which on lines that are over are looked for, and forgotten."""


@dataclass(slots=True)
class _Line:
    """Places of alerts in ascending order, when it began, and when its first one last left."""

    began: float
    moved: float
    places: dict[int, None] = field(default_factory=dict)


class Lines:
    """A line for each subscription and receiver. An alert is known by its place: its offset on ``alerts``, where later
    ones of a subscription have greater ones; one without a place is in no line.

    :param first_wait: seconds that an alert waits. A line that stands still for twice as long and LOST_SECONDS is
        forgotten, and so is one that is LONGEST_SECONDS old.
    :param clock: seconds that never go back.
    """

    def __init__(self, first_wait: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = 2 * first_wait + LOST_SECONDS
        self._clock = clock
        self._lines: dict[str, dict[Receiver, _Line]] = {}
        self._purge_at = PURGE_AT

    def is_behind(self, subscription_id: str, receiver: Receiver, place: int | None) -> bool:
        """Say whether an earlier alert of the subscription waits for this receiver."""
        line = self._lines.get(subscription_id, {}).get(receiver)
        if line is None or place is None:
            return False
        if self._is_over(line):
            self._forget(subscription_id, receiver)
            return False
        return next(iter(line.places)) < place

    def join(self, subscription_id: str, receiver: Receiver, place: int | None) -> None:
        """Have later alerts wait behind this one."""
        if place is None:
            return
        self._purge()
        lines, now = self._lines.setdefault(subscription_id, {}), self._clock()
        if receiver not in lines or self._is_over(lines[receiver]):
            lines[receiver] = _Line(now, now)
        places = lines[receiver].places
        is_last = not places or next(reversed(places)) < place
        places[place] = None
        if not is_last:
            lines[receiver].places = dict.fromkeys(sorted(places))

    def leave(self, subscription_id: str, receiver: Receiver, place: int | None) -> None:
        """Have nobody wait for this alert any more."""
        line = self._lines.get(subscription_id, {}).get(receiver)
        if line is None or place not in line.places:
            return
        if place == next(iter(line.places)):
            line.moved = self._clock()
        del line.places[place]
        if not line.places:
            self._forget(subscription_id, receiver)

    def leave_others(
        self, subscription_id: str, receivers: Collection[Receiver], elsewhere: Collection[str], place: int | None
    ) -> None:
        """Have nobody wait for this alert any more but in the lines of ``receivers``: no other is to have it. For those
        whose names are in ``elsewhere`` it may wait in another record."""
        for receiver in self._lines.get(subscription_id, {}).keys() - set(receivers):
            if receiver.name not in elsewhere:
                self.leave(subscription_id, receiver, place)

    def _is_over(self, line: _Line) -> bool:
        now = self._clock()
        return now - line.moved > self._patience or now - line.began > LONGEST_SECONDS

    def _forget(self, subscription_id: str, receiver: Receiver) -> None:
        lines = self._lines[subscription_id]
        del lines[receiver]
        if not lines:
            del self._lines[subscription_id]

    def _purge(self) -> None:
        if len(self._lines) < self._purge_at:
            return
        still = [
            (name, receiver)
            for name, lines in self._lines.items()
            for receiver, line in lines.items()
            if self._is_over(line)
        ]
        for name, receiver in still:
            self._forget(name, receiver)
        self._purge_at = max(PURGE_AT, 2 * len(self._lines))
