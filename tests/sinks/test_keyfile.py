"""The webhook key: given, or made once, for this user's eyes only."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from streams.sinks.keyfile import KeyFileError, webhook_key


def test_the_settings_key_wins_and_makes_no_file(tmp_path: Path) -> None:
    assert webhook_key(SecretStr("k" * 32), tmp_path) == b"k" * 32
    assert list(tmp_path.iterdir()) == []


def test_it_is_made_once_whoever_comes_first(tmp_path: Path) -> None:
    """Twenty workers that start together have the same key, of 256 bits, in a file that nobody else may read."""
    folder = tmp_path / "new"
    with ThreadPoolExecutor(20) as pool:
        keys = set(pool.map(lambda _: webhook_key(None, folder), range(20)))
    assert len(keys) == 1
    assert len(bytes.fromhex(keys.pop().decode())) == 32
    assert [path.name for path in folder.iterdir()] == ["webhook.key"]
    assert stat.S_IMODE((folder / "webhook.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 40])
def test_a_file_that_holds_no_key_is_an_error_that_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "webhook.key").write_bytes(content)
    with pytest.raises(KeyFileError, match=r"webhook\.key"):
        webhook_key(None, tmp_path)


def test_a_folder_that_cannot_be_made_is_an_error_that_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeyFileError, match="RESWATCH_WEBHOOK_KEY"):
        webhook_key(None, tmp_path / "file" / "below")
