"""``reswatch search`` where there is nothing to find."""

from pathlib import Path

from tests.cli.commands import run


def test_an_empty_store_is_told_from_words_that_nothing_has(tmp_path: Path) -> None:
    """Fewer words would find nothing either: what fills the store is said."""
    result = run("search", "veto", RESWATCH_DATA_DIR=str(tmp_path))
    assert result.exit_code == 1
    assert "There is no article in the store" in result.stderr
    assert "`reswatch worker --role store`" in result.stderr
