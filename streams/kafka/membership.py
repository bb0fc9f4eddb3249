"""Notices two workers of one name: each takes the other's place in the consumer group, again and again.

Kafka gives a static member's place to whoever comes last with its name. aiokafka 0.14 sends heartbeats without that
name, so that the former one is not told that it was displaced, only that nobody knows it, and joins anew: for ever, a
rebalance every few seconds. Who lost its membership for another reason (a sleep, a network away) loses it once.
"""

from collections import deque

MOST_LOSSES = 3
WITHIN_SECONDS = 90.0


class Membership:
    """Of one worker with a name of its own."""

    def __init__(self) -> None:
        self._is_member = False
        self._lost: deque[float] = deque(maxlen=MOST_LOSSES)

    def joined(self) -> None:
        """Note that the group has taken this worker in."""
        self._is_member = True

    def leaves(self, *, is_known: bool, now: float) -> bool:
        """Note that a rebalance begins at ``now``; say whether this worker was displaced too often, and must end.

        ``is_known``: whether the group still knows it. To be called before it joins anew and so displaces its double,
        which then has one loss less, and stays.
        """
        if self._is_member and not is_known:
            self._lost.append(now)
        self._is_member = False
        return len(self._lost) == MOST_LOSSES and now - self._lost[0] < WITHIN_SECONDS
