"""The metadata of pages, where they are written in other ways than the usual ones."""

from datetime import UTC, datetime

import pytest

from streams.core.clean import clean
from streams.core.model import Article, RawArticle

TEXT = "<p>The council put off its vote on the draft on Tuesday after three members asked for more time to read it.</p>"


def read(page: str) -> Article:
    article = clean(RawArticle("text/html", page.encode()))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<meta property=og:title content='Vote: put off'>", "Vote: put off"),
        (
            "<script type=application/ld+json>{'@type': 'Article', 'headline': 'Vote: put off'}</script>",
            "Vote: put off",
        ),
        ("<meta property=og:title content='Another headline'>", "Voteput off"),
    ],
)
def test_a_headline_in_two_parts_is_written_as_the_metadata_write_it(head: str, headline: str) -> None:
    """The line above the headline and it are one element, without a blank between them."""
    head = head.replace("'", '"').replace("=application/ld+json", "='application/ld+json'")
    page = f"<head>{head}</head><h1><span>Vote</span><span>put off</span></h1><article>{TEXT}</article>"
    assert read(page).headline == headline


def test_a_headline_shown_keeps_its_own_quotes() -> None:
    """The metadata often write them as typewriters do."""
    page = f"""<meta property="og:title" content="Vote 'put off'"><h1>Vote ‘put off’</h1><article>{TEXT}</article>"""
    assert read(page).headline == "Vote ‘put off’"


def test_a_headline_is_told_from_its_outlet_and_from_its_entities() -> None:
    """Where no heading shows it."""
    page = """<meta property="og:title" content="The draft&amp;#8217;s last vote | The Example">
    <meta property="og:site_name" content="The Example">"""
    assert read(f"{page}<article>{TEXT}</article>").headline == "The draft’s last vote"


@pytest.mark.parametrize(
    ("element", "byline"),
    [
        ("<div class=byline>By <a href=x>Ana Lind</a><time datetime=2026-03-03>3/3/2026</time></div>", "Ana Lind"),
        ("<p class=author><a>Ana Lind</a><b>Ana Lind</b>Published: March 3, 2026 <a>Link copied</a></p>", "Ana Lind"),
        ("<meta name=author content=a.lind@news.example><div class=byline>Ana Lind</div>", "Ana Lind"),
        ("<meta name=author content='Lind, Ana'>", "Lind, Ana"),
        ("<div class=author>Author</div>", None),
    ],
)
def test_a_byline_is_the_name_alone(element: str, byline: str | None) -> None:
    """Without its address, and what stands behind it; not twice."""
    assert read(f"<article>{element}{TEXT}</article>").byline == byline


@pytest.mark.parametrize(
    "element",
    [
        "<div class=byline>By Ana Lind <time datetime='2026-03-03 10:20:30 +0200'>03/03/2026</time></div>",
        "<meta name=article:published:time content=2026-03-03T08:20:30Z>",
        '<script type=\'application/ld+json\'>{"@type": "TechArticle", "description": "Two\nlines",'
        ' "datePublished": "2026-03-03T08:20:30Z"}</script>',
    ],
)
def test_a_time_is_read_where_it_is_written_in_another_way(element: str) -> None:
    """Next to the author, with a blank before its zone, in linked data with line breaks."""
    assert read(f"{element}<article>{TEXT}</article>").published_at == datetime(2026, 3, 3, 8, 20, 30, tzinfo=UTC)
