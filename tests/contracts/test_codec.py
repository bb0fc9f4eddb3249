"""The codec: what goes in comes out, in a wire format that everybody reads; bad bytes give a cause and no more."""

import struct
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from streams.contracts.codec import LEARNED_LIMIT, Codec, Undecodable
from streams.contracts.records import enriched_record, raw_record, receipt_record
from streams.contracts.schemas import ENRICHED_ARTICLE, FILTERED_RECEIPT, FIRST_ID, RAW_ARTICLE, newest, schemas
from streams.core.model import (
    Alert,
    Article,
    Dossier,
    EnrichedArticle,
    Filtered,
    RawArticle,
    RejectCause,
    ResolutionEvents,
    Subscription,
    Telling,
    Transition,
    Trouble,
)
from tests.contracts.values import (
    alerts,
    dossiers,
    enriched_articles,
    raw_articles,
    receipts,
    subscriptions,
    tellings,
    told_events,
    transitions,
    troubles,
)

CODEC = Codec()
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RAW = RawArticle("text/plain", b"The Council met.", "https://wire.example/1", published_at=NOON, outlet="The Example")
VALUE = CODEC.encode_raw(RAW)
slow = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rejected(value: bytes, codec: Codec = CODEC) -> tuple[str, str]:
    with pytest.raises(Undecodable) as error:
        codec.decode_raw(value)
    return error.value.cause, error.value.detail


@given(raw_articles)
@slow
def test_raw_articles_come_out_as_they_went_in(raw: RawArticle) -> None:
    """Nothing is lost between the model and Avro, and both ways of reading agree."""
    value = CODEC.encode_raw(raw)
    assert CODEC.decode_raw(value) == raw
    assert CODEC.decode(value) == (RAW_ARTICLE, raw_record(raw))


@given(enriched_articles)
@slow
def test_enriched_articles_come_out_as_they_went_in(enriched: EnrichedArticle) -> None:
    """Nothing is lost, and the fields are in the schema's order, so that the JSON is the same on both sides."""
    record = enriched_record(enriched)
    name, read = CODEC.decode(CODEC.encode_enriched(enriched))
    assert (name, read) == (ENRICHED_ARTICLE, record)
    assert CODEC.decode_enriched(CODEC.encode_enriched(enriched)) == enriched
    assert list(read) == list(record)
    assert [list(event) for event in read["resolution_events"]] == [list(e) for e in record["resolution_events"]]


@given(receipts)
def test_receipts_come_out_as_they_went_in(filtered: Filtered) -> None:
    """Nothing is lost."""
    assert CODEC.decode(CODEC.encode_receipt(filtered)) == (FILTERED_RECEIPT, receipt_record(filtered))


@given(told_events)
@slow
def test_events_come_out_as_they_went_in(told: ResolutionEvents) -> None:
    """Nothing is lost."""
    assert CODEC.decode_events(CODEC.encode_events(told)) == told


@given(dossiers)
@slow
def test_dossiers_come_out_as_they_went_in(dossier: Dossier) -> None:
    """Nothing is lost."""
    assert CODEC.decode_dossier(CODEC.encode_dossier(dossier)) == dossier


@given(transitions)
@slow
def test_transitions_come_out_as_they_went_in(transition: Transition) -> None:
    """Nothing is lost."""
    assert CODEC.decode_transition(CODEC.encode_transition(transition)) == transition


@given(subscriptions)
@slow
def test_subscriptions_come_out_as_they_went_in(subscription: Subscription) -> None:
    """Nothing is lost."""
    assert CODEC.decode_subscription(CODEC.encode_subscription(subscription)) == subscription


@given(alerts)
@slow
def test_alerts_come_out_as_they_went_in(alert: Alert) -> None:
    """Nothing is lost."""
    assert CODEC.decode_alert(CODEC.encode_alert(alert)) == alert


@given(tellings)
@slow
def test_tellings_come_out_as_they_went_in(telling: Telling) -> None:
    """Nothing is lost."""
    assert CODEC.decode_told(CODEC.encode_told(telling)) == telling


@given(troubles)
@slow
def test_troubles_come_out_as_they_went_in(trouble: Trouble) -> None:
    """Nothing is lost."""
    assert CODEC.decode_trouble(CODEC.encode_trouble(trouble)) == trouble


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


def test_the_wire_format_is_confluents() -> None:
    """A zero byte, the id as four bytes big-endian, then the datum."""
    ids = {schema.name: schema.id for schema in schemas()}
    assert VALUE[:5] == b"\0" + struct.pack(">I", ids[RAW_ARTICLE])
    assert VALUE[:2] == b"\0" + bytes([FIRST_ID >> 24])
    assert VALUE[5] == 2  # the second branch of uri's union: a string


def test_with_a_registry_its_ids_are_written_and_the_locked_ones_still_read() -> None:
    """Records from before the registry came stay readable, and what is written is read back without asking it."""
    codec = Codec({RAW_ARTICLE: 7})
    value = codec.encode_raw(RAW)
    assert value[:5] == b"\0\0\0\0\7"
    assert codec.decode_raw(VALUE) == RAW
    assert codec.decode_raw(value) == RAW


def test_another_id_is_read_once_its_schema_is_learned() -> None:
    """A registry has ids that only it knows."""
    codec, value = Codec(), Codec({RAW_ARTICLE: 7}).encode_raw(RAW)
    assert codec.unknown_ids([value, VALUE, None, b"", b"\0", b"{}"]) == {7}
    codec.learn(7, newest(schemas())[RAW_ARTICLE].text)
    assert codec.unknown_ids([value]) == set()
    assert codec.decode_raw(value) == RAW


def test_learned_schemas_are_bounded() -> None:
    """A million ids do not fill the memory: the oldest goes first."""
    codec = Codec()
    for schema_id in range(1, LEARNED_LIMIT + 3):
        codec.learn(schema_id, "{}")
    values = [b"\0" + struct.pack(">I", schema_id) for schema_id in range(1, LEARNED_LIMIT + 3)]
    assert codec.unknown_ids(values) == {1, 2}


def test_json_is_read_too() -> None:
    """Whoever has no Avro writes JSON."""
    assert CODEC.decode_raw(b'{"media_type": "text/plain", "content": "Hello"}').content == b"Hello"
    name, record = CODEC.decode(b'{"media_type": "text/plain", "content": "Hello"}')
    assert (name, record["content"], record["uri"]) == (RAW_ARTICLE, b"Hello", None)


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


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_lone_surrogate_cannot_be_written(text: str) -> None:
    """UTF-8 has no form for it: a ValueError, and never a broken record."""
    with pytest.raises(ValueError, match="surrogates not allowed"):
        CODEC.encode_raw(RawArticle("text/plain", b"", headline=text))
