"""Lists of feeds."""

import pytest

from streams.sources.feeds import starter
from streams.sources.feeds.feed import Source
from streams.sources.feeds.subscriptions import LIMIT_BYTES, BadListError, sources_in


def test_opml_gives_its_feeds_at_any_depth_each_once() -> None:
    """With the names that they were given; attributes in any case, as programs write them."""
    opml = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
      <outline text="UN"><outline text="Deep"><outline type="rss" text="a" title="Wire A" xmlUrl="https://a.example/f"/>
      </outline></outline><outline xmlurl="https://b.example/f" text="Wire B"/><outline text="no feed"/>
      <outline xmlUrl="https://a.example/f#again"/></body></opml>"""
    assert sources_in(opml) == [Source("https://a.example/f", "Wire A"), Source("https://b.example/f", "Wire B")]


def test_plain_text_is_an_address_a_line() -> None:
    """A name may follow it; comments and empty lines are left out."""
    text = "\ufeff# mine\n\nhttps://a.example/f\n  https://b.example/f   Wire B \n".encode()
    assert sources_in(text) == [Source("https://a.example/f"), Source("https://b.example/f", "Wire B")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"https://a.example/f\nnonsense\n", "line 2: 'nonsense' is not an http or https address"),
        (b"file:///etc/passwd", "line 1"),
        (b"<opml><body>", "begins like XML and is none"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "document type declaration"),
        (b'<opml><outline xmlUrl="gopher://a.example"/></opml>', "not an http or https address"),
        (b"\xff\xfe\x00", "neither OPML nor text"),
        (b"x" * (LIMIT_BYTES + 1), "larger than 4 MiB"),
    ],
)
def test_what_is_no_list_is_told(content: bytes, told: str) -> None:
    """The error says where and why."""
    with pytest.raises(BadListError, match=told):
        sources_in(content)


def test_the_list_to_start_with_can_be_read() -> None:
    """It has the UN's own feeds and others', all with names. The feeds themselves are out of the tests' reach."""
    sources = sources_in(starter().read_bytes())
    assert len(sources) >= 10
    assert all(source.name for source in sources)
    assert any("press.un.org" in source.url for source in sources)
    assert any("news.un.org" in source.url for source in sources)
