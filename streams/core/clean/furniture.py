"""Which elements of a page are furniture by what they are, or by how their authors named them.

The words are those that content management systems use in class names, whatever the language of the page; they were
collected from the development pages and from the lists of trafilatura (``trafilatura/xpaths.py``, Apache-2.0).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

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
    donate donation feedback poll quiz hidden
    """.split()  # noqa: SIM905  (a column of quoted words is not easier to read)
)
"""Words of a class or id that say what an element is for."""
TALK = frozenset(["comment", "comments", "disqus"])
AUTHOR = frozenset(["byline", "author", "authors"])
HIDING = frozenset(
    ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "hidden", "hide", "u-hidden"]
)
"""Whole class names of what a reader does not see."""
LAYOUT = frozenset(["has", "with", "no", "without", "is", "not", "js"])
"""Words that make a class name a statement about the page (``has-sidebar``), not the name of its part."""
WHOLE_PAGE = frozenset(["html", "body", "main", "article"])
"""Elements that are never furniture: their class names describe the page."""
CLASS_READ = 300

_SPLIT = re.compile(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Return whether a reader does not see the element, or it is a part of the page and not of the article."""
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("role", "").lower() in ROLES:
        return True
    style = attributes.get("style", "")
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def is_furniture_name(attributes: Mapping[str, str]) -> bool:
    """Return whether the class or id of the element says that it is furniture. Names may be wrong."""
    return bool(attributes) and bool(_words(attributes) & WORDS)


def is_talk(attributes: Mapping[str, str]) -> bool:
    """Return whether the class or id says that readers speak here, who may write more than the reporter."""
    return bool(_words(attributes) & TALK)


def is_author(attributes: Mapping[str, str]) -> bool:
    """Return whether the element names the author."""
    rel = f"{attributes.get('rel', '')} {attributes.get('itemprop', '')}".lower().split()
    return "author" in rel or bool(_words(attributes) & AUTHOR)


def _words(attributes: Mapping[str, str]) -> frozenset[str]:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return _words_of(names[:CLASS_READ]) if len(names) > 1 else frozenset()


@lru_cache(maxsize=4096)
def _words_of(names: str) -> frozenset[str]:
    """Return the telling words of class names; ``hidden`` for those that hide."""
    found: set[str] = set()
    for name in names.split():
        if name.lower() in HIDING:
            found.add("hidden")
        words = {word.lower() for word in _SPLIT.split(name) if word}
        if LAYOUT.isdisjoint(words):
            found |= words & WORDS
    return frozenset(found)
