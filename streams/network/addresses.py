"""Which IP addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out so far for hosts; what lies elsewhere is local, mapped, multicast or reserved."""
NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: how a network that has IPv6 only shows an IPv4 address, which are the last four bytes."""


def is_public(text: str) -> bool:
    """Tell whether a numeric address is one of a host on the public internet.

    Private, loopback, link-local, shared, multicast, documentation and reserved addresses are not, in any of their
    spellings: IPv4 inside IPv6 counts as what it holds, and the tunnels that could hide it (6to4, Teredo) never count.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return _is_public_v4(IPv4Address(address.packed[-4:]))
        tunnel = address.sixtofour or address.teredo
        return address in GLOBAL_UNICAST and address.is_global and not tunnel
    return _is_public_v4(address)


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)
