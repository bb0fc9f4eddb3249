"""Alerts, transitions and dossiers; keys of the API, and what it answered."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them; what the columns mean is told in ``tables.py``."""
    _logs()
    _dossiers()
    op.create_table(
        "api_keys",
        sa.Column("key_id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
    )
    op.create_table(
        "idempotent_requests",
        sa.Column("request_id", sa.String(64), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("answer", sa.LargeBinary),
    )
    op.create_index("ix_idempotent_requests_made_at", "idempotent_requests", ["made_at"])
    properties = op.create_table(
        "properties",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.bulk_insert(properties, [{"name": "id", "value": secrets.token_hex(4)}])


def _logs() -> None:
    op.create_table(
        "alerts",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("alert_id", sa.String(64), nullable=False, unique=True),
        sa.Column("subscription_id", sa.Text, nullable=False),
        sa.Column("uri", sa.Text, nullable=False),
        sa.Column("thread", sa.Text),
        sa.Column("dossier_id", sa.Text),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("source_timestamp", sa.BigInteger, nullable=False),
        sa.Column("acknowledged_at", TIME),
        sa.Column("acknowledged_by", sa.Text),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alerts_uri", "alerts", ["uri"])
    op.create_index("ix_alerts_dossier_id", "alerts", ["dossier_id"])
    op.create_index("alerts_made", "alerts", ["made_at", "seq"])
    op.create_index("alerts_of_subscription", "alerts", ["subscription_id", "made_at", "seq"])
    op.create_table(
        "transitions",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("transition_id", sa.String(64), nullable=False, unique=True),
        sa.Column("dossier_id", sa.Text, nullable=False),
        sa.Column("uri", sa.Text, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("source_timestamp", sa.BigInteger, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_transitions_dossier_id", "transitions", ["dossier_id"])
    op.create_index("ix_transitions_uri", "transitions", ["uri"])


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("dossier_id", sa.Text, primary_key=True),
        sa.Column("organ", sa.Text),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("last_told_at", TIME, nullable=False),
        sa.Column("record_timestamp", sa.BigInteger, nullable=False),
        sa.Column("record_offset", sa.BigInteger, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_index("dossiers_told", "dossiers", ["last_told_at", "dossier_id"])
    op.create_table(
        "dossier_names",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("dossier_id", sa.Text, sa.ForeignKey("dossiers.dossier_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
    )
    op.create_index("ix_dossier_names_dossier_id", "dossier_names", ["dossier_id"])
