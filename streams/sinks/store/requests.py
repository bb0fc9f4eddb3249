"""What was answered to requests that may be sent again: kept for a day by API key and Idempotency-Key."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from streams.sinks.store import database
from streams.sinks.store.tables import requests

KEPT = timedelta(days=1)
ABANDONED = timedelta(minutes=1)
"""After which a request without an answer is taken for one whose process died."""


class UnderWay(Exception):  # noqa: N818  (named for what the request is)
    """The same request is being answered right now."""


class OtherRequest(Exception):  # noqa: N818  (named for what the request is)
    """The same Idempotency-Key came with other content."""


class Requests:
    """The requests of an open store. Methods block; each is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, request_id: str, fingerprint: str, now: datetime) -> bytes | None:
        """Take on a request and return None, or return what was answered to it before.

        :raises UnderWay: while another is at it.
        :raises OtherRequest: when it was another request.
        """
        mine = requests.c.request_id == request_id
        row = {"request_id": request_id, "fingerprint": fingerprint, "made_at": now}
        with database.transaction(self._engine) as connection:
            connection.execute(delete(requests).where(requests.c.made_at < now - KEPT))
            abandoned = requests.c.answer.is_(None) & (requests.c.made_at < now - ABANDONED)
            connection.execute(delete(requests).where(mine, abandoned))
            found = connection.execute(select(requests).where(mine)).first()
            if found is None:
                try:
                    connection.execute(insert(requests), row)
                except IntegrityError:  # another process was faster
                    raise UnderWay from None
                return None
        if found.fingerprint != fingerprint:
            raise OtherRequest
        if found.answer is None:
            raise UnderWay
        return bytes(found.answer)

    def end(self, request_id: str, answer: bytes | None) -> None:
        """Keep the answer, or with None forget the request, since nothing came of it."""
        mine = requests.c.request_id == request_id
        with database.transaction(self._engine) as connection:
            if answer is None:
                connection.execute(delete(requests).where(mine, requests.c.answer.is_(None)))
            else:
                connection.execute(update(requests).where(mine).values(answer=answer))
