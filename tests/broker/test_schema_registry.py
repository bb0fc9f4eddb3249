"""With a real schema registry: our schemas in it, its ids in our records, and others' clients reading these."""

import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import avro.schema
import fastavro
import pytest
from click.testing import CliRunner
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

from streams.cli.topics import topics as command
from streams.contracts.codec import Codec
from streams.contracts.records import enriched_record, raw_record
from streams.contracts.registry import Lookups, Registry, RegistryError, unregistered, writer_ids
from streams.contracts.schemas import ENRICHED_ARTICLE, FIRST_ID, RAW_ARTICLE, Schema, newest, schemas
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW, topics
from streams.core.model import Article, EnrichedArticle, Entity, Evidence, RawArticle, ResolutionEvent, Vote

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RAW = RawArticle("text/plain", b"The Council met.", "https://wire.example/1", published_at=NOON, outlet="The Example")
BODY = "The Council adopted the text by 12 votes to none."
ENRICHED = EnrichedArticle(
    Article("u", "v", "e", "Council acts", None, None, "AP", None, NOON, NOON, "usable", None, "en", BODY),
    ("14.02.02",),
    (Entity("un_body", "SC", None, "Council", 4, 11),),
    (
        ResolutionEvent(
            "r",
            "SC",
            "adopted",
            vote=Vote(12, 0),
            occurred_on=NOON.date(),
            confidence=0.9,
            evidence={"vote": (Evidence(29, 48, "tally"),)},
        ),
    ),
)


@pytest.fixture
def registry(schema_registry: str) -> Iterator[Registry]:
    with Registry(schema_registry) as registry:
        yield registry


@pytest.fixture
def registered(registry: Registry) -> Registry:
    """The registry with everything that we publish."""
    for topic, schema in unregistered(registry, topics().values(), schemas()):
        registry.register(topic, schema)
    return registry


def test_what_is_missing_is_found_registered_and_found_no_more(registry: Registry) -> None:
    """Registering twice gives the same id."""
    name = f"other-{uuid4().hex[:8]}"
    topic = topics()[ARTICLES_RAW].model_copy(update={"name": name})
    schema = newest(schemas())[RAW_ARTICLE]
    assert unregistered(registry, [topic], schemas()) == [(name, schema)]
    with pytest.raises(
        RegistryError, match=rf"raw_article.v1 is not registered for {name}: run `reswatch topics apply`"
    ):
        writer_ids(registry, [topic], schemas())
    schema_id = registry.register(name, schema)
    assert registry.register(name, schema) == schema_id
    assert unregistered(registry, [topic], schemas()) == []
    assert writer_ids(registry, [topic], schemas()) == {RAW_ARTICLE: schema_id}
    assert json.loads(registry.text(schema_id) or "") == json.loads(schema.text)


def test_an_id_that_nobody_registered_is_none(registry: Registry) -> None:
    """Not an error: records may hold any number."""
    assert registry.text(FIRST_ID) is None
    assert registry.text(2**32 - 1) is None


def test_an_incompatible_version_is_refused_with_the_registrys_words(registered: Registry) -> None:
    """The error says which schema, which subject, and that it is incompatible."""
    last = newest(schemas())[RAW_ARTICLE]
    data = json.loads(last.text)
    data["fields"].append({"name": "rights", "type": "string"})
    worse = replace(last, version=99, text=json.dumps(data), avro=avro.schema.parse(json.dumps(data)))
    with pytest.raises(RegistryError, match=r"refuses raw_article.v99 for articles-raw-value as incompatible: .+"):
        registered.register(ARTICLES_RAW, worse)


def confluents(url: str) -> SchemaRegistryClient:
    """Confluent's client, which waits for ever unless told: now and then Apicurio leaves a path that it lacks
    (``/associations``, which the client tries first) without an answer; it then asks again.
    """
    return SchemaRegistryClient({"url": url, "timeout": 5})


def context(topic: str) -> SerializationContext:
    return SerializationContext(topic, MessageField.VALUE)


def test_confluents_client_reads_what_we_write(registered: Registry, schema_registry: str) -> None:
    """Its deserializer asks the registry for the id that our records carry, and finds every field."""
    codec = Codec(ids := writer_ids(registered, topics().values(), schemas()))
    deserializer = AvroDeserializer(confluents(schema_registry))
    value = codec.encode_enriched(ENRICHED)
    assert struct.unpack(">bI", value[:5]) == (0, ids[ENRICHED_ARTICLE])
    assert ids[ENRICHED_ARTICLE] < FIRST_ID
    assert deserializer(value, context(ARTICLES_ENRICHED)) == enriched_record(ENRICHED)
    assert deserializer(codec.encode_raw(RAW), context(ARTICLES_RAW)) == raw_record(RAW)


def test_we_read_what_confluents_client_writes(registered: Registry, schema_registry: str) -> None:
    """A producer that knows nothing of us but the registry: its id is looked up once."""
    text = newest(schemas())[RAW_ARTICLE].text
    serializer = AvroSerializer(confluents(schema_registry), text)
    value = serializer(raw_record(RAW), context(ARTICLES_RAW))
    assert value is not None
    codec = Codec()
    lookups = Lookups(registered, codec)
    lookups.fetch(lookups.wanted([value]))
    assert codec.decode_raw(value) == RAW
    assert lookups.wanted([value]) == set()


def test_a_newer_version_of_another_release_is_read(registered: Registry) -> None:
    """A producer that is ahead of us adds a field: we read the rest."""
    last = newest(schemas())[RAW_ARTICLE]
    data: dict[str, Any] = json.loads(last.text)
    data["fields"].append({"name": "rights", "type": ["null", "string"], "default": None})
    newer = Schema(RAW_ARTICLE, 99, 0, json.dumps(data), last.avro, fastavro.parse_schema(data))
    schema_id = registered.register(f"ahead-{uuid4().hex[:8]}", newer)
    stream = BytesIO()
    stream.write(b"\0" + struct.pack(">I", schema_id))
    fastavro.schemaless_writer(stream, newer.fastavro, {**raw_record(RAW), "rights": "all"})
    codec = Codec()
    Lookups(registered, codec).fetch({schema_id})
    assert codec.decode_raw(stream.getvalue()) == RAW


def test_the_command_registers_what_is_missing(
    stream_kafka: str, schema_registry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``topics apply`` leaves topics and subjects as the contracts say, and ``topics plan`` agrees."""
    monkeypatch.setenv("RESWATCH_REGISTRY_URL", schema_registry)
    applied = CliRunner().invoke(command, ["apply", "--broker", stream_kafka])
    assert applied.exit_code == 0, applied.output
    assert CliRunner().invoke(command, ["plan", "--broker", stream_kafka]).exit_code == 0


def test_a_registry_that_does_not_answer_is_one_clear_error(stream_kafka: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Topics alone are not half a success."""
    monkeypatch.setenv("RESWATCH_REGISTRY_URL", "http://desk:secret@127.0.0.1:1")
    result = CliRunner().invoke(command, ["plan", "--broker", stream_kafka])
    assert result.exit_code == 1
    assert result.output.startswith("Error: The schema registry at http://127.0.0.1:1 does not answer")
