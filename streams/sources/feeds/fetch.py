"""HTTP requests within limits: one at a time to a host, and none larger, longer or further than allowed."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Literal, TypeAlias

import httpx

from streams.network import AddressRefused, target_of
from streams.sources.feeds.addresses import absolute, host_of
from streams.sources.feeds.schedule import retry_after

Reason: TypeAlias = Literal[
    "address_refused",  # private, loopback, link-local, or no http address at all
    "unreachable",  # no such name, nobody listens, or the connection broke
    "timeout",
    "too_large",
    "too_many_redirects",
    "bad_encoding",  # not the compression that was asked for, or broken
    "rate_limited",  # 429, or a host that has asked for rest
    "client_error",  # any other 4xx, and what is no answer to a GET
    "server_error",  # 5xx
    "robots",
    "robots_unreachable",  # the host cannot say what it allows
    "wrong_type",  # not a page
    "not_a_feed",
    "gone",  # 410: a feed that has ended
    "no_content",  # nothing to publish
    "refused",  # the topic does not take it
]
"""Why something could not be had. A closed list: it is a metric label."""
PASSING: frozenset[Reason] = frozenset({"unreachable", "timeout", "rate_limited", "server_error", "robots_unreachable"})
"""What may be different in a minute."""

HOPS = 5
"""Redirects that are followed; browsers take 20, and RFC 9309 asks for 5."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
REST_SECONDS = 60.0
"""How long a host rests that answers 429 and does not say for how long."""
MANY_HOSTS = 10_000

Gate: TypeAlias = Callable[[str], Awaitable[None]]
"""Raises Unfetched for an address that is not to be asked for."""


class Unfetched(Exception):  # noqa: N818  (named for what did not happen)
    """Something could not be had: the reason, and a sentence for people."""

    def __init__(self, reason: Reason, detail: str, wait: float | None = None) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
        self.wait = wait
        """Seconds that the server asks to be left alone for, if it does."""

    @property
    def passing(self) -> bool:
        """Whether it may be different soon."""
        return self.reason in PASSING


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take: bytes after decompression, and seconds for each hop from its start to its end."""

    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of 2xx or 304. ``address`` is what gave it, ``permanent`` where the permanent redirects that came
    before any other led: the address asked for where there were none. ``target`` is where a hop on the way leads."""

    status: int
    headers: httpx.Headers
    content: bytes
    address: str
    permanent: str
    target: str | None = None


@dataclass(slots=True)
class _Host:
    """One host: who has the turn, the seconds it wants between two requests, and when (monotonic) the last ended."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    gap: float = 0.0
    left_at: float = float("-inf")
    rests_until: float = 0.0


class Fetcher:
    """Sends requests through a client of ``streams.network``."""

    def __init__(self, http: httpx.AsyncClient, agent: str, *, gap: float) -> None:
        """Take a client, the User-Agent header to send, and the seconds between two requests to a host."""
        self._http = http
        self._agent = agent
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    async def get(
        self, address: str, limits: Limits, *, headers: Mapping[str, str] | None = None, gate: Gate | None = None
    ) -> Answer:
        """Ask for an address and follow its redirects, each hop through the same checks.

        :param gate: hears each address before it is asked for, and may raise.
        :raises Unfetched: when there is no answer of 2xx or 304 within the limits.
        """
        if absolute(address) is None:  # of a memory that an earlier release kept
            raise Unfetched("address_refused", "it is no address that can be asked for")
        permanent, still_permanent = address, True
        for _ in range(HOPS + 1):
            if gate:
                await gate(address)
            answer = await self._hop(address, limits, headers or {})
            if answer.status not in REDIRECTS:
                return Answer(answer.status, answer.headers, answer.content, address, permanent)
            target = None if answer.target is None else absolute(answer.target, address)
            if target is None:
                raise Unfetched("address_refused", f"{answer.status} leads to no http address")
            still_permanent = still_permanent and answer.status in PERMANENT
            address = target
            permanent = target if still_permanent else permanent
        raise Unfetched("too_many_redirects", f"more than {HOPS} redirects")

    def slow(self, address: str, gap: float) -> None:
        """Leave at least ``gap`` seconds between two requests to the host of ``address``."""
        self._host(host_of(address)).gap = gap

    async def _hop(self, address: str, limits: Limits, headers: Mapping[str, str]) -> Answer:
        async with self._turn(host_of(address)) as host:
            try:
                async with asyncio.timeout(limits.seconds):
                    answer = await self._ask(address, limits, headers)
            except TimeoutError:
                raise Unfetched("timeout", f"no whole answer within {limits.seconds:g} s") from None
            except AddressRefused as error:
                raise Unfetched("address_refused", str(error)) from None
            except httpx.TimeoutException:
                raise Unfetched("timeout", f"no answer within {limits.seconds:g} s") from None
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise Unfetched("address_refused", f"no address: {error}") from None
            except httpx.RequestError as error:
                raise Unfetched("unreachable", str(error) or type(error).__name__) from None
            if isinstance(answer, Unfetched):
                if answer.reason == "rate_limited" or answer.wait:
                    host.rests_until = monotonic() + (REST_SECONDS if answer.wait is None else answer.wait)
                raise answer
            return answer

    async def _ask(self, address: str, limits: Limits, headers: Mapping[str, str]) -> "Answer | Unfetched":
        sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip", **headers}
        async with self._http.stream("GET", address, headers=sent) as response:
            status = response.status_code
            if status in REDIRECTS or status == 304:
                return Answer(status, response.headers, b"", address, address, target_of(response))
            if not 200 <= status < 300:
                wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
                return Unfetched(_reason(status), f"HTTP {status}", wait)
            return Answer(status, response.headers, await _body(response, limits.bytes), address, address)

    @asynccontextmanager
    async def _turn(self, name: str) -> AsyncIterator[_Host]:
        """Wait for this host's turn.

        :raises Unfetched: when the host has asked for rest.
        """
        host = self._host(name)
        async with host.turn:
            if (rest := host.rests_until - monotonic()) > 0:
                raise Unfetched("rate_limited", f"{name} has asked for rest", rest)
            await asyncio.sleep(max(0.0, host.left_at + max(self._gap, host.gap) - monotonic()))
            try:
                yield host
            finally:
                host.left_at = monotonic()

    def _host(self, name: str) -> _Host:
        if len(self._hosts) >= MANY_HOSTS:
            now = monotonic()
            idle = [
                n for n, h in self._hosts.items() if not h.turn.locked() and max(h.left_at + 60, h.rests_until) < now
            ]
            for other in idle:
                del self._hosts[other]
        return self._hosts.setdefault(name, _Host())


def _reason(status: int) -> Reason:
    if status == 429:
        return "rate_limited"
    if status == 410:
        return "gone"
    return "server_error" if status >= 500 else "client_error"


async def _body(response: httpx.Response, limit: int) -> bytes:
    """Return the body, decompressed piece by piece so that no bomb is ever unfolded further than the limit.

    :raises Unfetched: when it is larger, or compressed in another way than was asked for.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise Unfetched("bad_encoding", f"it is compressed as {encoding[:40]!r}, which was not asked for")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    try:
        async for piece in response.aiter_raw():
            body += unpack.decompress(piece, limit + 1 - len(body)) if unpack else piece
            if len(body) > limit:
                raise Unfetched("too_large", f"it has more than {limit:,} bytes")
            if unpack and unpack.eof:
                break
    except zlib.error as error:
        raise Unfetched("bad_encoding", f"its compression is broken: {error}") from None
    if unpack and not unpack.eof:
        raise Unfetched("bad_encoding", "its compression breaks off")
    return bytes(body)
