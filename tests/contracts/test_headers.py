"""Headers: what is written is read back, and hostile details stay within bounds."""

import pytest

from streams.contracts import headers


def test_provenance_is_read_back() -> None:
    """The ledger is drawn up from these alone."""
    written = headers.provenance("articles-raw", 3, 12, 1_795_176_000_000, "enrich/0.1.0")
    names = (headers.SOURCE_TOPIC, headers.SOURCE_PARTITION, headers.SOURCE_OFFSET, headers.SOURCE_TIMESTAMP)
    assert [headers.read(written, name) for name in names] == ["articles-raw", "3", "12", "1795176000000"]
    assert headers.read(written, headers.PRODUCER) == "enrich/0.1.0"
    assert headers.read(written, headers.CAUSE) is None


def test_details_are_cut_and_always_text() -> None:
    """A detail that repeats megabytes, or half a surrogate pair, makes a header all the same."""
    written = headers.rejection("invalid_field", "\ud800" + "x" * 10_000)
    assert len(headers.read(written, headers.DETAIL) or "") == headers.DETAIL_LIMIT


def test_the_first_source_counts() -> None:
    """A dead letter of an output keeps the headers of its original behind its own."""
    own = headers.provenance("articles-enriched", 1, 2, 3, "store/0.1.0")
    original = headers.provenance("articles-raw", 3, 12, 3, "enrich/0.1.0")
    assert headers.source([*own, *original]) == ("articles-enriched", 1, 2)


@pytest.mark.parametrize("told", [b"", b"-1", b"1.5", b"x", "\u0663".encode(), b"1" * 16])
def test_a_source_that_cannot_be_is_none(told: bytes) -> None:
    """Others may write to the topics too."""
    written = dict(headers.provenance("articles-raw", 3, 12, 3, "enrich/0.1.0"))
    assert headers.source(written.items()) == ("articles-raw", 3, 12)
    assert headers.source({**written, headers.SOURCE_OFFSET: told}.items()) is None
    assert headers.source({**written, headers.SOURCE_PARTITION: told}.items()) is None
    assert headers.source(()) is None
