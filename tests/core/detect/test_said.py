"""Phrases that are asked for sentence by sentence: found where they stand whole, by their offsets in the text."""

from streams.core.detect.lexicon import LANGUAGES, lexicon
from streams.core.detect.said import ASKED, Finder


def test_a_phrase_counts_only_where_it_stands_whole_in_the_span() -> None:
    said = Finder({"sides": ("voted no", "abstained"), "others": ("no",)}).said_in("cuba voted no, iran abstained")

    assert said.stands("sides", 0, 13)
    assert not said.stands("sides", 0, 12)
    assert not said.stands("sides", 6, 28)
    assert said.stands("sides", 14, 29)
    assert said.stands("others", 0, 13)  # also where it is the end of a longer one
    assert not said.stands("others", 13, 29)


def test_letters_beyond_a_byte_move_no_offset() -> None:
    text = "Łódź – “абв” 🙂 abstained"
    at = text.index("abstained")

    said = Finder({"sides": ("abstained",)}).said_in(text)

    assert said.stands("sides", at, len(text))
    assert not said.stands("sides", at + 1, len(text))


def test_no_phrase_that_is_asked_for_can_be_taken_for_another() -> None:
    for language in LANGUAGES:
        phrases = [phrase for name in ASKED for phrase in lexicon(language).words[name]]
        assert not [phrase for phrase in phrases if "?" in phrase or not phrase]
        assert all(phrase.encode("latin-1") for phrase in phrases)
