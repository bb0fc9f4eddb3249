"""Run by Alembic; the connection, in a transaction, comes from streams.sinks.store.database."""

from alembic import context

from streams.sinks.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
