"""The API put together."""

import asyncio
from typing import Any

from fastapi import FastAPI

from streams import __version__
from streams.telemetry.web_metrics import WebMetrics
from streams.web import (
    alerts,
    articles,
    describing,
    dossiers,
    feeds,
    posting,
    previewing,
    problems,
    reading,
    shapes,
    streaming,
    subscriptions,
    trying,
)
from streams.web.guarding import Guard
from streams.web.parts import Web

ABOUT = """Subscriptions, alerts, dossiers and articles of one deployment.

Every operation needs a key (`reswatch keys make`), sent as `Authorization: Bearer KEY`, or as the password of Basic.
A key has scopes: `read`; `write` to change subscriptions and acknowledge alerts; `publish` to send articles. Errors are
problem details (RFC 9457). Lists are paged: `next` of an answer is the `cursor` of the next request."""
ROUTERS = (
    subscriptions.router,
    previewing.router,
    trying.router,
    feeds.router,
    streaming.router,  # before the alerts: its path would be an alert's id
    alerts.router,
    dossiers.router,
    articles.router,
    posting.router,
)
SCHEMES = {
    "key": {"type": "http", "scheme": "bearer"},
    "password": {"type": "http", "scheme": "basic", "description": "The key as password; the user does not matter"},
}


def create_app(web: Web | None, metrics: WebMetrics) -> FastAPI:
    """Return the API over ``web``; with None it can be described, and nothing be asked of it."""
    app = FastAPI(
        title="reswatch",
        version=__version__,
        description=ABOUT,
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
    )
    app.state.web = web
    app.state.reading = asyncio.Semaphore(reading.AT_ONCE)
    app.state.routes = [route for router in ROUTERS for route in router.routes]
    problems.install(app, metrics)
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(Guard, metrics=metrics)
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _finished(made())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's documentation says
    return app


def _finished(document: dict[str, Any]) -> dict[str, Any]:
    """Add what FastAPI does not know: the shapes of the contracts, and who may ask."""
    document["components"] = {
        "schemas": shapes.components(),
        "responses": describing.problem_responses(),
        "securitySchemes": SCHEMES,
    }
    document["security"] = [{"key": []}, {"password": []}]
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["operationId"] = operation["operationId"].partition("_v1_")[0]
            for response in operation["responses"].values():
                if "$ref" in response:  # beside it FastAPI puts a description, which has no meaning there
                    del response["description"]
    return document
