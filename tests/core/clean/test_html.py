"""Web pages to articles."""

import time
from datetime import UTC, datetime

import pytest

from streams.core.clean import clean
from streams.core.model import Article, RawArticle

LEAD = "The council put off its vote on the draft on Tuesday after three members asked for more time to read it."
SECOND = "“We were given the text last night,” one of the envoys said as she left the chamber with her staff."
THIRD = "The vote is now expected on Thursday, and the sponsors say that they will not change the text again."
BODY = [LEAD, SECOND, THIRD]
ODD_TAG = """<p data-a=don’t title="a > b" onclick='c > d'>"""
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def read(page: str, **fields: object) -> Article:
    article = clean(RawArticle("text/html", page.encode(), **fields))  # type: ignore[arg-type]  # fields of a case
    assert isinstance(article, Article)
    return article


def body(page: str) -> list[str]:
    return read(page).body.split("\n\n")


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><article>{PARAGRAPHS}</article></body></html>",
        f"<body><nav><p>{SECOND} Not this one.</p></nav><main>{PARAGRAPHS}</main><footer><p>All of it.</p></footer>",
        f"<div class='article-body'>{PARAGRAPHS}</div><div class='related-stories'><p>{LEAD} In other news.</p></div>",
        f"<div class=page-with-sidebar><div>{PARAGRAPHS}</div></div>",
        "<article>" + "".join(f"<p>{paragraph}" for paragraph in BODY) + "</article>",
        "<td>" + "<br><br>".join(BODY) + "</td>",
        f"<article>{PARAGRAPHS}</article><div id=comments><p>{LEAD.replace('council', 'clowns') * 3}</p></div>",
        f"<article><figure><figcaption>An envoy leaves. Photo: A. Agency</figcaption></figure>{PARAGRAPHS}</article>",
        f"<article><p>{LEAD}</p><p><a href=x>Three things to know about the draft</a></p><p>{SECOND}</p><p>{THIRD}</p>",
        f"<article><script>a = '<p>not text</p>';</script><style>p {{}}</style><!-- <p>nor this</p> -->{PARAGRAPHS}",
        f"<article>{PARAGRAPHS}<p>Sign up for our daily newsletter.</p><p>© 2026 The Example. All rights reserved.</p>",
        f"<nav><div><nav>Menu</nav></div><p>{THIRD}</p></nav><article>{PARAGRAPHS}</article>",
        f"<article><!-- <script> -->{PARAGRAPHS}<SCRIPT>a = '</p><p>{LEAD}'</SCRIPT><script>b()</script></article>",
        f"<article>{PARAGRAPHS}<script>if (a<b) document.write('<p>{THIRD}</p>')",
        f"<article><p hidden>{LEAD} Hidden.{PARAGRAPHS}</article>",
        f"<article>{PARAGRAPHS.replace('<p>', ODD_TAG)}</article>",
        f"<ARTICLE>{PARAGRAPHS.replace('p>', 'P>')}</ARTICLE>",
        f"<article><div hidden><p>{LEAD} Hidden.</p></div><p style='display: none'>{THIRD} Hidden.</p>{PARAGRAPHS}",
        f"<article>{PARAGRAPHS.replace('council put', '<b>council</b> <span class=sr-only>opens new tab </span>put')}",
    ],
)
def test_the_article_is_kept_and_the_furniture_dropped(page: str) -> None:
    """Whatever stands around the three paragraphs, they are what is left."""
    assert body(page) == BODY


def test_a_wrapper_with_a_misleading_name_is_not_furniture() -> None:
    """An element that holds most of the page's prose stays, whatever its class says."""
    assert body(f"<div class='post-share-container'>{PARAGRAPHS}</div>") == BODY


def test_the_element_that_says_it_is_the_body_is_believed() -> None:
    """Short lines inside itemprop=articleBody are the article's."""
    page = (
        f"<div itemprop='articleBody'><p>{LEAD}</p><h2>What is next</h2><ul><li>A vote</li><li>A party</li></ul></div>"
    )
    assert body(page) == [LEAD, "What is next", "A vote", "A party"]


def test_a_page_that_a_script_puts_together_is_read_from_its_metadata() -> None:
    """The text that it tells search engines, where it shows only an extract."""
    told = "\\n".join(BODY)
    page = f"""<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{told}"}}</script>
    <div id="root"><p>{LEAD[:60]}…</p></div>"""
    assert body(page) == BODY


def test_a_page_that_hides_its_article_is_read_all_the_same() -> None:
    """Where nothing else is there, what waits for a script is the article."""
    assert body(f"<div style='display:none' class='story'>{PARAGRAPHS}</div>") == BODY


