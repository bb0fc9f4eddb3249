"""Keys of raw articles: what the enriched article will be keyed by."""

import pytest

from streams.core.enrich import enrich
from streams.core.identity import content_uri
from streams.core.model import EnrichedArticle, RawArticle
from streams.sources import samples
from streams.sources.files import read
from streams.sources.keys import key_of


@pytest.mark.parametrize("article", [found.article for found in read(samples())])
def test_a_sample_has_the_key_of_its_enriched_article(article: RawArticle) -> None:
    """So versions that lie in one partition of the raw topic lie in one of the enriched topic too."""
    outcome = enrich(article)
    assert isinstance(outcome, EnrichedArticle)
    assert key_of(article) == outcome.article.uri.encode()


def test_two_versions_of_a_page_have_one_key() -> None:
    """A page fetched twice, its text corrected: the canonical address counts, not the bytes or the media type."""
    page = (
        '<html><link rel="canonical" href="https://ledger.example/1"><p>The council met on {day}, diplomats said.</p>'
    )
    first = RawArticle("text/html", page.format(day="Monday").encode())
    second = RawArticle("text/plain", page.format(day="Tuesday").encode())  # as some servers say
    assert key_of(first) == key_of(second) == b"https://ledger.example/1"


@pytest.mark.parametrize(
    "raw",
    [
        RawArticle("text/html", b"\xff\xfe\x00<"),
        RawArticle("application/vnd.iptc.ninjs+json", b"{broken"),
        RawArticle("image/png", b"\x89PNG"),
        RawArticle("text/plain", b"The council met."),
    ],
)
def test_what_says_nothing_of_itself_is_keyed_by_its_content(raw: RawArticle) -> None:
    assert key_of(raw) == content_uri(raw.content).encode()
