"""The metadata of a page: what it says in its head and in JSON-LD, not what a reader sees.

Names are those of schema.org (``NewsArticle``), Open Graph and the meta elements that news sites use for Parse.ly,
Sailthru and Dublin Core.
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import orjson

from streams.core.clean.decode import tidy
from streams.core.clean.markup import Markup
from streams.core.clean.times import parse_time
from streams.core.clean.wire import byline_of

ARTICLE_TYPES = frozenset(
    """
    Article NewsArticle ReportageNewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle
    OpinionNewsArticle ReviewNewsArticle BlogPosting LiveBlogPosting Report TechArticle ScholarlyArticle
    """.split()  # noqa: SIM905  (a column of quoted words is not easier to read)
)
PUBLISHED = (
    "article:published_time",
    "article:published:time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publish-date",
    "date",
)
AUTHOR = ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author")
THINGS = 500
"""Things in a page's JSON-LD that are looked at; pages have some dozens."""
FIELD = 500
"""Characters of a field that are kept."""

_TAGS = re.compile(r"<[^<>]{0,200}>")
_TITLE_END = re.compile(r"\s+[|•·–—-]\s+[^|•·–—]{2,40}$")
_WORD = re.compile(r"[^\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_AFTER_NAME = re.compile(r"\s*(?:[|•·\d]|\S*@|\b(?:Published|Updated|Posted|Author|Link Copied)\b)")
"""What stands behind a name in the element that names the author."""


class Metadata:
    """The fields of a page, each from the place that is most often right, or None."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        things = list(_things(markup.json_ld))
        self._by_id = {
            named: thing for thing in things if isinstance(named := thing.get("@id"), str) and len(thing) > 1
        }
        self._article = next((thing for thing in things if _is_article(thing)), {})

    @property
    def headline(self) -> str | None:
        """The only top heading, else the headline in JSON-LD or Open Graph, else the title without its outlet."""
        headings = self._markup.headings
        told = self._told_headline
        if len(headings) == 1 and " " in headings[0]:
            shown = field(headings[0])
            return told if told and shown and _runs_together(shown, told) else shown
        return told or (field(headings[0]) if headings else None)

    @property
    def _told_headline(self) -> str | None:
        """The headline in the metadata. Unlike the one shown it has blanks where the page begins a new line."""
        told = field(self._article.get("headline")) or self._meta("og:title", "twitter:title")
        if told is None:
            return field(_TITLE_END.sub("", self._markup.title)) if self._markup.title else None
        head, bar, end = told.rpartition(" | ")
        return head if bar and end == self.outlet else told

    @property
    def body(self) -> str | None:
        """The article's whole text, which some pages repeat here for search engines."""
        body = self._article.get("articleBody")
        return tidy(_TAGS.sub("\n", body)) if isinstance(body, str) else None

    @property
    def byline(self) -> str | None:
        names = [name for name in self._names(self._article.get("author")) if name[0] != "," and "@" not in name]
        if names:
            return field(", ".join(dict.fromkeys(names)))
        for name in [*(self._meta(key) for key in AUTHOR), *self._markup.authors]:
            if name and "://" not in name and len(name) < 200 and (told := _named(name)):
                return told
        return None

    @property
    def published_at(self) -> datetime | None:
        stated = [self._article.get("datePublished"), *(self._meta(key) for key in PUBLISHED), *self._markup.times[:1]]
        return next((moment for text in stated if isinstance(text, str) and (moment := parse_time(text))), None)

    @property
    def outlet(self) -> str | None:
        publishers = self._names(self._article.get("publisher"))
        return self._meta("og:site_name") or next(iter(publishers), None) or self._meta("application-name")

    @property
    def language(self) -> str | None:
        told = self._article.get("inLanguage")
        return self._markup.language or (told if isinstance(told, str) else None) or self._meta("og:locale")

    @property
    def uri(self) -> str | None:
        """The canonical address, if it is an absolute one on the web."""
        for address in (self._markup.canonical, self._meta("og:url")):
            if address and (clean := web_address(address)):
                return clean
        return None

    def _meta(self, *keys: str) -> str | None:
        for key in keys:
            for value in self._markup.meta.get(key, ()):
                if text := field(value):
                    return text
        return None

    def _names(self, value: object) -> list[str]:
        """Return the names of a person or organization, of several, or of what an ``@id`` refers to."""
        found = []
        for item in (value if isinstance(value, list) else [value])[:20]:
            thing = item
            if isinstance(item, dict) and "name" not in item:
                named = item.get("@id")
                thing = self._by_id.get(named, {}) if isinstance(named, str) else {}
            name = thing.get("name") if isinstance(thing, dict) else thing
            text = field(name)
            if text and "://" not in text:
                found.append(text)
        return found


def field(value: object) -> str | None:
    """Return a metadata value as one line of clean text, or None if it is empty or no text."""
    if not isinstance(value, str):
        return None
    text = tidy(value[: 4 * FIELD])
    if "&" in text:  # written for a page, and so resolved twice
        text = html.unescape(text)
    return " ".join(_TAGS.sub("", text).split())[:FIELD].strip() or None


def _runs_together(shown: str, told: str) -> bool:
    """Return whether two headlines are one, but the shown one has no colon between its parts, or no blank."""
    apart, together = _WORD.findall(told.casefold()), _WORD.findall(shown.casefold())
    if "".join(together) != "".join(apart):
        return False
    return len(together) < len(apart) or (":" in told and ":" not in shown)


def _named(text: str) -> str | None:
    """Return the name in what stands where the author does: it may stand there twice, and say when."""
    name = _AFTER_NAME.split(text, maxsplit=1)[0].strip(" ,")
    if by := byline_of(name):
        return by.name
    if name[:3].lower() == "by ":
        name = name[3:]
    middle = len(name) // 2
    return name[:middle] if name[:middle] == name[middle + 1 :] and name[middle : middle + 1] == " " else name or None


def web_address(text: str) -> str | None:
    """Return ``text`` as an http or https address without its fragment, or None."""
    text = text.strip()
    if len(text) > 2_000 or not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return parts._replace(fragment="").geturl() if parts.scheme in ("http", "https") and parts.netloc else None


def _is_article(thing: dict[str, Any]) -> bool:
    kind = thing.get("@type")
    return any(isinstance(name, str) and name in ARTICLE_TYPES for name in (kind if isinstance(kind, list) else [kind]))


def _loaded(script: str) -> Any:
    """Return what a script of JSON-LD says, with line breaks in its texts too, which JSON does not allow."""
    try:
        return orjson.loads(script)
    except orjson.JSONDecodeError:
        return orjson.loads(_CONTROL.sub(" ", script))


def _things(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD scripts: at the top, in lists, and in ``@graph``."""
    left = THINGS
    for script in scripts:
        try:
            waiting = [_loaded(script)]
        except orjson.JSONDecodeError:
            continue
        while waiting and left:
            left -= 1
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting.extend(thing[:THINGS])
            elif isinstance(thing, dict):
                yield thing
                waiting.append(thing.get("@graph"))
