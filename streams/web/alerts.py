"""``/v1/alerts``: what subscriptions were told, and why."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from streams.contracts.records import Record, alert_record
from streams.core.detect.bodies.symbols import asked_symbol
from streams.sinks.store import AlertQuery, KeptAlert
from streams.web.access import Reader, Writer
from streams.web.bodies import cursor as cursor_of
from streams.web.bodies import json, milliseconds, place_in, time_of
from streams.web.describing import answers
from streams.web.parts import web_of
from streams.web.primitives import ref
from streams.web.problems import not_found
from streams.web.shapes import ALERT_SHAPE, listed

router = APIRouter(prefix="/v1/alerts", tags=["alerts"])

HEX_ID = "^[0-9a-f]{1,64}$"
SUBSCRIPTION_ID = "^[a-z0-9][a-z0-9-]{0,62}$"
DOSSIER_ID = "^[^\\x00]{1,200}$"
AlertId = Annotated[str, Path(pattern=HEX_ID)]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=400, description="`next` of the page before")]


@router.get("", responses=answers(listed("alerts", ALERT_SHAPE), about="The newest first"))
def list_alerts(
    request: Request,
    _: Reader,
    subscription: Annotated[str | None, Query(pattern=SUBSCRIPTION_ID)] = None,
    dossier: Annotated[str | None, Query(pattern=DOSSIER_ID, description="Any of its ids, or its symbol")] = None,
    thread: Annotated[str | None, Query(pattern=HEX_ID, description="Alerts on one fact")] = None,
    acknowledged: bool | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List alerts, the newest first: of a subscription, of a dossier, of a thread."""
    store = web_of(request).store
    ids: tuple[str, ...] = ()
    if dossier is not None:
        found = store.dossiers.get(asked_symbol(dossier) or dossier)
        ids = (dossier,) if found is None else (found.dossier_id, *found.aliases)
    before = None if cursor is None else place(cursor)
    page = store.alerts.page(AlertQuery(subscription, ids, thread, acknowledged, before, limit))
    return json({"alerts": [shown(each) for each in page], "next": next_page(page, limit)})


@router.get("/{alert_id}", responses=answers(ref(ALERT_SHAPE), 404, about="The alert, and in `matched` why"))
def get_alert(request: Request, _: Reader, alert_id: AlertId) -> Response:
    """Return one alert: what it tells, and why: the clauses that held, each with the sentences that say so."""
    return _answer(web_of(request).store.alerts.get(alert_id))


@router.post("/{alert_id}/acknowledge", responses=answers(ref(ALERT_SHAPE), 404, about="The alert as it is now"))
def acknowledge_alert(request: Request, key: Writer, alert_id: AlertId) -> Response:
    """Note that somebody has seen to an alert: who (the name of the key) and when. The first one stays."""
    return _answer(web_of(request).store.alerts.acknowledge(alert_id, key.name, datetime.now(UTC)))


def shown(kept: KeptAlert) -> Record:
    """Return an alert as it is answered."""
    record = alert_record(kept.alert)
    record.pop("signature", None)
    return {
        **record,
        "made_at": kept.made_at,
        "acknowledged_at": kept.acknowledged_at,
        "acknowledged_by": kept.acknowledged_by,
    }


def _answer(kept: KeptAlert | None) -> Response:
    if kept is None:
        raise not_found("such alert")
    return json(shown(kept))


def next_page(page: list[KeptAlert], limit: int) -> str | None:
    """Return the cursor behind a page of at most ``limit`` alerts, None at the end."""
    if len(page) < limit:
        return None
    return cursor_of(milliseconds(page[-1].made_at), page[-1].seq)


def place(text: str) -> tuple[datetime, int]:
    """Return the place in the list that a cursor of it holds.

    :raises Problem: when it is none.
    """
    at, seq = place_in(text, int, int)
    return time_of(at), seq
