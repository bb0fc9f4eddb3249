"""What counts as an address of the public internet."""

import pytest

from streams.network.addresses import is_public


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_hosts_of_the_internet_are_public(address: str) -> None:
    """Also an IPv4 host seen through NAT64, which is all that an IPv6-only network has."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds tell a machine its secrets
        "100.64.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",  # mapped: no resolver that is well gives it
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "3fff::1",  # documentation, of which Python 3.11 does not know
        "192.0.0.8",
        "192.88.99.1",
        "168.63.129.16",  # where one cloud tells it at an address of the public range
        "2606:4700::5efe:10.0.0.1",
        "2606:4700::200:5efe:a00:1",
        "64:ff9b:1::808:808",
        "::ffff:0:127.0.0.1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "",
        "example.org",
        "2130706433",
    ],
)
def test_nothing_else_is_public(address: str) -> None:
    """Local, shared, mapped, tunnelled, multicast, reserved, and what is no address at all."""
    assert not is_public(address)
