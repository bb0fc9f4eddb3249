"""A network backend that connects to public addresses only.

A name is resolved once, what it resolves to is checked, and the checked number itself is what is connected to: a name
server that answers differently the second time has nobody to answer to. TLS and the Host header keep the name.

httpx-secure 2.0.0 does much the same, and was not taken: it finds the address by connecting to it, also where it then
refuses it, so whoever writes the URL could still knock at inner doors; and it lets multicast pass.
"""

import asyncio
import socket
from collections.abc import Iterable

import httpcore
import httpx

from streams.network.addresses import is_public

ATTEMPTS = 4
"""How many of a name's addresses are tried, each for its share of the time."""


class AddressRefused(httpx.ConnectError):
    """The host is, or its name resolves to, nothing but addresses that are not of the public internet."""


class PublicOnly(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to public addresses, and refuses all others before a single packet is sent to them."""

    def __init__(self) -> None:
        self._backend = httpcore.AnyIOBackend()

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
                addresses = await _public_addresses(host, port)
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


async def _public_addresses(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label that is no host name
        raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    public = [address for address in addresses if is_public(address)]
    if not public:
        raise AddressRefused(f"{host} is not an address of the public internet")
    return public[:ATTEMPTS]
