"""How much one caller may ask: token buckets in the memory of this process, so each process has its own."""

import threading
import time
from collections.abc import Callable

MOST_CALLERS = 10_000
"""Buckets that are kept; the one that was used longest ago goes first, and begins full when it comes back."""


class Rates:
    """Buckets by caller, each filled up to ``burst`` at ``per_second``."""

    def __init__(self, per_second: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()  # requests are let in on threads; a bucket that another holds would seem full

    def take(self, caller: str) -> float:
        """Take one token and return 0, or return in how many seconds there is one."""
        now = self._clock()
        with self._lock:
            level, at = self._buckets.pop(caller, (self._burst, now))
            level = min(self._burst, level + max(0.0, now - at) * self._per_second)
            wait = 0.0 if level >= 1 else (1 - level) / self._per_second
            self._buckets[caller] = (level if wait else level - 1, now)  # at the end: used last
            if len(self._buckets) > MOST_CALLERS:
                del self._buckets[next(iter(self._buckets))]
        return wait
