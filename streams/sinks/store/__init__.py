"""The articles that went through the stream, and what was told of them, kept and found again.

SQLite by default, PostgreSQL by URL.
"""

from streams.sinks.store.alerts import AlertQuery, KeptAlert, StoredAlert
from streams.sinks.store.dossiers import DossierQuery, KeptTransition, StoredDossier, StoredTransition
from streams.sinks.store.keys import SCOPES, ApiKey, Scope
from streams.sinks.store.requests import OtherRequest, UnderWay
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

__all__ = [
    "SCOPES",
    "AlertQuery",
    "ApiKey",
    "DossierQuery",
    "Hit",
    "KeptAlert",
    "KeptTransition",
    "OtherRequest",
    "Query",
    "Scope",
    "Source",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "Stored",
    "StoredAlert",
    "StoredDossier",
    "StoredTransition",
    "Takedown",
    "UnderWay",
    "Unstorable",
]
