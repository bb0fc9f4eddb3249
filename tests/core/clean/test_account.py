"""What cleaning says that it left out, and as what. All texts are written for these tests."""

import pytest
from hypothesis import given, settings

from streams.core.clean import clean
from streams.core.clean.account import account_of
from streams.core.model import Article, Filtered, RawArticle, Unreadable
from tests.core.clean.desk import EMBARGO, LEAD, SECOND, STORY, THIRD
from tests.core.clean.test_clean_properties import CONTENT, MEDIA
from tests.core.clean.test_printed import PDF

PAGE = f"""<!doctype html><html><body><nav><a>Home</a></nav>
<div class="cookie-bar"><p>We use cookies to make this site work for you.</p></div>
<article><h1>Council puts off vote</h1><figure><figcaption>An envoy leaves.</figcaption></figure>
<p>(Corrects day in paragraph 3)</p><p>UNITED NATIONS (AP) — {LEAD}</p>
<div class="newsletter-box"><p>The morning’s news in your inbox, every day but Sunday.</p></div>
<p>{SECOND}</p><p>{THIRD}</p></article>
<div class="comments"><p>I think that the whole council should be sent there for a year!</p></div>
<footer>All rights reserved.</footer></body></html>"""
TEXT = f"""Home
World

Council puts off vote
By Ana Lind
{EMBARGO}

UNITED NATIONS (AP) — {LEAD}

{SECOND}

Advertisement

{THIRD} Enditem

Related
Envoys agree on a date for talks
"""


def told(content: str, media_type: str = "text/plain") -> dict[str, str]:
    return {one.text: one.what for one in account_of(RawArticle(media_type, content.encode())).left_out}


def test_a_page_s_furniture_is_named() -> None:
    """By the element, its class name, or the words in it."""
    left = told(PAGE, "text/html")
    assert left["Home"] == "navigation"
    assert left["An envoy leaves."] == "picture"
    assert left["We use cookies to make this site work for you."] == "cookie notice"
    assert left["The morning’s news in your inbox, every day but Sunday."] == "newsletter"
    assert left["I think that the whole council should be sent there for a year!"] == "comments"
    assert left["All rights reserved."] == "footer"
    assert left["(Corrects day in paragraph 3)"] == "note of the desk: advisory"
    assert left["UNITED NATIONS (AP) — "[:-1]] == "dateline"
    assert "Council puts off vote" not in left


def test_a_text_s_lines_are_named() -> None:
    """Those above the article, in it and below it; and what a paragraph has lost."""
    left = told(TEXT)
    assert left["Home"] == "above the article"
    assert left["By Ana Lind"] == "byline or date"
    assert left[EMBARGO] == "note of the desk: embargo"
    assert left["Advertisement"] == "advertising"
    assert left["Related"] == "heading of something else"
    assert left["Enditem"] == "credits of the desk"
    assert left["Envoys agree on a date for talks"] == "below the article"


def test_what_belongs_to_printed_pages_is_named() -> None:
    """Headers, footers and numbers, and what stands below the end of a release."""
    account = account_of(RawArticle("text/plain", PDF.encode()))
    left = {one.text: one.what for one in account.left_out}
    assert account.extractor == "printed_pages"
    assert left["Ministry of Foreign Affairs Press Service"] == "header, footer or number of a page"
    assert left["Press contact:"] == "below the end of the release"


@pytest.mark.parametrize(
    ("page", "extractor"),
    [
        (PAGE, "main_element"),
        (PAGE.replace("<article>", '<article itemprop="articleBody">'), "article_body"),
        (f'<div style="display:none"><p>{LEAD}</p><p>{SECOND}</p></div>', "hidden_text"),
        (f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{LEAD} {THIRD}"}}</script>'
         f"<p>{LEAD[:90]}.</p>", "json_ld"),
    ],
)  # fmt: skip
def test_it_says_how_the_article_was_found(page: str, extractor: str) -> None:
    """By which of the ways of reading a page."""
    assert account_of(RawArticle("text/html", page.encode())).extractor == extractor


def test_nothing_that_is_in_the_body_is_said_to_be_left_out() -> None:
    """Whole paragraphs stand in one or the other."""
    for content, media_type in ((PAGE, "text/html"), (TEXT, "text/plain"), (STORY, "text/plain"), (PDF, "text/plain")):
        article = clean(RawArticle(media_type, content.encode()))
        assert isinstance(article, Article)
        assert not set(article.body.split("\n\n")) & set(told(content, media_type))


@settings(max_examples=200, deadline=None)
@given(MEDIA, CONTENT)
def test_it_raises_what_clean_raises_and_nothing_else(media: str, content: bytes) -> None:
    """Whatever the bytes."""
    raw = RawArticle(media_type=media, content=content)
    try:
        outcome = clean(raw)
    except Unreadable:
        with pytest.raises(Unreadable):
            account_of(raw)
        return
    assert isinstance(outcome, Article | Filtered)
    account_of(raw)
