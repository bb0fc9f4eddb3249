"""Notes of the desk: corrections, advice, kills, holds and embargoes. All texts are written for these tests."""

import json
from datetime import UTC, datetime

import pytest

from streams.core.clean import clean
from streams.core.clean.embargo import embargo_of
from streams.core.clean.notes import kind_of_note, without_slug
from streams.core.model import Article, RawArticle

LEAD = "The council put off its vote on the draft on Tuesday after three members asked for more time to read it."
SECOND = "“We were given the text last night,” one of the envoys said as she left the chamber with her staff."
THIRD = "The vote is now expected on Thursday, and the sponsors say that they will not change the text again."
BODY = [LEAD, SECOND, THIRD]
STORY = "\n\n".join(BODY)
CAME = datetime(2024, 3, 4, 12, tzinfo=UTC)
MIDNIGHT = datetime(2024, 3, 5, 0, 1, tzinfo=UTC)
NINJS = "application/vnd.iptc.ninjs+json"
EMBARGO = "EMBARGOED UNTIL 00:01 GMT Tuesday 5 March 2024"
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


def read(content: str, media_type: str = "text/plain", **fields: object) -> Article:
    article = clean(RawArticle(media_type, content.encode(), **fields))  # type: ignore[arg-type]  # fields of a case
    assert isinstance(article, Article)
    return article


def page(*paragraphs: str) -> str:
    return "<article><h1>A vote put off</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article>"


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


@pytest.mark.parametrize(
    "notice",
    [
        "KILL KILL KILL\n\nPlease kill item 157 “Council adopts text”. The vote was put off at the last moment.",
        "BC-UN-Vote, KILL\n\nUNITED NATIONS (AP) — Please kill the story UN-Vote.\n\nA kill is mandatory.",
        "STORY WITHDRAWN-Council adopts text\n\nThe story is wrong. There was no vote, and there is no substitute.",
        "Council adopts text\n\nThis article has been retracted because there was no vote on Tuesday.",
        "MANDATORY KILL\n\nEditors, please kill the story slugged UN-Vote. The council did not adopt the resolution.",
    ],
)
def test_a_kill_withdraws_the_article(notice: str) -> None:
    """It is canceled and has no body, so that an event that an earlier version told is taken back."""
    article = read(notice)
    assert (article.pub_status, article.body) == ("canceled", "")
    assert read(f"{notice}\n\n{STORY}", pub_status="usable").pub_status == "usable"
    lines = [f"<p>{line}</p>" for line in notice.split("\n\n")]
    article = read(f"<html><body>{''.join(lines)}</body></html>", "text/html")
    assert (article.pub_status, article.body) == ("canceled", "")


def test_a_headline_may_say_that_the_story_is_withdrawn() -> None:
    """As on the page of a story that is no longer there."""
    article = read(page(LEAD).replace("A vote put off", "STORY WITHDRAWN: Council adopts text"), "text/html")
    assert (article.pub_status, article.body, article.headline) == ("canceled", "", None)


def test_a_hold_withholds() -> None:
    """Until another version says something else."""
    article = read(f"HOLD HOLD HOLD\n\nPlease hold item 123. There is some doubt.\n\n{STORY}")
    assert article.pub_status == "withheld"


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        (EMBARGO, MIDNIGHT),
        ("EMBARGO: 00.01 hrs 5 March 2024 GMT", MIDNIGHT),
        ("HOLD FOR RELEASE UNTIL 12:01 A.M. ET TUESDAY, MARCH 5", MIDNIGHT.replace(hour=5)),
        ("EMBARGOED UNTIL 0001 GMT TUESDAY MARCH 5, 2024", MIDNIGHT),
        ("Embargoed until 00:01 GMT (01:01 CET), Tuesday 5 March 2024", MIDNIGHT),
        ("EMBARGOED UNTIL 19:01 EST Monday 4 March 2024 / 00:01 GMT Tuesday 5 March 2024", MIDNIGHT),
        ("Sous embargo jusqu’au mardi 5 mars 2024 à 10h00 (heure de Paris)", MIDNIGHT.replace(hour=9, minute=0)),
        ("Embargado hasta las 10:00 GMT del 5 de marzo de 2024", MIDNIGHT.replace(hour=10, minute=0)),
        ("Sperrfrist: Dienstag, 5. März 2024, 10.00 Uhr MEZ", MIDNIGHT.replace(hour=9, minute=0)),
        ("EMBARGOED UNTIL 11 A.M. ET, MARCH 12, 2024", datetime(2024, 3, 12, 15, tzinfo=UTC)),
        ("EMBARGOED UNTIL 11 A.M. ET, MARCH 8, 2024", datetime(2024, 3, 8, 16, tzinfo=UTC)),
        ("Embargoed until 10:00 (Geneva time), 2 April 2024", datetime(2024, 4, 2, 8, tzinfo=UTC)),
        ("EMBARGOED UNTIL 00:01 Tuesday 5 March 2024", None),  # where?
        ("EMBARGOED UNTIL 10 A.M. CST, MARCH 5, 2024", None),  # Chicago or Beijing
        ("EMBARGOED UNTIL 5 March 2024", None),  # when?
        ("EMBARGOED UNTIL 00:01 GMT", None),  # which day?
        ("EMBARGOED UNTIL 00:01 GMT Monday 5 March 2024", None),  # it is a Tuesday
        ("EMBARGOED UNTIL 00:01 GMT 30 February 2024", None),
        ("EMBARGOED UNTIL 25:01 GMT 5 March 2024", None),
        ("EMBARGOED UNTIL 00:01 GMT 5 March 2034", None),  # ten years are a slip
        ("EMBARGOED UNTIL 00:01 GMT / 19:01 EST 5 March 2024", None),  # two moments
        ("EMBARGOED UNTIL DELIVERY", None),
    ],
)
def test_an_embargo_is_believed_where_it_is_whole(line: str, moment: datetime | None) -> None:
    """Day, time and zone, and nothing that contradicts them; else null. The line is no part of the text either way."""
    assert embargo_of(line, CAME) == moment
    article = read(f"{line}\n\n{STORY}", fetched_at=CAME)
    assert (article.embargoed_until, article.body) == (moment, STORY)


