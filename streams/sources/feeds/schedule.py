"""When to ask a feed again. Pure: times are seconds."""

from dataclasses import dataclass
from datetime import UTC, datetime

from streams.core.clean.times import parse_time

FASTER = 0.5
SLOWER = 1.5
"""Halved by news, half as long again without: a feed that wakes up is at the shortest interval after a few polls, one
that falls asleep reaches the longest within a day's few dozen."""
LONGEST_WAIT = 86_400.0
"""A day: no answer of a server's puts a feed off for longer, so that a mistake of its does not end the watch."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest time between two polls of a feed, in seconds."""

    shortest: float = 300.0
    longest: float = 3_600.0

    def __post_init__(self) -> None:
        if not 0 < self.shortest <= self.longest:
            raise ValueError(f"the shortest interval, {self.shortest:g} s, must lie above 0 and not above the longest")


def after_answer(interval: float, fresh: int, bounds: Bounds, stated: float | None = None) -> float:
    """Return the next interval of a feed that had ``fresh`` new or changed items at this poll.

    :param stated: the shortest interval that the feed asks for (ttl, sy:updatePeriod); what it says lies within the
        bounds too: a ttl of a week is not obeyed.
    """
    shortest = min(max(bounds.shortest, stated or 0.0), bounds.longest)
    return min(max(interval * (FASTER if fresh else SLOWER), shortest), bounds.longest)


def after_failure(failures: int, bounds: Bounds, asked: float | None = None) -> float:
    """Return how long to leave a feed alone that has failed ``failures`` times in a row, 1 or more.

    :param asked: the seconds of its Retry-After, which are kept to.
    """
    return max(min(bounds.shortest * 2.0 ** min(failures, 32), LONGEST_WAIT), asked or 0.0)


def after_change(changes: int) -> float:
    """Return how long an item waits that has changed ``changes`` times since it was first published.

    The first change goes out at once; one that changes at every poll (a counter, "three minutes ago") is asked for
    after 1, 2, 4… minutes, up to a day: some twenty times in all where it never stops.
    """
    return 0.0 if changes <= 1 else min(60.0 * 2.0 ** min(changes - 2, 32), LONGEST_WAIT)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, as a number or a date (RFC 9110, 10.2.3), up to a day."""
    value = (value or "").strip()
    if value.isascii() and value.isdecimal():
        return min(float(value[:9]), LONGEST_WAIT)
    moment = parse_time(value)
    return min(max(0.0, (moment - now.astimezone(UTC)).total_seconds()), LONGEST_WAIT) if moment else None
