"""The language of a text."""

import pytest

from streams.core.clean.language import language_of, language_tag

ENGLISH = "The members of the council said that the text was ready to be put to the vote by the end of the week."
FRENCH = "Les membres du conseil ont déclaré que le texte était prêt pour un vote avant la fin de la semaine."
SPANISH = "Los miembros del consejo dijeron que el texto estaba listo para una votación y que se votará por la tarde."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        ("Совет Безопасности принял резолюцию о миротворцах, сообщили вчера дипломаты в Нью-Йорке.", "ru"),
        ("安全理事会星期一通过了关于维和人员的决议草案。", "zh"),
        ("安保理は月曜日、平和維持要員に関する決議案を採択した。", "ja"),
        ("안전보장이사회는 월요일 평화유지군에 관한 결의안을 채택했다.", "ko"),
        ("اعتمد مجلس الأمن يوم الاثنين مشروع قرار بشأن قوات حفظ السلام في الجزيرة.", "ar"),
        ("OK", None),
        ("", None),
        ("193 – 0 – 12 (2024)", None),
    ],
)
def test_language_is_read_from_the_text(text: str, language: str | None) -> None:
    """Script, stop words or model tell it; too little text tells nothing."""
    assert language_of(text) == language


def test_what_a_page_declares_is_believed_unless_the_text_speaks_against_it() -> None:
    """A region is kept; a template's language is not; a feed's word is final."""
    assert language_of(ENGLISH, "en-us") == "en-US"
    assert language_of(FRENCH, "en") == "fr"
    assert language_of(FRENCH, "en", trusted=True) == "en"
    assert language_of("OK", "fr") == "fr"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("pt_br", "pt-BR"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("und", None),
        ("English", None),
        ("", None),
    ],
)
def test_tags_are_put_in_their_usual_form(text: str, tag: str | None) -> None:
    """Case as BCP 47 recommends; what is no tag is None."""
    assert language_tag(text) == tag
