"""The codec: what goes in comes out, in a wire format that everybody reads."""

import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.contracts.codec import LEARNED_LIMIT, Codec
from streams.contracts.records import enriched_record, raw_record, receipt_record
from streams.contracts.schemas import ENRICHED_ARTICLE, FILTERED_RECEIPT, FIRST_ID, RAW_ARTICLE, newest, schemas
from streams.core.model import EnrichedArticle, Filtered, RawArticle
from tests.contracts.encoded import CODEC, RAW, VALUE, slow
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


@pytest.mark.parametrize(
    ("values", "encode", "decode"),
    [
        (told_events, CODEC.encode_events, CODEC.decode_events),
        (dossiers, CODEC.encode_dossier, CODEC.decode_dossier),
        (transitions, CODEC.encode_transition, CODEC.decode_transition),
        (subscriptions, CODEC.encode_subscription, CODEC.decode_subscription),
        (alerts, CODEC.encode_alert, CODEC.decode_alert),
        (tellings, CODEC.encode_told, CODEC.decode_told),
        (troubles, CODEC.encode_trouble, CODEC.decode_trouble),
    ],
    ids=["events", "dossiers", "transitions", "subscriptions", "alerts", "tellings", "troubles"],
)
@given(data=st.data())
@slow
def test_what_the_agents_tell_each_other_comes_out_as_it_went_in(
    data: st.DataObject,
    values: st.SearchStrategy[Any],
    encode: Callable[[Any], bytes],
    decode: Callable[[bytes], object],
) -> None:
    """Nothing is lost."""
    value = data.draw(values)
    assert decode(encode(value)) == value


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


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_lone_surrogate_cannot_be_written(text: str) -> None:
    """UTF-8 has no form for it: a ValueError, and never a broken record."""
    with pytest.raises(ValueError, match="surrogates not allowed"):
        CODEC.encode_raw(RawArticle("text/plain", b"", headline=text))
