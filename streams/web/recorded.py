"""Avro schemas as JSON Schema: the shape of the JSON that records are answered as."""

from collections.abc import Mapping
from typing import Any

import orjson

from streams.contracts.schemas import newest, schemas
from streams.web.primitives import NULL, TEXT, TIME, Shape, either, ref

NOT_SHOWN = ("signature",)
"""Fields of records that serve the stream alone."""
PLAIN: Mapping[str, Shape] = {
    "null": NULL,
    "string": TEXT,
    "int": {"type": "integer"},
    "long": {"type": "integer"},
    "double": {"type": "number"},
    "float": {"type": "number"},
    "boolean": {"type": "boolean"},
    "bytes": TEXT,
}
LOGICAL: Mapping[str, Shape] = {"timestamp-millis": TIME, "date": {"type": "string", "format": "date"}}


class Recorded:
    """Gives the shapes of records; ``components`` collects those of the records in them, by their names."""

    def __init__(self) -> None:
        self.components: dict[str, Shape] = {}

    def shape(self, schema: str, **more: Shape) -> Shape:
        """Return the shape of the records of a schema's newest version, with some fields more."""
        avro = orjson.loads(newest(schemas())[schema].text)
        shape = self._record(avro, avro["name"], {})
        properties = {**shape["properties"], **more}
        return {**shape, "properties": properties, "required": list(properties)}

    def _of(self, avro: Any, root: str, named: dict[str, Shape]) -> Shape:
        if isinstance(avro, list):
            return either(*(self._of(each, root, named) for each in avro))
        if isinstance(avro, str):
            return named.get(avro) or dict(PLAIN[avro])
        if avro["type"] == "record":
            return self._nested(avro, root, named)
        if avro["type"] == "array":
            return {"type": "array", "items": self._of(avro["items"], root, named)}
        if avro["type"] == "map":
            return {"type": "object", "additionalProperties": self._of(avro["values"], root, named)}
        return dict(LOGICAL.get(avro.get("logicalType", "")) or self._of(avro["type"], root, named))

    def _nested(self, avro: Any, root: str, named: dict[str, Shape]) -> Shape:
        shape = self._record(avro, root, named)
        name = avro["name"]
        if name in self.components and _bare(self.components[name]) != _bare(shape):  # another schema's, and another
            name = f"{root}{name}"
        self.components.setdefault(name, shape)
        named[avro["name"]] = ref(name)
        return named[avro["name"]]

    def _record(self, avro: Any, root: str, named: dict[str, Shape]) -> Shape:
        properties = {}
        for field in avro["fields"]:
            if field["name"] not in NOT_SHOWN:
                about = {"description": field["doc"]} if "doc" in field else {}
                properties[field["name"]] = {**self._of(field["type"], root, named), **about}
        shape: Shape = {"type": "object", "properties": properties, "required": list(properties)}
        return {**shape, "description": avro["doc"]} if "doc" in avro else shape


def _bare(shape: Any) -> Any:
    """Return a shape without what is said of it."""
    if isinstance(shape, dict):
        return {name: _bare(each) for name, each in shape.items() if name != "description" or isinstance(each, dict)}
    return [_bare(each) for each in shape] if isinstance(shape, list) else shape
