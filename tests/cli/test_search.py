"""``reswatch search`` where there is nothing to find."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from streams.cli import found
from streams.cli.search import Until
from streams.sinks.store import Hit, Store
from tests.cli.commands import run
from tests.sinks.store.test_store import article


def test_an_empty_store_is_told_from_words_that_nothing_has(tmp_path: Path) -> None:
    """Fewer words would find nothing either: what fills the store is said."""
    Store.open(f"sqlite:///{tmp_path / 'store.db'}").close()
    result = run("search", "veto", RESWATCH_DATA_DIR=str(tmp_path))
    assert result.exit_code == 1
    assert "There is no article in the store" in result.stderr
    assert "`reswatch worker --role store`" in result.stderr


@pytest.mark.parametrize(("given", "code"), [("24h", 1), ("2026-11-20", 1), ("2026-11-20T08:00Z", 1), ("yesterday", 2)])
def test_times_are_those_of_replay(tmp_path: Path, given: str, code: int) -> None:
    """So long ago, a day, a time; of others it is said what may be written, in words of people."""
    Store.open(f"sqlite:///{tmp_path / 'store.db'}").close()
    for option in ("--since", "--until"):
        result = run("search", "veto", option, given, RESWATCH_DATA_DIR=str(tmp_path))
        assert result.exit_code == code
        assert "%" not in result.stderr
        assert ("is neither a time ago (24h, 90d, 12w) nor a day" in result.stderr) == (code == 2)


def test_until_takes_a_day_in_whole() -> None:
    read = Until().convert
    assert read("2026-11-20", None, None) == datetime(2026, 11, 21, tzinfo=UTC)
    assert read("2026-11-20T00:00Z", None, None) == datetime(2026, 11, 20, tzinfo=UTC)


def test_what_was_found_is_shown_with_symbols_and_addresses_in_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """At 80 columns, however long they are."""
    uri = "https://wire.example/" + "a" * 90
    found.show([Hit(article("The council met.", uri), None, 0, 0)])
    assert uri in "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "command", [("search", "veto"), ("preview", "--all", "target:Syria")], ids=lambda each: each[0]
)
def test_who_only_reads_makes_no_store(tmp_path: Path, command: tuple[str, ...]) -> None:
    """That there is none is said, and what makes one; no file and no folder is left behind."""
    folder = tmp_path / "nothing"
    result = run(*command, RESWATCH_DATA_DIR=str(folder))
    assert result.exit_code == 1
    assert f"There is no store {folder}/store.db: `reswatch run`" in " ".join(result.stderr.split())
    assert not folder.exists()
