"""HTML to blocks of text, each with the element that it stands in: one pass, linear in the length of the page.

An HTML5 tree is not built, since tree builders are quadratic on hostile nesting: ops/decisions/0003 has the measures.
What a news page needs of the rules is here: raw text elements, void elements, end tags that are left out.
"""

import html
from dataclasses import dataclass, field

from streams.core.clean.furniture import TAGS, WHOLE_PAGE, is_author, is_furniture_name, is_hidden, is_talk
from streams.core.clean.tags import (
    ATTRIBUTES_READ,
    ENDS_AT_SIBLING,
    INLINE,
    RAW,
    TAG,
    VOID,
    attributes_of,
    paragraphs_of,
    raw_end,
)

MAX_DEPTH = 256
"""Open elements that are told apart; what is nested deeper is read as text of the deepest. Browsers stop at 512."""
CLOSE_REACH = 32
"""How many open elements an end tag may close at once: a bound, so that stray end tags stay cheap."""
METADATA_KEPT = 200
"""Metadata elements of each kind that are kept; pages have some dozens."""
TAGS_READ = 30_000
"""Tags of a page that are read: the bound on the time. The longest of the development pages has 4,700."""
CAPTURED = 300
"""Characters of an author element that are kept."""


@dataclass(slots=True, eq=False)
class Node:
    """An element that may hold blocks. ``number`` is its place in ``Markup.nodes``; parents come before children."""

    number: int
    tag: str
    parent: "Node | None"
    is_body: bool = False  # the page itself says that this is the article's body
    furniture: bool = False  # by its class name, which may be wrong
    talk: bool = False  # of its readers


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


def read_markup(page: str, *, hidden: bool = False) -> Markup:
    """Return the blocks and metadata of ``page``; ``hidden`` says that what it hides is read too."""
    reader = _Reader(hidden)
    position = tags = 0
    while tags < TAGS_READ and (match := TAG.search(page, position)) is not None:
        if match.start() > position:
            reader.text(page[position : match.start()])
        position = match.end()
        tags += 1
        closing, name, attributes, comment = match.groups()
        if comment:
            end = page.find("-->", position)
            position = len(page) if end < 0 else end + 3
        elif name:
            name = name.lower()
            if closing:
                reader.close(name)
            elif name in RAW:
                end, position = raw_end(page, position, name)
                reader.raw(name, attributes, page[match.end() : end])
            else:
                reader.open(name, attributes)
    if tags < TAGS_READ:
        reader.text(page[position:])
    return reader.finish()


class _Reader:
    """Keeps the open elements while the tags go by."""

    def __init__(self, hidden: bool) -> None:
        self._reads_hidden = hidden
        self._markup = Markup()
        root = Node(0, "body", None)
        self._markup.nodes.append(root)
        self._open = [root]
        self._buffer: list[str] = []
        self._linked = 0
        self._links = 0
        self._skipped: str | None = None  # the element that is being left out
        self._skip_depth = 0
        self._captured: list[str] | None = None

    def text(self, text: str) -> None:
        if self._skipped is None:
            self._buffer.append(text)
            if self._links:
                self._linked += len(text.strip())
        elif self._captured is not None:
            self._captured.append(text[:CAPTURED])

    def raw(self, name: str, attributes: str, content: str) -> None:
        if name == "title" and self._markup.title is None:
            self._markup.title = " ".join(html.unescape(content[:1000]).split())
        elif name == "script" and "ld+json" in attributes[:ATTRIBUTES_READ]:
            self._markup.json_ld.append(content)

    def open(self, name: str, attributes: str) -> None:
        if self._skipped is not None:
            self._open_skipped(name)
            if self._skipped is not None:
                return
        if name in INLINE:
            self._open_inline(name, attributes)
        elif name in VOID or name in ("html", "head", "body"):
            self._note(name, attributes)
        else:
            self._open_container(name, attributes)

    def close(self, name: str) -> None:
        if self._skipped is not None:
            if name == self._skipped:
                self._skip_depth -= 1
                if self._skip_depth == 0:
                    self._end_skip()
        elif name == "a":
            self._links = 0
        elif name not in INLINE:
            self._flush()
            self._pop(name)

    def finish(self) -> Markup:
        self._flush()
        return self._markup

    def _open_skipped(self, name: str) -> None:
        if name != self._skipped:
            return
        if name == "p" or name in ENDS_AT_SIBLING:  # their end tags may be left out: a sibling ends them
            self._end_skip()
        else:
            self._skip_depth += 1

    def _end_skip(self) -> None:
        self._skipped = None
        if self._captured is not None:
            author = " ".join(html.unescape("".join(self._captured)).split())
            if author and len(self._markup.authors) < METADATA_KEPT:
                self._markup.authors.append(author[:CAPTURED])
            self._captured = None

    def _open_inline(self, name: str, attributes: str) -> None:
        if name == "a":
            self._links = 1
        elif name == "br":
            self._buffer.append("\x00")
        elif name == "time":
            self._note(name, attributes)
        elif name in ("span", "label") and attributes:
            values = attributes_of(attributes)
            if not self._reads_hidden and (is_hidden(values) or is_furniture_name(values)):
                self._skip(name, values)

    def _open_container(self, name: str, attributes: str) -> None:
        self._flush()
        values = attributes_of(attributes) if attributes else {}
        if name in TAGS or (is_hidden(values) and not self._reads_hidden):
            self._skip(name, values)
            return
        top = self._open[-1]
        if top.tag == "p" or top.tag in ENDS_AT_SIBLING.get(name, ()):
            self._pop(top.tag)
        furniture = name not in WHOLE_PAGE and is_furniture_name(values)
        if furniture and is_author(values):
            self._skip(name, values)
        elif len(self._open) < MAX_DEPTH:
            node = Node(len(self._markup.nodes), name, self._open[-1])
            node.is_body = "articlebody" in values.get("itemprop", "").lower()
            node.furniture, node.talk = furniture, furniture and is_talk(values)
            self._markup.nodes.append(node)
            self._open.append(node)

    def _skip(self, name: str, values: dict[str, str]) -> None:
        self._skipped, self._skip_depth = name, 1
        if is_author(values):
            self._captured = []

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
        node, linked = self._open[-1], self._linked
        self._buffer.clear()
        self._linked = 0
        if not source.strip():
            return
        for text in paragraphs_of(source):
            self._markup.blocks.append(Block(text, node, min(linked, len(text))))
            if node.tag == "h1" and len(self._markup.headings) < METADATA_KEPT:
                self._markup.headings.append(text)
