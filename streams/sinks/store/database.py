"""Connections to either database, and its tables brought up to date."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from streams.sinks.store.values import StoreError, StoreNotMade, StoreUnavailable, Unstorable

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 4_018_327_001
"""Of PostgreSQL's advisory locks: which one of ours; any number will do, if all releases have the same."""
BUSY_SECONDS = 20
"""How long SQLite waits for another writer."""
RETRY_SECONDS = 0.01
CONNECT_SECONDS = 5
ADVICE = "Check RESWATCH_STORE_URL (sqlite:////path/to/file.db, or postgresql://user@host/database)"


def connect(url: str, *, make: bool = True) -> Engine:
    """Return the engine of a database, which is not connected to yet.

    :param make: whether a file may be made where SQLite finds none.
    :raises StoreError: when ``url`` is none, or of a database that we do not speak; StoreNotMade: no file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:  # its text holds the URL, and so the password
        raise StoreError(f"The store's URL cannot be read. {ADVICE}.") from None
    dialect = parsed.get_backend_name()
    if dialect == "sqlite":
        return _sqlite(parsed.set(drivername="sqlite+pysqlite"), make)
    if dialect not in ("postgresql", "postgres"):
        raise StoreError(f"The store cannot be kept in {dialect}. {ADVICE}.")
    try:
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    except (ImportError, NoSuchModuleError):
        raise StoreError("PostgreSQL needs one package more: pip install 'reswatch[postgres]'") from None


@contextmanager
def transaction(engine: Engine, *, reading: bool = False) -> Iterator[Connection]:
    """Give a connection in a transaction, committed at the end of the block.

    :raises StoreUnavailable: when the database is away, busy, or another worker wrote the same at the same time.
    """
    try:
        with engine.connect().execution_options(reading=reading) as connection, connection.begin():
            yield connection
    except IntegrityError:
        raise StoreUnavailable("Another worker writes the same articles.") from None
    except DBAPIError as error:
        if not _is_passing(error):
            raise
        raise StoreUnavailable(f"{where(engine)} does not answer: {_first_line(error)}") from None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection as ``transaction`` does, for what somebody else wrote.

    :raises StoreUnavailable: as it does.
    :raises Unstorable: when the database refuses something of it for good.
    """
    try:
        with transaction(engine) as connection:
            yield connection
    except DBAPIError as error:
        raise Unstorable(f"the database refuses it: {type(error.orig).__name__}") from error


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; of several that do so at once the first does, and the others wait.

    :raises StoreUnavailable: when the database is away.
    :raises StoreNotMade: when the tables are those of a later release.
    """
    with transaction(engine, reading=True) as connection:
        if _is_up_to_date(connection):
            return
    from alembic import command  # noqa: PLC0415  # it takes as long to import as the database's package
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreNotMade(f"{where(engine)} has tables of a later release: install that release.") from None


def _is_up_to_date(connection: Connection) -> bool:
    newest = max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [newest]


def where(engine: Engine) -> str:
    """Return what people call the database, without a password."""
    url = engine.url
    return f"the store {url.database}" if url.host is None else f"the store {url.database} at {url.host}"


def _sqlite(url: Any, make: bool) -> Engine:
    if url.database and url.database != ":memory:":
        if not make and not Path(url.database).exists():
            raise StoreNotMade(
                f"There is no store {url.database}: `reswatch run`, or `reswatch worker --role store`, makes and fills "
                "it. RESWATCH_STORE_URL names another."
            )
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{url.database} cannot be made: {error.strerror}. {ADVICE}.") from None
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, and not at the first write
        _log_ahead(connection)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have SQLite write to a log first, so that readers and a writer do not wait for each other.

    A new file is changed to that by one connection; what another that asks at the same time gets is SQLITE_BUSY at
    once: SQLite's own wait does not cover it.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _is_passing(error: DBAPIError) -> bool:
    """Say whether the same may succeed later: it is away, busy, or full; not that it refuses what it was given."""
    return error.connection_invalidated or type(error).__name__ in ("OperationalError", "InterfaceError")


def _first_line(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0] if lines else type(error.orig).__name__


logging.getLogger("alembic").setLevel(logging.WARNING)
