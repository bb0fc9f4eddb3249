"""Lists of feeds: OPML, or plain text with an address a line."""

from collections.abc import Iterable
from xml.parsers import expat

from streams.sources.feeds.addresses import absolute
from streams.sources.feeds.feed import Source

LIMIT_BYTES = 4 * 2**20


class BadListError(ValueError):
    """A list of feeds that cannot be read; the message says where and why."""


def sources_in(content: bytes) -> list[Source]:
    """Return the feeds of a list in its order, each once: OPML if it begins with ``<``, else a line each.

    In plain text an address may be followed by a name; empty lines and those that begin with ``#`` are left out.

    :raises BadListError: when it is too large, no XML, or holds something else than addresses of feeds.
    """
    if len(content) > LIMIT_BYTES:
        raise BadListError(f"it is larger than {LIMIT_BYTES // 2**20} MiB")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return unique(_outlines(content))
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadListError("it is neither OPML nor text in UTF-8") from None
    return unique(_lines(lines))


def source_of(text: str, name: str | None = None) -> Source:
    """Return the feed at an address.

    :raises BadListError: when it is none.
    """
    address = absolute(text)
    if address is None:
        raise BadListError(f"{text.strip()[:200]!r} is not an http or https address")
    return Source(address, name)


def unique(sources: Iterable[Source]) -> list[Source]:
    """Return the sources in their order, each address once."""
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault(source.url, source)
    return list(found.values())


def _lines(lines: list[str]) -> Iterable[Source]:
    for number, line in enumerate(lines, 1):
        address, _, name = line.strip().partition(" ")
        if address and not address.startswith("#"):
            try:
                yield source_of(address, name.strip() or None)
            except BadListError as error:
                raise BadListError(f"line {number}: {error}") from None


def _outlines(content: bytes) -> list[Source]:
    """Read the outlines that have an ``xmlUrl``, at any depth (opml.org/spec2.opml). DTDs are refused: entity bombs."""
    found: list[Source] = []
    parser = expat.ParserCreate()

    def begin(tag: str, attributes: dict[str, str]) -> None:
        named = {name.lower(): value for name, value in attributes.items()}
        if tag.lower() == "outline" and (address := named.get("xmlurl")):
            found.append(source_of(address, named.get("title") or named.get("text")))

    def refuse(*_: object) -> None:
        raise BadListError("it has a document type declaration, which OPML needs none of")

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BadListError(f"it begins like XML and is none: {error}") from None
    return found
