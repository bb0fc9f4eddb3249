"""How much of an article an extractor keeps, and how much else: token F1 on labelled news pages.

Each page comes as HTML and as a scraper's plain text, with its paragraphs as gold. The measure is the F1 of word counts
(runs of letters and digits, without case), averaged over pages. Gold paragraphs in square brackets are optional: they
count where at least half of their words were kept.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from streams.core.clean import clean
from streams.core.model import Article, RawArticle
from tests.shared import shared_data

WORD = re.compile(r"\w+")
FORMS = {"html": ("text/html", "html"), "plain": ("text/plain", "page_text")}


@dataclass(frozen=True)
class PageScore:
    """One page as an extractor read it: gold paragraphs that were lost, and lines that were kept and are not gold."""

    page: str
    f1: float
    lost: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def outlet(self) -> str:
        """Who published the page."""
        return self.page.partition(":")[2].partition("_")[0]


@cache
def pages() -> Sequence[Mapping[str, Any]]:
    """Return the labelled pages."""
    with gzip.open(shared_data("html_pages") / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(word.lower() for word in WORD.findall(text))


def token_f1(body: str, gold: Sequence[str]) -> float:
    """Return the F1 of the words of ``body`` against those of the gold paragraphs."""
    kept = words(body)
    wanted = words(" ".join(paragraph for paragraph in gold if not paragraph.startswith("[")))
    for optional in (words(paragraph) for paragraph in gold if paragraph.startswith("[")):
        if 2 * (optional & (kept - wanted)).total() > optional.total():
            wanted += optional
    return 2 * (kept & wanted).total() / max(1, kept.total() + wanted.total())


def ours(media_type: str) -> Callable[[str], str]:
    """Return cleaning as an extractor for one media type."""

    def body_of(content: str) -> str:
        result = clean(RawArticle(media_type, content.encode()))
        return result.body if isinstance(result, Article) else ""

    return body_of


def score_bodies(form: str, extract: Callable[[str], str]) -> list[PageScore]:
    """Score an extractor on all pages, as ``html`` or ``plain``."""
    return [score_page(page["id"], extract(page[FORMS[form][1]]), page["gold_paragraphs"]) for page in pages()]


def score_page(name: str, body: str, paragraphs: Sequence[str]) -> PageScore:
    """Score the body that was read of a page against its gold paragraphs."""
    gold = [paragraph.strip("[]") for paragraph in paragraphs]
    must = [paragraph for paragraph in paragraphs if not paragraph.startswith("[")]
    lines = [line for line in body.split("\n") if line.strip()]
    return PageScore(
        name,
        token_f1(body, paragraphs),
        tuple(paragraph for paragraph in must if not _mostly_in(paragraph, body)),
        tuple(line for line in lines if not _mostly_in(line, " ".join(gold))),
    )


def _mostly_in(text: str, other: str) -> bool:
    """Say whether at least seven in ten of a text's words stand in another."""
    wanted = words(text)
    return (wanted & words(other)).total() >= 0.7 * wanted.total()


def mean(scores: Sequence[PageScore]) -> float:
    """Return the mean token F1."""
    return sum(score.f1 for score in scores) / max(1, len(scores))
