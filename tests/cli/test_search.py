"""``reswatch search`` where there is nothing to find."""

from pathlib import Path

import pytest

from streams.sinks.store import Store
from tests.cli.commands import run


def test_an_empty_store_is_told_from_words_that_nothing_has(tmp_path: Path) -> None:
    """Fewer words would find nothing either: what fills the store is said."""
    Store.open(f"sqlite:///{tmp_path / 'store.db'}").close()
    result = run("search", "veto", RESWATCH_DATA_DIR=str(tmp_path))
    assert result.exit_code == 1
    assert "There is no article in the store" in result.stderr
    assert "`reswatch worker --role store`" in result.stderr


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
