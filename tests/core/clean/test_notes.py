"""Notes of the desk: corrections, advice, and the tags of a version. All texts are written for these tests."""

import json
from datetime import UTC, datetime

import pytest

from streams.core.clean.notes import kind_of_note, without_slug
from tests.core.clean.desk import BODY, EMBARGO, LEAD, MIDNIGHT, NINJS, SECOND, STORY, THIRD, page, read

NOTES = [
    "(Corrects spelling of envoy’s name in paragraph 3)",
    "(Adds quotes, background in paragraphs 4-5)",
    "(Refiles to fix typo in headline)",
    "Eds: UPDATES with quotes. With AP Photos.",
    "EDITORS: The following story is for use on Wednesday.",
    "Editor’s note: This story contains a word that some readers may not like.",
    "CORRECTION: The name of the envoy was misspelled in an earlier story.",
    "Correction: March 5, 2024",
    "This story has been corrected to say that three members asked for time, not two.",
    "An earlier version of this article misstated the day of the vote. It is Thursday.",
    "This article was amended on 6 March 2024 because an editing error turned three members into two.",
    "Une version antérieure de cet article donnait un autre jour.",
    "Fe de errores: el voto será el jueves.",
    EMBARGO,
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_neither_lead_nor_text(note: str) -> None:
    """Above the story, in it or below it, in a text or on a page: what the desk says is left out, and nothing else."""
    for texts in ([note, *BODY], [*BODY, note], [LEAD, note, SECOND, THIRD]):
        assert read("\n\n".join(texts)).body == STORY
        assert read(page(*texts), "text/html").body == STORY


@pytest.mark.parametrize(
    "start",
    [
        "(Adds quotes) LISBON, March 6 (Reuters) - ",
        "(Corrects day of the vote) UNITED NATIONS (AP) — ",
        "Eds: Updates with quotes. UNITED NATIONS (AP) — ",
        "This story has been updated with quotes. UNITED NATIONS (AP) — ",
    ],
)
def test_the_lead_is_kept_that_a_note_stands_before(start: str) -> None:
    """Where a note and the lead are one paragraph, the paragraph is the lead."""
    assert LEAD in read(f"{start}{LEAD}\n\n{SECOND}\n\n{THIRD}").body
    assert LEAD in read(page(start + LEAD, SECOND, THIRD), "text/html").body


@pytest.mark.parametrize(
    "sentence",
    [
        "(He adds that the vote was fair), and so does she, as all of those who were in the chamber on that day do.",
        "Correction officers in the north went on strike on Tuesday after a fight in which two of them were hurt.",
        "Kill rates among the deer of the island have gone down since the rules were changed three years ago.",
        "Mandatory kill limits for wolves were set by the assembly on Tuesday after a debate of two days and a night.",
        "Embargo rules on arms were tightened by the council on Tuesday, and will be looked at again in June.",
        "Editors of three papers were held by the police for a night after they had printed the names.",
        "Withdrawn from the chamber, the envoys went on with their talks in the corridor until the morning came.",
    ],
)
def test_a_story_about_such_things_is_a_story(sentence: str) -> None:
    """What only begins like a note is text."""
    article = read(f"{sentence}\n\n{SECOND}\n\n{THIRD}")
    assert article.body.startswith(sentence)
    assert (article.pub_status, article.embargoed_until) == ("usable", None)


def test_ninjs_says_what_its_desk_says() -> None:
    """Notes stand in the body of ninjs and beside it; its own status and embargo win."""
    item = {"uri": "urn:x", "body_text": f"{EMBARGO}\n\n{STORY}", "ednote": "Eds: Updates with quotes."}
    article = read(json.dumps(item), NINJS)
    assert (article.body, article.embargoed_until) == (STORY, MIDNIGHT)
    article = read(json.dumps(item | {"embargoed": "2024-03-06T00:00:00Z", "ednote": "A kill is mandatory."}), NINJS)
    assert (article.embargoed_until, article.pub_status) == (datetime(2024, 3, 6, tzinfo=UTC), "canceled")
    assert (
        read(json.dumps(item | {"pubstatus": "usable", "ednote": "Kill is mandatory."}), NINJS).pub_status == "usable"
    )


@pytest.mark.parametrize(
    "slugged",
    [
        "UPDATE 2-Council puts off vote",
        "REFILE-UPDATE 1-Council puts off vote",
        "WRAPUP 3-Council puts off vote",
        "CORRECTED-Council puts off vote",
        "CORRECTED-(OFFICIAL)-Council puts off vote",
        "RPT-Council puts off vote",
        "(LEAD) Council puts off vote",
        "(2nd LD) Council puts off vote",
        "2nd LD-Writethru: Council puts off vote",
        "(Ampliación) Council puts off vote",
        "Council puts off vote, 1st Ld-Writethru",
    ],
)
def test_a_headline_loses_the_tags_of_its_version(slugged: str) -> None:
    """They tell editors which copy to use."""
    assert without_slug(slugged) == "Council puts off vote"


@pytest.mark.parametrize(
    "headline", ["Update on the talks: no vote", "Lead in the water: 3 held", "Repeat offender held"]
)
def test_other_headlines_keep_their_first_word(headline: str) -> None:
    """A tag is followed by a dash or a colon."""
    assert without_slug(headline) == headline


def test_kinds_of_notes_are_told_apart() -> None:
    """As ``reswatch explain`` names them."""
    kinds = ["advisory"] * 8 + ["correction"] * 4 + ["advisory", "embargo"]
    assert [kind_of_note(note) for note in NOTES] == kinds


@pytest.mark.parametrize(
    "paragraph",
    [
        "UNITED NATIONS (AP) — The council met on Thursday on the draft. An earlier version of this story was wrong, an"
        " envoy told reporters.",
        "The council met on Monday. An earlier version of this draft was leaked to reporters on the weekend.",
        "The council put off its vote. The original version of this resolution had called for sanctions.",
        "An earlier version of this resolution was vetoed in May, and so was a previous version of this text.",
        "A previous version of this text, which was seen by three members, did not name the island at all.",
        "The original version of this draft had set a deadline of ninety days for the withdrawal of all troops.",
        "An earlier version of this post-conflict framework was put to the vote in June, and was not adopted.",
        "Envoys said that an earlier version of this report had named the two ministers who had paid for the arms.",
        "Norland asked for a delay. This story has been corrected too often, its envoy told members of the council.",
        "The ministry blamed an editing error for the missing word, and sent a new text to all of the members.",
        "The amendment corrects the spelling of three names on the list of those who may not travel abroad.",
        "The database has been updated to correct the number of camps, a spokesman said in Geneva on Tuesday.",
        "“We regret the error,” the envoy said after the vote, and asked for the floor to be given to Norland.",
        "“This article has been amended three times,” she said, with the Charter of the organization in her hand.",
        "El consejo se reunió el lunes. En una versión anterior del borrador no figuraban sanciones contra nadie.",
        "Una versión anterior de este proyecto de resolución fue vetada en mayo por dos de los miembros.",
        "In einer früheren Fassung dieses Entwurfs war noch von Sanktionen gegen zwei Minister die Rede.",
    ],
)
def test_an_earlier_version_of_something_else_is_told_by_the_article(paragraph: str) -> None:
    """A correction opens its line and speaks of the story; behind a sentence, or of a draft, it is the article's."""
    told = paragraph.removeprefix("UNITED NATIONS (AP) — ")
    for texts in ([paragraph, SECOND, THIRD], [LEAD, paragraph, THIRD]):
        for article in (read("\n\n".join(texts)), read(page(*texts), "text/html")):
            assert told in article.body


@pytest.mark.parametrize(
    "note",
    [
        "In an earlier version of this article, the name of the envoy was misspelled. It is Lind.",
        "6 March 2024: This article was amended to say that three members had asked for time.",
        "Update 6 March 2024: This article has been amended to say who had asked for more time.",
        "Update: March 6, 2024 This story has been updated to include what the envoy of Norland said.",
        "CORRECTION An earlier version of this report gave another day for the vote of the council.",
        "LISBON, Port. (AP) — In a story March 5 about a vote, The Associated Press reported erroneously who voted.",
        "A correction was made on March 6, 2024: An earlier version of this article misspelled a name.",
        "This story was first published on March 5, 2024. It was updated on March 6, 2024, to correct a name.",
        "Because of an editing error, an article on Tuesday about a vote gave another number of members.",
        "Una versión anterior de esta noticia daba otra fecha para la votación en el consejo.",
        "In einer früheren Fassung dieses Artikels stand ein anderer Tag für die Abstimmung im Rat.",
    ],
)
def test_a_correction_opens_its_line(note: str) -> None:
    """Behind little words, when it was made, or which story it is about."""
    assert kind_of_note(note) in ("correction", "advisory")
    for texts in ([note, *BODY], [*BODY, note]):
        assert read("\n\n".join(texts)).body == STORY
