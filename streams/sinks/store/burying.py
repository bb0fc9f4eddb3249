"""What is told of articles, alerts and transitions: kept once each, and taken down with the article they quote.

They tell when the raw article was published that they are about; what was published again after a takedown stays.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from streams.sinks.store.tables import alerts, graves, transitions

LOCK = 4_018_327_002
"""Of PostgreSQL's advisory locks: whoever holds it numbers alerts and transitions. In SQLite there is one writer."""


def append(connection: Connection, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Add ``rows`` but for those whose article is taken down; what is there under the same ``key`` stays as it is.

    Writers take turns: a number that can be seen means that none below it is still to come.
    """
    _lock(connection)
    uris = {row["uri"] for row in rows}
    newest = (
        select(graves.c.uri, func.max(graves.c.timestamp).label("at"))
        .where(graves.c.uri.in_(uris))
        .group_by(graves.c.uri)
    )
    down = {row.uri: row.at for row in connection.execute(newest)}
    if alive := [row for row in rows if row["source_timestamp"] > down.get(row["uri"], -1)]:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(insert(table).on_conflict_do_nothing(index_elements=[key]), alive)


def bury(connection: Connection, down: Mapping[str, int]) -> None:
    """Delete what quotes the articles of ``down``, by their uris: up to the time (ms) of each takedown."""
    _lock(connection)
    for table in (alerts, transitions):
        for uri, timestamp in down.items():
            connection.execute(delete(table).where(table.c.uri == uri, table.c.source_timestamp <= timestamp))


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
