"""A turn is short enough for all partitions to have theirs in time, and long where a worker is quick."""

import pytest

from streams.kafka.turns import LEAST, ROUND_SECONDS, Turns

MOST = 512


def round_of(turns: Turns, seconds: float, partitions: int, now: float) -> float:
    """Work off a turn of each partition at ``seconds`` a record; return when it was done."""
    for _ in range(partitions):
        size = turns.next(partitions, now)
        turns.taken(size, now)
        now += size * seconds
    return now


@pytest.mark.parametrize(("seconds", "partitions"), [(0.001, 12), (0.025, 12), (0.025, 100), (0.3, 12), (0.0005, 1)])
def test_a_backlog_goes_round_in_time(seconds: float, partitions: int) -> None:
    """Whatever an article costs: the tenth round takes less than a worker may stand still for."""
    turns, now = Turns(MOST), 0.0
    for _ in range(9):
        now = round_of(turns, seconds, partitions, now)
    assert round_of(turns, seconds, partitions, now) - now <= ROUND_SECONDS


def test_a_quick_worker_takes_as_much_as_it_may() -> None:
    """Also after a moment in which it was slow."""
    turns = Turns(MOST)
    now = round_of(turns, 1.0, 12, 0.0)
    assert turns.next(4, now) == LEAST
    for _ in range(10):
        now = round_of(turns, 0.001, 4, now)
    assert turns.next(4, now) == MOST


def test_waiting_for_records_is_not_slowness() -> None:
    """Fewer records than a turn holds came: what passed until the next ones says nothing."""
    turns = Turns(MOST)
    before = turns.next(12, 0.0)
    turns.taken(3, 0.0)
    assert turns.next(12, 3_600.0) == before
