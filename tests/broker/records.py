"""Decoding what the stream published, by the Avro specification and the schema files alone."""

from typing import Any

from confluent_kafka.schema_registry import Schema
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

from tests.broker.kafka_io import Out
