"""``reswatch topics`` against a real Kafka: shows, asks, changes, and says with its exit code what was found."""

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from kafka.admin import ConfigResource, ConfigResourceType

from streams.cli.topics import topics as command
from streams.contracts.topics import ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS, topics
from streams.kafka.cluster import Cluster
from streams.kafka.topics import apply, connect, describe, plan


def reswatch(bootstrap: str, *arguments: str) -> Result:
    return CliRunner().invoke(command, [arguments[0], "--broker", bootstrap, *arguments[1:]])


@pytest.fixture
def as_agreed(stream_kafka: str) -> Iterator[str]:
    """Kafka with the topics of the contracts, and again so afterwards."""
    yield stream_kafka
    with connect(Cluster(stream_kafka)) as admin:
        apply(admin, plan(admin, topics().values()))


def configure(bootstrap: str, topic: str, **settings: str) -> None:
    with connect(Cluster(bootstrap)) as admin:
        names = {name.replace("_", "."): value for name, value in settings.items()}
        admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, names)])


def delete(bootstrap: str, topic: str) -> None:
    """Delete a topic, and wait until the broker's metadata say so too."""
    with connect(Cluster(bootstrap)) as admin:
        admin.delete_topics([topic])
        deadline = time.monotonic() + 30
        while topic in describe(admin, [topics()[topic]]):
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_all_is_as_agreed(stream_kafka: str) -> None:
    """Nothing to do, nothing done, exit code 0."""
    assert reswatch(stream_kafka, "plan").output == "The topics are as their contracts say.\n"
    assert json.loads(reswatch(stream_kafka, "plan", "--json").output) == {"changes": [], "unregistered": []}
    assert reswatch(stream_kafka, "apply").exit_code == 0


def test_every_setting_of_the_contracts_is_one_that_kafka_knows(stream_kafka: str) -> None:
    """The broker holds each with the value of the file."""
    with connect(Cluster(stream_kafka)) as admin:
        existing = describe(admin, topics().values())
    assert {name: dict(found.config) for name, found in existing.items()} == {
        name: dict(topic.config) for name, topic in topics().items()
    }


def test_a_missing_topic_is_made_without_a_question(as_agreed: str) -> None:
    """Creating takes nothing away."""
    delete(as_agreed, ARTICLES_FILTERED)
    shown = reswatch(as_agreed, "plan")
    assert (shown.exit_code, shown.output) == (3, "articles-filtered: create, partitions 1\n")
    made = reswatch(as_agreed, "apply")
    assert (made.exit_code, made.output) == (0, "articles-filtered: create, partitions 1\nDone.\n")
    assert reswatch(as_agreed, "plan").exit_code == 0


def test_a_setting_is_changed_only_when_somebody_said_so(as_agreed: str) -> None:
    """Without a terminal to ask at, --yes says it; what nobody named stays."""
    configure(as_agreed, DEAD_LETTERS, retention_ms="60000", segment_ms="3600000")
    shown = reswatch(as_agreed, "plan", "--json")
    assert shown.exit_code == 3
    assert json.loads(shown.output)["changes"] == [
        {
            "change": "configure",
            "topic": DEAD_LETTERS,
            "setting": "retention.ms",
            "now": "60000",
            "value": "2592000000",
        }
    ]
    refused = reswatch(as_agreed, "apply")
    assert refused.exit_code == 1
    assert "add --yes. Nothing was changed." in refused.output
    assert reswatch(as_agreed, "plan").exit_code == 3
    assert reswatch(as_agreed, "apply", "--yes").exit_code == 0
    assert reswatch(as_agreed, "plan").exit_code == 0
    with connect(Cluster(as_agreed)) as admin:
        resource = ConfigResource(ConfigResourceType.TOPIC, DEAD_LETTERS, ["segment.ms"])
        settings = admin.describe_configs([resource], config_filter="all")["topic"][DEAD_LETTERS]
    assert settings["segment.ms"]["value"] == "3600000"


@pytest.mark.parametrize(("answer", "exit_code", "left"), [("n", 1, 3), ("y", 0, 0)])
def test_at_a_terminal_it_asks(as_agreed: str, answer: str, exit_code: int, left: int) -> None:
    """What differs is shown before the question, and No changes nothing."""
    configure(as_agreed, DEAD_LETTERS, retention_ms="60000")
    terminal, stdin = pty.openpty()
    try:
        os.write(terminal, f"{answer}\n".encode())
        arguments = [sys.executable, "-m", "streams", "topics", "apply", "--broker", as_agreed]
        asked = subprocess.run(arguments, stdin=stdin, capture_output=True, text=True, timeout=60, check=False)
    finally:
        os.close(terminal)
        os.close(stdin)
    assert asked.returncode == exit_code
    shown, question, _ = asked.stdout.partition("Change these settings?")
    assert question
    assert shown == "dead-letters: retention.ms 60000 -> 2592000000\n"
    assert reswatch(as_agreed, "plan").exit_code == left


def test_partitions_grow_only_when_asked_to(as_agreed: str) -> None:
    """More partitions move keys, so --yes alone does not add them."""
    delete(as_agreed, ARTICLES_RAW)
    with connect(Cluster(as_agreed)) as admin:
        apply(admin, plan(admin, [topics()[ARTICLES_RAW].model_copy(update={"partitions": 2})]))
    assert reswatch(as_agreed, "plan").output == "articles-raw: partitions 2 -> 12\n"
    left = reswatch(as_agreed, "apply", "--yes")
    assert left.exit_code == 3
    assert "Add --grow-partitions." in left.output
    assert reswatch(as_agreed, "plan").exit_code == 3
    assert reswatch(as_agreed, "apply", "--grow-partitions").exit_code == 0
    assert reswatch(as_agreed, "plan").exit_code == 0


@pytest.mark.parametrize("action", ["plan", "apply"])
def test_no_kafka_is_one_clear_error(action: str) -> None:
    """What is wrong, and what to do."""
    result = reswatch("127.0.0.1:1", action)
    assert result.exit_code == 1
    assert result.output.startswith("Error: No Kafka answers at 127.0.0.1:1.\n")
    assert "reswatch kafka" in result.output
