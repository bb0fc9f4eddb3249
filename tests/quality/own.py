"""The project's own pages, in the manner of real outlets, with their gold: ``own/seen``, and ``own/aside``.

The latter are set aside: measured, and not to be mended on. ``NAME.html`` is a page, ``NAME.txt`` a text as a scraper
or a PDF leaves it, ``NAME.json`` ninjs; ``NAME.gold.json`` is what must be read of it. Gold paragraphs in square
brackets are optional.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streams.core.clean import clean
from streams.core.model import Article, RawArticle
from tests.quality.bodies import PageScore, score_page

FOLDER = Path(__file__).with_name("own")
FORMS = {"own_html": (".html",), "own_plain": (".txt", ".json")}
MEDIA = {".html": "text/html", ".txt": "text/plain", ".json": "application/vnd.iptc.ninjs+json"}
PARTS = {"seen": "", "aside": "_aside"}
"""The folders, and what their figures' names end with."""
FIELDS = ("headline", "byline", "dateline", "info_source", "language", "embargoed_until")


@dataclass(frozen=True)
class OwnPage:
    """A page and its gold."""

    name: str
    media_type: str
    content: str
    gold: dict[str, Any]

    def read(self) -> Article | None:
        """Return the page as cleaning reads it."""
        article = clean(RawArticle(self.media_type, self.content.encode()))
        return article if isinstance(article, Article) else None


def own_pages(form: str, part: str) -> Iterator[OwnPage]:
    """Yield the pages of a form (``own_html``, ``own_plain``) in a folder."""
    for gold in sorted((FOLDER / part).glob("*.gold.json")):
        stem = gold.with_name(gold.name.removesuffix(".gold.json"))
        for suffix in FORMS[form]:
            file = stem.with_name(stem.name + suffix)
            if file.exists():
                content, labels = file.read_text(encoding="utf-8"), json.loads(gold.read_text(encoding="utf-8"))
                yield OwnPage(f"{part}/{stem.name}", MEDIA[suffix], content, labels)


def own_bodies(form: str, part: str, extract: Callable[[str], str] | None = None) -> list[PageScore]:
    """Score an extractor, or cleaning, on the bodies of the pages; others do not read ninjs."""
    scores = []
    for page in own_pages(form, part):
        if extract is None:
            article = page.read()
            scores.append(score_page(page.name, article.body if article else "", page.gold["body"]))
        elif page.media_type != MEDIA[".json"]:
            scores.append(score_page(page.name, extract(page.content), page.gold["body"]))
    return scores


def own_faults(form: str, part: str) -> list[tuple[str, str, object, object]]:
    """Return (page, field, gold, found) of every field that was not read as its gold says."""
    faults = []
    for page in own_pages(form, part):
        article = page.read()
        for name in FIELDS:
            found = getattr(article, name, None)
            found = found.isoformat() if name == "embargoed_until" and found else found
            if found != page.gold.get(name):
                faults.append((page.name, name, page.gold.get(name), found))
    return faults


def own_shares(form: str, part: str) -> dict[str, float]:
    """Return the share of pages of which each field was read as its gold says."""
    count = len(list(own_pages(form, part)))
    wrong = Counter(name for _, name, _, _ in own_faults(form, part))
    return {f"clean_{form}{PARTS[part]}_{name}": 1 - wrong[name] / count for name in FIELDS}
