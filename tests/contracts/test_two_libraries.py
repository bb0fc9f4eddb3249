"""avro, the reference implementation, and fastavro, which the stream runs on, agree on every schema, both ways."""

import json
from io import BytesIO
from typing import Any

import pytest
from avro.io import BinaryDecoder, BinaryEncoder, DatumReader, DatumWriter
from fastavro import schemaless_reader, schemaless_writer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.contracts.schemas import Schema, schemas
from tests.contracts.values import records


def write_both(schema: Schema, record: Any) -> tuple[bytes, bytes]:
    reference, fast = BytesIO(), BytesIO()
    DatumWriter(schema.avro).write(record, BinaryEncoder(reference))
    schemaless_writer(fast, schema.fastavro, record)
    return reference.getvalue(), fast.getvalue()


@pytest.mark.parametrize("schema", schemas(), ids=str)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_bytes_and_the_same_record(schema: Schema, data: st.DataObject) -> None:
    """Whatever the schema can hold is written as the same bytes and read back as it was, by either library."""
    record = data.draw(records(json.loads(schema.text)))
    reference, fast = write_both(schema, record)
    assert fast == reference
    assert DatumReader(schema.avro).read(BinaryDecoder(BytesIO(fast))) == record
    assert schemaless_reader(BytesIO(reference), schema.fastavro, None) == record
