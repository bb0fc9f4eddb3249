"""``/v1/dossiers``: the life of each resolution, and what made it known."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from streams.contracts.dossiers import dossier_record, transition_record
from streams.contracts.records import Record
from streams.core.detect.bodies.symbols import asked_symbol
from streams.core.model import Dossier, Organ, Stage
from streams.sinks.store import DossierQuery, KeptTransition, Store
from streams.sinks.store.dossiers import EPOCH
from streams.web.access import Reader
from streams.web.alerts import Cursor, Limit
from streams.web.bodies import cursor as cursor_of
from streams.web.bodies import json, milliseconds, place_in, time_of
from streams.web.describing import answers
from streams.web.parts import web_of
from streams.web.primitives import ref
from streams.web.problems import not_found
from streams.web.shapes import DOSSIER_SHAPE, TRANSITION_SHAPE, listed

router = APIRouter(prefix="/v1/dossiers", tags=["dossiers"])

CODE = "^[A-Za-z0-9-]{1,30}$"
NAME = "^[^\\x00]{1,200}$"
Name = Annotated[
    str,
    Path(
        pattern=NAME,
        description="Any of its ids, or the symbol of the resolution or of a draft",
        openapi_examples={"symbol": {"value": "S/RES/2254 (2015)"}},
    ),
]


@router.get("", responses=answers(listed("dossiers", DOSSIER_SHAPE), about="Those first that were told of last"))
def list_dossiers(
    request: Request,
    _: Reader,
    organ: Organ | None = None,
    stage: Stage | None = None,
    symbol: Annotated[str | None, Query(pattern=NAME, description="As S/RES/2254 (2015), or S/RES/2254")] = None,
    target: Annotated[str | None, Query(pattern=CODE, description="As SYR")] = None,
    sponsor: Annotated[str | None, Query(pattern=CODE)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List dossiers, those first that were told of last: by where they stand, their name, whom they are on or by."""
    before = None
    if cursor is not None:
        at, dossier_id = place_in(cursor, int, str)
        before = (time_of(at), dossier_id)
    named = symbol and (asked_symbol(symbol) or symbol)
    query = DossierQuery(organ, stage, named, target, sponsor, before, limit)
    page = web_of(request).store.dossiers.page(query)
    return json({"dossiers": [dossier_record(each) for each in page], "next": _next(page, limit)})


@router.get("/{name:path}/transitions", responses=answers(listed("transitions", TRANSITION_SHAPE), 404))
def list_transitions(request: Request, _: Reader, name: Name, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Return the timeline of a dossier, the oldest first: what changed, by which article, in which sentences."""
    store = web_of(request).store
    after = 0 if cursor is None else place_in(cursor, int)[0]
    page = store.dossiers.timeline(_found(store, name), after, limit)
    following = cursor_of(page[-1].seq) if len(page) == limit else None
    return json({"transitions": [_shown(each) for each in page], "next": following})


@router.get("/{name:path}", responses=answers(ref(DOSSIER_SHAPE), 404))
def get_dossier(request: Request, _: Reader, name: Name) -> Response:
    """Return a dossier as it stands: each fact with its status, evidence, sources, and what they disagree on."""
    return json(dossier_record(_found(web_of(request).store, name)))


def _found(store: Store, name: str) -> Dossier:
    found = store.dossiers.get(name) or store.dossiers.get(asked_symbol(name) or name)
    if found is None:
        raise not_found("dossier of that name")
    return found


def _shown(kept: KeptTransition) -> Record:
    record = transition_record(kept.transition)
    record["told"].pop("signature", None)
    return {**record, "made_at": kept.made_at}


def _next(page: list[Dossier], limit: int) -> str | None:
    if len(page) < limit:
        return None
    return cursor_of(milliseconds(page[-1].last_told_at or EPOCH), page[-1].dossier_id)
