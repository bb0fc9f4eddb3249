"""The forms of a word that a search asks for."""

import pytest

from streams.sinks.store.inflecting import forms


@pytest.mark.parametrize(
    "same",
    [
        ("veto", "vetoes", "vetoed", "vetoing"),
        ("vote", "votes", "voted", "voting"),
        ("resolution", "resolutions"),
        ("country", "countries"),
        ("submit", "submits", "submitted", "submitting"),
        ("pass", "passes", "passed", "passing"),
        ("delay", "delays", "delayed", "delaying"),
        ("table", "tables", "tabled", "tabling"),
    ],
    ids=lambda words: words[0],
)
def test_every_form_of_a_word_leads_to_all_others(same: tuple[str, ...]) -> None:
    """Whichever is typed."""
    for word in same:
        assert forms(word)[0] == word
        assert set(same) <= set(forms(word))


@pytest.mark.parametrize("word", ["news", "united", "as", "2254", "résolution", "决", ""])
def test_what_is_no_form_is_asked_for_as_it_is(word: str) -> None:
    """Names, figures, little words, words of other scripts."""
    assert forms(word) == [word]


def test_words_that_only_look_alike_are_others() -> None:
    """What is derived, and words that end in s by themselves."""
    assert "adoption" not in forms("adopt")
    assert "congres" not in forms("congress")
    assert "cypru" not in forms("cyprus")
    assert "crisi" not in forms("crisis")
