"""Whether data of one schema can be read as another, by Avro's rules and two more; and reading a registry's schemas.

Avro's rules leave logical types out: a time in microseconds would be read as one in milliseconds. So logical types must
agree. And a schema from outside must let no datum of few bytes stand for very many values.
"""

import json
from collections.abc import Mapping
from typing import Any

import avro.errors
import avro.schema
import fastavro
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from fastavro.schema import SchemaParseException

from streams.contracts.schemas import Schema

LENGTH_LIMIT = 100_000
"""Characters of a foreign schema that are parsed: ten times the largest of ours."""

FAMILIES = {"int": "number", "long": "number", "float": "number", "double": "number", "string": "text", "bytes": "text"}
"""Types that Avro promotes into one another."""


class Incompatible(ValueError):  # noqa: N818  (named for what the schema is)
    """Data of a schema cannot be read as ours; the message says why."""


def resolve(text: str, ours: Mapping[str, Schema]) -> tuple[Schema, Any]:
    """Return which of ``ours`` data with the schema ``text`` can be read as, and that schema, parsed by fastavro.

    :param ours: the newest version of each schema, by name.
    :raises Incompatible: when it can be read as none of them.
    """
    if len(text) > LENGTH_LIMIT:
        raise Incompatible(f"it has {len(text):,} characters")
    try:
        foreign = avro.schema.parse(text)
        parsed = fastavro.parse_schema(json.loads(text))
    except (
        avro.errors.AvroException,
        SchemaParseException,
        ValueError,
        TypeError,
        LookupError,
        RecursionError,
    ) as error:
        raise Incompatible(f"it is not Avro: {error}") from None
    fullname = getattr(foreign, "fullname", foreign.type)
    for schema in ours.values():
        if getattr(schema.avro, "fullname", None) == fullname:
            check_readable(reader=schema.avro, writer=foreign)
            _check_linear(foreign, (), set())
            return schema, parsed
    raise Incompatible(f"{fullname} is none of ours")


def check_readable(reader: avro.schema.Schema, writer: avro.schema.Schema) -> None:
    """Check that whatever ``writer`` writes, ``reader`` can read with the same meaning.

    :raises Incompatible: naming what cannot be read.
    """
    checker = ReaderWriterCompatibilityChecker()  # type: ignore[no-untyped-call]  # avro leaves it untyped
    result = checker.get_compatibility(reader, writer)
    if result.compatibility is not SchemaCompatibilityType.compatible:
        where = ", ".join(sorted(result.locations))
        raise Incompatible(f"{'; '.join(sorted(result.messages))} (at {where})")
    _check_logical_types(reader, writer, "", set())


def _check_logical_types(reader: Any, writer: Any, path: str, seen: set[tuple[int, int]]) -> None:
    if (id(reader), id(writer)) in seen:
        return
    seen.add((id(reader), id(writer)))
    for ours in _branches(reader):
        for theirs in _branches(writer):
            if FAMILIES.get(ours.type, ours.type) != FAMILIES.get(theirs.type, theirs.type):
                continue
            if _logical_type(ours) != _logical_type(theirs):
                names = [_logical_type(schema) or f"plain {schema.type}" for schema in (theirs, ours)]
                raise Incompatible(f"{path} is {names[0]}, which would be read as {names[1]}")
            for name, inner, other in _children(ours, theirs):
                _check_logical_types(inner, other, f"{path}.{name}".lstrip("."), seen)


def _branches(schema: Any) -> list[Any]:
    return list(schema.schemas) if schema.type == "union" else [schema]


def _logical_type(schema: Any) -> str | None:
    found = getattr(schema, "logical_type", None) or schema.props.get("logicalType")
    return None if found is None else str(found)


def _children(ours: Any, theirs: Any) -> list[tuple[str, Any, Any]]:
    if ours.type == "record":
        written = theirs.fields_dict
        return [(field.name, field.type, written[field.name].type) for field in ours.fields if field.name in written]
    if ours.type == "array":
        return [("items", ours.items, theirs.items)]
    if ours.type == "map":
        return [("values", ours.values, theirs.values)]
    return []


def _check_linear(schema: Any, enclosing: tuple[Any, ...], done: set[int]) -> None:
    """Check that every value takes a byte at least, and nothing nests without end.

    Otherwise an array of nulls makes billions of values out of ten bytes, and a list of lists fills the stack.
    """
    if any(schema is outer for outer in enclosing):
        raise Incompatible(f"{schema.fullname} contains itself")
    if id(schema) in done:
        return
    done.add(id(schema))
    if schema.type == "union":
        inner = [branch for branch in schema.schemas if branch.type != "null"]
    elif schema.type == "record":
        inner = [field.type for field in schema.fields]
    else:
        inner = [
            child for child in (getattr(schema, "items", None), getattr(schema, "values", None)) if child is not None
        ]
    empty = schema.type == "null" or (schema.type == "record" and not inner) or getattr(schema, "size", 1) == 0
    if empty:
        raise Incompatible(f"it holds values of type {schema.type} that take no byte")
    for child in inner:
        _check_linear(child, (*enclosing, schema), done)
