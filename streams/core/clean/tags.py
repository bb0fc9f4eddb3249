"""The words of HTML: tags, their attributes, raw text, line breaks.

Each pattern matches up to the end of the page if it must, so that none is tried again from the next character: the
reading stays linear.
"""

import html
import re
from collections.abc import Iterator
from functools import cache

from streams.core.clean.decode import resolved

ATTRIBUTES_READ = 2_000
"""Characters of a tag in which attributes are looked for."""

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905  (easier to read)
)
RAW = frozenset(
    "script style title textarea noscript iframe xmp noembed noframes svg math template".split()  # noqa: SIM905
)
WITHIN = (  # by their first letters, so that most tags are told from these at once
    "a(?:bbr|cronym)?|b(?:ig|di|do|r)?|c(?:ite|ode)|d(?:ata|el|fn)|em|font|i(?:mg|ns)?|kbd|mark|nobr|picture|q"
    "|r(?:uby|[bpt])|s(?:amp|mall|ource|trike|trong|u[bp])?|tt|u|var|wbr"
)
"""Inline elements that say nothing, but for links and line breaks: only their text counts."""
TELLING = ("span", "label", "time")
"""Inline elements that may be hidden, or furniture, or tell something, if they have attributes."""
SKIPPED_OFTEN = (
    "nav",
    "aside",
    "footer",
    "figure",
    "header",
    "section",
    "form",
    "button",
    "select",
    "div",
    "ul",
    "ol",
    "li",
    "p",
    "span",
    "table",
    "h2",
    "h3",
)
"""Elements whose tags are looked for alone, when what they hold is skipped."""
ENDS_AT_SIBLING = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "tr": {"tr"},
    "option": {"option"},
}

_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+"""
_TELLING = "|".join(TELLING)
_INLINE_NAME = rf"(?:/?(?:{WITHIN})(?=[\s/>])|/(?:{_TELLING})(?=[\s/>])|(?:{_TELLING})(?=>))"
PART = re.compile(
    rf"((?:[^<]++|<(?![a-z/!?])|<{_INLINE_NAME}{_ATTRIBUTES}(?:>|\Z))*+)"
    rf"(?:<(?:(/?)([a-z][^\s/>]*+)({_ATTRIBUTES})(?:>|\Z)|(!--)|[!?/][^>]*+(?:>|\Z))|\Z)"
)
"""A run of text with its inline tags; then the next tag that is none of these, a comment, or the end. This and the
others below read names in small letters: see ``in_small_letters``."""
_CAPITAL = re.compile(r"<[/a-z]*+[A-Z]")
_NAME = re.compile(r"</?[a-zA-Z]++")
_INLINE = re.compile(rf"<(?:(/?a|br)(?=[\s/>])|/?[a-z]){_ATTRIBUTES}(?:>|\Z)")
_ANY_EDGE = re.compile(r"<(/?)([a-z][^\s/>]*+)")
_SCRIPT = re.compile(rf"<script\b({_ATTRIBUTES})(?:>|\Z)")
_TIME = re.compile(rf"<time\b({_ATTRIBUTES})(?:>|\Z)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*+)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s"'>]++)))?+""")


def attributes_of(source: str) -> dict[str, str]:
    """Return the attributes of a tag by lower-case name, entities resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source[:ATTRIBUTES_READ]):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def in_small_letters(page: str) -> str:
    """Return ``page`` with the names of its elements in small letters, as nearly every page has them."""
    return _NAME.sub(lambda name: name[0].lower(), page) if _CAPITAL.search(page) else page


@cache
def _edges() -> dict[str, re.Pattern[str]]:
    return {name: _edge(name) for name in SKIPPED_OFTEN}


def _edge(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?)({name})(?=[\s/>])")


def element_end(page: str, start: int, name: str) -> tuple[int, int]:
    """Return where the content of an element ends that began at ``start``, and where its end tag does.

    Tags within attributes, comments and scripts are not told from others here: what is skipped may end too soon.
    """
    depth = 1
    ends_at_sibling = name == "p" or name in ENDS_AT_SIBLING  # their end tags may be left out
    for edge in _edges().get(name, _ANY_EDGE).finditer(page, start):
        if edge[2] != name:
            continue
        if not edge[1]:
            if ends_at_sibling:
                return edge.start(), edge.start()
            depth += 1
        elif depth > 1:
            depth -= 1
        else:
            close = page.find(">", edge.end())
            return edge.start(), len(page) if close < 0 else close + 1
    return len(page), len(page)


def json_ld_in(page: str, start: int, end: int) -> Iterator[str]:
    """Yield the linked data in a stretch of ``page``."""
    if page.find("ld+json", start, end) < 0:
        return
    for tag in _SCRIPT.finditer(page, start, end):
        if "ld+json" in tag[1]:
            yield page[tag.end() : raw_end(page, tag.end(), "script")[0]]


def times_in(source: str) -> Iterator[str]:
    """Yield when the time elements of a short piece of a page say that it is."""
    if "<time" in source:
        for tag in _TIME.finditer(source):
            if told := attributes_of(tag[1]).get("datetime"):
                yield told


def raw_end(page: str, start: int, name: str) -> tuple[int, int]:
    """Return where the content of a raw element ends, and where its end tag does."""
    end = start
    while (end := page.find("</", end)) >= 0:
        if page.startswith(name, end + 2):
            close = page.find(">", end)
            return end, len(page) if close < 0 else close + 1
        end += 2
    return len(page), len(page)


def inline_of(source: str) -> Iterator[tuple[str, str | None]]:
    """Yield the text of ``source``, each piece with the telling tag that ends it: ``a``, ``/a``, ``br`` or None."""
    pieces = _INLINE.split(source)
    return zip(pieces[::2], [*pieces[1::2], None], strict=True)


def paragraphs_of(source: str) -> Iterator[str]:
    """Yield the paragraphs of ``source``, where NUL stands for ``<br>``: one is a space, several end a paragraph."""
    lines: list[str] = []
    for line in [*source.split("\x00"), ""]:
        text = " ".join((resolved(html.unescape(line)) if "&" in line else line).split())
        if text:
            lines.append(text)
        elif lines:
            yield " ".join(lines)
            lines.clear()
