"""The words of HTML: tags, their attributes, raw text, line breaks.

Each pattern matches up to the end of the page if it must, so that none is tried again from the next character: the
reading stays linear.
"""

import html
import re
from collections.abc import Iterator

ATTRIBUTES_READ = 2_000
"""Characters of a tag in which attributes are looked for."""

TAG = re.compile(
    r"""<(?:(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)|(!--)|[!?/][^>]*+(?:>|\Z))"""
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*+)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s"'>]++)))?+""")

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
RAW = frozenset(
    [
        "script",
        "style",
        "title",
        "textarea",
        "noscript",
        "iframe",
        "xmp",
        "noembed",
        "noframes",
        "svg",
        "math",
        "template",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "picture",
        "source",
        "br",
    ]
)
ENDS_AT_SIBLING = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "tr": {"tr"},
    "option": {"option"},
}


def attributes_of(source: str) -> dict[str, str]:
    """Return the attributes of a tag by lower-case name, entities resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source[:ATTRIBUTES_READ]):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def raw_end(page: str, start: int, name: str) -> tuple[int, int]:
    """Return where the content of a raw element ends, and where its end tag does."""
    end = start
    while (end := page.find("</", end)) >= 0:
        if page[end + 2 : end + 2 + len(name)].lower() == name:
            close = page.find(">", end)
            return end, len(page) if close < 0 else close + 1
        end += 2
    return len(page), len(page)


def paragraphs_of(source: str) -> Iterator[str]:
    """Yield the paragraphs of ``source``, where NUL stands for ``<br>``: one is a space, several end a paragraph."""
    lines: list[str] = []
    for line in [*source.split("\x00"), ""]:
        text = " ".join((html.unescape(line) if "&" in line else line).split())
        if text:
            lines.append(text)
        elif lines:
            yield " ".join(lines)
            lines.clear()
