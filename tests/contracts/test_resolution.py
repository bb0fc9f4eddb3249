"""Schemas from a registry: read by Avro's rules where that is safe, and refused with a reason where it is not."""

import json
import struct
import time
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import avro.schema
import fastavro
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.contracts.codec import Codec, Undecodable
from streams.contracts.schemas import FILTERED_RECEIPT, FIRST_ID, RAW_ARTICLE, Schema, newest, schemas
from streams.core.model import Filtered, RawArticle

FOREIGN = 7
MILLIS = {"type": "long", "logicalType": "timestamp-millis"}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def schema(*fields: tuple[str, Any], name: str = "RawArticle", namespace: str = "reswatch") -> dict[str, Any]:
    listed = [{"name": field, "type": kind} for field, kind in fields]
    return {"type": "record", "name": name, "namespace": namespace, "fields": listed}


SMALL = (("media_type", "string"), ("content", "bytes"))


def read(writer: Any, record: Any) -> RawArticle:
    codec = Codec()
    codec.learn(FOREIGN, json.dumps(writer))
    stream = BytesIO()
    stream.write(b"\0" + struct.pack(">I", FOREIGN))
    fastavro.schemaless_writer(stream, fastavro.parse_schema(writer), record)
    return codec.decode_raw(stream.getvalue())


def refusal(text: str) -> str:
    codec = Codec()
    codec.learn(FOREIGN, text)
    with pytest.raises(Undecodable) as error:
        codec.decode_raw(b"\0" + struct.pack(">I", FOREIGN))
    assert error.value.cause == "unknown_schema"
    assert error.value.detail.startswith(f"the Avro schema with id {FOREIGN} is of no use: ")
    assert len(error.value.detail) < 600
    return error.value.detail


def test_fields_that_the_writer_lacks_take_their_defaults() -> None:
    """An older, or a simpler, producer is read."""
    assert read(schema(*SMALL), {"media_type": "text/plain", "content": b"x"}) == RawArticle("text/plain", b"x")


def test_fields_that_nobody_knows_are_passed_over() -> None:
    """A newer producer is read: arrays, maps and records of its own are skipped."""
    inner = schema(("a", "string"), name="Inner")
    more = (("tags", {"type": "array", "items": "string"}), ("by", {"type": "map", "values": inner}), ("n", "int"))
    record = {"media_type": "t", "content": b"x", "tags": ["a", "b"], "by": {"k": {"a": "v"}}, "n": 3}
    assert read(schema(*more, *SMALL), record) == RawArticle("t", b"x")


def test_types_are_promoted() -> None:
    """A string is read as bytes, bytes as a string, a plain field as one that may be null."""
    writer = schema(("content", "string"), ("media_type", "bytes"), ("uri", "string"), ("published_at", MILLIS))
    record = {"content": "naïve", "media_type": b"t", "uri": "u", "published_at": NOON}
    assert read(writer, record) == RawArticle("t", "naïve".encode(), "u", published_at=NOON)


def test_our_own_schema_from_a_registry_is_ours() -> None:
    """The usual case: the registry's id for what is locked here."""
    text = newest(schemas())[RAW_ARTICLE].text
    assert read(json.loads(text), {"media_type": "t", "content": b"x", "outlet": "o"}).outlet == "o"


@pytest.mark.timeout(20, method="thread")  # a loop inside fastavro hears no signal
@pytest.mark.parametrize(
    "items",
    [
        "float",
        "double",
        "boolean",
        "long",
        "string",
        {"type": "fixed", "name": "F", "size": 4},
        schema(("x", "double")),
    ],
    ids=str,
)
def test_a_field_that_is_passed_over_cannot_be_endless(items: Any) -> None:
    """Ten bytes that claim to be billions of numbers, in a field that we do not even want, are refused at once."""
    if isinstance(items, dict) and items["type"] == "record":
        items = {**items, "name": "Inner"}
    codec = Codec()
    codec.learn(FOREIGN, json.dumps(schema(("x", {"type": "array", "items": items}), *SMALL)))
    with pytest.raises(Undecodable) as error:
        codec.decode_raw(b"\0" + struct.pack(">I", FOREIGN) + b"\xfe" * 8 + b"\x01" + b"\2" * 50)
    assert error.value.cause == "undecodable_envelope"


EVERYTHING = schema(
    ("a", "double"),
    ("b", {"type": "fixed", "name": "Duration", "size": 12, "logicalType": "duration"}),
    ("c", {"type": "enum", "name": "Colour", "symbols": ["red", "blue"]}),
    ("d", {"type": "string", "logicalType": "uuid"}),
    ("e", {"type": "bytes", "logicalType": "decimal", "precision": 5}),
    ("f", {"type": "int", "logicalType": "time-millis"}),
    ("g", {"type": "array", "items": {"type": "record", "name": "Point", "fields": [{"name": "x", "type": "float"}]}}),
    ("h", ["null", "int", {"type": "map", "values": "double"}]),
    ("uri", ["null", "string", "bytes"]),
    ("fetched_at", MILLIS),
    ("media_type", "string"),
    ("content", "string"),
)


