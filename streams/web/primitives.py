"""What shapes (JSON Schema) are made of."""

from typing import Any, TypeAlias

Shape: TypeAlias = dict[str, Any]
TEXT: Shape = {"type": "string"}
TIME: Shape = {"type": "string", "format": "date-time"}
NULL: Shape = {"type": "null"}


def ref(name: str) -> Shape:
    """Return a reference to a shape of the document's components."""
    return {"$ref": f"#/components/schemas/{name}"}


def either(*shapes: Shape) -> Shape:
    """Return the shape of what has one of several."""
    return {"anyOf": list(shapes)}
