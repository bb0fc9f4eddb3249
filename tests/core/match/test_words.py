"""Words are found as people mean them, whatever they are written with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.match.words import Words, tokens

TEXT = "The U.N.’s Résolution on Iran's cease-fire; U.S.-led İstanbul talks, Straße. Ⅷ"


@pytest.mark.parametrize(
    "phrase",
    ["un", "U.N.", "resolution", "RÉSOLUTION", "Iran", "Iran’s", "cease fire", "cease-fire", "US", "u.s.-led",
     "istanbul", "strasse", "on Iran", "viii", "the UN's résolution"],
)  # fmt: skip
def test_case_accents_and_punctuation_do_not_matter(phrase: str) -> None:
    """A phrase is found in whatever letters it is written."""
    assert Words(TEXT).have(" ".join(tokens(phrase)))


@pytest.mark.parametrize("phrase", ["Ira", "ceasefire", "resolutions", "fire U.S.", "n", "Iran cease"])
def test_parts_of_words_are_not_found(phrase: str) -> None:
    """Only whole words count, in their order."""
    found = Words(TEXT).have(" ".join(tokens(phrase)))
    assert found == (phrase == "fire U.S.")  # across a semicolon: punctuation is passed over


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("联合国安理会通过了一项决议", "安理会", True),
        ("联合国安理会通过了一项决议", "安会", False),
        ("国連安全保障理事会がミサイルを非難", "ミサイル", True),
        ("คณะมนตรีความมั่นคงแห่งสหประชาชาติ", "ความมั่นคง", True),
        ("القَرار ٢٢٥٤ بشأن سوريا", "القرار", True),
        ("والقرار بشأن سوريا", "القرار", False),
        ("Совбез ООН принял резолюцию", "ооН", True),
        ("Η ΑΘΗΝΑΣ", "Αθήνας", True),
        ("सुरक्षा परिषद", "परिषद", True),
    ],
)
def test_other_scripts(text: str, phrase: str, found: bool) -> None:
    """Scripts without spaces are searched for characters in a row, the others for whole words."""
    assert Words(text).have(" ".join(tokens(phrase))) is found


def test_a_phrase_ends_with_its_text() -> None:
    """The end of a headline and the beginning of a body make no phrase."""
    assert not Words("Council meets on Syria", "Sanctions remain").have("syria sanctions")


@given(st.text(), st.text())
def test_any_text_has_the_words_it_was_made_of(before: str, phrase: str) -> None:
    """A phrase is found in every text that it was put into as a text of its own."""
    wanted = tokens(phrase)
    if wanted:
        assert Words(f"{before} \n {phrase} \n {before}").have(" ".join(wanted))


@given(st.text())
def test_tokens_hold_no_spaces(text: str) -> None:
    """So that tokens joined by spaces are told apart, and breaks between texts are no part of one."""
    assert all(token and not any(char.isspace() for char in token) for token in tokens(text))
