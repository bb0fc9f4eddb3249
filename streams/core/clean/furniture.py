"""Which elements of a page are furniture by what they are, or by how their authors named them.

The words are those that content management systems use in class names, whatever the language of the page; they were
collected from the development pages and from the lists of trafilatura (``trafilatura/xpaths.py``, Apache-2.0).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from streams.core.clean.tags import attributes_of

TAGS = frozenset(
    [
        "nav",
        "aside",
        "footer",
        "button",
        "select",
        "figure",
        "figcaption",
        "dialog",
        "menu",
        "audio",
        "video",
        "object",
        "canvas",
    ]
)
ROLES = frozenset(
    [
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "search",
        "dialog",
        "menu",
        "menubar",
        "toolbar",
        "tablist",
        "alert",
    ]
)
WORDS = frozenset(
    """
    nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead toolbar toc
    related recirc recirculation recommended recommendation recommendations trending popular mostread mostpopular
    readnext teaser teasers
    newsletter newsletters subscribe subscription signup promo promos promotion
    ad ads adslot advert adverts advertisement advertising sponsored outbrain taboola
    share sharing sharebar social comment comments disqus
    caption figcaption credit credits gallery slideshow carousel lightbox
    cookie cookies consent gdpr popup modal overlay tooltip
    byline author authors bio tags topics copyright disclaimer
    tweet donate donation feedback poll quiz
    """.split()  # noqa: SIM905  (a column of quoted words is not easier to read)
)
"""Words of a class or id that say what an element is for."""
TALK = frozenset(["comment", "comments", "disqus"])
LIVE = frozenset(["live", "liveblog"])
ENTRIES = frozenset("block blocks entries entry feed item items list post posts stream update updates".split())  # noqa: SIM905
"""Words that make together the name of what a live blog tells below its article."""
AUTHOR = frozenset(["byline", "author", "authors"])
HIDING = frozenset(
    ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "hidden", "hide", "u-hidden"]
)
"""Whole class names of what a reader does not see."""
LAYOUT = frozenset(["has", "with", "no", "without", "is", "not", "js", "enabled", "disabled", "allowed"])
"""Words that make a class name a statement about the page (``has-sidebar``), not the name of its part."""
WHOLE_PAGE = frozenset(["html", "body", "main", "article"])
"""Elements that are never furniture: their class names describe the page."""
CLASS_READ = 300
NUMBER = 24
"""Characters from which a name may only number an element."""
REMEMBERED = 300
"""Characters up to which attributes are remembered."""

_LIVE = "live"
_SPLIT = re.compile(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])")
_NUMBERED = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|[0-9a-fA-F]{24}")
"""A name that numbers an element: the letters in it are digits."""


class Traits(NamedTuple):
    """What the attributes of an element tell."""

    hidden: bool = False  # a reader does not see it, or it is a part of the page and not of the article
    furniture: bool = False  # its class or id says so, which may be wrong
    talk: bool = False  # its class or id says that readers speak here, who may write more than the reporter
    author: bool = False  # it names the author
    body: bool = False  # it says that it is the article's body
    live: bool = False  # it holds entries of a live blog
    name: str = ""  # its class, as written


PLAIN = Traits()


def traits_of(attributes: str) -> Traits:
    """Return what a tag's attributes tell, as they stand in the page. The same ones stand in it again and again."""
    if not attributes or attributes.isspace():
        return PLAIN
    return _remembered(attributes) if len(attributes) <= REMEMBERED else _traits_of(attributes)


def _traits_of(attributes: str) -> Traits:
    values = attributes_of(attributes)
    words = _words_of(f"{values.get('class', '')} {values.get('id', '')}"[:CLASS_READ])
    itemprop = values.get("itemprop", "").lower()
    return Traits(
        hidden=_is_hidden(values),
        furniture=bool(words - {_LIVE}),
        talk=not TALK.isdisjoint(words),
        author=not AUTHOR.isdisjoint(words) or "author" in f"{values.get('rel', '')} {itemprop}".lower().split(),
        body="articlebody" in itemprop,
        live="liveblogupdate" in itemprop or _LIVE in words,
        name=values.get("class", ""),
    )


_remembered = lru_cache(4096)(_traits_of)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("role", "").lower() in ROLES:
        return True
    style = attributes.get("style", "")
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def _words_of(names: str) -> frozenset[str]:
    """Return the telling words of class names; ``hidden`` for those that hide."""
    found: set[str] = set()
    for name in names.split():
        if name.lower() in HIDING:
            found.add("hidden")
        if len(name) >= NUMBER and _NUMBERED.search(name):
            continue
        words = {word.lower() for word in _SPLIT.split(name) if word}
        if LAYOUT.isdisjoint(words):
            found |= words & WORDS
        if not LIVE.isdisjoint(words) and not ENTRIES.isdisjoint(words):
            found.add(_LIVE)
    return frozenset(found)
