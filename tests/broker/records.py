"""Decoding what the stream published with confluent-kafka's Avro deserializer, which knows nothing but the schemas."""

from collections.abc import Callable
from typing import Any, TypeAlias

import orjson
from confluent_kafka.schema_registry import Schema, SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer

from streams.contracts.files import schemas_folder
from tests.broker.kafka_io import Out

Decode: TypeAlias = Callable[[Out], dict[str, Any]]


class SchemaFiles(SchemaRegistryClient):
    """A registry client that asks no registry: it gives the files of ``schemas/avro/`` by their locked ids."""

    def __init__(self) -> None:
        folder = schemas_folder() / "avro"
        lock = orjson.loads((folder / "lock.json").read_bytes())
        self._files = {entry["id"]: (folder / f"{name}.avsc").read_text() for name, entry in lock.items()}

    def get_schema(self, schema_id: int, *_: object, **__: object) -> Schema:
        return Schema(self._files[schema_id], "AVRO")

    def config(self) -> dict[str, object]:
        return {}


def reading_with(client: SchemaRegistryClient) -> Decode:
    """Return a function that decodes a published record with the schemas of ``client``."""
    deserializer = AvroDeserializer(client)

    def decode(out: Out) -> dict[str, Any]:
        record = deserializer(out.value, None)
        assert isinstance(record, dict)
        return record

    return decode


decoded = reading_with(SchemaFiles())
