"""HTML to blocks of text, each with the element that it stands in: one pass, linear in the length of the page.

An HTML5 tree is not built, since tree builders are quadratic on hostile nesting: ops/decisions/0003 has the measures.
What a news page needs of the rules is here: raw text elements, void elements, end tags that are left out.
"""

import html
from collections.abc import Callable
from dataclasses import dataclass, field

from streams.core.clean.furniture import TAGS, WHOLE_PAGE, Traits, traits_of
from streams.core.clean.tags import (
    ATTRIBUTES_READ,
    ENDS_AT_SIBLING,
    PART,
    RAW,
    TELLING,
    VOID,
    attributes_of,
    element_end,
    in_small_letters,
    inline_of,
    json_ld_in,
    paragraphs_of,
    raw_end,
    times_in,
)

PAGE = ("html", "head", "body")
LIVE_LISTS = ("amp-live-list",)
MAX_DEPTH = 256
"""Open elements that are told apart; what is nested deeper is read as text of the deepest. Browsers stop at 512."""
CLOSE_REACH = 32
"""How many open elements an end tag may close at once: a bound, so that stray end tags stay cheap."""
METADATA_KEPT = 200
"""Metadata elements of each kind that are kept; pages have some dozens."""
TAGS_READ = 30_000
"""Tags of a page that are read, inline ones and those in skipped elements aside: the bound on the time. The longest of
the development pages has fewer than 4,700."""
CAPTURED = 300
AUTHOR_READ = 2_000
"""Characters of an author element that are kept, of those that are read."""


