"""Where an output came from, when its article was published, and whether anybody is to hear of it."""

from streams.agents.rejecting import handed_on, is_history, provenance_of
from streams.contracts import headers
from tests.fakes import FakeRecord

RAW = (headers.SOURCE_TIMESTAMP, b"1000")
MUTED = (headers.MUTED, b"replay")


def test_the_raw_records_time_is_handed_on() -> None:
    """Place and producer are this hop's; the time is the first one's, where it is told."""
    record = FakeRecord(4, b"", topic="articles-enriched", partition=7, timestamp=2000, headers=[RAW])
    told = handed_on(record, "track/1")
    assert headers.source(told) == ("articles-enriched", 7, 4)
    assert headers.number(told, headers.SOURCE_TIMESTAMP) == 1000
    assert headers.read(told, headers.PRODUCER) == "track/1"
    assert headers.number(provenance_of(record, "x"), headers.SOURCE_TIMESTAMP) == 2000
    assert headers.number(handed_on(FakeRecord(4, b"", timestamp=2000), "x"), headers.SOURCE_TIMESTAMP) == 2000


def test_what_is_muted_stays_so() -> None:
    """Once, however often it was said."""
    told = handed_on(FakeRecord(4, b"", headers=[RAW, MUTED, MUTED]), "track/1")
    assert [name for name, _ in told].count(headers.MUTED) == 1
    assert headers.read(told, headers.MUTED) == "replay"
    assert headers.muted(handed_on(FakeRecord(4, b""), "track/1")) == []


def test_history_is_what_is_old_or_muted() -> None:
    """By the raw record's time, not this one's."""
    record = FakeRecord(4, b"", timestamp=90_000, headers=[RAW])
    assert not is_history(record, now=61.0, max_age=60)
    assert is_history(record, now=61.1, max_age=60)
    assert is_history(FakeRecord(4, b"", timestamp=90_000, headers=[MUTED]), now=90.0, max_age=60)
