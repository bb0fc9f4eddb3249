"""Dossiers as they stand, under every name they have, and the transitions that brought them there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, exists, insert, or_, select, tuple_

from streams.contracts.codec import Codec
from streams.core.model import Dossier, Organ, Stage, Transition
from streams.sinks.store import database
from streams.sinks.store.burying import append
from streams.sinks.store.tables import dossiers, names, transitions
from streams.sinks.store.values import plain, utc

PAGE = 500
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A record of a dossier, None where it is at an end, and the timestamp (ms) and offset of that record."""

    dossier_id: str
    dossier: Dossier | None
    timestamp: int
    offset: int


@dataclass(frozen=True, slots=True)
class StoredTransition:
    """A transition to keep: when its record was made, and ``source_timestamp`` (ms), when the raw article was."""

    transition: Transition
    made_at: datetime
    source_timestamp: int


@dataclass(frozen=True, slots=True)
class KeptTransition:
    """A transition that is kept. ``seq`` numbers them in the order in which they came in."""

    seq: int
    transition: Transition
    made_at: datetime


BARE = re.compile(r"[AS]/RES/\d{1,4}(?: [A-H])?")
"""A resolution that has its year or session in brackets, without it: such a number is given once."""


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """Which dossiers: all of what is given holds. ``symbol`` is of the resolution or of a draft, as normalised; of the
    Security Council's also without the year.

    ``before`` is the place (last told, id) of the last one of a page.
    """

    organ: Organ | None = None
    stage: Stage | None = None
    symbol: str | None = None
    target: str | None = None
    sponsor: str | None = None
    before: tuple[datetime, str] | None = None
    limit: int = 50


class Dossiers:
    """The dossiers of an open store. Methods block; each is one transaction."""

    def __init__(self, engine: Engine, codec: Codec) -> None:
        self._engine = engine
        self._codec = codec

    def write(self, batch: Sequence[StoredDossier]) -> None:
        """Keep the newest state of each dossier of ``batch``, whole or not at all; in any order, however often.

        :raises StoreUnavailable: as the next does, when the database is away.
        :raises Unstorable: as the next does, when it refuses something of ``batch`` for good.
        """
        newest: dict[str, StoredDossier] = {}
        for each in sorted(batch, key=_age):
            newest[plain(each.dossier_id)] = each
        with database.writing(self._engine) as connection:
            for dossier_id, stored in newest.items():
                self._put(connection, dossier_id, stored)

    def write_transitions(self, batch: Sequence[StoredTransition]) -> None:
        """Keep ``batch``, whole or not at all; what is kept already stays as it is."""
        with database.writing(self._engine) as connection:
            append(connection, transitions, "transition_id", [self._row(each) for each in batch])

    def get(self, name: str) -> Dossier | None:
        """Return the dossier that has ``name`` as one of its ids, or as the symbol of its resolution or of a draft."""
        ids = select(names.c.dossier_id).where(_is_called(plain(name)), names.c.kind.in_(("alias", "symbol")))
        found = self._read(select(dossiers.c.value).where(dossiers.c.dossier_id.in_(ids)).order_by(*_NEWEST).limit(1))
        return next(iter(found), None)

    def page(self, query: DossierQuery) -> list[Dossier]:
        """Return the dossiers that ``query`` asks for, those first that were told of last."""
        wanted = select(dossiers.c.value).order_by(*_NEWEST)
        if query.organ is not None:
            wanted = wanted.where(dossiers.c.organ == query.organ)
        if query.stage is not None:
            wanted = wanted.where(dossiers.c.stage == query.stage)
        for kind in ("symbol", "target", "sponsor"):
            if (name := getattr(query, kind)) is not None:
                named = (names.c.dossier_id == dossiers.c.dossier_id) & (names.c.kind == kind)
                wanted = wanted.where(exists().where(named, _is_called(plain(name))))
        if query.before is not None:
            place = tuple_(dossiers.c.last_told_at, dossiers.c.dossier_id)
            wanted = wanted.where(place < tuple_(*query.before))
        return self._read(wanted.limit(min(query.limit, PAGE)))

    def timeline(self, dossier: Dossier, after: int = 0, limit: int = 100) -> list[KeptTransition]:
        """Return the transitions of ``dossier`` under any of its ids behind number ``after``, in their order."""
        ids = [dossier.dossier_id, *dossier.aliases]
        wanted = (
            select(transitions)
            .where(transitions.c.dossier_id.in_(ids), transitions.c.seq > after)
            .order_by(transitions.c.seq)
            .limit(min(limit, PAGE))
        )
        with database.transaction(self._engine, reading=True) as connection:
            rows = connection.execute(wanted).all()
        return [KeptTransition(row.seq, self._codec.decode_transition(row.value), utc(row.made_at)) for row in rows]

    def _read(self, wanted: Select[Any]) -> list[Dossier]:
        with database.transaction(self._engine, reading=True) as connection:
            return [self._codec.decode_dossier(value) for value in connection.execute(wanted).scalars()]

    def _put(self, connection: Connection, dossier_id: str, stored: StoredDossier) -> None:
        mine = dossiers.c.dossier_id == dossier_id
        age = select(dossiers.c.record_timestamp, dossiers.c.record_offset).where(mine).with_for_update()
        if (kept := connection.execute(age).first()) and tuple(kept) > (stored.timestamp, stored.offset):
            return
        connection.execute(delete(names).where(names.c.dossier_id == dossier_id))
        connection.execute(delete(dossiers).where(mine))
        if stored.dossier is None:
            return
        dossier = stored.dossier
        row = {
            "dossier_id": dossier_id,
            "organ": dossier.organ,
            "stage": dossier.stage,
            "last_told_at": dossier.last_told_at or EPOCH,
            "record_timestamp": stored.timestamp,
            "record_offset": stored.offset,
            "value": self._codec.encode_dossier(dossier),
        }
        connection.execute(insert(dossiers), row)
        named = dict.fromkeys((kind, plain(name)) for kind, name in _names(dossier))
        rows = [{"name": name, "dossier_id": dossier_id, "kind": kind} for kind, name in named]
        connection.execute(insert(names), rows)

    def _row(self, stored: StoredTransition) -> dict[str, Any]:
        transition = stored.transition
        return {
            "transition_id": transition.transition_id,
            "dossier_id": plain(transition.dossier_id),
            "uri": plain(transition.told.uri),
            "made_at": stored.made_at,
            "source_timestamp": stored.source_timestamp,
            "value": self._codec.encode_transition(transition),
        }


_NEWEST = (dossiers.c.last_told_at.desc(), dossiers.c.dossier_id.desc())


def _is_called(name: str) -> ColumnElement[bool]:
    """Return the condition that a row of names is ``name``: a number of the old series too, without what follows it."""
    bare = BARE.fullmatch(name)
    with_more = names.c.name.startswith(f"{name} (", autoescape=True)
    return or_(names.c.name == name, with_more) if bare else names.c.name == name


def _age(stored: StoredDossier) -> tuple[int, int]:
    return stored.timestamp, stored.offset


def _names(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for alias in (dossier.dossier_id, *dossier.aliases):
        yield "alias", alias
    for symbol in (dossier.symbol, *dossier.draft_symbols):
        if symbol:
            yield "symbol", symbol
    for kind, countries in (("target", dossier.targets), ("sponsor", dossier.sponsors)):
        for country in countries:
            yield kind, country
