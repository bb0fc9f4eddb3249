"""What is known across restarts: the state of each feed, and its items. One SQLite file.

An item is *waiting* from the moment it was seen new or changed until Kafka has acknowledged it (or it was given up):
while it waits its text is kept here, so that it is not lost when the feed drops it or the process ends.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

import orjson

from streams.sources.feeds.feed import Item
from streams.sources.feeds.parsing import item_from
from streams.sources.feeds.schedule import after_change
from streams.sources.feeds.standing import FeedState

KEPT_SECONDS = 90 * 86_400.0
"""How long an item is known that its feed lists no more: some feeds bring old ones back after a redesign."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, address TEXT NOT NULL, title TEXT, etag TEXT, modified TEXT, interval REAL NOT NULL,
    due_at REAL NOT NULL, failures INTEGER NOT NULL, fault TEXT, ended INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS items (
    feed TEXT NOT NULL, key TEXT NOT NULL, uri TEXT, fingerprint TEXT NOT NULL, seen_at REAL NOT NULL,
    waiting BLOB, changes INTEGER NOT NULL, attempts INTEGER NOT NULL, try_at REAL NOT NULL, published_as TEXT,
    PRIMARY KEY (feed, key)
) STRICT;
CREATE INDEX IF NOT EXISTS items_published ON items (published_as) WHERE published_as IS NOT NULL;
CREATE INDEX IF NOT EXISTS items_waiting ON items (feed, try_at) WHERE waiting IS NOT NULL;
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item on its way. ``again``: it was published before and has changed. ``attempts`` have failed."""

    item: Item
    again: bool
    attempts: int


class Memory:
    """One open file; for one thread. What a method has changed survives the end of the process."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        :raises OSError: when its folder cannot be made.
        :raises sqlite3.Error: when it is no such file, or another program holds it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")  # a power cut may forget the last items: they come again
        self._database.executescript(SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def feed(self, url: str) -> FeedState | None:
        """Return the state of a feed, None if it was never polled."""
        cursor = self._database.execute("SELECT * FROM feeds WHERE url = ?", (url,))
        cursor.row_factory = sqlite3.Row
        row = cursor.fetchone()
        return FeedState(**{**row, "ended": bool(row["ended"])}) if row else None

    def save(self, state: FeedState) -> None:
        """Remember the state of a feed."""
        self._database.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(state))

    def see(self, feed: str, items: Iterable[Item], now: float) -> int:
        """Remember the items that a feed lists, of which the new and the changed ones now wait.

        :return: how many these are.
        """
        with self._database, closing(self._database.cursor()) as cursor:  # the database commits, or rolls back
            cursor.execute("BEGIN IMMEDIATE")
            fresh = sum(self._see_item(cursor, feed, item, now) for item in items)
            forgotten = (feed, now - KEPT_SECONDS)
            cursor.execute("DELETE FROM items WHERE feed = ? AND seen_at < ? AND waiting IS NULL", forgotten)
        return fresh

    def _see_item(self, cursor: sqlite3.Cursor, feed: str, item: Item, now: float) -> bool:
        fingerprint = item.fingerprint
        known = cursor.execute(
            "SELECT fingerprint, published_as, changes, try_at, waiting IS NOT NULL FROM items"
            " WHERE feed = ? AND key = ?",
            (feed, item.key),
        ).fetchone()
        if known and known[0] == fingerprint:
            cursor.execute("UPDATE items SET seen_at = ? WHERE feed = ? AND key = ?", (now, feed, item.key))
            return False
        published_as, changes, try_at = None, 0, now
        if known:
            _, published_as, changes, try_at, waits = known
            if published_as is not None and not waits:
                changes += 1
                try_at = now + after_change(changes)
        cursor.execute(
            "INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (feed, item.key, item.uri, fingerprint, now, orjson.dumps(item), changes, try_at, published_as),
        )
        return True

    def waiting(self, feed: str, now: float) -> list[Waiting]:
        """Return the items of a feed whose time has come, the first seen first."""
        rows = self._database.execute(
            "SELECT waiting, published_as IS NOT NULL, attempts FROM items"
            " WHERE feed = ? AND waiting IS NOT NULL AND try_at <= ? ORDER BY rowid",
            (feed, now),
        )
        return [Waiting(item_from(orjson.loads(item)), bool(again), attempts) for item, again, attempts in rows]

    def next_try(self, feed: str) -> float | None:
        """Return when the next waiting item of a feed is due, None if none waits."""
        query = "SELECT min(try_at) FROM items WHERE feed = ? AND waiting IS NOT NULL"
        due: float | None = self._database.execute(query, (feed,)).fetchone()[0]
        return due

    def counts(self, feed: str) -> tuple[int, int]:
        """Return how many items of a feed are known, and how many of them wait."""
        known, waiting = self._database.execute(
            "SELECT count(*), count(waiting) FROM items WHERE feed = ?", (feed,)
        ).fetchone()
        return known, waiting

    def settle(self, feed: str, item: Item, published_as: str | None) -> None:
        """Remember that an item waits no more: Kafka has it under the uri ``published_as``, or (None) it was given up.

        What was seen to change while it was on its way waits on.
        """
        self._database.execute(
            "UPDATE items SET waiting = NULL, published_as = coalesce(?, published_as)"
            " WHERE feed = ? AND key = ? AND waiting = ?",
            (published_as, feed, item.key, orjson.dumps(item)),
        )

    def postpone(self, feed: str, item: Item, attempts: int, try_at: float) -> None:
        """Remember that an item is to be tried again, and when."""
        self._database.execute(
            "UPDATE items SET attempts = ?, try_at = ? WHERE feed = ? AND key = ?", (attempts, try_at, feed, item.key)
        )

    def is_published(self, uri: str) -> bool:
        """Tell whether an item of any feed was published under ``uri``."""
        row = self._database.execute("SELECT 1 FROM items WHERE published_as = ? LIMIT 1", (uri,)).fetchone()
        return row is not None
