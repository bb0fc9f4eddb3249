"""Errors as RFC 9457 says: every answer that is none is ``application/problem+json``."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from aiokafka.errors import KafkaError
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from streams.kafka.clients import UnknownTopicError
from streams.kafka.handshake import AccessError, UnreachableError
from streams.sinks.store import StoreError
from streams.telemetry.logs import Event, logger

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:reswatch:problem:"
RETRY_SECONDS = 5

log = logger(__name__)


class Problem(Exception):  # noqa: N818  (RFC 9457's name)
    """An answer that is none. ``kind`` names it for programs, ``detail`` tells it to people.

    ``faults`` has a sentence for each thing that is wrong with what was sent, which begins with where it stands.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        *,
        faults: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


def not_found(what: str) -> Problem:
    """Return the problem that there is no ``what``."""
    return Problem(404, "not-found", f"There is no {what}.")


def too_many(detail: str, seconds: float) -> Problem:
    """Return the problem that more is asked than is given; the same may be asked again after ``seconds``."""
    return Problem(429, "too-many-requests", detail, headers={"retry-after": str(max(1, round(seconds + 0.5)))})


def unavailable(detail: str) -> Problem:
    """Return the problem that something behind the API is away."""
    return Problem(503, "unavailable", detail, headers={"retry-after": str(RETRY_SECONDS)})


def answer(problem: Problem) -> Response:
    """Return ``problem`` as a response."""
    content: dict[str, Any] = {
        "type": f"{TYPE}{problem.kind}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.faults:
        content["faults"] = list(problem.faults)
    return Response(orjson.dumps(content), problem.status, problem.headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Have every error of ``app`` answered as a problem."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    for away in (StoreError, KafkaError, UnreachableError, AccessError, UnknownTopicError):
        app.add_exception_handler(away, _away)
    app.add_exception_handler(Exception, _defect)


def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answer(error)


def _http(request: Request, error: Exception) -> Response:
    """The framework's own: no such path, or not with this method."""
    assert isinstance(error, HTTPException)
    kinds = {404: ("not-found", "There is nothing at this path."), 405: ("method-not-allowed", "Not with this method.")}
    kind, detail = kinds.get(error.status_code, ("bad-request", "The request cannot be read."))
    headers = {"allow": _methods(request)} if error.status_code == 405 else error.headers
    return answer(Problem(error.status_code, kind, detail, headers=headers))


def _methods(request: Request) -> str:
    """Return the methods that the path has: the framework tells those of one operation only."""
    routes: Iterable[APIRoute] = request.app.state.routes
    at_path = (route for route in routes if route.matches(request.scope)[0] != Match.NONE)
    return ", ".join(sorted({method for route in at_path for method in route.methods or ()}))


def _invalid(_: Request, error: Exception) -> Response:
    """Parameters that are not as the document says; what was sent is not sent back."""
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors()]
    return answer(Problem(422, "invalid", "Parameters are not valid.", faults=faults))


def _away(_: Request, error: Exception) -> Response:
    """The store or Kafka: its words go to the log, since they name hosts."""
    what = "The store" if isinstance(error, StoreError) else "Kafka"
    log.warning(Event.UNAVAILABLE, reason=str(error))
    return answer(unavailable(f"{what} does not answer. Try again later."))


def _defect(_: Request, error: Exception) -> Response:
    """Ours; the server logs it with its traceback."""
    return answer(Problem(500, "internal", "Something is wrong here. It is in the log."))
