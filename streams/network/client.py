"""The HTTP client for addresses that come from outside."""

from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from streams.network.guard import PublicOnly

CONNECTIONS = 512
"""More than any of those who use a client have under way at a time (streams.agents.slots; sources have less), so that
nobody waits for the connection of somebody else."""
IDLE_CONNECTIONS = 16
IDLE_SECONDS = 15
LOCATION = "location"
"""The extension of a response in which the client below hands on where a redirect leads."""


def client(*, allow_private: bool, timeout: float) -> httpx.AsyncClient:
    """Return a client for addresses that somebody else wrote; close it, or use it as a context manager.

    It follows no redirects (whoever does reads ``target_of`` and sends each hop through it, so that each is checked),
    takes no proxy, password or netrc from the environment, and keeps no cookies. ``SSL_CERT_FILE`` and
    ``SSL_CERT_DIR`` name the certificates to trust, as they do for other programs.

    :param allow_private: connect to loopback, private and link-local addresses too: for development and tests.
    :param timeout: seconds for a connection, and for each wait for bytes; the caller bounds the whole.
    :raises AddressRefused: (its requests) when a host has no public address and ``allow_private`` is False.
    """
    return httpx.AsyncClient(
        transport=_Transport(httpcore.AnyIOBackend() if allow_private else PublicOnly()),
        timeout=timeout,
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        event_hooks={"response": [_set_target_aside]},
    )


def target_of(response: httpx.Response) -> str | None:
    """Return where a redirect leads, as it was written: it may be no address at all."""
    target = response.extensions.get(LOCATION)
    return target if isinstance(target, str) else None


async def _set_target_aside(response: httpx.Response) -> None:
    """Take the target of a redirect out of the headers: httpx makes a request of it that nobody sends, and raises
    whatever comes of one that is no address ("https://xn--a"), which is no error of httpx's.
    """
    if (target := response.headers.get(LOCATION)) is not None:
        response.extensions[LOCATION] = target
        del response.headers[LOCATION]


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a network backend of ours, which httpx has no parameter for."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context, trust_env=False)
        if not isinstance(self._pool, httpcore.AsyncConnectionPool):  # rather no connection than an unguarded one
            raise TypeError("this release of httpx keeps its connections elsewhere: see streams/network/client.py")
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=CONNECTIONS,
            max_keepalive_connections=IDLE_CONNECTIONS,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=backend,
        )
