"""The Avro schemas of ``schemas/avro/`` and the lock that keeps published versions as they were.

A file is called ``<name>.v<version>.avsc``. ``lock.json`` gives each published version its id, which records carry when
there is no schema registry, and a fingerprint, so that a change of a published file is an error at once.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import avro.errors
import avro.schema
import fastavro

from streams.contracts.files import ContractError, schemas_folder

RAW_ARTICLE = "raw_article"
ENRICHED_ARTICLE = "enriched_article"
FILTERED_RECEIPT = "filtered_receipt"
RESOLUTION_EVENTS = "resolution_events"
DOSSIER = "dossier"
TRANSITION = "transition"
SUBSCRIPTION = "subscription"
ALERT = "alert"
TOLD = "told"
TROUBLE = "trouble"

FIRST_ID = 1_000_000_000
"""Locked ids start here, in a range of their own: registries count from 1."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One published version of a schema.

    ``text`` is its JSON on one line, ``avro`` and ``fastavro`` what the two libraries made of it.
    """

    name: str
    version: int
    id: int
    text: str
    avro: avro.schema.Schema
    fastavro: Any

    def __str__(self) -> str:
        return f"{self.name}.v{self.version}"


@cache
def schemas() -> tuple[Schema, ...]:
    """Return every published version, older ones of a name first; the files are read once."""
    return load_schemas(schemas_folder() / "avro")


def newest(versions: Iterable[Schema]) -> dict[str, Schema]:
    """Return the last version of each name."""
    return {schema.name: schema for schema in sorted(versions, key=lambda schema: schema.version)}


def load_schemas(folder: Path) -> tuple[Schema, ...]:
    """Read every ``*.avsc`` of ``folder``, and hold it to ``lock.json``.

    :raises ContractError: naming the file, when it is not Avro, not locked, locked otherwise, or missing.
    """
    lock = _read_json(folder / "lock.json")
    files = {path.stem: path for path in folder.glob("*.avsc")}
    if missing := sorted(lock.keys() - files.keys()):
        raise ContractError(f"{missing[0]}.avsc: is in lock.json, but the file is missing")
    loaded = [_load(path, lock) for _, path in sorted(files.items())]
    if len({schema.id for schema in loaded}) < len(loaded):
        raise ContractError("lock.json: two versions have the same id")
    return tuple(sorted(loaded, key=lambda schema: (schema.name, schema.version)))


def fingerprint(schema: Any) -> str:
    """Return the SHA-256 of a schema's JSON; the order of keys and white space in the file do not matter.

    Unlike Avro's own fingerprint it covers defaults, logical types and documentation.
    """
    canonical = json.dumps(schema, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _load(path: Path, lock: dict[str, Any]) -> Schema:
    data = _read_json(path)
    name, _, version = path.stem.rpartition(".v")
    if not name or not version.isdecimal():
        raise ContractError(f"{path.name}: is not called <name>.v<version>.avsc")
    locked = lock.get(path.stem)
    if locked is None:
        free = max([FIRST_ID - 1, *(entry["id"] for entry in lock.values())]) + 1
        entry = {path.stem: {"id": free, "sha256": fingerprint(data)}}
        raise ContractError(f"{path.name}: is not locked. To publish it, add to lock.json: {json.dumps(entry)[1:-1]}")
    if locked["sha256"] != fingerprint(data):
        raise ContractError(f"{path.name}: has changed since it was published. Restore it, and write the next version")
    try:
        parsed = avro.schema.parse(json.dumps(data))
    except avro.errors.AvroException as error:
        raise ContractError(f"{path.name}: {error}") from None
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return Schema(name, int(version), locked["id"], text, parsed, fastavro.parse_schema(data))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContractError(f"{path.name}: is missing") from None
    except ValueError as error:
        raise ContractError(f"{path.name}: not JSON in UTF-8: {error}") from None
    if not isinstance(data, dict):
        raise ContractError(f"{path.name}: must be a JSON object")
    return data
