"""The JSON form of a raw article: tolerant of what is harmless, clear about what is not."""

from datetime import UTC, datetime

import orjson
import pytest

from streams.contracts.raw_json import TEXT_LIMIT, raw_from_json
from streams.core.model import RawArticle, Unreadable

MINIMAL = {"media_type": "text/plain", "content": "The Council met."}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def read(**fields: object) -> RawArticle:
    return raw_from_json(orjson.dumps({**MINIMAL, **fields}))


def refused(value: bytes) -> tuple[str, str]:
    with pytest.raises(Unreadable) as error:
        raw_from_json(value)
    return error.value.cause, error.value.detail


def refused_field(**fields: object) -> str:
    cause, detail = refused(orjson.dumps({**MINIMAL, **fields}))
    assert cause == "invalid_field"
    return detail


def test_two_fields_are_enough() -> None:
    """All that must be said is what it is and what kind of thing it is."""
    assert read() == RawArticle("text/plain", b"The Council met.", encoding="utf-8")


def test_every_field_is_read() -> None:
    """The names are those of the Avro schema."""
    texts = {name: name for name in ("uri", "info_source", "outlet", "pub_status", "language", "headline")}
    times = dict.fromkeys(("fetched_at", "published_at", "embargoed_until"), "2026-11-20T12:00:00Z")
    assert read(**texts, **times) == RawArticle(
        "text/plain",
        b"The Council met.",
        encoding="utf-8",
        **texts,
        fetched_at=NOON,
        published_at=NOON,
        embargoed_until=NOON,
    )


@pytest.mark.parametrize(
    "written",
    ["2026-11-20T12:00:00Z", "2026-11-20 14:00:00+02:00", "20261120T120000.0009Z", 1_795_176_000_000],
)
def test_times_are_iso_8601_or_milliseconds(written: object) -> None:
    """Any zone becomes UTC, and anything finer than milliseconds is cut off."""
    assert read(published_at=written).published_at == NOON


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-11-20T12:00:00", "'2026-11-20T12:00:00' is no ISO 8601 time with a time zone"),
        ("2026-11-20", "time zone"),
        ("yesterday", "'yesterday'"),
        ("x" * 1000, "is no ISO 8601 time"),
        ("0001-01-01T00:00:00+10:00", "years 1 to 9999"),
        ("9999-12-31T23:59:59-10:00", "years 1 to 9999"),
        (2**62, "years 1 to 9999"),
        (-(2**62), "years 1 to 9999"),
        (1.5, "is a number"),
        (True, "is true or false"),
        ({}, "is an object"),
        ([], "is a list"),
    ],
)
def test_other_times_are_refused(written: object, words: str) -> None:
    """The error names the field, and repeats no more of the value than a line holds."""
    detail = refused_field(published_at=written)
    assert detail.startswith("published_at ")
    assert words in detail
    assert len(detail) < 150


def test_declared_encodings_do_not_count() -> None:
    """JSON is Unicode: content that was Latin-1 before is so no more, and would be garbled if read as such."""
    raw = read(content="naïve", encoding="iso-8859-1")
    assert (raw.content, raw.encoding) == ("naïve".encode(), "utf-8")


def test_blank_texts_count_as_none() -> None:
    """An empty uri must not make one article of all those that have none."""
    raw = read(uri="", outlet=" \n", headline="\u00a0")
    assert (raw.uri, raw.outlet, raw.headline) == (None, None, None)
    assert refused_field(media_type=" ") == "media_type is missing"


def test_empty_content_is_an_article() -> None:
    """Whether there is anything to read in it is for cleaning to say."""
    assert read(content="").content == b""


@pytest.mark.parametrize("name", ["content", "media_type", "uri", "headline", "encoding"])
@pytest.mark.parametrize("value", [1, 1.5, True, [], {}])
def test_what_must_be_text_is_text(name: str, value: object) -> None:
    """The error names the field and the type that is there."""
    assert refused_field(**{name: value}).startswith(f"{name} must be text, is ")


def test_long_texts_are_refused() -> None:
    """A uri of megabytes would be the key of every output."""
    assert len(read(uri="u" * TEXT_LIMIT).uri or "") == TEXT_LIMIT
    assert refused_field(uri="u" * (TEXT_LIMIT + 1)) == "uri is 4,097 characters long, and 4,096 are taken"


@pytest.mark.parametrize(
    ("name", "right"),
    [("publishedAt", "published_at"), ("URI", "uri"), ("media-type", "media_type"), ("InfoSource", "info_source")],
)
def test_slips_are_named(name: str, right: str) -> None:
    """A field that differs from ours in case, hyphens or underscores alone is not silently lost."""
    assert refused_field(**{name: "x"}) == f"{name} must be written {right}"


def test_other_fields_are_left_alone() -> None:
    """A newer producer may say more than we know, as with Avro."""
    assert read(rights="all", x={"y": [1]}) == read()


@pytest.mark.parametrize("missing", ["content", "media_type"])
def test_a_missing_field_is_named(missing: str) -> None:
    """Null counts as missing."""
    fields = {name: value for name, value in MINIMAL.items() if name != missing}
    assert refused(orjson.dumps(fields)) == ("invalid_field", f"{missing} is missing")
    assert refused_field(**{missing: None}) == f"{missing} is missing"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b" ",
        b"[]",
        b"null",
        b'"text"',
        b"12",
        b"{",
        b'{"content": "a" "b"}',
        b'{"content": NaN}',
        b'{"content": "\\ud800"}',
        b'{"content": "\xff"}',
        b"{'content': 'x'}",
        b"[" * 1_000_000,
        b'{"a":' * 1_000_000,
        '{"content": "x"}'.encode("utf-16"),
    ],
    ids=range(15),
)
def test_what_is_no_json_object_is_no_envelope(value: bytes) -> None:
    """Truncated, nested a million deep, half a surrogate pair, another encoding: a cause, never a crash."""
    cause, detail = refused(value)
    assert cause == "undecodable_envelope"
    assert "JSON" in detail
    assert len(detail) < 200


def test_a_byte_order_mark_is_skipped() -> None:
    """Some editors write one."""
    assert raw_from_json(b"\xef\xbb\xbf" + orjson.dumps(MINIMAL)) == read()


def test_of_two_fields_of_one_name_the_last_counts() -> None:
    """JSON leaves it open, browsers and most parsers take the last: so nobody is surprised."""
    assert raw_from_json(b'{"media_type": "a", "content": "1", "content": "2"}').content == b"2"
