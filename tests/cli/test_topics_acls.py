"""``reswatch topics acls``: the permissions of each role, for people, for Kafka's own tool, for programs."""

import json

from tests.cli.commands import run


def test_the_table_names_each_role_once() -> None:
    """Its resources follow, a line each."""
    lines = run("topics", "acls").output.splitlines()
    (first,) = [number for number, line in enumerate(lines) if line.startswith("enrich ")]
    assert first == 0
    assert [line.split() for line in lines[1:5]][-1] == ["group", "reswatch-enrich", "Read"]
    assert lines[5].startswith("track ")


def test_groups_begin_with_the_app_id() -> None:
    """As those of the workers do."""
    rows = [json.loads(line) for line in run("topics", "acls", "--json", RESWATCH_APP_ID="desk").output.splitlines()]
    groups = {row["name"] for row in rows if row["kind"] == "group" and row["role"] == "deliver"}
    assert groups == {"desk-deliver", "desk-deliver-waiting", "desk-deliver-paused"}


def test_the_commands_are_those_of_kafka() -> None:
    """A user for each role, under the prefix that was asked for; quoted for a shell."""
    lines = run("topics", "acls", "--commands", "--principal-prefix", "User:CN=un desk ").output.splitlines()
    assert (
        "kafka-acls --add --allow-principal 'User:CN=un desk track' --operation Read --operation Write "
        "--topic resolution-events"
    ) in lines
    assert not any("any" in line for line in lines), "programs that are not ours bring their own names"
