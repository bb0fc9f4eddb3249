"""``reswatch dead-letters``: found, shown unchanged, and sent again as they were."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from streams.contracts.headers import provenance, rejection
from streams.contracts.topics import DEAD_LETTERS
from streams.kafka.changes import Create
from streams.kafka.cluster import Cluster
from streams.kafka.topics import apply, connect
from tests.broker.kafka_io import publish
from tests.cli.commands import run, start

SOURCE_TIME = 1_700_000_000_000
BYTES = [b'{"content": 3, "uri": "\x1b]0;owned\x07"}', b"\0\0\0\0\x07\xff\xfe" + bytes(range(256)) * 3, None]
CAUSES = ["invalid_field", "unknown_schema", "invalid_field"]


@dataclass(frozen=True)
class Post:
    """Three dead letters, what they are called, and the topic of their own that they came from."""

    broker: str
    source: str
    names: list[str]

    def run(self, *arguments: str, given: str | None = None) -> Any:
        return run("dead-letters", *arguments, "--broker", self.broker, given=given)

    def listed(self, *options: str) -> list[dict[str, Any]]:
        result = self.run("list", "--json", *options)
        assert result.exit_code == 0, result.output
        return [row for row in map(json.loads, result.stdout.splitlines()) if self.source in row["source"]]

    def returned(self) -> list[dict[str, Any]]:
        """Return what has been sent back to the source topic."""
        result = run("tail", self.source, "--no-follow", "--json", "--broker", self.broker)
        return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def post(broker: str) -> Post:
    source = f"source-{uuid.uuid4().hex}"
    with connect(Cluster(broker)) as admin:
        apply(admin, [Create(source, 3, {"retention.ms": "-1"})])  # what is replayed keeps its old time
    places = []
    for number, (value, cause) in enumerate(zip(BYTES, CAUSES, strict=True)):
        said = rejection(cause, "uri is \x1b[31mwrong")
        headers = [*provenance(source, 2, number, SOURCE_TIME, "enrich/0.1.0"), *said, ("x-own", b"1")]
        places += publish(broker, DEAD_LETTERS, [(b"key-%d" % number, value)], headers)
    return Post(broker, source, [f"{partition}/{offset}" for partition, offset in places])


def test_they_are_listed_with_cause_source_and_size(post: Post) -> None:
    """Oldest first; --cause picks."""
    rows = post.listed()
    assert [row["letter"] for row in rows] == post.names
    assert [row["cause"] for row in rows] == CAUSES
    assert [row["source"] for row in rows] == [f"{post.source}/2/{number}" for number in range(3)]
    assert [row["size"] for row in rows] == [len(value or b"") for value in BYTES]
    assert [row["letter"] for row in post.listed("--cause", "unknown_schema")] == [post.names[1]]


def test_people_get_a_line_each_and_the_counts(post: Post) -> None:
    """Nothing in a dead letter can steer their terminal."""
    result = post.run("list")
    mine = [line for line in result.stdout.splitlines() if post.source in line]
    assert len(mine) == 3
    assert mine[0].startswith(post.names[0])
    assert mine[0].endswith(r"uri is \x1b[31mwrong")
    assert " invalid_field" in result.stdout.splitlines()[-1]
    assert "\x1b" not in result.stdout


def test_one_is_shown_by_its_name_or_by_its_source(post: Post) -> None:
    """Text is shown as text, made harmless; what is not text in hexadecimal; a takedown as one."""
    text = post.run("show", f"{post.source}/2/0").stdout
    assert text == post.run("show", post.names[0]).stdout
    assert text.endswith('\n\n{"content": 3, "uri": "\\x1b]0;owned\\x07"}\n')
    assert "header      x-own: 1" in text
    binary = post.run("show", post.names[1]).stdout
    assert "00000000  00 00 00 00 07 ff fe 00 01 02" in binary
    assert "… and 263 more: --raw gives all" in binary
    assert "none: a takedown" in post.run("show", post.names[2]).stdout


def test_raw_gives_the_original_bytes_and_nothing_else(post: Post) -> None:
    with start("dead-letters", "show", post.names[1], "--raw", RESWATCH_BROKER=post.broker) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, BYTES[1], b"")


def test_one_that_is_not_there_is_an_error(post: Post) -> None:
    for command in ("show", "replay"):
        result = post.run(command, "0/99999999")
        assert result.exit_code == 1
        assert "0/99999999" in result.stderr


def test_replay_sends_them_back_as_they_were(post: Post) -> None:
    """Bytes, key, partition, time and own headers are the source record's; one header says where it has been."""
    result = post.run("replay", post.names[0], f"{post.source}/2/2", "--yes")
    assert (result.exit_code, result.stdout) == (0, "Sent 2 of 2 again.\n")
    text, takedown = post.returned()
    assert (text["key"], takedown["key"]) == ("key-0", "key-2")
    assert (text["partition"], takedown["partition"]) == (2, 2)
    assert (text["size"], takedown["size"], takedown["value"]) == (len(BYTES[0] or b""), 0, None)
    assert text["timestamp"] == "2023-11-14T22:13:20Z"
    assert text["headers"] == {"x-own": "1", "reswatch-replayed-from": f"dead-letters/{post.names[0]}"}


def test_replay_asks_first(post: Post) -> None:
    """It says what it would send; without a yes nothing is sent."""
    refused = post.run("replay", *post.names, given="n\n")
    assert refused.exit_code == 1
    assert "3 dead letters: 2 invalid_field, 1 unknown_schema" in refused.stdout
    assert post.returned() == []
    assert post.run("replay", *post.names, given="y\n").exit_code == 0
    assert len(post.returned()) == 3


def test_replay_goes_on_after_one_that_cannot_be_sent(broker: str, post: Post) -> None:
    """Here because its source is unknown: it is named, and the exit code is 1."""
    ((partition, offset),) = publish(broker, DEAD_LETTERS, [(None, b"?")], rejection("internal_error", "no source"))
    result = post.run("replay", f"{partition}/{offset}", post.names[0], "--yes")
    assert result.exit_code == 1
    assert result.stdout == "Sent 1 of 2 again.\n"
    assert result.stderr.startswith(f"{partition}/{offset}: not sent: ")
    assert len(post.returned()) == 1


@pytest.mark.parametrize("options", [[], ["--all", "--cause", "invalid_field"], ["0/1", "--all"]])
def test_replay_wants_to_know_which(options: list[str]) -> None:
    """Exactly one way of saying it, before Kafka is asked."""
    result = run("dead-letters", "replay", *options, "--broker", "127.0.0.1:1")
    assert result.exit_code == 2
    assert "Say which" in result.stderr
