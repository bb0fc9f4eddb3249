"""The store: what is written, what is found."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import ColumnElement, Engine, select
from sqlalchemy.exc import DBAPIError

from streams.contracts.codec import Codec
from streams.core.model import EnrichedArticle
from streams.sinks.store import database, searching, writing
from streams.sinks.store.alerts import Alerts
from streams.sinks.store.dossiers import Dossiers
from streams.sinks.store.keys import Keys
from streams.sinks.store.requests import Requests
from streams.sinks.store.tables import articles
from streams.sinks.store.values import Hit, Query, Stored, StoreNotMade, plain

HISTORY_ROWS = 200
"""Articles that are read at a time."""


class Store:
    """An open store. Its methods block; each is one transaction, and may be called from any thread.

    Articles are its own business; ``alerts``, ``dossiers``, and ``keys`` and ``requests`` of the API have theirs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._codec = Codec()  # locked ids: what is kept can be read without a registry
        self.alerts = Alerts(engine, self._codec)
        self.dossiers = Dossiers(engine, self._codec)
        self.keys = Keys(engine)
        self.requests = Requests(engine)

    @classmethod
    def open(cls, url: str, *, make: bool = True) -> Self:
        """Open a store, bringing its tables up to date.

        :param url: ``sqlite:////path/to/file.db`` or ``postgresql://user:password@host/database``.
        :param make: False for who only reads: the file of a store that is not there is then not made.
        :raises StoreError: a sentence that says what to do, without the password; StoreUnavailable when it is away,
            StoreNotMade where it is not there and not made.
        """
        engine = database.connect(url, make=make)
        database.migrate(engine)
        return cls(engine)

    @property
    def name(self) -> str:
        """What people call it; no password is in it."""
        return database.where(self._engine)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def write(self, batch: Sequence[Stored]) -> None:
        """Keep ``batch``, whole or not at all. In any order and however often: the outcome is the same.

        :raises StoreUnavailable: when the database is away; try again later.
        :raises Unstorable: when it refuses something of ``batch`` for good.
        """
        with database.writing(self._engine) as connection:
            writing.write(connection, self._codec, batch)

    def search(self, query: Query) -> list[Hit]:
        """Return what ``query`` asks for.

        :raises StoreUnavailable: when the database is away.
        """
        try:
            with database.transaction(self._engine, reading=True) as connection:
                found = connection.execute(searching.statement(query, self._engine.dialect.name)).scalars().all()
        except DBAPIError as error:
            raise StoreNotMade(f"{self.name} cannot be searched: {type(error.orig).__name__}") from error
        return [searching.hit(self._codec.decode_enriched(value), query) for value in found]

    def article(self, event_id: str) -> EnrichedArticle | None:
        """Return one version of an article, unless it is withdrawn or withheld."""
        return self._one(articles.c.event_id == event_id)

    def current(self, uri: str) -> EnrichedArticle | None:
        """Return the current version of an article, unless that one is withdrawn or withheld."""
        return self._one((articles.c.uri == plain(uri)) & articles.c.is_current)

    def _one(self, which: ColumnElement[bool]) -> EnrichedArticle | None:
        wanted = select(articles.c.value).where(which, articles.c.is_usable)
        with database.transaction(self._engine, reading=True) as connection:
            found = connection.execute(wanted).scalar()
        return None if found is None else self._codec.decode_enriched(found)

    def history(self, since: datetime, until: datetime) -> Iterator[EnrichedArticle]:
        """Yield the current version of each article published (else fetched) from ``since`` to before ``until``.

        The oldest come first. Read in pages, so that what is written meanwhile waits for nobody.
        """
        after = (since, -1)
        while True:
            wanted = (
                select(articles.c.shown_at, articles.c.id, articles.c.value)
                .where(articles.c.is_current, articles.c.is_usable, articles.c.shown_at < until)
                .where(
                    (articles.c.shown_at > after[0]) | ((articles.c.shown_at == after[0]) & (articles.c.id > after[1]))
                )
                .order_by(articles.c.shown_at, articles.c.id)
                .limit(HISTORY_ROWS)
            )
            with database.transaction(self._engine, reading=True) as connection:
                rows = connection.execute(wanted).all()
            for row in rows:
                yield self._codec.decode_enriched(row.value)
            if len(rows) < HISTORY_ROWS:
                return
            after = (rows[-1].shown_at, rows[-1].id)
