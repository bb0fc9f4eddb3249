"""How much of a backlog is read of one partition before the next one has its turn.

Partitions that wait for theirs stand still meanwhile, and a worker that lets one stand still for long is ended as stuck
(streams.kafka.watchdog). So the slower a worker is, and the more partitions it has, the less it takes at a time.
"""

ROUND_SECONDS = 60.0
"""In which every partition should have had its turn: less than half of what a worker may stand still for."""
LEAST = 16
"""Records of a turn: fewer would not be worth their way to the consumer's thread and back."""
FIRST = 32
"""How many a worker begins with."""
GROWTH = 4
"""A turn is quick if it took less than this part of a partition's share of a round: then this many times as many
records are within that share."""
SURE_ROUNDS = 2
"""So many rounds of quick turns in a row make the turns longer. The first of each partition is fetched before any is
done, so that round seems quick whatever it will cost."""


class Turns:
    """The size of the next turn, by how long the last ones took.

    :param most: records of a turn where a worker is quick.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = min(FIRST, most)
        self._quick = 0
        self._full_at: float | None = None

    def next(self, partitions: int, now: float) -> int:
        """Return how many records may be taken, at ``now`` (monotonic seconds), by who has so many partitions."""
        if self._full_at is not None:
            took, share = now - self._full_at, ROUND_SECONDS / max(1, partitions)
            self._quick = self._quick + 1 if took < share / GROWTH else 0
            if took > share:
                self._size = max(LEAST, self._size // 2)
            elif self._quick >= SURE_ROUNDS * partitions:
                self._size, self._quick = min(self._most, self._size * GROWTH), 0
            self._full_at = None
        return self._size

    def taken(self, records: int, now: float) -> None:
        """Note that so many came, at ``now``: as many as may tell of a backlog, fewer tell nothing of the pace."""
        self._full_at = now if records >= self._size else None
