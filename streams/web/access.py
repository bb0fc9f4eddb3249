"""Who asks, and may they? A key comes as ``Authorization: Bearer KEY``; for feed readers, as the password of Basic."""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from streams.sinks.store import ApiKey, Scope
from streams.web.parameters import refuse_unknown
from streams.web.parts import Web, web_of
from streams.web.problems import Problem, too_many

CHALLENGE = {"www-authenticate": 'Bearer realm="reswatch", Basic realm="reswatch", charset="UTF-8"'}
HEADER_CHARACTERS = 1_000


def caller(request: Request) -> ApiKey:
    """Return the key of a request.

    :raises Problem: when it has none that is known (401), asks too much (429), or for what there is not (422).
    """
    web = web_of(request)
    text = _key_in(request.headers.get("authorization", ""))
    key = web.store.keys.find(text) if text else None
    if key is None:  # only then: behind a proxy a stranger has the address of everybody
        if wait := web.strangers.take(request.client.host if request.client else ""):
            raise too_many("stranger", "Too many requests without a valid key.", wait)
        raise Problem(
            401,
            "unauthorized",
            "This needs a key: Authorization: Bearer KEY. `reswatch keys make NAME` makes one.",
            headers=CHALLENGE,
        )
    if wait := web.rates.take(key.key_id):
        raise too_many("key", "Too many requests with this key.", wait)
    refuse_unknown(request)
    return key


def scoped(scope: Scope) -> Callable[[ApiKey], ApiKey]:
    """Return the dependency that lets keys with ``scope`` pass."""

    def check(key: Annotated[ApiKey, Depends(caller)]) -> ApiKey:
        if scope not in key.scopes:
            raise Problem(403, "forbidden", f"This key may not do that: it lacks the scope {scope}.")
        return key

    return check


Reader = Annotated[ApiKey, Depends(scoped("read"))]
Writer = Annotated[ApiKey, Depends(scoped("write"))]
Publisher = Annotated[ApiKey, Depends(scoped("publish"))]


def _key_in(header: str) -> str | None:
    scheme, _, rest = header.partition(" ")
    if len(header) > HEADER_CHARACTERS:
        return None
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


__all__ = ["Publisher", "Reader", "Web", "Writer", "caller", "scoped"]
