"""Schemas from a registry: read by Avro's rules where that is safe, and refused with a reason where it is not."""

import json
import struct
import time
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import fastavro
import pytest

from streams.contracts.codec import Codec, Undecodable
from streams.contracts.schemas import RAW_ARTICLE, newest, schemas
from streams.core.model import RawArticle

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
