"""Keys of the API: made, found, revoked. The secret part of a key is shown once and kept nowhere.

A secret has 256 random bits, so that a plain SHA-256 of it tells nobody what it is: slow hashes are for passwords.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias, get_args

from sqlalchemy import Engine, Row, insert, select, update

from streams.sinks.store import database
from streams.sinks.store.tables import keys
from streams.sinks.store.values import utc

Scope: TypeAlias = Literal["read", "write", "publish"]
"""What a key may do: ask; change subscriptions and acknowledge alerts; send articles."""
SCOPES: tuple[Scope, ...] = get_args(Scope)
PREFIX = "rsw"
"""Of a key, so that scanners of repositories know one: ``rsw_<id>_<secret>``."""
ID_BYTES, SECRET_BYTES = 6, 32
KEY_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class ApiKey:
    """Whose key it is and what it may do."""

    key_id: str
    name: str
    scopes: frozenset[Scope]
    made_at: datetime
    revoked_at: datetime | None


class Keys:
    """The keys of an open store. Methods block; each is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, name: str, scopes: Iterable[Scope], now: datetime) -> tuple[ApiKey, str]:
        """Make a key; return it, and the text that whoever uses it has to send, which cannot be had again."""
        key_id, secret = secrets.token_hex(ID_BYTES), secrets.token_urlsafe(SECRET_BYTES)
        key = ApiKey(key_id, name, frozenset(scopes), now, None)
        row = {
            "key_id": key_id,
            "name": name,
            "digest": _digest(secret),
            "scopes": " ".join(sorted(key.scopes)),
            "made_at": now,
        }
        with database.transaction(self._engine) as connection:
            connection.execute(insert(keys), row)
        return key, f"{PREFIX}_{key_id}_{secret}"

    def find(self, text: str) -> ApiKey | None:
        """Return the key whose text somebody sent, None where there is none such, or it is revoked."""
        prefix, _, rest = text.partition("_")
        key_id, _, secret = rest.partition("_")
        if prefix != PREFIX or not secret or len(text) > KEY_CHARACTERS or not text.isascii() or "\0" in text:
            return None
        with database.transaction(self._engine, reading=True) as connection:
            row = connection.execute(select(keys).where(keys.c.key_id == key_id)).first()
        if row is None or not hmac.compare_digest(row.digest, _digest(secret)) or row.revoked_at is not None:
            return None
        return _key(row)

    def is_valid(self, key_id: str) -> bool:
        """Say whether there is such a key, and it is not revoked."""
        wanted = select(keys.c.key_id).where(keys.c.key_id == key_id, keys.c.revoked_at.is_(None))
        with database.transaction(self._engine, reading=True) as connection:
            return connection.execute(wanted).first() is not None

    def all(self) -> list[ApiKey]:
        """Return every key that there was, the oldest first."""
        with database.transaction(self._engine, reading=True) as connection:
            return [_key(row) for row in connection.execute(select(keys).order_by(keys.c.made_at, keys.c.key_id))]

    def revoke(self, key_id: str, now: datetime) -> ApiKey | None:
        """End a key from now on; return it as it was, None where there is none."""
        mine = keys.c.key_id == key_id
        with database.transaction(self._engine) as connection:
            row = connection.execute(select(keys).where(mine)).first()
            connection.execute(update(keys).where(mine, keys.c.revoked_at.is_(None)).values(revoked_at=now))
        return None if row is None else _key(row)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _key(row: Row[Any]) -> ApiKey:
    scopes = frozenset(scope for scope in SCOPES if scope in row.scopes.split())
    revoked = None if row.revoked_at is None else utc(row.revoked_at)
    return ApiKey(row.key_id, row.name, scopes, utc(row.made_at), revoked)
