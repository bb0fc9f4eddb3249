"""Which part of a page is its article: pages in pieces, pages with several stories, and names that mislead."""

import time

import pytest

from streams.core.clean import clean
from streams.core.model import Article, RawArticle

BODY = [
    "The council put off its vote on the draft on Tuesday after three members asked for more time to read it.",
    "“We were given the text last night,” one of the envoys said as she left the chamber with her staff.",
    "The sponsors met behind closed doors until midnight, and two of them said that they were near an agreement.",
    "The vote is now expected on Thursday, and the sponsors say that they will not change the text again.",
]
OTHER = "A museum in the old harbour opened its doors on Monday, and the first visitors had to wait for two hours."
TEXT = [f"<p>{paragraph}</p>" for paragraph in BODY]
NEXT = "".join(f"<p>{OTHER} Report number {number}.</p>" for number in range(12))


def body(page: str) -> list[str]:
    article = clean(RawArticle("text/html", page.encode()))
    assert isinstance(article, Article)
    return article.body.split("\n\n")


@pytest.mark.parametrize(
    "page",
    [
        # the story that the page appends below
        f"<main><article><h1>Vote put off</h1>{''.join(TEXT)}</article>"
        f"<article><h1>A museum opens</h1>{NEXT}</article></main>",
        # columns named after the sidebar beside them
        "<article class=story>"
        + "".join(f"<div class=sidebar-grid><div class=sidebar-grid__content>{part}</div></div>" for part in TEXT)
        + "</article>",
        # the page says that readers may comment; an element's number begins with "ad"
        f"<div class=comments-enabled><h1>Vote put off</h1>{''.join(TEXT)}</div>",
        f"<div>{TEXT[0]}</div><div id=ad6ed79d-88fd-4c8e-a27a-ff8349c9446f>{''.join(TEXT[1:])}</div>",
        # a field without a visible label
        f"<article><div class='field field--label-hidden'>{TEXT[0]}</div>"
        f"<div class='field field--label-hidden'>{''.join(TEXT[1:])}</div></article>",
        # pieces of the text, with something of its own between them
        f"<main><section><div class=top><div class=text>{TEXT[0]}</div></div></section><p><a href=x>Our app</a></p>"
        f"<section class=wide><div class=text>{''.join(TEXT[1:])}</div></section>"
        "</main>",
    ],
)
def test_the_article_is_found(page: str) -> None:
    """All of its paragraphs, and nothing else."""
    assert body(page) == BODY


def test_a_lead_that_stands_apart_is_kept() -> None:
    """Above the element with nearly all of the text, in paragraphs named as those in it."""
    long = "".join(f"<p class=par>{text} {text[::-1].capitalize()}.</p>" for text in BODY)
    page = f"<article><div class=lead><p class=par>{OTHER}</p></div><div class=rest>{long}</div></article>"
    assert body(page)[0] == OTHER
    assert len(body(page)) == 1 + len(BODY)


def test_a_body_is_believed_though_readers_wrote_more() -> None:
    """The element that says it is the article's body, from a certain length."""
    text = "".join(f"<p>{text} {text[::-1].capitalize()}. {text}</p>" for text in BODY)
    said = "".join(f"<li><p>{OTHER} I was there {number} times.</p></li>" for number in range(30))
    assert OTHER not in " ".join(body(f"<div itemprop=articleBody>{text}</div><div><ul>{said}</ul></div>"))


@pytest.mark.parametrize("item", ["<li>{}</li>", "<li><p>{}</p></li>"])
def test_a_long_list_does_not_end_the_article(item: str) -> None:
    """Items that are no links stay, with the text below them."""
    items = [f"Delegation of the {number}th member, with two advisers" for number in range(12)]
    listed = "".join(item.format(text) for text in items)
    page = f"<article>{TEXT[0]}{TEXT[1]}<ul>{listed}</ul>{TEXT[2]}{TEXT[3]}</article>"
    assert body(page) == [*BODY[:2], *items, *BODY[2:]]


def test_what_waits_for_a_subscriber_is_read() -> None:
    """In the article's body, where what is shown is an extract; not where the rest is hidden elsewhere."""
    hidden = "".join(f"<div style='display:none'>{part}{part.replace('<p>', '<p>Again: ')}</div>" for part in TEXT * 3)
    assert len(body(f"<div itemprop=articleBody>{TEXT[0]}{hidden}</div>")) > len(BODY)
    assert body(f"<article>{TEXT[0]}{TEXT[1]}</article><div>{hidden}</div>") == BODY[:2]


def test_a_player_among_the_paragraphs_does_not_cut_the_lead_off() -> None:
    """Its buttons and the titles of its films are no end of the article."""
    player = "".join(f"<div><a href=x>A film on the harbour, part {number}</a></div>" for number in range(12))
    again = "".join(part.replace("<p>", "<p>Again: ") for part in TEXT)
    assert body(f"<article>{''.join(TEXT)}<div>{player}</div>{again}</article>")[: len(BODY)] == BODY
    assert len(body(f"<article>{again}<div>{player}</div>{''.join(TEXT)}</article>")) == 2 * len(BODY)


@pytest.mark.parametrize("piece", ["<article><h1>a</h1>", "<p>", "<div class=sidebar>", "<div class=comments><h1>a"])
def test_parts_are_told_in_linear_time(piece: str) -> None:
    """Pages made of such pieces alone take well under a second."""
    page = f"<article class=text>{''.join(TEXT)}</article>" + (piece + TEXT[0]) * 10_000
    started = time.process_time()
    body(page)
    assert time.process_time() - started < 3
