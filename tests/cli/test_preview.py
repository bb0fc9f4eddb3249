"""``reswatch preview``: what would have matched in a real store."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from streams.core.identity import article_event_id
from streams.core.preview import Preview
from streams.sinks.store import Source, Store, Stored
from tests.cli.commands import run
from tests.core.match.values import VETO, WEATHER, enriched, subscription

NOW = datetime.now(UTC).replace(microsecond=0)


def article(body: str, days: int) -> Stored:
    """Return an article that was published ``days`` ago."""
    read = enriched(body, headline="A\x1b[31m headline")
    uri, at = f"https://wire.example/{days}", NOW - timedelta(days=days, minutes=1)
    shown = replace(read.article, uri=uri, event_id=article_event_id(uri, "1"), published_at=at, fetched_at=at)
    events = tuple(replace(event, occurred_on=None) for event in read.resolution_events)
    return Stored(
        replace(read, article=shown, resolution_events=events), Source(int(at.timestamp() * 1000), 0, days, days)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder whose store holds a veto of yesterday and one of a year ago, and the weather."""
    path = tmp_path_factory.mktemp("data")
    store = Store.open(f"sqlite:///{path / 'store.db'}")
    store.write([article(VETO, 1), article(WEATHER, 2), article(VETO, 365)])
    store.close()
    return str(path)


def test_alerts_are_shown_with_the_sentences_that_prove_them(folder: str) -> None:
    """And counted; nothing of the outside text steers the terminal."""
    result = run("preview", "--all", "target:Syria", "--all", "stage:vetoed", RESWATCH_DATA_DIR=folder)
    assert result.exit_code == 0, result.output
    assert "“Russia on Tuesday vetoed a U.N. Security Council draft resolution on Syria.”" in " ".join(
        result.stdout.split()
    )
    assert result.stdout.splitlines()[-1] == f"1 alert since {NOW - timedelta(days=90):%Y-%m-%d}."
    assert "\x1b" not in result.stdout


def test_json_has_the_alerts_that_would_have_been_sent(folder: str) -> None:
    """With the ids that they would have had, oldest first."""
    for on in ("articles", "transitions"):
        arguments = ("--all", "target:Syria", "--since", "60w", "--on", on, "--json")
        result = run("preview", *arguments, RESWATCH_DATA_DIR=folder)
        preview = Preview(replace(subscription("target:Syria", on=on), id="draft"))
        alerts = [one for days in (365, 1) for one in preview.take(article(VETO, days).value)]  # type: ignore[arg-type]
        assert [json.loads(line)["alert_id"] for line in result.stdout.splitlines()] == [one.alert_id for one in alerts]
        assert len(alerts) == 2


def test_only_the_newest_are_shown(folder: str) -> None:
    """As many as asked for, of all that there are."""
    result = run(
        "preview",
        "--all",
        "mentioned:Iraq",
        "--on",
        "articles",
        "-n",
        "1",
        "--since",
        "2020-01-01",
        RESWATCH_DATA_DIR=folder,
    )
    assert result.stdout.splitlines()[-1] == "3 alerts since 2020-01-01; the newest 1 are shown, --json has all."


def test_a_subscription_that_exists(folder: str, broker: str) -> None:
    """Is read from Kafka, and one that does not is an error."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    run("subscribe", name, "--all", "word:harvest", "--on", "articles", "--channel", "desk", "--broker", broker)
    result = run("preview", name, "--broker", broker, "--json", RESWATCH_DATA_DIR=folder)
    assert [json.loads(line)["subscription_id"] for line in result.stdout.splitlines()] == [name]
    unknown = run("preview", "nobody", "--broker", broker, RESWATCH_DATA_DIR=folder)
    assert (unknown.exit_code, "There is no subscription nobody" in unknown.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Say what to look for"),
        (["x", "--all", "target:SYR"], "Say what to look for"),
        (["--all", "target:SYR", "--since", "soon"], "'soon' is neither a time ago (24h, 90d, 12w) nor a day"),
        (["--all", "target:SYR", "--since", "999999w"], "'999999w' is neither a time ago"),
        (["--all", "target:Atlantis"], "all_of[0].values[0]: 'Atlantis' is no country"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str], told: str, tmp_path: Path) -> None:
    """With a sentence, and exit code 2."""
    result = run("preview", *arguments, RESWATCH_DATA_DIR=str(tmp_path))
    assert result.exit_code == 2
    assert told in result.stderr
