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
    Column("role", String(16), nullable=False),  # target, sponsor, vetoed_by
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