def test_the_feed_s_embargo_wins_and_a_year_is_never_guessed_without_a_day_to_go_by() -> None:
    """Metadata is what the source is sure of; a core without a clock knows no year."""
    told = datetime(2024, 3, 6, tzinfo=UTC)
    assert read(f"{EMBARGO}\n\n{STORY}", embargoed_until=told).embargoed_until == told
    assert embargo_of("EMBARGOED UNTIL 00:01 GMT 5 MARCH", None) is None
    assert embargo_of("EMBARGOED UNTIL 00:01 GMT 5 MARCH", CAME) == MIDNIGHT


def test_an_embargo_may_stand_on_the_line_below_its_name() -> None:
    """As in releases with a box at their top."""
    assert read(f"EMBARGOED UNTIL:\n00:01 GMT, Tuesday 5 March 2024\n\n{STORY}").embargoed_until == MIDNIGHT


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Kill the bill, kill the bill, shouted those who had come to the gates of the parliament on Tuesday.",
        "“Kill the story,” the editor told him on Tuesday, and the paper came out without a word on the vote.",
        "Kill the story, and you kill the paper, she told a hearing of the parliament that went on all night.",
        "Kill-switch rules for machines of war are sought in a draft that is before the General Assembly.",
        "KILL-SWITCH BILL IS PUT OFF BY ASSEMBLY AFTER A NIGHT OF TALKS, AND WILL COME BACK IN THE SPRING.",
        "Withdrawn: Norland’s draft on the island, after it had found only four votes in the council.",
        "WITHDRAWN: the draft on the island, after it had found no more than four votes in the council.",
        "This report was withdrawn at the request of the secretary-general, its author told reporters.",
        "This item has been withdrawn from the agenda of the council at the request of Norland and others.",
        "“Please hold our leaders to account,” she asked the members of the council on Tuesday.",
        "Please hold our leaders to account, she asked the members of the council in a letter on Tuesday.",
        "Story withdrawn from the archive of the court says more on the case than all of the witnesses did.",
        "Embargo to stay in place until 31 May, the council decided on Tuesday with fourteen votes to none.",
        "Embargoed for two decades, the island may buy arms again, the council decided on Tuesday.",
        "Sous embargo depuis 2013, le pays pourra de nouveau acheter des armes, a décidé le conseil mardi.",
        "Correction: GENEVA — The council put off its vote on the draft on Tuesday, its president said.",
    ],
)
def test_the_news_kills_withdraws_and_embargoes_other_things(sentence: str) -> None:
    """As a lead and as a paragraph; nor does such a title cancel its article."""
    for texts in ([sentence, SECOND, THIRD], [LEAD, sentence, THIRD]):
        for article in (read("\n\n".join(texts)), read(page(*texts), "text/html")):
            assert sentence.removeprefix("Correction: GENEVA — ") in article.body
            assert (article.pub_status, article.embargoed_until) == ("usable", None)
    titled = page(*BODY).replace("A vote put off", sentence)
    assert read(titled, "text/html").pub_status == "usable"


def test_a_story_cancels_itself_above_its_text_alone() -> None:
    """A substitute quotes below its own text the notice that withdrew what it replaces."""
    story = [*BODY, *(text.replace("Tuesday", "Monday").replace("night", "week") + " Yes." for text in BODY)]
    for kill in ("A kill is mandatory.", "This story has been withdrawn."):
        assert read("\n\n".join([*story, kill])).pub_status == "usable"
        assert read(page(*story, kill), "text/html").pub_status == "usable"
        assert read(json.dumps({"body_text": "\n\n".join([*story, kill])}), NINJS).pub_status == "usable"
        assert read("\n\n".join([kill, *story])).pub_status == "canceled"
