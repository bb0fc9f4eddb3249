"""Bytes that are no record of ours: a cause and a sentence, whatever they are, and no memory for what they claim."""

import struct
import tracemalloc
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streams.contracts.codec import Codec, Undecodable
from streams.contracts.schemas import ENRICHED_ARTICLE, FILTERED_RECEIPT, newest, schemas
from streams.core.model import Article, EnrichedArticle, Filtered, RawArticle, RejectCause
from tests.contracts.encoded import CODEC, VALUE, slow
from tests.contracts.values import enriched_articles


def rejected(value: bytes, codec: Codec = CODEC) -> tuple[str, str]:
    with pytest.raises(Undecodable) as error:
        codec.decode_raw(value)
    return error.value.cause, error.value.detail


@pytest.mark.parametrize(
    "decode",
    [
        CODEC.decode_enriched,
        CODEC.decode_events,
        CODEC.decode_dossier,
        CODEC.decode_transition,
        CODEC.decode_subscription,
        CODEC.decode_alert,
        CODEC.decode_told,
        CODEC.decode_trouble,
    ],
)
@pytest.mark.parametrize("value", [b"", b"{}", b"\0", VALUE, b"\0\0\0\0\x07xyz"], ids=repr)
def test_values_of_other_schemas_are_refused(decode: Callable[[bytes], object], value: bytes) -> None:
    """What is read as one kind of record is of that kind, or Undecodable."""
    with pytest.raises(Undecodable):
        decode(value)


def long(number: int) -> bytes:
    """Return a number as Avro writes it: zigzag, seven bits a byte."""
    number = (number << 1) ^ (number >> 63)
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


HEADER = VALUE[:5]
TAIL = b"\0" * 10  # everything after the content is null

BAD = {
    "nothing": (b"", "undecodable_envelope", "neither Avro nor JSON"),
    "magic byte alone": (b"\0", "undecodable_envelope", "ends after 1 byte"),
    "half an id": (b"\0\0\0", "undecodable_envelope", "ends after 3 byte"),
    "no datum": (HEADER, "undecodable_envelope", "ends early"),
    "cut off": (VALUE[:-3], "undecodable_envelope", "raw_article"),
    "more behind": (VALUE + b"\0\0", "undecodable_envelope", "2 bytes follow"),
    "id of nobody": (b"\0\0\0\0\x2a" + VALUE[5:], "unknown_schema", "42"),
    "another topic's record": (CODEC.encode_receipt(Filtered("u", "no_text", "")), "unknown_schema", FILTERED_RECEIPT),
    "no such branch": (HEADER + long(7), "undecodable_envelope", "raw_article"),
    "length of an exabyte": (HEADER + long(0) + long(4) + b"text" + long(2**60) + b"x", "undecodable_envelope", ""),
    "negative length": (HEADER + long(0) + long(-4) + b"text" + TAIL, "undecodable_envelope", "Expected -4"),
    "a number that never ends": (HEADER + b"\xff" * 100_000, "undecodable_envelope", ""),
    "not UTF-8": (HEADER + long(1) + long(2) + b"\xc3\x28" + TAIL, "undecodable_envelope", "utf-8"),
    "lone surrogate": (HEADER + long(1) + long(3) + b"\xed\xa0\x80" + TAIL, "undecodable_envelope", "utf-8"),
    "year 300000": (
        HEADER + long(0) + long(1) + b"t" + long(0) + long(0) + long(1) + long(2**53) + b"\0" * 7,
        "invalid_field",
        "years 1 to 9999",
    ),
    "blank media type": (
        HEADER + long(0) + long(1) + b" " + long(0) + TAIL[:9],
        "invalid_field",
        "media_type is missing",
    ),
    "long uri": (CODEC.encode_raw(RawArticle("t", b"", "u" * 4097)), "invalid_field", "uri is 4,097 characters long"),
    "no JSON": (b"The Council met.", "undecodable_envelope", "neither Avro nor JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_bytes_give_the_cause_and_say_what_is_wrong(name: str) -> None:
    """Each kind has its cause, which is a metric label, and a sentence for whoever reads the dead letter."""
    value, cause, words = BAD[name]
    found, detail = rejected(value)
    assert found == cause
    assert words in detail
    assert len(detail) < 300


def test_the_datums_that_the_bad_ones_vary_are_good() -> None:
    """The hand-made bytes above fail for the one thing that is wrong with them."""
    assert CODEC.decode_raw(HEADER + long(0) + long(1) + b"t" + long(0) + TAIL[:9]) == RawArticle("t", b"")


@given(st.binary(max_size=300), st.sampled_from([b"", b"\0", VALUE[:5], VALUE[:20], b"{", b'{"content":']))
@example(b"\xff\xfe{\x00}\x00", b"")
@example(b"[" * 100_000, b"")
@example(b'{"a":' * 100_000, b"")
@slow
def test_any_bytes_give_an_article_or_undecodable(tail: bytes, head: bytes) -> None:
    """Nothing else is ever raised, and the cause is one of the closed list."""
    for decode in (CODEC.decode_raw, CODEC.decode):
        check_total(decode, head + tail)


@given(enriched_articles, st.data())
@slow
def test_damaged_records_give_a_record_or_undecodable(enriched: EnrichedArticle, data: st.DataObject) -> None:
    """The same for records that were right before a few bytes were changed, where nested arrays and maps are read."""
    value = bytearray(CODEC.encode_enriched(enriched))
    for _ in range(data.draw(st.integers(1, 5))):
        value[data.draw(st.integers(5, len(value) - 1))] = data.draw(st.integers(0, 255))
    check_total(CODEC.decode, bytes(value))


def check_total(decode: Callable[[bytes], object], value: bytes) -> None:
    try:
        decode(value)
    except Undecodable as error:
        cause, detail = error.cause, error.detail
    else:
        return
    assert cause in get_args(RejectCause)
    detail.encode()


@pytest.mark.parametrize("count", [2**31, 2**62, -(2**62)])
def test_a_claimed_size_allocates_nothing(count: int) -> None:
    """Some bytes that claim to be billions of letters, or of entities, cost no more memory than some bytes do."""
    article = EnrichedArticle(
        Article("u", "v", "e", None, None, None, None, None, None, None, "usable", None, None, "text")
    )
    enriched = CODEC.encode_enriched(article)
    assert enriched[-3:] == b"\0\0\0"  # no subjects, no entities, no events
    letters = CODEC.encode_receipt(Filtered("u", "no_text", ""))[:5] + long(count) + b"u" * 50
    entities = enriched[:-2] + long(count) + b"\0" * 50
    tracemalloc.start()
    try:
        for value in (letters, entities):
            with pytest.raises(Undecodable):
                CODEC.decode(value)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_another_schemas_record_is_refused_before_it_is_read() -> None:
    """A raw record of megabytes that claims to be an enriched one never becomes a million entities."""
    schema_id = newest(schemas())[ENRICHED_ARTICLE].id
    value = b"\0" + struct.pack(">I", schema_id) + b"\0" * 6_000_000
    tracemalloc.start()
    try:
        assert rejected(value)[0] == "unknown_schema"
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()
