"""Parameters that a request may have: one that nobody asked for is a typing error, and not a wish for everything."""

import difflib

from fastapi import Request
from fastapi.routing import APIRoute

from streams.web.problems import Problem

MOST_TOLD = 20
"""Unknown parameters that are told of; a URL has room for thousands."""


def refuse_unknown(request: Request) -> None:
    """Let a request pass whose query has only what its operation knows.

    :raises Problem: naming each other one, and what it may have been meant for (422).
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    known = sorted(field.alias for field in route.dependant.query_params)
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        faults = [f"{name[:100]}: {_hint(name, known)}" for name in unknown[:MOST_TOLD]]
        raise Problem(422, "invalid", "Parameters are not valid.", faults=faults)


def _hint(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name[:100], known, 1)
    if close:
        return f"no such parameter here; did you mean {close[0]}?"
    return f"no such parameter here; there are {', '.join(known)}" if known else "nothing may be asked here"
