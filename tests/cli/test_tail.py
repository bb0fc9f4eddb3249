"""``reswatch tail``: what is on a real topic, decoded, for people and for machines."""

import json
import select
import signal
import uuid
from typing import Any

import pytest

from streams.contracts.codec import Codec
from streams.contracts.headers import provenance, rejection
from streams.core.model import Filtered, RawArticle
from streams.kafka.changes import Create
from streams.kafka.cluster import Cluster
from streams.kafka.topics import apply, connect
from tests.broker.kafka_io import publish
from tests.cli.commands import run, start

RAW = RawArticle(
    media_type="text/plain", content=b"The council met.", uri="u:1", headline="Council \x1b[31mmeets\nagain"
)
SET_ASIDE = Filtered("u:2", "no_text", "nothing readable was left")
VALUES = [Codec().encode_raw(RAW), Codec().encode_receipt(SET_ASIDE), None, b"\0\0\0\0\x07?"]


@pytest.fixture
def topic(kafka: str) -> str:
    """A topic of its own, one partition, with one record of each kind."""
    name = f"tail-{uuid.uuid4().hex}"
    with connect(Cluster(kafka)) as admin:
        apply(admin, [Create(name, 1, {})])
    publish(kafka, name, [(b"u:%d" % number, value) for number, value in enumerate(VALUES, 1)])
    return name


def tail(kafka: str, topic: str, *options: object) -> list[dict[str, Any]]:
    result = run("tail", topic, "--json", *options, "--broker", kafka)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_tells_everything_of_every_record(kafka: str, topic: str) -> None:
    """Key, place, time, schema and value; null for a takedown, and for what cannot be decoded, with the reason."""
    raw, receipt, takedown, unknown = tail(kafka, topic, "--no-follow")
    assert [record["offset"] for record in (raw, receipt, takedown, unknown)] == [0, 1, 2, 3]
    assert (raw["key"], raw["schema"], raw["problem"], raw["partition"]) == ("u:1", "raw_article", None, 0)
    assert raw["timestamp"].endswith("Z")
    assert raw["value"]["content"] == "The council met."
    assert receipt["value"] == {"uri": "u:2", "reason": "no_text", "detail": "nothing readable was left"}
    assert (takedown["value"], takedown["problem"]) == (None, None)
    assert (unknown["value"], unknown["size"]) == (None, 6)
    assert unknown["problem"].startswith("unknown_schema: ")


@pytest.mark.parametrize(
    ("options", "offsets"),
    [
        (["--no-follow"], [0, 1, 2, 3]),
        (["--no-follow", "-n", "2"], [2, 3]),
        (["--no-follow", "-n", "9"], [0, 1, 2, 3]),
        (["--from-beginning", "-n", "2"], [0, 1]),
        (["--from-beginning", "--no-follow", "-n", "9"], [0, 1, 2, 3]),
    ],
)
def test_the_options_say_which_records(kafka: str, topic: str, options: list[str], offsets: list[int]) -> None:
    assert [record["offset"] for record in tail(kafka, topic, *options)] == offsets


def test_people_get_a_line_a_record_that_cannot_steer_their_terminal(kafka: str, topic: str) -> None:
    """Headline, reason, takedown, problem; control characters and line breaks of outside text are made harmless."""
    result = run("tail", topic, "--no-follow", "--broker", kafka)
    assert result.exit_code == 0, result.output + repr(result.exception)
    raw, receipt, takedown, unknown = result.stdout.splitlines()
    assert raw.endswith("0/0  text/plain, 16 B  Council \\x1b[31mmeets again")
    assert receipt.endswith("0/1  no_text  u:2  nothing readable was left")
    assert takedown.endswith("0/2  taken down  u:3")
    assert "0/3  unknown_schema: " in unknown


def test_a_dead_letter_is_its_cause_and_size(kafka: str, topic: str) -> None:
    """Its bytes are not decoded: here they would be an article."""
    letters = [*provenance("articles-raw", 0, 1, 2, "enrich/0"), *rejection("invalid_field", "uri is too long")]
    publish(kafka, topic, [(b"u:5", VALUES[0])], headers=letters)
    (letter,) = tail(kafka, topic, "--no-follow", "-n", "1")
    assert (letter["value"], letter["problem"]) == (None, "dead letter: invalid_field")
    assert letter["headers"]["reswatch-source-topic"] == "articles-raw"
    result = run("tail", topic, "--no-follow", "-n", "1", "--broker", kafka)
    assert f"dead letter: invalid_field  {len(VALUES[0] or b'')} B  u:5  uri is too long" in result.stdout


def test_it_follows_until_it_is_told_to_stop(kafka: str, topic: str) -> None:
    """Only what comes from now on, as it comes; Ctrl-C is the normal end."""
    with start("tail", topic, "--json", RESWATCH_BROKER=kafka) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while not select.select([process.stdout], [], [], 0.3)[0]:  # it stands at the end at some time, and reads on
            publish(kafka, topic, [(b"u:6", VALUES[0])])
        assert json.loads(process.stdout.readline())["key"] == "u:6"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


def test_an_unknown_topic_lists_those_there_are(kafka: str, topic: str) -> None:
    result = run("tail", "no-such-topic", "--broker", kafka)
    assert result.exit_code == 1
    assert "There is no topic no-such-topic" in result.stderr
    assert f"\n  {topic}\n" in result.stderr


def test_without_kafka_it_says_what_to_do() -> None:
    result = run("tail", "articles-raw", "--broker", "127.0.0.1:1")
    assert result.exit_code == 1
    assert "reswatch kafka" in result.stderr
