"""Alerts as they were published: kept once each, listed, acknowledged, and given on in the order they came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, Select, func, select, tuple_, update

from streams.contracts.codec import Codec
from streams.core.model import Alert
from streams.sinks.store import database
from streams.sinks.store.burying import append
from streams.sinks.store.tables import alerts, properties
from streams.sinks.store.values import plain, utc

PAGE = 500
"""The most rows of one answer."""


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """An alert to keep: ``made_at`` is its record's timestamp, ``source_timestamp`` (ms) that of the raw article."""

    alert: Alert
    made_at: datetime
    source_timestamp: int


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """An alert that is kept. ``seq`` numbers alerts in the order in which they can be seen here."""

    seq: int
    alert: Alert
    made_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class AlertQuery:
    """Which alerts: all of what is given holds; ``before`` is the place (made_at, seq) of the last one of a page."""

    subscription_id: str | None = None
    dossier_ids: tuple[str, ...] = ()
    thread: str | None = None
    acknowledged: bool | None = None
    before: tuple[datetime, int] | None = None
    limit: int = 50


class Alerts:
    """The alerts of an open store. Methods block; each is one transaction."""

    def __init__(self, engine: Engine, codec: Codec) -> None:
        self._engine = engine
        self._codec = codec

    def write(self, batch: Sequence[StoredAlert]) -> None:
        """Keep ``batch``, whole or not at all; what is kept already stays as it is, number included.

        Writers take turns: a number that can be seen means that none below it is still to come.

        :raises StoreUnavailable: when the database is away; try again later.
        :raises Unstorable: when it refuses something of ``batch`` for good.
        """
        with database.writing(self._engine) as connection:
            append(connection, alerts, "alert_id", [self._row(each) for each in batch])

    def page(self, query: AlertQuery) -> list[KeptAlert]:
        """Return the alerts that ``query`` asks for, the newest first."""
        wanted = select(alerts).order_by(alerts.c.made_at.desc(), alerts.c.seq.desc())
        if query.subscription_id is not None:
            wanted = wanted.where(alerts.c.subscription_id == query.subscription_id)
        if query.dossier_ids:
            wanted = wanted.where(alerts.c.dossier_id.in_(query.dossier_ids))
        if query.thread is not None:
            wanted = wanted.where(alerts.c.thread == query.thread)
        if query.acknowledged is not None:
            acknowledged = alerts.c.acknowledged_at.is_not(None)
            wanted = wanted.where(acknowledged if query.acknowledged else ~acknowledged)
        if query.before is not None:
            wanted = wanted.where(tuple_(alerts.c.made_at, alerts.c.seq) < tuple_(*query.before))
        return self._read(wanted.limit(min(query.limit, PAGE)))

    def get(self, alert_id: str) -> KeptAlert | None:
        """Return one alert."""
        return next(iter(self._read(select(alerts).where(alerts.c.alert_id == alert_id))), None)

    def acknowledge(self, alert_id: str, by: str, at: datetime) -> KeptAlert | None:
        """Note that somebody has seen to an alert, the first to say so; return it, None where there is none."""
        with database.transaction(self._engine) as connection:
            mine = (alerts.c.alert_id == alert_id) & alerts.c.acknowledged_at.is_(None)
            connection.execute(update(alerts).where(mine).values(acknowledged_at=at, acknowledged_by=by))
        return self.get(alert_id)

    def after(self, seq: int, subscription_ids: Sequence[str] = (), limit: int = PAGE) -> list[KeptAlert]:
        """Return what came in behind number ``seq``, in that order: of some subscriptions, or of all."""
        wanted = select(alerts).where(alerts.c.seq > seq).order_by(alerts.c.seq)
        if subscription_ids:
            wanted = wanted.where(alerts.c.subscription_id.in_(subscription_ids))
        return self._read(wanted.limit(min(limit, PAGE)))

    def last(self) -> tuple[str, int]:
        """Return the id of this database, and the number of its last alert, 0 before the first."""
        with database.transaction(self._engine, reading=True) as connection:
            of = connection.execute(select(properties.c.value).where(properties.c.name == "id")).scalar_one()
            return of, connection.execute(select(func.coalesce(func.max(alerts.c.seq), 0))).scalar_one()

    def since(self, time: datetime) -> int:
        """Return the number before the first alert that was made at ``time`` or later."""
        first = select(func.min(alerts.c.seq)).where(alerts.c.made_at >= time)
        with database.transaction(self._engine, reading=True) as connection:
            found = connection.execute(first).scalar()
        return self.last()[1] if found is None else found - 1

    def _read(self, wanted: Select[Any]) -> list[KeptAlert]:
        with database.transaction(self._engine, reading=True) as connection:
            return [self._kept(row) for row in connection.execute(wanted)]

    def _kept(self, row: Row[Any]) -> KeptAlert:
        at = row.acknowledged_at
        return KeptAlert(
            row.seq,
            self._codec.decode_alert(row.value),
            utc(row.made_at),
            None if at is None else utc(at),
            row.acknowledged_by,
        )

    def _row(self, stored: StoredAlert) -> dict[str, Any]:
        alert = stored.alert
        return {
            "alert_id": alert.alert_id,
            "subscription_id": plain(alert.subscription_id),
            "uri": plain(alert.uri),
            "thread": alert.thread,
            "dossier_id": next(iter(alert.dossier_ids), None),
            "made_at": stored.made_at,
            "source_timestamp": stored.source_timestamp,
            "value": self._codec.encode_alert(alert),
        }
