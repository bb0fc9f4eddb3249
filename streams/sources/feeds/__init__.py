"""Articles from RSS, Atom and JSON Feed.

What decides is pure: ``addresses``, ``parse``, ``subscriptions``, ``schedule``, ``robots``. What acts is apart from it:
``fetch`` (HTTP), ``parsing`` (a child process), ``memory`` (SQLite), ``pages``, ``courier`` and ``watcher``.
"""

from pathlib import Path


def starter() -> Path:
    """Return the OPML file with the feeds to start with."""
    return Path(__file__).with_name("starter.opml")
