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


@pytest.mark.parametrize("seconds", [0.02, 0.08, 0.15])
def test_what_is_fetched_ahead_tells_nothing_of_the_pace(seconds: float) -> None:
    """A turn of each partition is buffered a moment after the start, before any is worked off: none may wait long."""
    turns, partitions = Turns(MOST), 12
    ready = [(0.1 * number, number) for number in range(partitions)]  # when the partition's next turn is asked for
    done, worst, last = 0.0, 0.0, [0.0] * partitions
    for _ in range(40 * partitions):
        asked, partition = ready.pop(0)
        size = turns.next(partitions, asked)
        turns.taken(size, asked)
        done = max(done, asked) + size * seconds
        worst, last[partition] = max(worst, done - last[partition]), done
        ready.append((done, partition))
    assert worst <= 2 * ROUND_SECONDS


def test_a_quick_worker_takes_as_much_as_it_may() -> None:
    """Also after a moment in which it was slow."""
    turns = Turns(MOST)
    now = round_of(turns, 1.0, 12, 0.0)
    assert turns.next(4, now) == LEAST
    for _ in range(12):
        now = round_of(turns, 0.001, 4, now)
    assert turns.next(4, now) == MOST


def test_waiting_for_records_is_not_slowness() -> None:
    """Fewer records than a turn holds came: what passed until the next ones says nothing."""
    turns = Turns(MOST)
    before = turns.next(12, 0.0)
    turns.taken(3, 0.0)
    assert turns.next(12, 3_600.0) == before