@pytest.mark.parametrize("tag", ["amp-live-list", "div class=liveblog-entries", "div itemprop=liveBlogUpdate"])
def test_a_live_blog_keeps_its_article(tag: str) -> None:
    """Entries come and go; they are read only where there is no article above them."""
    entries = f"<{tag}><p>{LEAD.replace('council', 'crowd') * 9}</p></{tag.split(maxsplit=1)[0]}>"
    long = "".join(f"<p>{paragraph} {paragraph[::-1].capitalize()}.</p>" for paragraph in BODY)
    assert "crowd" not in read(f"<main>{long}{entries}</main>").body
    assert "crowd" in read(f"<main><p>{SECOND}</p>{entries}</main>").body


def test_metadata_come_from_where_machines_read_them() -> None:
    """JSON-LD, Open Graph, the only heading, the canonical link; a foundation year in the masthead is no date."""
    page = f"""
    <html lang="en-gb"><head><title>Vote put off | The Example</title>
    <link rel="canonical" href="https://news.example/vote#top"><meta property="og:site_name" content="The Example">
    <script type="application/ld+json">{{"@graph": [
      {{"@type": "Person", "@id": "#a", "name": "Ana Lind"}},
      {{"@type": ["NewsArticle"], "headline": "Another headline", "datePublished": "2026-03-03T10:20:30.123456+02:00",
        "author": [{{"@id": "#a"}}, {{"name": "Reuters"}}]}}]}}</script></head>
    <body><p>Est. May 19, 1883</p><h1>Council puts off its vote</h1><article>{PARAGRAPHS}</article></body></html>"""
    article = read(page)
    assert article.headline == "Council puts off its vote"
    assert article.byline == "Ana Lind, Reuters"
    assert article.info_source == "Reuters"
    assert article.outlet == "The Example"
    assert article.language == "en-GB"
    assert article.uri == "https://news.example/vote"
    assert article.published_at == datetime(2026, 3, 3, 8, 20, 30, 123000, tzinfo=UTC)


def test_metadata_in_their_older_forms() -> None:
    """Meta elements, a time element and an author element serve where there is no JSON-LD."""
    page = f"""<head><title>Council puts off its vote - The Example</title></head>
    <div class="byline">By <a href=x>Ana Lind</a></div><time datetime="2026-03-03">3 March</time>
    <script type="application/ld+json">{{"broken</script><article>{PARAGRAPHS}</article>"""
    article = read(page)
    assert (article.headline, article.byline) == ("Council puts off its vote", "Ana Lind")
    assert article.published_at == datetime(2026, 3, 3, tzinfo=UTC)
    assert article.outlet is None


def test_the_feed_wins_over_the_page() -> None:
    """Fields of the raw article are final; empty strings count as absent."""
    page = f"<h1>Heading of the page</h1><article>{PARAGRAPHS}</article>"
    article = read(page, headline="Heading of the feed", outlet="", uri=" https://feed.example/1 ", language="fr")
    assert (article.headline, article.outlet) == ("Heading of the feed", None)
    assert (article.uri, article.language) == ("https://feed.example/1", "fr")


@pytest.mark.parametrize("address", ["/vote", "javascript:alert(1)", "ftp://news.example/", "https:///x", "http://[x/"])
def test_a_canonical_link_that_is_no_web_address_is_ignored(address: str) -> None:
    """The identity is then the hash of the content."""
    assert read(f"<link rel=canonical href='{address}'><article>{PARAGRAPHS}</article>").uri.startswith("ni:///")


def test_linked_data_is_read_wherever_it_stands() -> None:
    """Some pages put it into their footer, or hide it."""
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Vote put off"}</script>'
    assert read(f"<article>{PARAGRAPHS}</article><footer><p>All of it.</p>{data}</footer>").headline == "Vote put off"
    assert read(f"<div hidden>{data}</div><article>{PARAGRAPHS}</article>").headline == "Vote put off"


@pytest.mark.parametrize(
    "piece", ["<script>", '<script "', "<!--", "<script>a</script>", "<nav>", "<x-a hidden>", "<svg>"]
)
def test_repeated_pieces_of_pages_are_read_in_linear_time(piece: str) -> None:
    """Two megabytes of what is cut out or skipped take well under a second."""
    page = f"<article>{PARAGRAPHS}</article>" + piece * (2_000_000 // len(piece))
    started = time.process_time()
    assert body(page)[0] == LEAD
    assert time.process_time() - started < 1


def test_a_byline_that_nothing_marks_is_the_one_above_the_article() -> None:
    """Of pages without metadata and class names."""
    assert read(f"<article><h1>A vote put off</h1><div>By Ana Lind</div>{PARAGRAPHS}</article>").byline == "Ana Lind"
