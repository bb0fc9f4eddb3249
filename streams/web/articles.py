"""``/v1/articles``: what the store holds of them. How they come in is in ``posting.py``."""

import re
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi import Query as Asked
from starlette.responses import Response

from streams.contracts.records import Record, enriched_record
from streams.core.detect.bodies.symbols import asked_symbol
from streams.core.match.values import UnknownValue, canonical
from streams.core.model import ClauseField, Organ, Stage
from streams.sinks.store import Hit, Query
from streams.web.access import Reader
from streams.web.alerts import HEX_ID, Limit
from streams.web.bodies import json
from streams.web.describing import answers
from streams.web.parts import web_of
from streams.web.primitives import ref
from streams.web.problems import Problem, not_found
from streams.web.shapes import ARTICLE_SHAPE

router = APIRouter(prefix="/v1/articles", tags=["articles"])

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
TEXT = "^[^\\x00]{1,2000}$"
FOUND = {
    "type": "object",
    "properties": {
        "articles": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "article": ref(ARTICLE_SHAPE),
                    "sentence": {"type": "string", "description": "What has the words, or proves the event"},
                },
                "required": ["article", "sentence"],
            },
        }
    },
    "required": ["articles"],
}
Time = Annotated[
    str | None, Asked(max_length=40, json_schema_extra={"format": "date-time"}, description="When it was published")
]
Names = Annotated[list[str], Asked(max_length=20, description="Codes or names of countries; any of them")]


@router.get("", responses=answers(FOUND))
def search_articles(
    request: Request,
    _: Reader,
    q: Annotated[
        str,
        Asked(
            max_length=1000,
            description="Words in any of their English forms, phrases in double quotes: all of them",
        ),
    ] = "",
    country: Names = [],  # noqa: B006  (FastAPI copies it)
    target: Names = [],  # noqa: B006
    sponsor: Names = [],  # noqa: B006
    vetoed_by: Names = [],  # noqa: B006
    voted_for: Names = [],  # noqa: B006
    voted_against: Names = [],  # noqa: B006
    abstained: Names = [],  # noqa: B006
    organ: Annotated[list[Organ], Asked(max_length=20)] = [],  # noqa: B006
    stage: Annotated[list[Stage], Asked(max_length=20)] = [],  # noqa: B006
    symbol: Annotated[list[str], Asked(max_length=20)] = [],  # noqa: B006
    since: Time = None,
    until: Time = None,
    uri: Annotated[str | None, Asked(pattern=TEXT, description="That article alone, in its current version")] = None,
    limit: Limit = 20,
) -> Response:
    """Find articles in their current version, the newest first: all that is asked holds, of names any one."""
    store = web_of(request).store
    query = Query(
        q.replace("\0", " "),
        _ids("country", "mentioned", country),
        _ids("target", "target", target),
        _ids("sponsor", "sponsor", sponsor),
        _ids("vetoed_by", "vetoed_by", vetoed_by),
        _ids("voted_for", "voted_for", voted_for),
        _ids("voted_against", "voted_against", voted_against),
        _ids("abstained", "abstained", abstained),
        tuple(organ),
        tuple(stage),
        tuple(asked_symbol(each) or each.replace("\0", " ") for each in symbol),
        _utc("since", since),
        _utc("until", until),
        limit,
    )
    if uri is not None:
        current = store.current(uri)
        return json({"articles": [] if current is None else [{"article": enriched_record(current), "sentence": ""}]})
    return json({"articles": [_shown(hit) for hit in store.search(query)]})


@router.get("/{event_id}", responses=answers(ref(ARTICLE_SHAPE), 404))
def get_article(request: Request, _: Reader, event_id: Annotated[str, Path(pattern=HEX_ID)]) -> Response:
    """Return one version of an article, by its event_id, with all that was found in it."""
    found = web_of(request).store.article(event_id)
    if found is None:
        raise not_found("such article")
    return json(enriched_record(found))


def _shown(hit: Hit) -> Record:
    return {"article": enriched_record(hit.article), "sentence": hit.sentence}


def _ids(parameter: str, field: ClauseField, names: list[str]) -> tuple[str, ...]:
    try:
        return tuple(canonical(field, name[:200]) for name in names)
    except UnknownValue as error:
        raise _invalid(parameter, str(error)) from None


def _utc(parameter: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        if RFC_3339.fullmatch(text):
            return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise _invalid(parameter, "is no time with a time zone, as 2026-11-20T00:00:00Z")


def _invalid(parameter: str, why: str) -> Problem:
    return Problem(422, "invalid", "Parameters are not valid.", faults=[f"{parameter}: {why}"])
