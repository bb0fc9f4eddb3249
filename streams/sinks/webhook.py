"""Alerts as webhooks, signed as Standard Webhooks 1.0.0 says (https://www.standardwebhooks.com).

Signing takes three lines, so the public library is used in the tests only, where it verifies what is sent here.
"""

import asyncio
import base64
import hashlib
import hmac
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address

import httpx

from streams import __version__
from streams.contracts.json_lines import to_json
from streams.contracts.records import alert_record
from streams.core.model import Alert
from streams.network import AddressRefused
from streams.network.addresses import is_public
from streams.sinks.receiver import Attempt, Receiver

USER_AGENT = f"reswatch/{__version__}"
EVENT_TYPE = "alert.matched"
TEST_TYPE = "alert.test"
"""Of a message that somebody asked for to see whether it arrives."""
URL_LIMIT = 2_000
ANSWER_BYTES = 16 * 2**10
ANSWER_SECONDS = 1.0
"""How much of an answer is read, and for how long, so that its connection can be used again; nobody looks at it."""
TRY_LATER = frozenset({408, 425, 429})
"""4xx that say nothing about the alert: timeout, too early, too many."""


def signing_secret(key: bytes, subscription_id: str, version: int = 0) -> str:
    """Return the secret that a subscriber verifies with: derived, so that none is ever kept in Kafka.

    :param version: how often it was changed: ``Subscription.secret_version``.
    """
    what = f"{subscription_id}/{version}" if version else subscription_id  # no id has a slash
    digest = hmac.digest(key, what.encode(), hashlib.sha256)
    return "whsec_" + base64.b64encode(digest).decode()


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the ``webhook-signature`` of a body that is sent at ``timestamp`` (seconds since 1970)."""
    secret_key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b"%s.%d.%s" % (message_id.encode(), timestamp, body)
    return "v1," + base64.b64encode(hmac.digest(secret_key, signed, hashlib.sha256)).decode()


def url_fault(url: str, *, allow_private: bool) -> str | None:
    """Return in a sentence why no webhook can have this URL, or None. Its address is checked when it is connected to.

    :param allow_private: for development: plain http will do.
    """
    try:
        parts = httpx.URL(url)
        host = parts.host
    except (httpx.InvalidURL, UnicodeError):  # UnicodeError: "xn--a", which stands for no name
        return "it is not a URL"
    if len(url) > URL_LIMIT:
        return f"it has more than {URL_LIMIT} characters"
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        allowed = " (for development, RESWATCH_ALLOW_PRIVATE=1 allows http://)" if parts.scheme == "http" else ""
        return f"it must begin with https://{allowed}"
    if not host:
        return "it names no host"
    if parts.userinfo:
        return "it holds a user or a password: the signature says who sends it"
    return None


def needs_allowance(url: str) -> bool:
    """Tell of a URL without fault whether nothing is posted there but with ``allow_private``, as far as it says so."""
    parts = httpx.URL(url)
    try:
        is_inside = not is_public(str(ip_address(parts.host)))
    except ValueError:
        is_inside = parts.host == "localhost"
    return is_inside or parts.scheme == "http"


def payload(alert: Alert, made_at: datetime, type_: str = EVENT_TYPE) -> bytes:
    """Return the body of a webhook: the same bytes at every attempt.

    :param made_at: when the alert was published, which is the event's time.
    """
    data = alert_record(alert)
    del data["signature"]  # it tells copies of an article apart, which is done by now
    return to_json({"type": type_, "timestamp": made_at, "data": data})


class Webhooks:
    """Posts alerts to webhooks.

    :param client: of ``streams.network.client``: it follows no redirects and refuses private addresses.
    :param key: what the signing secrets are derived from.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        key: bytes,
        *,
        allow_private: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._key = key
        self._allow_private = allow_private
        self._clock = clock

    async def send(
        self, receiver: Receiver, alert: Alert, made_at: datetime, seconds: float, type_: str = EVENT_TYPE
    ) -> Attempt:
        """Post ``alert`` once, within ``seconds``; whatever the receiver does is an ``Attempt``, never an exception."""
        url = receiver.address
        if fault := url_fault(url, allow_private=self._allow_private):
            return Attempt("failed", f"its URL will not do: {fault}")
        body, now = payload(alert, made_at, type_), int(self._clock())
        headers = {
            "content-type": "application/json",
            "user-agent": USER_AGENT,
            "webhook-id": alert.alert_id,
            "webhook-timestamp": str(now),
            "webhook-signature": self._signatures(receiver, alert, now, body),
        }
        attempt = None
        try:
            async with (
                asyncio.timeout(seconds),
                self._client.stream("POST", url, content=body, headers=headers) as response,
            ):
                attempt = _judged(response, self._clock())
                await _read_some(response)
        except TimeoutError:
            return attempt or Attempt("failed", f"no answer within {seconds:g} s")
        except httpx.HTTPError as error:
            return attempt or Attempt("failed", _what_happened(error))
        return attempt

    def _signatures(self, receiver: Receiver, alert: Alert, now: int, body: bytes) -> str:
        """Sign with the secret and the one before, so that nothing is refused between a change here and one there."""
        version = receiver.secret_version
        secrets = [
            signing_secret(self._key, alert.subscription_id, each) for each in (version, version - 1) if each >= 0
        ]
        return " ".join(sign(secret, alert.alert_id, now, body) for secret in secrets)


def _judged(response: httpx.Response, now: float) -> Attempt:
    """Read the status as the specification says: 2xx is success, 410 the end, all else a failure."""
    status = response.status_code
    reason = f"answered {status}"
    if 200 <= status < 300:
        return Attempt("delivered", reason, status=status)
    if status == 410:
        return Attempt("gone", reason, status=status)
    if 300 <= status < 400:
        return Attempt("refused", f"{reason}: redirects are not followed", status=status)
    if status < 500 and status not in TRY_LATER:
        return Attempt("refused", reason, status=status)
    return Attempt("failed", reason, _retry_after(response.headers.get("retry-after", ""), now), status)


def _retry_after(text: str, now: float) -> float:
    """Return the seconds that a Retry-After header names, as a number or as a date; 0 where it makes no sense."""
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text[:64])
    except ValueError:
        return 0.0
    return max(0.0, moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now)


async def _read_some(response: httpx.Response) -> None:
    """Read the answer's body, if it is short and comes at once; else the connection is closed."""
    size = 0
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > ANSWER_BYTES:
                    return
    except TimeoutError:
        return


def _what_happened(error: httpx.HTTPError) -> str:
    """Say it in words of ours: the library's may quote the URL."""
    if isinstance(error, AddressRefused):
        return "its address is not of the public internet"
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return "its TLS certificate is not trusted, or it speaks no TLS"
    if isinstance(error, httpx.ConnectError):
        return "no connection"
    return f"the connection broke off ({type(error).__name__})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