@given(st.binary(max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_bytes_under_a_foreign_schema_give_an_article_or_undecodable(datum: bytes) -> None:
    """Whatever a registry's schema holds: every type is passed over or read without another error, in bounded time."""
    try:
        LEARNED.decode_raw(b"\0" + struct.pack(">I", FOREIGN) + datum)
    except Undecodable as error:
        cause = error.cause
    else:
        return
    assert cause in ("undecodable_envelope", "invalid_field")


LEARNED = Codec()
LEARNED.learn(FOREIGN, json.dumps(EVERYTHING))


def test_the_foreign_schema_above_is_readable() -> None:
    """So the bytes, and not the schema, are what is refused there."""
    record = {
        "a": 0.5,
        "b": b"d" * 12,
        "c": "blue",
        "d": UUID(int=7),
        "e": Decimal(5),
        "f": 3,
        "g": [{"x": 1.0}],
        "h": {"k": 2.0},
        "uri": b"u",
        "fetched_at": NOON,
        "media_type": "t",
        "content": "x",
    }
    assert read(EVERYTHING, record) == RawArticle("t", b"x", "u", fetched_at=NOON)


def test_a_record_of_an_older_version_is_read_as_the_newest() -> None:
    """The field that a later version added has its default in records from before."""
    first = newest(schemas())[FILTERED_RECEIPT]
    data = json.loads(first.text)
    data["fields"].append({"name": "rule", "type": ["null", "string"], "default": None})
    second = Schema(
        first.name, 2, FIRST_ID + 99, json.dumps(data), avro.schema.parse(json.dumps(data)), fastavro.parse_schema(data)
    )
    value = Codec().encode_receipt(Filtered("u", "no_text", "empty"))
    record = {"uri": "u", "reason": "no_text", "detail": "empty", "rule": None}
    assert Codec(versions=[second, first]).decode(value) == (FILTERED_RECEIPT, record)


RECURSIVE = schema(("next", ["null", "reswatch.RawArticle"]), *SMALL)
ZERO_WIDTH = {"type": "array", "items": "null"}

REFUSED = {
    "not JSON": ("syntax = protobuf", "not Avro"),
    "not a schema": ('{"type": "nonsense"}', "not Avro"),
    "nested without end": ('{"type":"array","items":' * 20_000, "characters"),
    "nested too deep": ('{"type":"array","items":' * 3_000 + '"int"' + "}" * 3_000, "not Avro"),
    "long": (json.dumps(schema(*SMALL, ("x", "string"))) + " " * 100_000, "characters"),
    "another record": (json.dumps(schema(*SMALL, name="Order", namespace="shop")), "shop.Order is none of ours"),
    "not a record": ('"string"', "string is none of ours"),
    "a field is missing": (json.dumps(schema(("media_type", "string"))), "content"),
    "another type": (json.dumps(schema(("media_type", "int"), ("content", "bytes"))), "int"),
    "microseconds": (
        json.dumps(schema(*SMALL, ("published_at", {"type": "long", "logicalType": "timestamp-micros"}))),
        "published_at is timestamp-micros, which would be read as timestamp-millis",
    ),
    "a time of no kind": (json.dumps(schema(*SMALL, ("published_at", "long"))), "published_at is plain long"),
    "local time": (
        json.dumps(schema(*SMALL, ("published_at", {"type": "long", "logicalType": "local-timestamp-millis"}))),
        "published_at is local-timestamp-millis",
    ),
    "a uuid": (json.dumps(schema(*SMALL, ("uri", {"type": "string", "logicalType": "uuid"}))), "uri is uuid"),
    "a decimal": (
        json.dumps(schema(SMALL[0], ("content", {"type": "bytes", "logicalType": "decimal", "precision": 4}))),
        "content is decimal",
    ),
    "a list of itself": (json.dumps(RECURSIVE), "contains itself"),
    "billions of nulls": (json.dumps(schema(*SMALL, ("x", ZERO_WIDTH))), "take no byte"),
    "billions of empty records": (
        json.dumps(schema(*SMALL, ("x", {"type": "array", "items": schema(name="Empty")}))),
        "take no byte",
    ),
    "billions of fixed of size 0": (
        json.dumps(schema(*SMALL, ("x", {"type": "array", "items": {"type": "fixed", "name": "F", "size": 0}}))),
        "take no byte",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_safely_is_refused(name: str) -> None:
    """A reader that would misread, or could be made to run for ever, says so instead, in bounded time."""
    text, words = REFUSED[name]
    started = time.monotonic()
    assert words in refusal(text)
    assert time.monotonic() - started < 5
