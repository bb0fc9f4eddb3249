"""Permissions are read from the contracts: no more than they say, and nobody is forgotten."""

from streams.contracts.access import ADMIN, CONSUMER, PLAN, Grant, grants
from streams.contracts.topics import topics

FOUND = grants(topics(), "desk")


def test_a_role_has_what_its_contracts_say() -> None:
    """Enrich reads one topic, writes three, and joins one group."""
    assert set(FOUND["enrich"]) == {
        Grant("topic", "articles-raw", ("Read",)),
        Grant("topic", "articles-enriched", ("Write",)),
        Grant("topic", "articles-filtered", ("Write",)),
        Grant("topic", "dead-letters", ("Write",)),
        Grant("group", "desk-enrich", ("Read",)),
    }


def test_the_ledger_only_looks() -> None:
    """It reads four topics, and where the group of enrich stands without joining it."""
    assert {grant.operations for grant in FOUND["ledger"] if grant.kind == "topic"} == {("Read",)}
    assert [grant for grant in FOUND["ledger"] if grant.kind == "group"] == [
        Grant("group", "desk-enrich", ("Describe",))
    ]


def test_exactly_once_needs_transactional_ids_in_the_roles_that_can() -> None:
    """Their names begin with the consumer group's."""
    ours = grants(topics(), "desk", exactly_once=True)
    assert set(ours["enrich"]) - set(FOUND["enrich"]) == {Grant("transactional-id", "desk-enrich-", ("Write",))}
    assert [name for name in FOUND if ours[name] != FOUND[name]] == ["enrich", "track", "match"]


def test_roles_come_first_and_every_name_of_the_contracts_is_there() -> None:
    """A command that a contract names and this list does not could not be used with ACLs."""
    assert list(FOUND)[:5] == ["enrich", "track", "match", "deliver", "store"]
    assert list(FOUND)[-3:] == [CONSUMER, PLAN, ADMIN]
    assert {"publish", "watch", "subscribe", "unsubscribe", "dead-letters", "ledger"} <= FOUND.keys()


def test_nobody_but_admin_may_change_a_topic_and_nobody_has_the_cluster() -> None:
    """Read, Write and two ways of looking are all that others get."""
    for name, granted in FOUND.items():
        operations = {operation for grant in granted for operation in grant.operations}
        allowed = {"Create", "Alter", "AlterConfigs"} if name == ADMIN else {"Read", "Write"}
        assert operations <= allowed | {"Describe", "DescribeConfigs"}, name
