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
from streams.telemetry.web_metrics import Away, Failure, HeldOff, WebMetrics
from streams.web.guarding import HEADERS

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:reswatch:problem:"
RETRY_SECONDS = 5

log = logger(__name__)


class Problem(Exception):  # noqa: N818  (RFC 9457's name)
    """An answer that is none. ``kind`` names it for programs, ``detail`` tells it to people.

    ``faults`` has a sentence for each thing that is wrong with what was sent, which begins with where it stands.
    ``counted`` is how it is counted, where it is the API that does not give what might be had another time.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        *,
        faults: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        counted: HeldOff | Failure | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        self.counted = counted


def not_found(what: str) -> Problem:
    """Return the problem that there is no ``what``."""
    return Problem(404, "not-found", f"There is no {what}.")


def too_many(why: HeldOff, detail: str, seconds: float) -> Problem:
    """Return the problem that more is asked than is given; the same may be asked again after ``seconds``."""
    headers = {"retry-after": str(max(1, round(seconds + 0.5)))}
    return Problem(429, "too-many-requests", detail, headers=headers, counted=why)


def unavailable(what: Away, detail: str) -> Problem:
    """Return the problem that something behind the API is away."""
    return Problem(503, "unavailable", detail, headers={"retry-after": str(RETRY_SECONDS)}, counted=what)


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


def install(app: FastAPI, metrics: WebMetrics) -> None:
    """Have every error of ``app`` answered as a problem, and counted where it is the API's own."""

    def counted(problem: Problem) -> Response:
        if problem.counted is not None:
            counter = metrics.held_off if problem.status == 429 else metrics.failures
            counter.labels(problem.counted).inc()
        return answer(problem)

    def told(_: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return counted(error)

    app.add_exception_handler(Problem, told)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    for away in (StoreError, KafkaError, UnreachableError, AccessError, UnknownTopicError):
        app.add_exception_handler(away, lambda _, error: counted(_away(error)))
    app.add_exception_handler(Exception, lambda _, __: counted(_defect()))


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


def _away(error: Exception) -> Problem:
    """The store or Kafka: its words go to the log, since they name hosts."""
    log.warning(Event.UNAVAILABLE, reason=str(error))
    if isinstance(error, StoreError):
        return unavailable("store", "The store does not answer. Try again later.")
    return unavailable("kafka", "Kafka does not answer. Try again later.")


def _defect() -> Problem:
    """Ours; the server logs it with its traceback. It is answered outside of what sets the headers elsewhere."""
    detail = "Something is wrong here. It is in the log."
    return Problem(500, "internal", detail, headers=HEADERS, counted="defect")
