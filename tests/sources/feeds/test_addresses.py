"""The same article has the same address, however it was linked to."""

import pytest

from streams.sources.feeds.addresses import LONGEST, canonical


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://Wire.Example/a?utm_source=rss&utm_medium=x#top", "https://wire.example/a"),
        ("https://wire.example:443/a", "https://wire.example/a"),
        ("http://wire.example:80", "http://wire.example/"),
        ("https://wire.example/a?id=7&at_medium=RSS&at_campaign=rss", "https://wire.example/a?id=7"),
        ("https://wire.example/a?b=2&a=1&FBCLID=x", "https://wire.example/a?b=2&a=1"),
        ("https://user:word@wire.example/a", "https://wire.example/a"),
        ("  https://wire.example/a b ", "https://wire.example/a%20b"),
        ("/b/c", "https://base.example/b/c"),
        ("../c", "https://base.example/c"),
        ("//other.example/d", "https://other.example/d"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
    ],
)
def test_what_differs_from_reader_to_reader_is_dropped(link: str, address: str) -> None:
    """And nothing else: the order and the case of what is left may matter to the server."""
    assert canonical(link, "https://base.example/feeds/world.xml") == address
    assert canonical(address) == address


@pytest.mark.parametrize(
    "link",
    ["mailto:desk@wire.example", "javascript:alert(1)", "ftp://wire.example/", "file:///etc/passwd", "http://", "",
     "https://wire.example:99999/", "http://[::1", "https://wire.example/" + "a" * LONGEST,
     "https://xn--a/", "https://|[v1.a]@]//", "https://wire.example/\ud800", "https://wire.example\x00/"],
)  # fmt: skip
def test_what_is_no_web_address_is_none(link: str) -> None:
    """Not even where it could be mended: a feed may say anything."""
    assert canonical(link) is None
