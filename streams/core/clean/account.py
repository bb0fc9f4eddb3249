"""What cleaning left out of an article, and as what: computed anew, and only when somebody asks.

``clean`` itself keeps no account, since nothing may slow it down. The questions here are those that it asks, in its own
functions, so that what is told is what happened.
"""

import html
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from streams.core.clean import NINJS, clean, form_of, is_markup, lines_in, text_in
from streams.core.clean.decode import tidy
from streams.core.clean.html import block_line, main_text
from streams.core.clean.lines import Line, repetitions
from streams.core.clean.markup import Block, read_markup
from streams.core.clean.metadata import Metadata
from streams.core.clean.ninjs import read_ninjs
from streams.core.clean.notes import kind_of_note
from streams.core.clean.pages import bare, joined, pages_of
from streams.core.clean.parts import parts_of
from streams.core.clean.printed import before_end, is_printed
from streams.core.clean.select import Selection, select
from streams.core.clean.tags import inline_of
from streams.core.model import Article, RawArticle

Extractor: TypeAlias = Literal[
    "lines", "printed_pages", "ninjs", "article_body", "main_element", "hidden_text", "json_ld"
]
"""What found the article's text: the classifier of lines; the same, on paragraphs put together from printed pages; a
body of ninjs; the element of a page that says it holds the article; the one that holds most of its prose; what it hides
until a script has run; the text in its metadata."""
ELEMENTS = {
    "nav": "navigation",
    "menu": "navigation",
    "aside": "sidebar",
    "footer": "footer",
    "figure": "picture",
    "figcaption": "picture",
    "button": "button",
    "select": "button",
}
"""What elements are that are left out by their name; the others are hidden or named as furniture."""
KINDS = {"caption": "caption", "section": "heading of something else", "talk": "heading of comments or live entries"}
"""What lines are that are left out by their kind."""
TOLD_BY = {
    "cookie": "cookie notice",
    "newsletter": "newsletter",
    "inbox": "newsletter",
    "advert": "advertising",
    "subscri": "subscription",
}
"""What furniture is, by a word in it: for people, who look for these."""
TEXT_KEPT = 300
"""Characters of a text left out that are told."""


class LeftOut(NamedTuple):
    """A line, a block or a part of a paragraph that is not in the body, and what it was taken for."""

    text: str
    what: str


class Account(NamedTuple):
    """What found the article, and what it left out, in the order of the text."""

    extractor: Extractor
    left_out: tuple[LeftOut, ...]


def account_of(raw: RawArticle) -> Account:
    """Return the account of how ``raw`` was cleaned.

    Raises ``Unreadable`` where ``clean`` does.
    """
    cleaned = clean(raw)
    body = cleaned.body.split("\n\n") if isinstance(cleaned, Article) else []
    headline = cleaned.headline if isinstance(cleaned, Article) else None
    media, encoding = form_of(raw)
    if media == NINJS:
        notes = read_ninjs(raw.content, encoding).notes
        return Account("ninjs", tuple(LeftOut(note[:TEXT_KEPT], _note(note) or "note of the desk") for note in notes))
    text = text_in(raw.content, media, encoding)
    extractor, left = _of_page(text, body) if is_markup(text, media) else _of_text(text, body)
    told = (LeftOut(" ".join(one.text.split())[:TEXT_KEPT], one.what) for one in left if one.text.strip())
    return Account(extractor, tuple(one for one in told if one.text != headline))


def _of_text(text: str, body: Sequence[str]) -> tuple[Extractor, list[LeftOut]]:
    printed = is_printed(text)
    left = list(_of_printed(text)) if printed else []
    lines = lines_in(text)
    left += _of_lines(lines, select(lines), body)
    return "printed_pages" if printed else "lines", left


