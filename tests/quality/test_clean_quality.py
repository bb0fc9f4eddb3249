"""How much of an article cleaning keeps, and how much else, on the 78 news pages of ``../shared/data/html_pages``.

Each page comes as HTML and as a scraper's plain text, with its paragraphs as gold. The measure is the F1 of word counts
(runs of letters and digits, without case), averaged over pages. Gold paragraphs in square brackets are optional: they
count where at least half of their words were kept. ``-s`` prints a table by outlet.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from streams.core.clean import clean
from streams.core.clean.decode import tidy
from streams.core.model import Article, RawArticle
from tests.shared import shared_data

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
WORD = re.compile(r"\w+")
FORMS = {"clean_html_f1": ("text/html", "html"), "clean_plain_f1": ("text/plain", "page_text")}


@cache
def pages() -> list[dict[str, Any]]:
    with gzip.open(shared_data("html_pages") / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in WORD.findall(text))


def token_f1(body: str, gold: list[str]) -> float:
    kept = words(body)
    wanted = words(" ".join(paragraph for paragraph in gold if not paragraph.startswith("[")))
    for optional in (words(paragraph) for paragraph in gold if paragraph.startswith("[")):
        if 2 * (optional & (kept - wanted)).total() > optional.total():
            wanted += optional
    return 2 * (kept & wanted).total() / max(1, kept.total() + wanted.total())


def body_of(media_type: str, content: str) -> str:
    result = clean(RawArticle(media_type, content.encode()))
    return result.body if isinstance(result, Article) else ""


@pytest.mark.parametrize("measure", FORMS)
def test_keeps_the_article_and_drops_the_rest(measure: str) -> None:
    """The mean token F1 does not fall below its floor."""
    media_type, key = FORMS[measure]
    by_outlet: dict[str, list[float]] = defaultdict(list)
    for page in pages():
        outlet = page["id"].split(":")[1].split("_")[0]
        by_outlet[outlet].append(token_f1(body_of(media_type, page[key]), page["gold_paragraphs"]))
    for outlet, scores in by_outlet.items():
        print(f"{measure}  {outlet:18} {sum(scores) / len(scores):.3f}")
    mean = sum(map(sum, by_outlet.values())) / len(pages())
    print(f"{measure}  {'all pages':18} {mean:.3f}")
    assert mean >= FLOORS[measure]


def test_plain_headlines_are_those_of_the_page() -> None:
    """The headline found in the plain text is mostly the one that the page's own metadata says."""
    told = [clean(RawArticle("text/html", page["html"].encode())) for page in pages()]
    found = [clean(RawArticle("text/plain", page["page_text"].encode())) for page in pages()]
    same = sum(
        isinstance(page, Article) and isinstance(text, Article) and page.headline == text.headline
        for page, text in zip(told, found, strict=True)
    )
    print(f"clean_plain_headlines  {same} of {len(told)}")
    assert same / len(told) >= FLOORS["clean_plain_headlines"]


def test_wire_pages_give_what_their_labels_say() -> None:
    """The pages about resolutions: where the article begins and ends, its headline, dateline and agency."""
    folder = shared_data("resolution_pages")
    rows = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    right: Counter[str] = Counter()
    stored = [row for row in rows if row["kind"] == "stored"]
    for row in stored:
        article = clean(RawArticle("text/plain", (folder / row["file"]).read_bytes()))
        assert isinstance(article, Article), row["id"]
        begin, end = (body_of_label(row[key]) for key in ("body_starts_with", "body_ends_with"))
        body = " ".join(article.body.split())
        right["start"] += body.startswith(begin)
        right["end"] += body.endswith(end)
        right["kept"] += begin in body and end in body
        right["headline"] += row["headline"] is None or article.headline == body_of_label(row["headline"])
        right["dateline"] += article.dateline == row["dateline_place"]
        right["agency"] += article.info_source == row["agency"]
        right["language"] += article.language == row["language"]
    print("clean_wire ", {key: f"{count}/{len(stored)}" for key, count in right.items()})
    short = {key: count for key, count in right.items() if count < FLOORS[f"clean_wire_{key}"] * len(stored)}
    assert not short


def body_of_label(text: str) -> str:
    """Return a label as cleaning would write it: four rows hold text decoded in the wrong encoding."""
    return " ".join(tidy(text).split())
