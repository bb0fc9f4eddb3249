"""The first real input: an agency's text in a newspaper, as scraped."""

import json

from streams.core.clean import clean
from streams.core.model import Article, RawArticle
from tests.shared import shared_data


def test_seed_article_is_read_as_expected() -> None:
    """Headline, byline, agency, outlet, dateline, language, and eleven paragraphs between masthead and donations."""
    folder = shared_data("seed")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    article = clean(RawArticle("text/plain", (folder / expected["article"]).read_bytes()))
    assert isinstance(article, Article)
    assert article.headline == expected["headline"]
    assert article.byline == expected["byline"]
    assert article.info_source == expected["agency"]
    assert article.outlet == expected["outlet"]
    assert article.dateline == expected["dateline_place"]
    assert article.language == expected["language"]
    assert article.body.startswith(expected["body_starts_with"])
    assert article.body.endswith(expected["body_ends_with"])
    assert len(article.body.split("\n\n")) == expected["paragraphs"]
    assert [dropped for dropped in expected["must_drop"] if dropped in article.body] == []
    assert article.published_at is None
