"""The articles that went through the stream, kept and found again: SQLite by default, PostgreSQL by URL."""

from streams.sinks.store.store import Store
from streams.sinks.store.values import (
    Hit,
    Query,
    Source,
    Stored,
    StoreError,
    StoreUnavailable,
    Takedown,
    Unstorable,
)

__all__ = ["Hit", "Query", "Source", "Store", "StoreError", "StoreUnavailable", "Stored", "Takedown", "Unstorable"]
