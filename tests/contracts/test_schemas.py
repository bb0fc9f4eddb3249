"""Avro schemas: published versions never change, and every new one can read what the older ones wrote."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from streams.contracts.files import ContractError, schemas_folder
from streams.contracts.resolution import Incompatible, check_readable
from streams.contracts.schemas import FIRST_ID, fingerprint, load_schemas, newest, schemas

NAMES = [
    "alert",
    "dossier",
    "enriched_article",
    "filtered_receipt",
    "raw_article",
    "resolution_events",
    "subscription",
    "told",
    "transition",
    "trouble",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of ``schemas/avro/`` to do wrong to."""
    return shutil.copytree(schemas_folder() / "avro", tmp_path / "avro")


def edit(path: Path, change: Any) -> None:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def test_the_lock_holds_every_published_version() -> None:
    """Loading compares each file with the lock; ids are in their own range and never shared."""
    ids = [schema.id for schema in schemas()]
    assert len(set(ids)) == len(ids)
    assert min(ids) >= FIRST_ID
    assert sorted(newest(schemas())) == NAMES


def test_versions_of_a_name_count_from_one_without_gaps() -> None:
    """No version has been lost."""
    for name in NAMES:
        versions = [schema.version for schema in schemas() if schema.name == name]
        assert versions == list(range(1, len(versions) + 1))


def test_every_newer_version_reads_all_older_ones() -> None:
    """BACKWARD_TRANSITIVE: a reader of today reads the oldest record in a topic."""
    for reader in schemas():
        for writer in schemas():
            if reader.name == writer.name and reader.version >= writer.version:
                check_readable(reader.avro, writer.avro)


def documented(schema: Any) -> bool:
    if isinstance(schema, list):
        return all(map(documented, schema))
    if not isinstance(schema, dict):
        return True
    parts = [schema.get("items", "string"), schema.get("values", "string"), schema.get("type", "string")]
    fields = schema.get("fields", [])
    return all(map(documented, parts)) and all(field.get("doc") and documented(field) for field in fields)


def test_every_field_says_what_it_is() -> None:
    """A consumer needs nothing but the schema to know what a field means."""
    for schema in schemas():
        assert documented(json.loads(schema.text)), schema


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["fields"][0].update(doc="another text"),
        lambda data: data["fields"][0].pop("default"),
        lambda data: data["fields"].pop(),
        lambda data: data["fields"][4]["type"][1].update(logicalType="timestamp-micros"),
        lambda data: data.update(name="Raw"),
    ],
)
def test_a_change_of_a_published_version_is_refused(folder: Path, change: Any) -> None:
    """Whatever is changed, the documentation too: the registry would take it for a new version."""
    edit(folder / "raw_article.v1.avsc", change)
    with pytest.raises(ContractError, match=r"raw_article\.v1\.avsc: has changed since it was published"):
        load_schemas(folder)


def test_white_space_and_the_order_of_keys_are_no_change(folder: Path) -> None:
    """A formatter, or line ends of another system, break nothing."""
    path = folder / "raw_article.v1.avsc"
    data = json.loads(path.read_text())
    path.write_text(json.dumps(dict(reversed(data.items())), indent=1).replace("\n", "\r\n"))
    assert load_schemas(folder)


def test_a_new_version_is_told_how_to_be_locked(folder: Path) -> None:
    """The error holds the line to add, with the next free id; with it added the version is published."""
    data = json.loads((folder / "raw_article.v1.avsc").read_text())
    data["fields"].append({"name": "rights", "type": ["null", "string"], "default": None, "doc": "Who may use it."})
    (folder / "raw_article.v2.avsc").write_text(json.dumps(data))
    with pytest.raises(ContractError, match=r"raw_article\.v2\.avsc: is not locked") as error:
        load_schemas(folder)
    entry = json.loads("{" + str(error.value).partition("lock.json: ")[2] + "}")
    assert entry == {"raw_article.v2": {"id": FIRST_ID + len(schemas()), "sha256": fingerprint(data)}}
    edit(folder / "lock.json", lambda lock: lock.update(entry))
    assert newest(load_schemas(folder))["raw_article"].version == 2


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda lock: lock.update({"lost.v1": {"id": 5, "sha256": ""}}), r"lost\.v1\.avsc: is in lock.json"),
        (lambda lock: lock["raw_article.v1"].update(id=FIRST_ID + 1), "two versions have the same id"),
    ],
)
def test_a_lock_that_does_not_fit_is_refused(folder: Path, change: Any, complaint: str) -> None:
    """A file that was deleted, or an id given twice, is found at the start."""
    edit(folder / "lock.json", change)
    with pytest.raises(ContractError, match=complaint):
        load_schemas(folder)


@pytest.mark.parametrize("text", ["", "[]", "{", "\xff"])
def test_what_is_no_json_object_is_refused(folder: Path, text: str) -> None:
    """The error names the file."""
    (folder / "lock.json").write_text(text, encoding="latin-1")
    with pytest.raises(ContractError, match=r"lock\.json: "):
        load_schemas(folder)


def changed(change: Any) -> str:
    data = json.loads(newest(schemas())["raw_article"].text)
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda data: data["fields"].append({"name": "rights", "type": "string"}), "rights"),
        (lambda data: data["fields"][1].update(type="int"), "int"),
        (lambda data: data["fields"][0].update(type="string", default=""), "null"),
        (lambda data: data.update(name="Raw"), "expected: reswatch.RawArticle"),
        (lambda data: data["fields"][4].update(type=["null", "long"]), "plain long"),
        (
            lambda data: data["fields"][4].update(type=["null", {"type": "long", "logicalType": "timestamp-micros"}]),
            "timestamp-millis, which would be read as timestamp-micros",
        ),
    ],
)
def test_a_bad_next_version_is_refused(change: Any, complaint: str) -> None:
    """A field without default, another type, a lost null, another name, another unit of time."""
    import avro.schema

    with pytest.raises(Incompatible, match=complaint):
        check_readable(avro.schema.parse(changed(change)), newest(schemas())["raw_article"].avro)
