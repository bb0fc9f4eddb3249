"""Conditions as records: a group stands before its parts, since a schema that contains itself is refused."""

from collections.abc import Iterable, Sequence
from typing import Any

from streams.core.model import DEEPEST, Clause, Condition, Group, Unreadable


def in_prefix_order(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """Return the records of conditions: ``{"field", "values", "parts"}``, a group's parts behind it."""
    records: list[dict[str, Any]] = []
    waiting = [*conditions][::-1]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Clause):
            records.append({"field": one.field, "values": list(one.values), "parts": 0})
        else:
            records.append({"field": one.kind, "values": [], "parts": len(one.parts)})
            waiting += one.parts[::-1]
    return records


def from_prefix_order(records: Sequence[dict[str, Any]]) -> tuple[Condition, ...]:
    """Return the conditions behind records.

    :raises Unreadable: where a group has more parts than follow it, or more than DEEPEST lie in one another.
    """
    read: list[tuple[Condition, int]] = []  # the last first, each with how deep groups lie in it
    for record in reversed(records):
        if record["parts"] == 0:
            read.append((Clause(record["field"], tuple(record["values"])), 0))
            continue
        if not 0 < record["parts"] <= len(read):
            raise Unreadable("invalid_field", f"a group of {record['parts']:,} conditions has {len(read):,} behind it")
        parts = [read.pop() for _ in range(record["parts"])]
        depth = 1 + max(each for _, each in parts)
        if depth > DEEPEST:
            raise Unreadable("invalid_field", f"more than {DEEPEST} groups lie in one another")
        read.append((Group(record["field"], tuple(part for part, _ in parts)), depth))
    return tuple(one for one, _ in reversed(read))
