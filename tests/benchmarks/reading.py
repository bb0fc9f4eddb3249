"""Articles a second a core through ``enrich()``, and the share of each stage: ``python -m tests.benchmarks.reading``.

Articles of about 3 KB, ours: a news mix (3 in 100 on the UN) as plain text and as HTML, and articles on the UN alone.
No Kafka; CPU time of this process, medians of several rounds, since machines are shared.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

from streams.core.clean import clean
from streams.core.detect import detect
from streams.core.enrich import enrich
from streams.core.model import Article, RawArticle
from streams.core.tag import tag
from tests.benchmarks.flow import ORDINARY, UN_IN_100, about_the_un, long

ROUNDS = 7
ARTICLES = 200
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta charset="utf-8">
<script>window.layer = [{{"page": "story"}}];</script><style>.story {{ margin: 0 }}</style></head><body>
<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{paragraphs}
<aside><h2>Related</h2><ul>{links}</ul></aside></article></main>
<footer><p>Subscribe to our newsletter</p><ul>{links}</ul></footer></body></html>"""
LINKS = "".join(f'<li><a href="/section/{number}">Section {number}</a></li>' for number in range(40))


def plain(text: str) -> RawArticle:
    return RawArticle("text/plain", text.encode())


def page(text: str) -> RawArticle:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return RawArticle("text/html", PAGE.format(title="A story", paragraphs=paragraphs, links=LINKS).encode())


def mixes() -> dict[str, list[RawArticle]]:
    """Return the articles by what they are called."""
    about, ordinary = about_the_un(), long(ORDINARY)
    news = [about[number % len(about)] if number % 100 < UN_IN_100 else ordinary for number in range(ARTICLES)]
    own = [f"{text}\n\nReport {number} of the day." for number, text in enumerate(news)]
    un = [f"{about[number % len(about)]}\n\nReport {number} of the day." for number in range(ARTICLES)]
    return {
        "plain text, a news mix": [plain(text) for text in own],
        "HTML, a news mix": [page(text) for text in own],
        "plain text, on the UN": [plain(text) for text in un],
    }


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of ``work``: the median of ROUNDS."""
    took = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return statistics.median(took)


def measure(raws: list[RawArticle]) -> dict[str, Any]:
    """Return articles a second, and what share of ``enrich()`` each stage takes."""
    articles = [article for article in map(clean, raws) if isinstance(article, Article)]
    tagged = [(replace(article), tag(article)) for article in articles]
    whole = seconds(lambda: [enrich(raw) for raw in raws])
    stages = {
        "clean": seconds(lambda: [clean(raw) for raw in raws]),
        "tag": seconds(lambda: [tag(article) for article in articles]),
        "detect": seconds(lambda: [detect(article, entities) for article, entities in tagged]),
    }
    return {
        "articles_per_second": round(len(raws) / whole),
        **{f"{name}_share": round(took / whole, 2) for name, took in stages.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object, not a table")
    options = parser.parse_args()
    figures = {name: measure(raws) for name, raws in mixes().items()}
    if options.json:
        print(json.dumps(figures))
        return
    for name, row in figures.items():
        shares = "  ".join(f"{stage.removesuffix('_share')} {row[stage]:.0%}" for stage in row if "_share" in stage)
        print(f"{name:26}{row['articles_per_second']:>8,} articles a second a core   {shares}")


if __name__ == "__main__":
    main()
