"""The messages in ``schemas/examples/`` are what they claim to be, so that people can learn from them."""

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import avro.errors
import fastavro
import orjson
import pytest
import yaml
from avro.io import BinaryEncoder, DatumWriter

from streams.contracts.codec import Codec, Undecodable
from streams.contracts.files import schemas_folder
from streams.contracts.json_lines import to_json
from streams.contracts.schemas import ENRICHED_ARTICLE, RAW_ARTICLE, newest, schemas
from streams.core.identity import article_event_id, article_version

FOLDER = schemas_folder() / "examples"
CODEC = Codec()
NEWEST = newest(schemas())
OURS = tuple(sorted(set(NEWEST) - {RAW_ARTICLE}))


def examples(names: tuple[str, ...], kind: str) -> list[Any]:
    paths = [path for name in names for path in sorted((FOLDER / name / kind).glob("*.json"))]
    assert paths
    return [pytest.param(path, id=f"{path.parts[-3]}/{path.stem}") for path in paths]


CONVERT: dict[str, Callable[[str], object]] = {
    "timestamp-millis": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": b64decode,
}


def from_json(schema: Any, value: Any, named: dict[str, Any]) -> Any:
    """Return a JSON value as a record: times, dates and bytes become what Python calls so, the rest stays.

    :param named: the records of the schema by name.
    """
    if isinstance(schema, list):
        return value if value is None else from_json(schema[-1], value, named)
    match schema:
        case {"logicalType": name} | ("bytes" as name):
            return CONVERT[name](value)
        case {"type": "record", "fields": fields} if isinstance(value, dict):
            return {f["name"]: from_json(f["type"], value[f["name"]], named) for f in fields if f["name"] in value}
        case {"type": "array", "items": items} if isinstance(value, list):
            return [from_json(items, item, named) for item in value]
        case str() if schema in named:
            return from_json(named[schema], value, named)
    return value


def learn(schema: Any, named: dict[str, Any]) -> None:
    """Put the records of ``schema`` into ``named``: each is written out where it is named first."""
    match schema:
        case list():
            for branch in schema:
                learn(branch, named)
        case {"type": "record", "name": name, "fields": fields}:
            named[name] = schema
            for field in fields:
                learn(field["type"], named)
        case {"type": "array", "items": items}:
            learn(items, named)


def record_of(path: Path) -> Any:
    schema, named = json.loads(NEWEST[path.parts[-3]].text), dict[str, Any]()
    learn(schema, named)
    return from_json(schema, orjson.loads(path.read_bytes()), named)


def write(path: Path) -> bytes:
    """Write an example with the reference implementation, checked against the schema."""
    schema = NEWEST[path.parts[-3]]
    stream = BytesIO()
    stream.write(b"\0" + schema.id.to_bytes(4, "big"))
    DatumWriter(schema.avro).write(record_of(path), BinaryEncoder(stream))
    return stream.getvalue()


def test_every_schema_has_examples_of_both_kinds() -> None:
    """A new schema brings its examples."""
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} == set(NEWEST)


@pytest.mark.parametrize("path", examples((RAW_ARTICLE,), "valid"))
def test_valid_raw_articles_are_read_and_survive_avro(path: Path) -> None:
    """JSON and Avro give the same article."""
    raw = CODEC.decode_raw(path.read_bytes())
    assert CODEC.decode_raw(CODEC.encode_raw(raw)) == raw


def test_every_invalid_raw_article_has_its_expectation() -> None:
    """No example without a claim, and no claim without an example."""
    folder = FOLDER / RAW_ARTICLE / "invalid"
    assert set(yaml.safe_load((folder / "expected.yaml").read_text())) == {path.stem for path in folder.glob("*.json")}


@pytest.mark.parametrize("path", examples((RAW_ARTICLE,), "invalid"))
def test_invalid_raw_articles_are_told_what_is_wrong(path: Path) -> None:
    """The sentence in ``expected.yaml`` is what the dead letter's header says."""
    expected = yaml.safe_load((path.parent / "expected.yaml").read_text())[path.stem]
    with pytest.raises(Undecodable) as error:
        CODEC.decode_raw(path.read_bytes())
    assert (error.value.cause, error.value.detail) == ("invalid_field", expected)


@pytest.mark.parametrize("path", examples(OURS, "valid"))
def test_valid_records_come_out_of_avro_as_they_went_in(path: Path) -> None:
    """Written by the reference implementation and read by ours; the JSON is the file's, in its order."""
    name, record = CODEC.decode(write(path))
    assert name == path.parts[-3]
    assert to_json(record) == orjson.dumps(orjson.loads(path.read_bytes()))


@pytest.mark.parametrize("path", examples(OURS, "invalid"))
def test_invalid_records_cannot_be_written(path: Path) -> None:
    """The schema refuses them: both libraries say so."""
    with pytest.raises(avro.errors.AvroException):
        write(path)
    assert not fastavro.validate(record_of(path), NEWEST[path.parts[-3]].fastavro, raise_errors=False, strict=True)


@pytest.mark.parametrize("path", examples((ENRICHED_ARTICLE,), "valid"))
def test_valid_enriched_articles_keep_their_promises(path: Path) -> None:
    """Beyond the schema: ids are derived, spans lie in the body and show what they say."""
    article = orjson.loads(path.read_bytes())
    assert article["version"] == article_version(article["headline"], article["body"], article["pub_status"])
    assert article["event_id"] == article_event_id(article["uri"], article["version"])
    for entity in article["entities"]:
        assert article["body"][entity["start"] : entity["end"]] == entity["text"]
    for event in article["resolution_events"]:
        stated = {name for name, value in event.items() if value not in (None, [])}
        assert set(event["evidence"]) == stated - {"event_id", "confidence", "evidence"}
        for span in chain.from_iterable(event["evidence"].values()):
            assert 0 <= span["start"] < span["end"] <= len(article["body"])
