"""What cleaning reads of the stored pages about resolutions: where the article begins and ends, headline, agency."""

import json
from collections import Counter

from streams.core.clean import clean
from streams.core.clean.decode import tidy
from streams.core.model import Article, RawArticle
from tests.quality import bodies
from tests.shared import shared_data


def wire_shares() -> dict[str, float]:
    """Return the share of stored pages that cleaning reads as their labels say, by what is read."""
    folder = shared_data("resolution_pages")
    rows = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    stored = [row for row in rows if row["kind"] == "stored"]
    right: Counter[str] = Counter()
    for row in stored:
        article = clean(RawArticle("text/plain", (folder / row["file"]).read_bytes()))
        assert isinstance(article, Article), row["id"]
        begin, end = (_as_cleaned(row[key]) for key in ("body_starts_with", "body_ends_with"))
        body = " ".join(article.body.split())
        right["start"] += body.startswith(begin)
        right["end"] += body.endswith(end)
        right["kept"] += begin in body and end in body
        right["headline"] += row["headline"] is None or article.headline == _as_cleaned(row["headline"])
        right["dateline"] += article.dateline == row["dateline_place"]
        right["agency"] += article.info_source == row["agency"]
        right["language"] += article.language == row["language"]
    return {f"clean_wire_{name}": count / len(stored) for name, count in right.items()}


def _as_cleaned(text: str) -> str:
    """Return a label as cleaning would write it: four rows hold text decoded in the wrong encoding."""
    return " ".join(tidy(text).split())


def plain_headlines() -> float:
    """Return the share of news pages whose plain text gives the headline that the page's own metadata says."""
    same = 0
    for page in bodies.pages():
        told = clean(RawArticle("text/html", page["html"].encode()))
        found = clean(RawArticle("text/plain", page["page_text"].encode()))
        same += isinstance(told, Article) and isinstance(found, Article) and told.headline == found.headline
    return same / len(bodies.pages())
