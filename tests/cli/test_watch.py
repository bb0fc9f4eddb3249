"""``reswatch watch``: feeds of a real server into a real Kafka."""

import asyncio
import json
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from streams.contracts.codec import Codec
from streams.contracts.topics import ARTICLES_RAW
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle
from tests.broker.kafka_io import Out, read
from tests.cli.commands import run, start
from tests.sources.feeds.outside import Outside, item, page, rss, serving

NEWS = "The Security Council on Tuesday adopted a resolution on Ruritania, 13 in favour and two abstaining."


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    async with serving() as server:
        yield server


@pytest.fixture
def mine() -> str:
    """A path that no other test has: the server's port may come again."""
    return f"/{uuid.uuid4().hex}"


async def watch(*arguments: object, data: Path, **settings: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the command to its end, beside the server of this loop."""
    process = start("watch", *arguments, "--allow-private", RESWATCH_DATA_DIR=str(data), **settings)
    out, err = await asyncio.to_thread(process.communicate, timeout=60)
    return subprocess.CompletedProcess([], process.returncode, out, err)


def of_mine(records: list[Out], mine: str) -> list[Out]:
    return [record for record in records if mine.encode() in (record.key or b"")]


async def published(broker: str, mine: str, count: int) -> list[Out]:
    """Return the raw records of a test, when there are ``count``."""
    found = await asyncio.to_thread(read, broker, [ARTICLES_RAW], lambda records: len(of_mine(records, mine)) >= count)
    return of_mine(found, mine)


async def test_once_publishes_what_enrich_reads_and_only_once(
    broker: str, outside: Outside, mine: str, tmp_path: Path
) -> None:
    """Keyed by the article's address; a second run finds nothing new; what happens is told in JSON."""
    outside.answers = {f"{mine}/f": rss(item(f"{mine}/a?utm_source=x", "Council acts")), f"{mine}/a": page(NEWS)}
    feed = f"{outside.base}{mine}/f"
    first = await watch("--once", "--json", feed, "--broker", broker, data=tmp_path)
    assert (first.returncode, first.stderr) == (0, b"")
    polled, sent = map(json.loads, first.stdout.splitlines())
    assert (polled["event"], polled["outcome"], polled["fresh"]) == ("feed polled", "new", 1)
    assert (sent["event"], sent["uri"]) == ("item published", f"{outside.base}{mine}/a")
    second = await watch("--once", "--json", feed, "--broker", broker, data=tmp_path)
    assert [json.loads(line)["outcome"] for line in second.stdout.splitlines()] == ["unchanged"]
    (record,) = await published(broker, mine, 1)
    assert record.key == f"{outside.base}{mine}/a".encode()
    assert record.value is not None
    raw = Codec().decode_raw(record.value)
    enriched = enrich(raw)
    assert isinstance(enriched, EnrichedArticle)
    assert enriched.article.headline == "Council acts"
    assert enriched.article.outlet == "Harbour Wire"
    assert enriched.resolution_events


async def test_it_follows_until_a_signal_and_serves_its_metrics(
    broker: str, outside: Outside, mine: str, tmp_path: Path
) -> None:
    """A new item is there within its poll; SIGTERM ends it at once and well; a taken port is no obstacle, and told."""
    outside.answers = {f"{mine}/f": rss(), f"{mine}/a": page(NEWS)}
    taken = outside.base.rpartition(":")[2]
    process = start(
        *("watch", f"{outside.base}{mine}/f", "--allow-private", "--interval", 0.2, 0.5, "--broker", broker),
        RESWATCH_DATA_DIR=str(tmp_path),
        RESWATCH_METRICS_PORT=taken,
    )
    assert process.stderr is not None
    metrics = (await asyncio.to_thread(process.stderr.readline)).decode()
    assert f"({taken}: Address already in use)" in metrics
    outside.answers[f"{mine}/f"] = rss(item(f"{mine}/a"))
    await published(broker, mine, 1)
    async with httpx.AsyncClient() as http:
        shown = (await http.get(metrics.split()[1])).text
    assert "reswatch_feed_items_published_total 1.0" in shown
    assert 'reswatch_feed_standing_feeds{standing="well"} 1.0' in shown
    process.send_signal(signal.SIGTERM)
    _, err = await asyncio.to_thread(process.communicate, timeout=20)
    assert process.returncode == 0
    assert [json.loads(line)["event"] for line in err.splitlines()] == ["feed polled"]


async def test_a_feed_that_fails_is_told_and_fails_the_command(
    broker: str, outside: Outside, mine: str, tmp_path: Path
) -> None:
    """The others are read all the same; on the next run it is left alone, and still told by the exit code."""
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# two\n{outside.base}{mine}/f Wire One\n{outside.base}{mine}/bad\n")
    outside.answers = {f"{mine}/f": rss(item(f"{mine}/a")), f"{mine}/a": page(NEWS), f"{mine}/bad": 500}
    result = await watch("--once", feeds, "--broker", broker, data=tmp_path)
    assert result.returncode == 1
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    assert [line["detail"] for line in lines if line["level"] == "warning"] == ["server_error: HTTP 500"]
    await published(broker, mine, 1)
    assert (await watch("--once", feeds, "--broker", broker, data=tmp_path)).returncode == 1
    assert outside.count(f"{mine}/bad") == 1


async def test_without_kafka_nothing_is_asked_for(outside: Outside, tmp_path: Path) -> None:
    """One sentence that says what to do; no feed is polled for nothing."""
    outside.answers = {"/f": rss(item("/a"))}
    result = await watch("--once", f"{outside.base}/f", "--broker", "127.0.0.1:1", data=tmp_path)
    assert result.returncode == 1
    assert b"No Kafka answers at 127.0.0.1:1." in result.stderr
    assert b"Traceback" not in result.stderr
    assert outside.asked == []


async def test_a_broken_memory_is_one_clear_error(broker: str, outside: Outside, tmp_path: Path) -> None:
    """It names the file, and what moving it away would do."""
    (tmp_path / "feeds.sqlite").write_text("this is no database, and long enough to be seen as none" * 20)
    result = await watch("--once", f"{outside.base}/f", "--broker", broker, data=tmp_path)
    assert result.returncode == 1
    assert b"feeds.sqlite: file is not a database" in result.stderr


async def test_a_data_folder_that_cannot_be_made_is_one_clear_error(
    broker: str, outside: Outside, tmp_path: Path
) -> None:
    """Whether its folder is wanting or the file itself."""
    (tmp_path / "file").touch()
    result = await watch("--once", f"{outside.base}/f", "--broker", broker, data=tmp_path / "file" / "d")
    assert result.returncode == 1
    assert (
        result.stderr.decode() == f"Error: {tmp_path}/file/d cannot be made: Not a directory. Set RESWATCH_DATA_DIR.\n"
    )
    (tmp_path / "feeds.sqlite").mkdir()
    result = await watch("--once", f"{outside.base}/f", "--broker", broker, data=tmp_path)
    assert result.returncode == 1
    assert b"feeds.sqlite cannot be written: unable to open database file. Set RESWATCH_DATA_DIR." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (["nowhere.opml"], "No such file", 1),
        (["example.org/feed"], "No such file: example.org/feed; an address begins with https://", 1),
        (["https://"], "is not an http or https address", 1),
        (["{file}"], "{file}: line 2: 'gopher://x' is not an http or https address", 1),
        (["https://a.example/", "--interval", "9", "5"], "the shortest must come first", 1),
        (["https://a.example/", "--interval", "0", "5"], "not in the range", 2),
    ],
)
def test_wrong_arguments_are_told(tmp_path: Path, arguments: list[str], told: str, code: int) -> None:
    """Before anything is connected to."""
    file = tmp_path / "list.txt"
    file.write_text("# mine\ngopher://x\n")
    result = run("watch", *(argument.format(file=file) for argument in arguments))
    assert result.exit_code == code
    assert told.format(file=file) in result.stderr


def test_help_names_no_module_of_kafka() -> None:
    """``--help`` answers without importing what takes long."""
    command = (
        "import sys; from streams.cli.watch import watch; print('aiokafka' in sys.modules, 'feedparser' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", command], text=True).split() == ["False", "False"]