@dataclass(slots=True, eq=False)
class Node:
    """An element that may hold blocks. ``number`` is its place in ``Markup.nodes``; parents come before children."""

    number: int
    tag: str
    parent: "Node | None"
    is_body: bool = False  # the page itself says that this is the article's body
    furniture: bool = False  # by its class name, which may be wrong
    talk: bool = False  # of its readers
    live: bool = False  # entries of a live blog
    name: str = ""  # its class, as written


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that a reader sees as one paragraph. ``linked`` counts its characters that stand in links."""

    text: str
    node: Node
    linked: int = 0


@dataclass(slots=True, eq=False)
class Markup:
    """What a page says: blocks in their order, and its metadata as written."""

    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    language: str | None = None
    title: str | None = None
    headings: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    json_ld: list[str] = field(default_factory=list)


def read_markup(page: str, *, hidden: bool = False, skipped: Callable[[str, str], None] | None = None) -> Markup:
    """Return the blocks and metadata of ``page``.

    :param hidden: read what the page hides too.
    :param skipped: hears the name and the source of each element that is left out; for whoever explains.
    """
    page = in_small_letters(page)
    reader = _Reader(page, hidden) if skipped is None else _TellingReader(page, hidden, skipped)
    position = tags = 0
    while tags < TAGS_READ and position < len(page) and (part := PART.match(page, position)):
        text, closing, name, attributes, comment = part.groups()
        position = part.end()
        tags += 1
        reader.text(text)
        if comment:
            end = page.find("-->", position)
            position = len(page) if end < 0 else end + 3
        elif name:
            if closing:
                reader.close(name)
            elif name in RAW:
                position = reader.raw(name, attributes, position)
            else:
                position = reader.open(name, attributes, position)
    return reader.finish()


class _Reader:
    """Keeps the open elements while the tags go by. What opens an element returns where the reading goes on."""

    def __init__(self, page: str, hidden: bool) -> None:
        self._page = page
        self._reads_hidden = hidden
        self._markup = Markup()
        root = Node(0, "body", None)
        self._markup.nodes.append(root)
        self._open = [root]
        self._buffer: list[str] = []  # text and inline tags of the current block
        self._in_link = False

    def text(self, text: str) -> None:
        if text:
            self._buffer.append(text)

    def raw(self, name: str, attributes: str, start: int) -> int:
        end, position = raw_end(self._page, start, name)
        if name == "title" and self._markup.title is None:
            self._markup.title = " ".join(html.unescape(self._page[start:end][:1000]).split())
        elif name == "script" and "ld+json" in attributes[:ATTRIBUTES_READ]:
            self._markup.json_ld.append(self._page[start:end])
        return position

    def open(self, name: str, attributes: str, start: int) -> int:
        if name in TELLING:
            return self._open_inline(name, attributes, start)
        if name in VOID or name in PAGE:
            self._note(name, attributes)
            return start
        self._flush()
        traits = traits_of(attributes)
        if name in TAGS or (traits.hidden and not self._reads_hidden):
            return self._skip(name, traits, start)
        top = self._open[-1]
        if top.tag == "p" or top.tag in ENDS_AT_SIBLING.get(name, ()):
            self._pop(top.tag)
        furniture = traits.furniture and name not in WHOLE_PAGE
        if furniture and traits.author:
            return self._skip(name, traits, start)
        if len(self._open) < MAX_DEPTH:
            nodes = self._markup.nodes
            node = Node(len(nodes), name, self._open[-1], traits.body, furniture, furniture and traits.talk)
            node.live = traits.live or name in LIVE_LISTS
            node.name = traits.name
            nodes.append(node)
            self._open.append(node)
        return start

    def close(self, name: str) -> None:
        self._flush()
        self._pop(name)

    def finish(self) -> Markup:
        self._flush()
        return self._markup

    def _open_inline(self, name: str, attributes: str, start: int) -> int:
        if name == "time":
            self._note(name, attributes)
            return start
        traits = traits_of(attributes)
        leaves = not self._reads_hidden and (traits.hidden or traits.furniture)
        return self._skip(name, traits, start) if leaves else start

    def _skip(self, name: str, traits: Traits, start: int) -> int:
        """Leave an element out, but for the name of an author and linked data in it."""
        end, position = element_end(self._page, start, name)
        markup = self._markup
        if traits.author and len(markup.authors) < METADATA_KEPT:
            source = self._page[start : min(end, start + AUTHOR_READ)]
            markup.times.extend(times_in(source))
            told = " ".join(text for text, _ in inline_of(source))
            if author := " ".join(html.unescape(told).split()):
                markup.authors.append(author[:CAPTURED])
        markup.json_ld.extend(json_ld_in(self._page, start, end))
        return position

    def _pop(self, name: str) -> None:
        for place in range(len(self._open) - 1, max(0, len(self._open) - 1 - CLOSE_REACH), -1):
            if self._open[place].tag == name:
                del self._open[place:]
                return

    def _note(self, name: str, attributes: str) -> None:
        """Keep what a metadata element says."""
        if name not in ("html", "meta", "link", "time"):
            return
        markup, values = self._markup, attributes_of(attributes)
        if name == "html":
            markup.language = markup.language or values.get("lang") or values.get("xml:lang")
        elif name == "link":
            if "canonical" in values.get("rel", "").lower().split():
                markup.canonical = markup.canonical or values.get("href")
        elif name == "time":
            if "datetime" in values and len(markup.times) < METADATA_KEPT:
                markup.times.append(values["datetime"])
        else:
            key = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            if key and values.get("content") and len(markup.meta) < METADATA_KEPT:
                markup.meta.setdefault(key, []).append(values["content"])

    def _flush(self) -> None:
        """End the current block, and split it where line breaks stand in a row."""
        if not self._buffer:
            return
        source = "".join(self._buffer)
        self._buffer.clear()
        linked = 0
        if "<" in source:
            source, linked = self._without_tags(source)
        elif self._in_link:
            linked = len(source.strip())
        if not source or source.isspace():
            return
        node = self._open[-1]
        for text in paragraphs_of(source):
            self._markup.blocks.append(Block(text, node, min(linked, len(text))))
            if node.tag == "h1" and len(self._markup.headings) < METADATA_KEPT:
                self._markup.headings.append(text)

    def _without_tags(self, source: str) -> tuple[str, int]:
        """Return the text of a block, NUL for line breaks, and how many of its characters stand in links."""
        texts = []
        linked = 0
        for text, tag in inline_of(source):
            texts.append(text)
            if self._in_link:
                linked += len(text.strip())
            if tag == "br":
                texts.append("\x00")
            elif tag:
                self._in_link = tag[0] != "/"
        return "".join(texts), linked


class _TellingReader(_Reader):
    """Tells of each element that is left out."""

    def __init__(self, page: str, hidden: bool, skipped: Callable[[str, str], None]) -> None:
        super().__init__(page, hidden)
        self._skipped = skipped

    def _skip(self, name: str, traits: Traits, start: int) -> int:
        position = super()._skip(name, traits, start)
        self._skipped(name, self._page[start:position])
        return position
