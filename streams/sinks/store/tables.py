"""The tables. A change of them is a new migration beside it: ``migrations/versions/``.

An article's record is kept as the Avro value that Kafka carried, in locked schema ids, so that it can be rebuilt
exactly; what is searched for stands in columns and tables beside it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

metadata = MetaData()

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself in a column of the type INTEGER only."""

articles = Table(
    "articles",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("event_id", String(64), nullable=False, unique=True),
    Column("uri", Text, nullable=False, index=True),
    Column("version", String(64), nullable=False),
    # whether it is the version that a search finds: the one fetched last, unless that one is withdrawn or withheld
    Column("is_current", Boolean, nullable=False),
    Column("is_usable", Boolean, nullable=False),
    Column("shown_at", DateTime(timezone=True), nullable=False),  # published, else fetched
    Column("fetched_at", DateTime(timezone=True)),
    Column("source_timestamp", BigInteger, nullable=False),
    Column("source_partition", Integer, nullable=False),
    Column("source_offset", BigInteger, nullable=False),
    Column("enriched_offset", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Index("articles_shown", "shown_at", "id"),
)

events = Table(
    "resolution_events",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("article_id", NUMBER, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("event_id", String(64), nullable=False),
    Column("organ", Text, index=True),
    Column("stage", Text, nullable=False, index=True),
    Column("symbol", Text, index=True),
    Column("draft_symbol", Text, index=True),
    Column("occurred_on", Date),
    Column("scheduled_for", Date),
    Column("votes_for", Integer),
    Column("votes_against", Integer),
    Column("abstentions", Integer),
    Column("absent", Integer),
    Column("unanimous", Boolean),
    Column("consensus", Boolean),
)

countries = Table(
    "event_countries",
    metadata,
    Column("event_row", NUMBER, ForeignKey("resolution_events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(16), nullable=False),  # streams.sinks.store.parts
    Column("country", Text, nullable=False),
    Index("event_countries_by_country", "country", "role"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("article_id", NUMBER, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("country", Text, nullable=False, index=True),
)

graves = Table(
    "takedowns",
    metadata,
    Column("uri", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("offset", BigInteger, nullable=False),
    Column("timestamp", BigInteger, nullable=False),
)

texts = Table(
    "article_texts",
    metadata,
    Column("article_id", NUMBER, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("words", TSVECTOR().with_variant(Text, "sqlite"), nullable=False),
    Index("article_texts_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql"),
)
"""What is searched. In SQLite it is a virtual table of FTS5 with the row ids of ``articles``, made by the migration."""

alerts = Table(
    "alerts",
    metadata,
    # in the order in which they became visible (streams.sinks.store.alerts): a stream goes on behind the last it gave
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("alert_id", String(64), nullable=False, unique=True),
    Column("subscription_id", Text, nullable=False),
    Column("uri", Text, nullable=False, index=True),
    Column("thread", Text),
    Column("dossier_id", Text, index=True),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("source_timestamp", BigInteger, nullable=False),
    Column("acknowledged_at", DateTime(timezone=True)),
    Column("acknowledged_by", Text),
    Column("value", LargeBinary, nullable=False),
    Index("alerts_made", "made_at", "seq"),
    Index("alerts_of_subscription", "subscription_id", "made_at", "seq"),
    sqlite_autoincrement=True,  # the number of a row that is gone is never given again
)

transitions = Table(
    "transitions",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("transition_id", String(64), nullable=False, unique=True),
    Column("dossier_id", Text, nullable=False, index=True),
    Column("uri", Text, nullable=False, index=True),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("source_timestamp", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("dossier_id", Text, primary_key=True),
    Column("organ", Text),
    Column("stage", Text, nullable=False),
    Column("last_told_at", DateTime(timezone=True), nullable=False),
    Column("record_timestamp", BigInteger, nullable=False),
    Column("record_offset", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Index("dossiers_told", "last_told_at", "dossier_id"),
)

names = Table(
    "dossier_names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("dossier_id", Text, ForeignKey("dossiers.dossier_id", ondelete="CASCADE"), primary_key=True, index=True),
    # alias: one of its ids; symbol: what the UN calls it or its drafts; target, sponsor: whom it is about and of
    Column("kind", String(16), primary_key=True),
)

keys = Table(
    "api_keys",
    metadata,
    Column("key_id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the secret part, which is kept nowhere
    Column("scopes", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)

requests = Table(
    "idempotent_requests",
    metadata,
    Column("request_id", String(64), primary_key=True),  # derived from API key and Idempotency-Key
    Column("fingerprint", String(64), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False, index=True),
    Column("answer", LargeBinary),  # None while it is under way
)

properties = Table(
    "properties",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Of the database itself: ``id``, drawn when it was made, tells numbers of this one from those of another."""
