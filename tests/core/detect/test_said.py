"""Phrases that are asked for sentence by sentence: found where they stand whole, by their offsets in the text."""

import ast
from pathlib import Path

from streams.core.detect.words import said
from streams.core.detect.words.lexicon import LANGUAGES, lexicon
from streams.core.detect.words.said import ASKED, Finder

_ASKING = ("has", "says_before", "says_after")
"""Questions of a sentence whose last argument is a list that is asked for."""


def test_a_phrase_counts_only_where_it_stands_whole_in_the_span() -> None:
    found = Finder({"sides": ("voted no", "abstained"), "others": ("no",)}).said_in("cuba voted no, iran abstained")

    assert found.stands("sides", 0, 13)
    assert not found.stands("sides", 0, 12)
    assert not found.stands("sides", 6, 28)
    assert found.stands("sides", 14, 29)
    assert found.stands("others", 0, 13)  # also where it is the end of a longer one
    assert not found.stands("others", 13, 29)


def test_a_phrase_begins_where_a_word_does_unless_it_is_part_of_one() -> None:
    lists = {"condition": ("if",), "denied": ("d no", "n't"), "taking_sides": ("vot",)}

    found = Finder(lists).said_in("cardiff said no, it didn't ask if outvoted")

    assert not found.stands("condition", 0, 31)
    assert found.stands("condition", 31, 33)
    assert found.stands("denied", 0, 15)
    assert found.stands("denied", 15, 26)
    assert found.stands("taking_sides", 34, 42)


def test_letters_beyond_a_byte_move_no_offset() -> None:
    text = "Łódź – “абв” 🙂 abstained"
    at = text.index("abstained")

    found = Finder({"sides": ("abstained",)}).said_in(text)

    assert found.stands("sides", at, len(text))
    assert not found.stands("sides", at + 1, len(text))


def test_no_phrase_that_is_asked_for_can_be_taken_for_another() -> None:
    for language in LANGUAGES:
        phrases = [phrase for name in ASKED for phrase in lexicon(language).words[name]]
        assert not [phrase for phrase in phrases if "?" in phrase or not phrase]
        assert all(phrase.encode("latin-1") for phrase in phrases)


def test_only_lists_that_are_looked_for_are_asked_for() -> None:
    asked = set[str]()
    for file in (Path(said.__file__).parents[1]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ASKING:
                asked.update(str(one.value) for one in node.args[-1:] if isinstance(one, ast.Constant))
    assert len(asked) > len(ASKED) / 2
    assert asked <= set(ASKED)  # any other would stand in no sentence


def test_who_joined_others_is_only_looked_for_where_somebody_joined() -> None:
    for language in LANGUAGES:
        words = lexicon(language).words
        assert words["joined_others"] <= words["joined"]


def test_what_an_envoy_said_stands_behind_his_first_word() -> None:
    for language in LANGUAGES:
        assert all(phrase.startswith(" ") for phrase in lexicon(language).words["saying_it_voted"])
