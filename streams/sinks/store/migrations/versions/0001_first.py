"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make them; what the columns mean is told in ``tables.py``."""
    op.create_table(
        "articles",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("event_id", sa.String(64), nullable=False, unique=True),
        sa.Column("uri", sa.Text, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("is_usable", sa.Boolean, nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("source_timestamp", sa.BigInteger, nullable=False),
        sa.Column("source_partition", sa.Integer, nullable=False),
        sa.Column("source_offset", sa.BigInteger, nullable=False),
        sa.Column("enriched_offset", sa.BigInteger, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_articles_uri", "articles", ["uri"])
    op.create_index("articles_shown", "articles", ["shown_at", "id"])
    op.create_table(
        "resolution_events",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("article_id", NUMBER, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("organ", sa.Text),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("symbol", sa.Text),
        sa.Column("draft_symbol", sa.Text),
        sa.Column("occurred_on", sa.Date),
        sa.Column("scheduled_for", sa.Date),
        sa.Column("votes_for", sa.Integer),
        sa.Column("votes_against", sa.Integer),
        sa.Column("abstentions", sa.Integer),
        sa.Column("absent", sa.Integer),
        sa.Column("unanimous", sa.Boolean),
        sa.Column("consensus", sa.Boolean),
    )
    for column in ("article_id", "organ", "stage", "symbol", "draft_symbol"):
        op.create_index(f"ix_resolution_events_{column}", "resolution_events", [column])
    op.create_table(
        "event_countries",
        sa.Column("event_row", NUMBER, sa.ForeignKey("resolution_events.id", ondelete="CASCADE"), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("country", sa.Text, nullable=False),
    )
    op.create_index("ix_event_countries_event_row", "event_countries", ["event_row"])
    op.create_index("event_countries_by_country", "event_countries", ["country", "role"])
    op.create_table(
        "mentions",
        sa.Column("article_id", NUMBER, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("country", sa.Text, nullable=False),
    )
    op.create_index("ix_mentions_article_id", "mentions", ["article_id"])
    op.create_index("ix_mentions_country", "mentions", ["country"])
    op.create_table(
        "takedowns",
        sa.Column("uri", sa.Text, primary_key=True),
        sa.Column("partition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("timestamp", sa.BigInteger, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE article_texts USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')")
        return
    op.create_table(
        "article_texts",
        sa.Column("article_id", NUMBER, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.create_index("article_texts_words", "article_texts", ["words"], postgresql_using="gin")
