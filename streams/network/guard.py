"""A network backend that connects to public addresses only.

A name is resolved once, what it resolves to is checked, and the checked number itself is what is connected to: a name
server that answers differently the second time has nobody to answer to. TLS and the Host header keep the name.

Names are resolved on threads of their own, and each only once at a time: a name server that answers nobody holds up a
thread for as long as the system's resolver waits, which cannot be broken off, and must not cost other names theirs. So
names whose server answered at once before have threads apart from all others.

httpx-secure 2.0.0 does much the same, and was not taken: it finds the address by connecting to it, also where it then
refuses it, so whoever writes the URL could still knock at inner doors; and it lets multicast pass.
"""

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeAlias

import httpcore
import httpx

from streams.network.addresses import is_public

ATTEMPTS = 4
"""How many of a name's addresses are tried, each for its share of the time."""
RESOLVERS = 64
"""Names that are resolved at a time; those that were resolved at once before have as many threads of their own."""
AT_ONCE_SECONDS = 1.0
REMEMBERED = 20_000
"""Names that are known to be resolved at once."""
Found: TypeAlias = list[tuple[Any, ...]]
"""What ``socket.getaddrinfo`` returns."""


class AddressRefused(httpx.ConnectError):
    """The host is, or its name resolves to, nothing but addresses that are not of the public internet."""


class PublicOnly(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to public addresses, and refuses all others before a single packet is sent to them."""

    def __init__(self) -> None:
        self._backend = httpcore.AnyIOBackend()
        self._threads = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="resolve")
        self._quick_threads = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="resolve-quick")
        self._quick: dict[str, None] = {}
        self._asked: dict[tuple[str, int], asyncio.Future[Found]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the host's public addresses.

        :raises AddressRefused: when it has none.
        :raises httpcore.ConnectError: when the name is unknown or nobody answers.
        :raises httpcore.ConnectTimeout: when it takes longer than ``timeout`` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._public_addresses(host, port)
                share = None if timeout is None else timeout / len(addresses)
                failure: Exception | None = None
                for address in addresses:
                    try:
                        return await self._backend.connect_tcp(address, port, share, local_address, socket_options)
                    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                        failure = error
                assert failure is not None  # there is at least one address
                raise failure
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"no connection to {host} within {timeout} s") from None

    async def sleep(self, seconds: float) -> None:
        """Wait: part of what httpcore asks of a backend."""
        await asyncio.sleep(seconds)

    async def _public_addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await asyncio.shield(self._resolve(host, port))
        except (OSError, UnicodeError) as error:  # UnicodeError: a label that is no host name
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = dict.fromkeys(str(address[0]) for *_, address in found)
        public = [address for address in addresses if is_public(address) and not is_ours(address)]
        if not public:
            raise AddressRefused(f"{host} is not an address of the public internet")
        return public[:ATTEMPTS]

    def _resolve(self, host: str, port: int) -> asyncio.Future[Found]:
        key = (host, port)
        if key not in self._asked:
            loop = asyncio.get_running_loop()
            ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
            threads = self._quick_threads if host in self._quick else self._threads
            asked = self._asked[key] = loop.run_in_executor(threads, ask)
            asked.add_done_callback(partial(self._answered, key, loop.time()))
        return self._asked[key]

    def _answered(self, key: tuple[str, int], since: float, asked: asyncio.Future[Found]) -> None:
        del self._asked[key]
        if asked.cancelled():
            return
        failed = asked.exception()  # whoever asked may have gone: then it is nobody's
        self._quick.pop(key[0], None)
        if failed is None and asyncio.get_running_loop().time() - since < AT_ONCE_SECONDS:
            self._quick[key[0]] = None
        if len(self._quick) > REMEMBERED:
            del self._quick[next(iter(self._quick))]


def is_ours(address: str) -> bool:
    """Say whether a numeric address is one of this machine's own, at which it hides nothing from itself.

    A socket that would send there tells where it would send from; nothing is sent.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((address, 9))
        except OSError:  # there is no way there, so it is elsewhere
            return False
        return bool(probe.getsockname()[0] == address)
