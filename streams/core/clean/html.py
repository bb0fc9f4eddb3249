"""A web page to the lines of its main part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from streams.core.clean.decode import tidy
from streams.core.clean.lines import Line, line_of
from streams.core.clean.markup import Block, Markup, Node, read_markup
from streams.core.clean.metadata import Metadata
from streams.core.clean.notes import NOTICE
from streams.core.clean.plain import lines_of
from streams.core.clean.prose import PROSE, ends_sentence
from streams.core.clean.select import Selection, select, sift
from streams.core.clean.wire import byline_of

LINKED = 0.8
"""Share of a block in links from which it is a link to another story."""
BYLINE_ABOVE = 14
"""Blocks above the article in which its byline stands."""
LIVE_ARTICLE = 600
"""Characters of prose outside a live blog's entries from which they are left out: they come and go, and what one
version of the page said of them the next would take back."""
MAIN_SHARE = 0.8
"""An element that holds this share of a page's prose holds the article."""
ARTICLE_SHARE = 0.4
"""The share from which an element that says it is the article is believed."""
TOLD_MORE = 2
"""How many times longer the text in a page's metadata is than the one it shows, for the latter to be an extract."""
WRAPPER_SHARE = 0.5
"""Share of all prose above which an element is not furniture, whatever its class name says: it wraps the page."""


class Parts(NamedTuple):
    """How a page is divided: by node, what is furniture and what is inside the element that holds the article."""

    dropped: list[bool]
    inside: list[bool]
    main: Node


class MainText(NamedTuple):
    """The article of a page: what it was selected from, and its paragraphs.

    ``hidden`` says that ``markup`` holds what the page hides, ``told`` that the selection is of the page's metadata.
    """

    paragraphs: tuple[str, ...]
    selection: Selection
    markup: Markup
    hidden: bool = False
    told: bool = False


def parts_of(markup: Markup) -> Parts:
    """Return which elements of a page are furniture, and which one holds its article."""
    dropped = _dropped(markup)
    weights = [0] * len(markup.nodes)
    for block in markup.blocks:
        if not dropped[block.node.number]:
            weights[block.node.number] += _weight(block)
    _add_up(markup.nodes, weights)
    main = _main(markup.nodes, weights)
    return Parts(dropped, _inside(markup.nodes, main), main)


def block_line(block: Block) -> Line:
    """Return a block as a line."""
    return line_of(block.text, block.node.tag == "li", block.linked >= LINKED * len(block.text))


def article_of(markup: Markup) -> Selection:
    """Return the article of a page, from the element that holds it."""
    dropped, inside, main = parts_of(markup)
    blocks = [block for block in markup.blocks if not dropped[block.node.number]]
    lines = [block_line(block) for block in blocks if inside[block.node.number]]
    selection = sift(lines) if main.is_body else select(lines, marked=True)
    if sum(map(len, selection.paragraphs)) >= NOTICE:
        return selection
    elsewhere = (block.text for block in blocks if not inside[block.node.number])
    notes = (text for text in elsewhere if line_of(text).kind == "note")
    return replace(selection, notes=(*selection.notes, *notes))


def main_text(page: str, markup: Markup, metadata: Metadata) -> MainText:
    """Return the article of a page.

    A page that a script puts together shows little of it: then the text in its metadata serves, or what it hides until
    the script has run.
    """
    selection = article_of(markup)
    hidden = not selection.paragraphs and not selection.notes
    if hidden:
        markup = read_markup(page, hidden=True)
        selection = article_of(markup)
    shown = tuple(" ".join(tidy(text).split()) for text in selection.paragraphs)
    lines = lines_of(metadata.body or "")
    if sum(len(line.text) for line in lines) > TOLD_MORE * sum(map(len, shown)):
        told = sift(lines)
        return MainText(told.paragraphs, told, markup, hidden, told=True)
    return MainText(shown, selection, markup, hidden)


def byline_above(markup: Markup, paragraphs: Sequence[str]) -> str | None:
    """Return the byline in the blocks above an article, of a page whose metadata and class names name no author."""
    first = next((place for place, block in enumerate(markup.blocks) if paragraphs and block.text == paragraphs[0]), 0)
    for block in reversed(markup.blocks[max(0, first - BYLINE_ABOVE) : first]):
        if byline := byline_of(block.text):
            return byline.name
    return None


def _weight(block: Block) -> int:
    """Return how much a block counts as prose."""
    long = len(block.text) >= PROSE and ends_sentence(block.text)
    return len(block.text) if long and block.linked < len(block.text) / 2 else 0


def _add_up(nodes: list[Node], weights: list[int]) -> None:
    for node in reversed(nodes):
        if node.parent is not None:
            weights[node.parent.number] += weights[node.number]


def _dropped(markup: Markup) -> list[bool]:
    """Return which nodes are furniture, or inside it."""
    weights = [0] * len(markup.nodes)
    for block in markup.blocks:
        weights[block.node.number] += _weight(block)
    _add_up(markup.nodes, weights)
    dropped = [False] * len(markup.nodes)
    live = weights[0] - sum(weights[node.number] for node in _outermost_live(markup.nodes)) >= LIVE_ARTICLE
    for node in markup.nodes:
        inherited = node.parent is not None and dropped[node.parent.number]
        own = node.furniture and (node.talk or weights[node.number] <= WRAPPER_SHARE * weights[0])
        dropped[node.number] = inherited or own or (live and node.live)
    return dropped


def _outermost_live(nodes: list[Node]) -> Iterator[Node]:
    """Yield the elements with entries of a live blog that stand in no other one."""
    inside = [False] * len(nodes)
    for node in nodes:
        outer = node.parent is not None and inside[node.parent.number]
        inside[node.number] = outer or node.live
        if node.live and not outer:
            yield node


def _main(nodes: list[Node], weights: list[int]) -> Node:
    """Return the element that holds the article: the one that says so, else the deepest that has most of the prose."""
    root = nodes[0]
    wanted = ARTICLE_SHARE * weights[0]
    bodies = [node for node in nodes if node.is_body and weights[node.number] >= wanted]
    if len(bodies) == 1:
        return bodies[0]
    for named in (bodies, *([node for node in nodes if node.tag == tag] for tag in ("article", "main"))):
        told = [node for node in named if weights[node.number] > wanted]
        if told:
            root = max(told, key=lambda node: weights[node.number])
            break
    if root.is_body:
        return root
    wanted = MAIN_SHARE * weights[root.number]
    main, inside = root, _inside(nodes, root)
    for node in nodes[root.number :]:
        if inside[node.number] and weights[node.number] > wanted and node.parent in (main, root):
            main = node
    return main


def _inside(nodes: list[Node], root: Node) -> list[bool]:
    inside = [False] * len(nodes)
    for node in nodes[root.number :]:
        inside[node.number] = node is root or (node.parent is not None and inside[node.parent.number])
    return inside
