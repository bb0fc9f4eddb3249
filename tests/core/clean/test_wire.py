"""Datelines, bylines, agencies, notes of the desk."""

import pytest

from streams.core.clean.wire import byline_of, dateline_of, is_stamp, without_marks


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("UNITED NATIONS (AP) — Envoys met.", "UNITED NATIONS", "AP"),
        ("UNITED NATIONS, Nov 10 (Reuters) - Envoys met.", "UNITED NATIONS", "Reuters"),
        ("GENEVA – Envoys met.", "GENEVA", None),
        ("GENEVA -- Envoys met.", "GENEVA", None),
        ("UNITED NATIONS—Envoys met.", "UNITED NATIONS", None),
        ("NEW YORK, 3 May (Xinhua) -- Envoys met.", "NEW YORK", "Xinhua"),
        ("KHARTOUM, March 3, 2024 (Xinhua/UN) -- Envoys met.", "KHARTOUM", "Xinhua"),
        ("Naciones Unidas, 4 oct (EFE).- Envoys met.", "Naciones Unidas", "EFE"),
        ("GENÈVE, 3 mai (AFP) - Envoys met.", "GENÈVE", "AFP"),
        ("Nations unies (Etats-Unis) (AFP) – Envoys met.", "Nations unies (Etats-Unis)", "AFP"),
        ("New York, 5 March 2024 – Envoys met.", "New York", None),
        ("(Geneva, March 5, 2024) – Envoys met.", "Geneva", None),
        ("GENEVA (5 March 2024) – Envoys met.", "GENEVA", None),
        ("Genève, le 5 mars 2024 – Envoys met.", "Genève", None),
        ("Madrid, 5 de marzo de 2024.- Envoys met.", "Madrid", None),
        (
            "KINGSTOWN, Saint Vincent and the Grenadines, 18 May — Envoys met.",
            "KINGSTOWN, Saint Vincent and the Grenadines",
            None,
        ),
        ("New York (dpa) - Envoys met.", "New York", "dpa"),
        ("(ANSA) - ROMA, 4 OTT - Envoys met.", "ROMA", "ANSA"),
        ("MOSCOW, May 3. /TASS/. Envoys met.", "MOSCOW", "TASS"),
        ("НЬЮ-ЙОРК, 10 ноября. /ТАСС/. Envoys met.", "НЬЮ-ЙОРК", "TASS"),
        ("United Nations, Nov 10 (PTI) Envoys met.", "United Nations", "PTI"),
        ("SEOUL, Nov. 10 (Yonhap) -- Envoys met.", "SEOUL", "Yonhap"),
        ("DAKAR/TUNIS, Tunisia (Reuters) - Envoys met.", "DAKAR/TUNIS, Tunisia", "Reuters"),
        ("KEY WEST, Fla. (AP) — Envoys met.", "KEY WEST, Fla.", "AP"),
        ("March 4 (Reuters) - Envoys met.", None, "Reuters"),
        ("(Reuters) - Envoys met.", None, "Reuters"),
        ("United Nations, United States — Envoys met.", "United Nations, United States", None),
    ],
)
def test_datelines_are_told_from_the_text(paragraph: str, place: str | None, agency: str | None) -> None:
    """Place as printed, the agency by its acronym, and the text after it."""
    dateline = dateline_of(paragraph)
    assert dateline is not None
    assert (dateline.place, dateline.agency, paragraph[dateline.end :]) == (place, agency, "Envoys met.")


@pytest.mark.parametrize(
    "paragraph",
    [
        "BREAKING – Envoys met.",
        "The minister – who resigned – met envoys.",
        "Envoys of the U.N. (AP) said that they met.",
        "U.S. - China talks resumed.",
        "The Reuters/Ipsos poll (Reuters) showed a lead.",
        "NATO – the alliance – met.",
        "GENEVA –",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(paragraph: str) -> None:
    """Labels, initialisms, asides and mentions of agencies stay in the text."""
    dateline = dateline_of(paragraph)
    assert dateline is None or dateline.place == "NATO"


@pytest.mark.parametrize(
    ("line", "name", "agency"),
    [
        ("By EDITH VALE, Associated Press", "EDITH VALE, Associated Press", "AP"),
        ("By Ana Lind and Tom Orr", "Ana Lind and Tom Orr", None),
        ("By Ana Lind | The Associated Press", "Ana Lind", "AP"),
        ("Associated Press", "Associated Press", "AP"),
        ("By Reuters Staff", "Reuters Staff", "Reuters"),
        ("Par Le Matin avec AFP", "Le Matin avec AFP", "AFP"),
        ("di Lia Neri", "Lia Neri", None),
        ("Efe | Nueva York", "Efe", "EFE"),
        ("by Ana Lind May 3, 2024 9:40 pm", "Ana Lind", None),
        ("By Ana Lind ana.lind@news.example", "Ana Lind", None),
        ("Par : AFP", "AFP", "AFP"),
        ("EFE | 5 de marzo de 2024 - 23:10", "EFE", "EFE"),
    ],
)
def test_bylines_are_whole_lines(line: str, name: str, agency: str | None) -> None:
    """The name as printed without "By", and the agency in it."""
    byline = byline_of(line)
    assert byline is not None
    assert (byline.name, byline.agency) == (name, agency)


@pytest.mark.parametrize(
    "line",
    ["By a vote of 13-0 the council agreed.", "By the end of the week", "Di Luca parla al parlamento", "Envoys met."],
)
def test_sentences_are_no_bylines(line: str) -> None:
    """A line that begins with "By" is a byline only where names follow."""
    assert byline_of(line) is None


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Published May 3, 2024 8:05am EST | Updated May 4, 2024", True),
        ("May 3, 2024", True),
        ("— Mis à jour le 03/05/24 à 17h39", True),
        ("3:40 PM UTC", True),
        ("May 4 march is remembered", False),
        (
            "The text was published on May 3, 2024, in Geneva and updated the day after that by its three authors.",
            False,
        ),
    ],
)
def test_lines_that_say_when(line: str, stamp: bool) -> None:
    """Dates of publication are told from sentences with dates."""
    assert is_stamp(line) is stamp


def test_notes_of_the_desk_are_taken_out() -> None:
    """Codes of other stories, notes of correction and credits go; the sentence stays."""
    assert without_marks("Envoys met. [nL8N1ABCD2] They agreed.") == "Envoys met. They agreed."
    assert without_marks("Envoys met. (This version of the story corrects the date in paragraph 2)") == "Envoys met."
    assert without_marks("Envoys met. (Reporting by Ana Lind; Editing by Tom Orr)") == "Envoys met."
    assert without_marks("They met.Featured image via Some Agency") == "They met."
    assert without_marks("Envoys met (in private) twice.") == "Envoys met (in private) twice."
