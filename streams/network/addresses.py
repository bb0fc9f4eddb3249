"""Which IP addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out so far for hosts; what lies elsewhere is local, mapped, multicast or reserved."""
NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: how a network that has IPv6 only shows an IPv4 address, which are the last four bytes."""

NEVER_V6 = IPv6Network("3fff::/20")
NEVER_V4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
"""What the ``ipaddress`` module of some Pythons that we run on takes for global: RFC 9637 (documentation), RFC 6890 (of
192.0.0.0/24 all but two anycast addresses), RFC 7526 (relays of 6to4), and the address of the public range at which
Azure tells a machine its secrets (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
"""
ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")
"""RFC 5214: before an IPv4 address in the second half of an IPv6 one, which a tunnel would unpack."""


def is_public(text: str) -> bool:
    """Tell whether a numeric address is one of a host on the public internet.

    Private, loopback, link-local, shared, multicast, documentation and reserved addresses are not, in any of their
    spellings: IPv4 inside IPv6 counts as what it holds, and the tunnels that could hide it (6to4, Teredo, ISATAP) never
    count.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return _is_public_v4(IPv4Address(address.packed[-4:]))
        if address.packed[8:12] in ISATAP or address.sixtofour or address.teredo:
            return False
        return address in GLOBAL_UNICAST and address.is_global and address not in NEVER_V6
    return _is_public_v4(address)


def _is_public_v4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in NEVER_V4)
    return address.is_global and not special
