"""The same story broken into lines at any width tells the same. All texts are written for these tests."""

import textwrap
from datetime import UTC, datetime
from itertools import product

import pytest

from streams.core.clean import clean
from streams.core.enrich import enrich
from streams.core.model import Article, EnrichedArticle, RawArticle

WIDTHS = range(60, 141, 2)
HEADLINES = (
    "",
    "Security Council extends Cyprus mission for six months",
    "U.N. Security Council extends the mandate of its mission in Cyprus after a night of talks on a text by Sweden",
)
BYLINES = ("", "By Ana Lind", "By ANA LIND\nAssociated Press")
DATELINES = ("", "UNITED NATIONS (AP) — ", "GENEVA, May 3 (Reuters) - ")
PARAGRAPHS = [
    "The Security Council on Tuesday adopted a resolution extending the mandate of the peacekeeping mission on the"
    " island of Cyprus for another six months, by 14 votes to none, with Russia abstaining.",
    "Ambassador Maria Lind of Sweden, whose country drafted the text, said the vote sent a clear message.",
    "“This is what we had hoped for,” she told reporters outside the chamber.",
    "Russian Ambassador Ivan Petrov said Moscow could not support a text that, in his words, ignored the facts on the"
    " ground. United Nations Secretary-General Antonio Guterres welcomed the decision. The mission has 800 soldiers and"
    " police officers from more than twenty countries and has been on the island since 1964, when fighting between the"
    " two communities broke out.",
    "Britain, France and the United States voted in favour.",
    "The General Assembly is expected to take up a draft of its own on Friday, diplomats said, after the Group of 77"
    " and China asked for more time to read it. That draft, tabled by Turkey, Pakistan and Azerbaijan, would call for"
    " direct talks.",
]


def raw(text: str) -> RawArticle:
    return RawArticle("text/plain", text.encode(), published_at=datetime(2024, 1, 30, 20, tzinfo=UTC))


def read(text: str) -> Article:
    article = clean(raw(text))
    assert isinstance(article, Article)
    return article


def told(article: Article) -> tuple[str | None, ...]:
    return article.headline, article.byline, article.dateline, article.info_source, article.body


def fill(text: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in text.split("\n"))


@pytest.mark.parametrize("many", [1, 2, 6])
def test_a_story_with_empty_lines_is_read_alike_at_every_width(many: int) -> None:
    """Headline, byline, dateline and each paragraph are those of the text that nobody wrapped."""
    for headline, byline, dateline in product(HEADLINES, BYLINES, DATELINES):
        first, *others = PARAGRAPHS[:many]
        parts = [part for part in (headline, byline, dateline + first, *others) if part]
        want = told(read("\n\n".join(parts)))
        for width in WIDTHS:
            assert told(read("\n\n".join(fill(part, width) for part in parts))) == want, width


@pytest.mark.parametrize("many", [2, 6])
def test_a_story_without_empty_lines_keeps_its_words_at_every_width(many: int) -> None:
    """Headline, byline and dateline are the same. The one thing that the lines cannot tell is where a paragraph ends
    whose last line is full: the next one goes on from it.
    """
    for headline, byline, dateline in product(HEADLINES[:2], BYLINES, DATELINES):
        head = "\n\n".join(part for part in (headline, byline, "") if part or headline or byline)
        first, *others = PARAGRAPHS[:many]
        want = read(head + "\n".join([dateline + first, *others]))
        for width in WIDTHS:
            got = read(head + "\n".join(fill(part, width) for part in (dateline + first, *others)))
            assert told(got)[:4] == told(want)[:4], width
            assert got.body.split() == want.body.split(), width
            assert set(_starts(got.body)) <= set(_starts(want.body)), width


def _starts(body: str) -> list[str]:
    return [paragraph[:20] for paragraph in body.split("\n\n")]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_the_same_events_are_found_at_every_width(between: str) -> None:
    """A lead of two or three lines is one sentence, whatever word its second line begins with."""
    parts = [DATELINES[1] + PARAGRAPHS[0], *PARAGRAPHS[1:]]
    want = events(HEADLINES[1] + "\n\n" + between.join(parts))
    assert want
    for width in WIDTHS[::3]:
        assert events(HEADLINES[1] + "\n\n" + between.join(fill(part, width) for part in parts)) == want, width


def events(text: str) -> list[tuple[object, ...]]:
    article = enrich(raw(text))
    assert isinstance(article, EnrichedArticle)
    return [(each.stage, each.organ, each.vote, each.sponsors, each.targets) for each in article.resolution_events]


@pytest.mark.parametrize(
    "lines",
    [
        ["Council extends the mandate of its mission on the island for six months and wants a report", "By Ana Lind"],
        ["Council extends the mandate of its mission on the island for half a year", "May 3, 2024"],
    ],
)
def test_a_byline_or_a_date_is_no_second_line_of_a_headline(lines: list[str]) -> None:
    """Though the line above had no room for its first word."""
    article = read("\n".join(lines) + "\n\n" + "\n\n".join(PARAGRAPHS))
    assert article.headline == lines[0]
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_short_lines_that_are_no_wrapped_text_stay_apart() -> None:
    """A list of headlines has room at the ends of its lines."""
    menu = "Island votes for a new mayor after a long count of ballots\nEnvoys agree\nrain on Friday\nA walk by the sea"
    article = read("\n\n".join(PARAGRAPHS) + "\n\n" + menu)
    assert article.body == "\n\n".join(PARAGRAPHS)
