"""A web page to the lines of its main part."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from streams.core.clean.decode import tidy
from streams.core.clean.lines import Line, line_of
from streams.core.clean.markup import Block, Markup, read_markup
from streams.core.clean.metadata import Metadata
from streams.core.clean.notes import NOTICE
from streams.core.clean.parts import parts_of
from streams.core.clean.plain import lines_of
from streams.core.clean.select import Selection, select, sift
from streams.core.clean.wire import byline_of

EXTRACT = 800
"""Characters below which the body of an article may be an extract, the rest of which waits for a subscriber."""
LINKED = 0.8
"""Share of a block in links from which it is a link to another story."""
BYLINE_ABOVE = 14
"""Blocks above the article in which its byline stands."""
TOLD_MORE = 2
"""How many times longer the text in a page's metadata is than the one it shows, for the latter to be an extract."""


class MainText(NamedTuple):
    """The article of a page: what it was selected from, and its paragraphs.

    ``hidden`` says that ``markup`` holds what the page hides, ``told`` that the selection is of the page's metadata.
    """

    paragraphs: tuple[str, ...]
    selection: Selection
    markup: Markup
    hidden: bool = False
    told: bool = False


def block_line(block: Block) -> Line:
    """Return a block as a line."""
    node = block.node
    item = node.tag == "li" or (node.tag == "p" and node.parent is not None and node.parent.tag == "li")
    return line_of(block.text, item, block.linked >= LINKED * len(block.text))


def article_of(markup: Markup) -> Selection:
    """Return the article of a page, from the element that holds it."""
    dropped, inside, main = parts_of(markup)
    blocks = [block for block in markup.blocks if not dropped[block.node.number]]
    lines = [block_line(block) for block in blocks if inside[block.node.number]]
    selection = replace(sift(lines), whole=True) if main.is_body else select(lines, marked=True)
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
    elif selection.whole and sum(map(len, selection.paragraphs)) < EXTRACT:
        unlocked = read_markup(page, hidden=True)
        rest = article_of(unlocked)
        if hidden := rest.whole and sum(map(len, rest.paragraphs)) > EXTRACT:
            markup, selection = unlocked, rest
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
