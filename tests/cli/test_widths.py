"""What would have given far too many alerts is not taken, unless it is meant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from streams.core.identity import article_event_id
from streams.core.preview import MOST_A_DAY
from streams.sinks.store import Source, Store, Stored
from tests.cli.commands import run
from tests.core.match.values import WEATHER, enriched

NOBODY = ("--channel", "desk", "--broker", "127.0.0.1:1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store holds many stories of yesterday."""
    path = tmp_path_factory.mktemp("data")
    store = Store.open(f"sqlite:///{path / 'store.db'}")
    read, at = enriched(WEATHER), datetime.now(UTC).replace(microsecond=0) - timedelta(hours=30)
    found = []
    for number in range(MOST_A_DAY + 1):
        uri, body = f"https://wire.example/{number}", f"The harvest of dates number {number} began."
        shown = replace(read.article, uri=uri, event_id=article_event_id(uri, "1"), body=body, published_at=at)
        found.append(Stored(replace(read, article=shown), Source(int(at.timestamp() * 1000), 0, number, number)))
    store.write(found)
    store.close()
    return path


def test_what_is_too_wide_is_refused_with_its_widest_clause(folder: Path) -> None:
    """Before Kafka is asked."""
    wanted = ("subscribe", "x", "--any", "word:harvest", "--any", "word:dates", "--on", "articles", *NOBODY)
    result = run(*wanted, RESWATCH_DATA_DIR=str(folder))
    assert result.exit_code == 2
    assert f"all_of, any_of: too wide: {MOST_A_DAY + 1} alerts in the day from" in result.stderr
    assert f"The widest clause is any_of[0], word:harvest, which held {MOST_A_DAY + 1} times. Narrow" in result.stderr


@pytest.mark.parametrize("changed", [["--wide"], ["--none", "mentioned:IRQ"], ["--on", "transitions"]])
def test_it_is_taken_where_it_is_meant_or_narrowed(folder: Path, changed: list[str]) -> None:
    """It then fails for want of Kafka."""
    result = run(
        "subscribe", "x", "--all", "word:harvest", "--on", "articles", *changed, *NOBODY, RESWATCH_DATA_DIR=str(folder)
    )
    assert result.exit_code == 1
    assert "too wide" not in result.stderr


def test_without_a_store_nothing_is_asked(tmp_path: Path) -> None:
    """And none is made."""
    assert run("subscribe", "x", "--all", "word:a", *NOBODY, RESWATCH_DATA_DIR=str(tmp_path)).exit_code == 1
    assert not (tmp_path / "store.db").exists()
