"""How long a partition has stood still, and how old what waits there is."""

from faust.types import TP

from streams.kafka.progress import Progress
from streams.kafka.runs import Run
from tests.fakes import FakeRecord

TOPIC = "articles-raw"
WALL = 1_700_000_000.0


def run(partition: int = 3, at: float = WALL) -> Run:
    """A run of two records, the first of them written at ``at``."""
    records = [FakeRecord(offset, b"", timestamp=int((at + offset) * 1000), partition=partition) for offset in (0, 1)]
    return Run(TP(TOPIC, partition), records)


def test_a_partition_with_lag_stands_still_from_when_it_moved_last() -> None:
    """Or from when it was first seen."""
    progress = Progress()
    assert progress.look([(TOPIC, 3, 5)], 100.0) == {TP(TOPIC, 3): 0.0}
    assert progress.look([(TOPIC, 3, 5)], 130.0) == {TP(TOPIC, 3): 30.0}
    progress.end(run(), 140.0)
    assert progress.look([(TOPIC, 3, 5)], 141.0) == {TP(TOPIC, 3): 1.0}


def test_without_lag_nothing_stands_still_and_time_begins_anew() -> None:
    """A quiet night is no standstill, and the first record after it has its time."""
    progress = Progress()
    progress.look([(TOPIC, 3, 0)], 100.0)
    assert progress.look([(TOPIC, 3, 0)], 9000.0) == {}
    assert progress.look([(TOPIC, 3, 1)], 9001.0) == {TP(TOPIC, 3): 1.0}


def test_a_partition_that_comes_back_begins_anew() -> None:
    """What others did with it meanwhile is not ours to judge."""
    progress = Progress()
    progress.look([(TOPIC, 3, 5)], 100.0)
    assert progress.look([], 200.0) == {}
    assert progress.look([(TOPIC, 3, 5)], 300.0) == {TP(TOPIC, 3): 0.0}


def test_the_age_is_that_of_the_first_record_in_hand() -> None:
    """Once it is settled, a lag that is only not committed yet is as old as the settling."""
    progress = Progress()
    progress.begin(run())
    assert list(progress.ages([(TOPIC, 3, 2)], 100.0, WALL + 7)) == [(TOPIC, 3, 7.0)]
    progress.end(run(), 100.0)
    assert list(progress.ages([(TOPIC, 3, 2)], 100.25, WALL + 8)) == [(TOPIC, 3, 0.25)]
    assert list(progress.ages([(TOPIC, 3, 0)], 190.0, WALL + 98)) == [(TOPIC, 3, 0.0)]


def test_a_publisher_whose_clock_is_ahead_makes_no_negative_age() -> None:
    """Timestamps are the publisher's."""
    progress = Progress()
    progress.begin(run(at=WALL + 60))
    assert list(progress.ages([(TOPIC, 3, 2)], 100.0, WALL)) == [(TOPIC, 3, 0.0)]
