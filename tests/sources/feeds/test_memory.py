"""The memory of feeds: what it keeps where reading a feed breaks off."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from streams.sources.feeds.feed import Item
from streams.sources.feeds.memory import Memory

FEED = "https://wire.example/feed"


def items(count: int, *, broken: bool = False) -> Iterator[Item]:
    for number in range(count):
        yield Item(f"key {number}", None, "Council votes", None, None, None, None)
    if broken:
        raise RuntimeError("the parser")


def test_a_feed_that_breaks_off_leaves_nothing_and_the_memory_goes_on(tmp_path: Path) -> None:
    """All items of a poll are remembered or none; the next poll finds no transaction open."""
    with closing(Memory(tmp_path / "feeds.sqlite")) as memory:
        with pytest.raises(RuntimeError):
            memory.see(FEED, items(2, broken=True), 0.0)
        assert memory.see(FEED, items(2), 0.0) == 2
    with closing(Memory(tmp_path / "feeds.sqlite")) as memory:
        assert memory.see(FEED, items(3), 0.0) == 1
