"""Headers: what is written is read back, and hostile details stay within bounds."""

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
