"""How long each partition has stood still, and how old what waits there is.

A partition stands still while records wait in it and none is settled. Times are ``time.monotonic`` seconds, except
where they are compared with records' timestamps, which are ``time.time`` seconds.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from faust.types import TP

from streams.kafka.runs import Run

Lag = Iterable[tuple[str, int, int]]
"""Topic, partition, and how many of its records are not committed yet."""


class Progress:
    """What is in hand, and when each partition moved last."""

    def __init__(self) -> None:
        self._in_hand: dict[TP, deque[float]] = {}
        self._moved: dict[TP, float] = {}

    def begin(self, run: Run) -> None:
        """``run`` is taken in hand, after those before it in its partition."""
        self._in_hand.setdefault(run.partition, deque()).append(run.records[0].timestamp / 1000)

    def end(self, run: Run, now: float) -> None:
        """``run`` is settled, at ``now`` (monotonic), in the order in which they were taken in hand."""
        in_hand = self._in_hand.get(run.partition)
        if in_hand:
            in_hand.popleft()
        self._moved[run.partition] = now

    def moved(self, partition: TP, now: float) -> None:
        """Work on ``partition`` goes on, at ``now`` (monotonic), though none of its records is settled by it."""
        self._moved[partition] = now

    def look(self, lag: Lag, now: float) -> dict[TP, float]:
        """Return for how many seconds each partition with a lag has stood still, at ``now`` (monotonic).

        Call it regularly: a partition without lag begins anew, and so does one that has just been given to us.
        """
        held = {TP(topic, partition): records for topic, partition, records in lag}
        moved = self._moved
        self._moved = {tp: moved.get(tp, now) if records else now for tp, records in held.items()}
        return {tp: now - self._moved[tp] for tp, records in held.items() if records}

    def ages(self, lag: Lag, now: float, wall: float) -> Iterator[tuple[str, int, float]]:
        """Yield topic, partition and the age in seconds of the oldest record there that is not settled; 0 for none.

        While none is in hand its timestamp is not known, and what is told is how long the partition has stood still.

        :param now: the monotonic time; ``wall``: seconds since 1970.
        """
        for topic, partition, records in lag:
            tp = TP(topic, partition)
            if in_hand := self._in_hand.get(tp):
                yield topic, partition, max(0.0, wall - in_hand[0])
            else:
                yield topic, partition, now - self._moved.get(tp, now) if records else 0.0