def _of_printed(text: str) -> Iterator[LeftOut]:
    """Yield the lines of printed pages that are not the text's: those at their edges, and those below its end."""
    pages = pages_of(text)
    kept = bare(pages)
    for page, rest in zip(pages, kept, strict=True):
        left = list(rest)
        for line in page:
            if line in left:
                left.remove(line)
            elif line:
                yield LeftOut(line, "header, footer or number of a page")
    lines = joined(kept)
    yield from (LeftOut(line, "below the end of the release") for line in lines[len(before_end(lines)) :] if line)


def _of_page(page: str, body: Sequence[str]) -> tuple[Extractor, list[LeftOut]]:
    left: list[LeftOut] = []

    def skipped(name: str, source: str) -> None:
        texts = "".join(f"{text} " for text, _ in inline_of(source[: 10 * TEXT_KEPT]))
        left.append(LeftOut(html.unescape(texts), ELEMENTS.get(name, "hidden, or named as furniture")))

    markup = read_markup(page, skipped=skipped)
    main = main_text(page, markup, Metadata(markup))
    if main.told:
        return "json_ld", [LeftOut(block.text, "the extract that is shown") for block in main.markup.blocks]
    markup = main.markup
    parts = parts_of(markup)
    extractor: Extractor = "article_body" if parts.main.is_body else "hidden_text" if main.hidden else "main_element"
    left += [LeftOut(block.text, _named(block)) for block in markup.blocks if parts.dropped[block.node.number]]
    outside = [block for block in markup.blocks if not parts.inside[block.node.number]]
    left += [
        LeftOut(one.text, _note(one.text) or "outside the article's element")
        for one in outside
        if not parts.dropped[one.node.number]
    ]
    lines = [
        block_line(block)
        for block in markup.blocks
        if parts.inside[block.node.number] and not parts.dropped[block.node.number]
    ]
    return extractor, left + list(_of_lines(lines, main.selection, body))


def _named(block: Block) -> str:
    """Return what an element is that is left out by its class name, or that of one around it."""
    node = block.node
    while node.parent is not None and not (node.talk or node.live or node.furniture):
        node = node.parent
    return "comments" if node.talk else "entries of a live blog" if node.live else _furniture(block.text)


def _furniture(text: str) -> str:
    """Return what a text is that is no part of an article, by the words in it that people look for."""
    lower = text.lower()
    return next((what for word, what in TOLD_BY.items() if word in lower), "furniture")


def _of_lines(lines: Sequence[Line], selection: Selection, body: Sequence[str]) -> Iterator[LeftOut]:
    """Yield the lines that were not selected, what each was taken for, and what was cut off those that were."""
    kept = set(selection.paragraphs)
    repeated = repetitions(lines)
    for place, line in enumerate(lines):
        inside = selection.start <= place < selection.end
        if inside and line.text in kept and not repeated[place]:
            yield from _cut_off(" ".join(tidy(line.text).split()), body)
        elif what := _what(line, repeated[place]):
            yield LeftOut(line.text, what)
        elif inside:
            yield LeftOut(line.text, "a teaser or a list")
        else:
            yield LeftOut(line.text, "above the article" if place < selection.start else "below the article")


def _cut_off(text: str, body: Sequence[str]) -> Iterator[LeftOut]:
    """Yield what a paragraph has lost: its dateline, what the desk wrote behind it, or everything."""
    if text in body:
        return
    rest = next((part for part in body if part in text), "")
    before, _, after = text.partition(rest) if rest else ("", "", text)
    yield from (LeftOut(part, what) for part, what in ((before, "dateline"), (after, "credits of the desk")) if part)


def _what(line: Line, repeated: bool) -> str | None:
    """Return what a line was taken for by itself."""
    if line.kind == "note":
        return _note(line.text)
    if line.heads:
        return "byline or date"
    if repeated:
        return "said twice"
    return _furniture(line.text) if line.kind == "furniture" else KINDS.get(line.kind)


def _note(text: str) -> str | None:
    kind = kind_of_note(text)
    return f"note of the desk: {kind}" if kind else None
