"""Groups of conditions as records: in prefix order, and never more than their bound."""

from typing import Any

import pytest

from streams.contracts.codec import Codec, Undecodable
from streams.contracts.conditions import from_prefix_order, in_prefix_order
from streams.core.model import DEEPEST, Clause, Condition, Group, Subscription, Unreadable

SYRIA, VETO, IRAN = (Clause("target", ("SYR",)), Clause("vote", ("vetoed",)), Clause("target", ("IRN",)))
RECORDS = [
    {"field": "any", "values": [], "parts": 2},
    {"field": "all", "values": [], "parts": 2},
    {"field": "target", "values": ["SYR"], "parts": 0},
    {"field": "vote", "values": ["vetoed"], "parts": 0},
    {"field": "target", "values": ["IRN"], "parts": 0},
    {"field": "vote", "values": ["vetoed"], "parts": 0},
]
CONDITIONS: tuple[Condition, ...] = (Group("any", (Group("all", (SYRIA, VETO)), IRAN)), VETO)


def test_a_group_stands_before_its_parts() -> None:
    """And comes back as it was."""
    assert in_prefix_order(CONDITIONS) == RECORDS
    assert from_prefix_order(RECORDS) == CONDITIONS


def in_groups(depth: int) -> list[dict[str, Any]]:
    """Return the records of a clause that stands in so many groups."""
    return [{"field": "any", "values": [], "parts": 1}] * depth + RECORDS[-1:]


@pytest.mark.parametrize(
    "records",
    [
        RECORDS[:4],
        RECORDS[:1],
        [{**RECORDS[0], "parts": -1}, *RECORDS[1:]],
        [{**RECORDS[0], "parts": 2**31 - 1}, *RECORDS[1:]],
        in_groups(DEEPEST + 1),
        in_groups(100_000),
    ],
    ids=["one short", "empty", "negative", "endless", "too deep", "far too deep"],
)
def test_groups_that_do_not_add_up_are_unreadable(records: list[dict[str, Any]]) -> None:
    """With a cause that says so, whatever a record claims."""
    with pytest.raises(Unreadable) as error:
        from_prefix_order(records)
    assert error.value.cause == "invalid_field"
    assert from_prefix_order(in_groups(DEEPEST))


def test_a_subscription_whose_groups_do_not_add_up_is_undecodable() -> None:
    """As whatever else cannot be read."""
    codec = Codec()
    deep: Condition = SYRIA
    for _ in range(DEEPEST + 1):
        deep = Group("all", (deep,))
    with pytest.raises(Undecodable) as error:
        codec.decode_subscription(codec.encode_subscription(Subscription("a", (deep,))))
    assert error.value.cause == "invalid_field"
