"""The text of printed pages to articles. All texts are written for these tests."""

import pytest

from streams.core.clean import clean
from streams.core.clean.hyphens import Hyphens
from streams.core.clean.printed import is_printed, unprinted
from streams.core.model import Article, RawArticle

TITLE = "Foreign Minister to take draft on water installations to the Security Council"
LEAD = (
    "The Minister for Foreign Affairs will travel to New York on Monday to present the draft resolution on water"
    " installations in armed conflict, which the Republic has co-sponsored with fourteen other States."
)
SECOND = (
    "The text asks the Secretary-General to keep a public list of attacks on dams and wells, and to inform the Council"
    " within forty-eight hours of each. It builds on the findings of the inter-agency mission to the upper river."
)
THIRD = "The draft is expected to be put to the vote before the end of the month."
BODY = [LEAD, SECOND, THIRD]
PDF = """Ministry of Foreign Affairs                         Press Service

FOR IMMEDIATE RELEASE
Port Royal, 5 March 2024

Foreign Minister to take draft on water installations
to the Security Council

The Minister for Foreign Affairs will travel to New York on Monday to
present the draft resolution on water installations in armed con\ufb02ict, which
the Republic has co-sponsored with fourteen other States.

The text asks the Secretary-General to keep a public list of attacks on
dams and wells, and to inform the Council within forty-eight hours of

12 Harbour Square, 1000 Port Royal
                                                                   1
\fMinistry of Foreign Affairs                         Press Service

each. It builds on the \ufb01ndings of the inter-agency mis-
sion to the upper river.

The draft is expected to be put to the vote before the end of the
month.

# # #

Press contact:
Arben Kola, Spokesperson, who will be glad to answer all of your questions by day and by night.

12 Harbour Square, 1000 Port Royal
                                                                   2
\f"""
CLOSE = "\n".join(line.strip() for line in PDF.replace("\f", "\n").split("\n") if line).replace("mis-\nsion", "mission")
"""As extractors leave it that tell neither pages nor paragraphs."""
UNITED_NATIONS = """Press Release
GA/9391

Fifty-second General Assembly
77th Meeting (AM)

     GENERAL ASSEMBLY CALLS FOR FREE EXCHANGE OF FLOOD DATA
     BETWEEN STATES THAT SHARE RIVERS

     The General Assembly this morning called upon all States that share
a river to exchange data on floods without charge, and requested the
Secretary-General to report on the matter at its next session.

                              (more)
\f
General Assembly Plenary            - 2 -        Press Release GA/9391
77th Meeting (AM)                                     17 December 1997


     The representative of Norland said that the first of the texts was
overdue by twenty years. The rivers had never asked for visas.

                         * *** *

For information media. Not an official record.
"""


def read(text: str) -> Article:
    article = clean(RawArticle("text/plain", text.encode()))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "text",
    [
        PDF,
        PDF.replace("\n", "\r\n"),
        PDF.replace("mis-\nsion", "mis\xad\nsion"),
        PDF.replace("      1\n", "Page 1 of 2\n").replace("      2\n", "Page 2 of 2\n").replace("\f", ""),
        PDF.replace("\n", "\n\n"),
        CLOSE,
    ],
    ids=["pdf", "crlf", "soft hyphen", "no form feeds", "double-spaced", "neither pages nor paragraphs"],
)
def test_the_release_is_what_is_left_of_its_pages(text: str) -> None:
    """Letterheads, numbers of pages and contacts go; lines, broken words and the parts of a sentence are joined."""
    article = read(text)
    assert article.body.replace("\n\n", " ").startswith(" ".join(BODY))
    assert article.headline == TITLE


def test_the_mark_of_its_end_ends_a_release() -> None:
    """What stands below it is for editors."""
    assert read(PDF).body.split("\n\n") == BODY
    for mark in ("-ENDS-", "ENDS", "- 30 -", "-30-", "###", "* *** *"):
        assert read(PDF.replace("# # #", mark)).body.split("\n\n") == BODY


def test_an_old_release_of_the_united_nations() -> None:
    """Its pages begin with a header that has the number in its middle, and end by saying that there is more."""
    article = read(UNITED_NATIONS)
    assert article.headline == "GENERAL ASSEMBLY CALLS FOR FREE EXCHANGE OF FLOOD DATA BETWEEN STATES THAT SHARE RIVERS"
    first, second = article.body.split("\n\n")
    assert first.startswith("The General Assembly this morning called upon all States that share a river")
    assert second.endswith("The rivers had never asked for visas.")


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("the pro-", "tection of wells", "protection"),
        ("he co-", "sponsored it", "co-sponsored"),
        ("the co-", "operation of both", "cooperation"),
        ("a non-", "permanent member", "non-permanent"),
        ("the ex-", "planation", "explanation"),
        ("an ex-", "minister", "ex-minister"),
        ("the Asia-", "Pacific region", "Asia-Pacific"),
        ("a state-of-", "the-art dam", "state-of-the-art"),
        ("a land-", "based launcher", "land-based"),
        ("los técnico-jurí-", "dicos", "técnico-jurídicos"),
        ("in 2024-", "2025", "2024-2025"),
        ("the abs\xad", "tention", "abstention"),
        ("the draft -", "a long one", "draft - a"),
    ],
)
def test_a_hyphen_stays_if_it_is_the_word_s_own(before: str, after: str, word: str) -> None:
    """Typesetters break words anywhere; compounds, numbers and names keep what joins them."""
    assert word in Hyphens([before, after]).join([before, after])


def test_what_the_text_writes_elsewhere_decides_first() -> None:
    """A word that stands in the text, with its hyphen or without it, is that word here too."""
    lines = ["the peace-", "keepers left", "peace-keepers came", "a re-", "election", "reelection"]
    hyphens = Hyphens(lines)
    assert hyphens.join(lines[:2]) == "the peace-keepers left"
    assert hyphens.join(lines[3:5]) == "a reelection"


def test_lists_and_paragraphs_without_empty_lines_are_told_apart() -> None:
    """A short last line ends a paragraph; an item begins with its mark."""
    text = (
        "The report of the mission, which was sent to the members of the Council\n"
        "on Tuesday, has two parts, and both are short.\n"
        "It was written in the course of a single week by those who had been to\n"
        "the river, and it says:\n"
        "• that of the clinics in the valley more than one half has neither water\n"
        "  nor electricity;\n"
        "• that the camps are full.\f"
    )
    assert [paragraph[:12] for paragraph in unprinted(text).split("\n\n")] == [
        "The report o",
        "It was writt",
        "• that of th",
        "• that the c",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A plain text.\n\nThe vote was 13-0 -\nno one spoke.",
        "The so-called list, item -\n\nNext",
        "By Ana Lind, Reuters\n\nThe council voted.",
    ],
)
def test_other_texts_are_not_taken_for_printed_ones(text: str) -> None:
    """A dash at the end of a line breaks no word."""
    assert not is_printed(text)


def test_a_page_s_number_is_no_other_number() -> None:
    """A line at the end of a page that holds some number is text."""
    text = f"{LEAD}\n\nThe clause was adopted with 13 votes and the rest with 2 of 15\n\f{SECOND}\n\n{THIRD}"
    assert "2 of 15" in read(text).body


def test_a_text_that_is_there_twice_is_not_taken_for_headers() -> None:
    """Lines that stand twice are headers only where they are few."""
    lines = unprinted(f"{PDF}\f{PDF}")
    assert lines.count("expected to be put to the vote") >= 1
