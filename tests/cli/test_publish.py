"""``reswatch publish``: articles into a real Kafka, in order, and what is wrong told and counted."""

import json
import signal
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from streams.contracts.codec import Codec
from streams.contracts.topics import ARTICLES_RAW
from streams.core.identity import content_uri
from streams.core.model import RawArticle
from tests.broker.kafka_io import Out, read
from tests.cli.commands import run, start

TEXT = "The council met on Monday."


@pytest.fixture
def mine() -> str:
    """A prefix of uris that no other test has."""
    return f"https://wire.example/{uuid.uuid4().hex}/"


def row(uri: str, **fields: Any) -> str:
    return json.dumps({"uri": uri, "media_type": "text/plain", "content": TEXT, **fields}) + "\n"


def published(broker: str, prefix: str, count: int) -> list[Out]:
    """Return the raw records whose key begins with ``prefix``, when there are ``count``."""

    def of_mine(records: list[Out]) -> list[Out]:
        return [record for record in records if (record.key or b"").startswith(prefix.encode())]

    return of_mine(read(broker, [ARTICLES_RAW], lambda records: len(of_mine(records)) >= count))


def test_articles_arrive_in_avro_keyed_by_uri_in_their_order(broker: str, tmp_path: Path, mine: str) -> None:
    """Every field as in the row; fetched_at, which the row does not say, is left to the record's timestamp."""
    file = tmp_path / "wires.jsonl"
    file.write_text(
        "".join(row(mine, headline=f"Version {n}", published_at="2026-11-20T10:00:00Z") for n in range(300))
    )
    result = run("publish", file, "--broker", broker)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Published 300 articles (")
    records = published(broker, mine, 300)
    articles = [Codec().decode_raw(record.value or b"") for record in records]
    assert {record.key for record in records} == {mine.encode()}
    assert [article.headline for article in articles] == [f"Version {n}" for n in range(300)]
    assert articles[0].content == TEXT.encode()
    assert articles[0].published_at is not None
    assert articles[0].fetched_at is None


def test_files_of_every_format_arrive_byte_for_byte(broker: str, tmp_path: Path, mine: str) -> None:
    """An article without a uri has the hash of its content as key."""
    page = f"<p>{mine} caf\xe9</p>".encode("latin-1")
    (tmp_path / "page.html").write_bytes(page)
    (tmp_path / "wire.json").write_text(json.dumps({"uri": mine, "body_text": TEXT}))
    result = run("publish", tmp_path, "--json", "--broker", broker)
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert (summary["published"], summary["refused"]) == (2, 0)
    (ninjs,) = published(broker, mine, 1)
    (html,) = published(broker, content_uri(page), 1)
    assert Codec().decode_raw(ninjs.value or b"").media_type == "application/vnd.iptc.ninjs+json"
    assert Codec().decode_raw(html.value or b"") == RawArticle(media_type="text/html", content=page)


def test_json_on_the_topic_reads_as_the_same_article(broker: str, tmp_path: Path, mine: str) -> None:
    """--as json writes what decode_raw reads; content that JSON cannot carry unchanged is refused."""
    file = tmp_path / "wires.jsonl"
    file.write_text(row(mine, published_at="2026-11-20T10:00:00Z", outlet="The Harbour Examiner"))
    (tmp_path / "latin.html").write_bytes(f"<p>{mine} caf\xe9</p>".encode("latin-1"))
    result = run("publish", "--as", "json", file, tmp_path / "latin.html", "--broker", broker)
    assert result.exit_code == 1
    assert "latin.html: refused: its content is not UTF-8" in result.stderr
    (record,) = published(broker, mine, 1)
    assert json.loads(record.value or b"")["outlet"] == "The Harbour Examiner"
    article = Codec().decode_raw(record.value or b"")
    assert (article.content, article.outlet, article.headline) == (TEXT.encode(), "The Harbour Examiner", None)


def test_what_cannot_be_published_is_named_and_the_rest_is_published(broker: str, tmp_path: Path, mine: str) -> None:
    """Larger than the topic takes, or no article: a line each on stderr, exit code 1, and --quiet changes nothing."""
    file = tmp_path / "wires.jsonl"
    file.write_text(row(mine + "1") + row(mine + "2", content="x" * 6_300_000) + "{broken\n" + row(mine + "3"))
    result = run("publish", "--quiet", file, "--broker", broker)
    assert (result.exit_code, result.stdout) == (1, "")
    too_large, broken = result.stderr.splitlines()
    assert too_large.startswith(f"{file}:2: refused: it has 6,300,")
    assert broken.startswith(f"{file}:3: refused: ")
    assert [record.key for record in published(broker, mine, 2)] != []


def test_what_nobody_would_read_is_refused(broker: str, tmp_path: Path, mine: str) -> None:
    """Nothing at all, as a failed download gives it, and what is no text; what is canceled needs none."""
    (tmp_path / "nothing.html").touch()
    nothing = run("publish", tmp_path / "nothing.html", "--broker", broker)
    assert nothing.exit_code == 1
    assert f"{tmp_path}/nothing.html: refused: it is empty" in nothing.stderr
    file = tmp_path / "wires.jsonl"
    file.write_text(row(mine, media_type="image/png") + row(mine, content="", pub_status="canceled"))
    result = run("publish", file, "--json", "--broker", broker)
    assert f"{file}:1: refused: 'image/png' is not read" in result.stderr
    assert json.loads(result.stdout)["published"] == 1


def test_what_is_read_is_sent_while_more_is_waited_for(broker: str, mine: str) -> None:
    """A live feed: a row is on the topic while the pipe stays open; Ctrl-C then ends with 130 and a true count."""
    with start("publish", "--format", "jsonl", "--json", "-", RESWATCH_BROKER=broker) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(row(mine).encode())
        process.stdin.flush()
        published(broker, mine, 1)
        process.send_signal(signal.SIGINT)
        assert json.loads(process.stdout.read())["published"] == 1
        assert process.wait(timeout=30) == 130


def test_without_kafka_it_says_so_within_seconds(tmp_path: Path) -> None:
    """One error that says what to do; neither a traceback nor the driver's log."""
    (tmp_path / "a.txt").write_text(TEXT)
    started = time.monotonic()
    with start("publish", tmp_path, RESWATCH_BROKER="127.0.0.1:1") as process:
        out, err = process.communicate(timeout=30)
    assert time.monotonic() - started < 15
    assert (process.returncode, out) == (1, b"")
    assert err.decode().startswith("Error: No Kafka answers at 127.0.0.1:1.\n")
    assert "reswatch kafka" in err.decode()
    assert len(err.splitlines()) == 2
