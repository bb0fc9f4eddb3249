"""Tallies in the many ways in which they are told."""

import pytest

from streams.core.detect.tallies.tally_tokens import around_numbers
from streams.core.detect.tallies.votes import Tally, read_tally
from streams.core.detect.words.lexicon import lexicon
from streams.core.detect.words.text import fold


def tally(sentence: str) -> Tally | None:
    """Read one sentence."""
    folded = fold(sentence)
    lex = lexicon("en")
    return read_tally(folded, (0, len(folded)), lex, lex.finder.said_in(folded).within(0, len(folded)))


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The vote was 31 in favour, five against and 11 abstentions, with two delegations absent.", (31, 5, 11, 2)),
        ("The assembly voted 98–17, with 60 abstentions.", (98, 17, 60, None)),
        ("It passed 12-0-3.", (12, 0, 3, None)),
        ("The vote, 25 to 14 with eight abstentions, came late.", (25, 14, 8, None)),
        ("It was carried by 33 votes to four.", (33, 4, None, None)),
        ("It was approved by a majority of 84 votes.", (84, None, None, None)),
        ("Ten of the council's 15 members voted in favor, two against and three abstained.", (10, 2, 3, None)),
        ("It won the support of 13 of the 15 members.", (13, None, None, None)),
        ("The 14 other members backed the draft.", (14, None, None, None)),
        ("Twelve members voted in favor, with a lone American vote against and two abstentions.", (12, 1, 2, None)),
        ("One hundred and forty-one countries voted in favour.", (141, None, None, None)),
        ("Fifty-eight abstained.", (None, None, 58, None)),
        ("Results: in favour: 18; against: 21; abstentions: 7.", (18, 21, 7, None)),
        ("It got five of the nine votes needed, with four against.", (5, 4, None, None)),
        (
            "The text, by 120 votes in favour to 6 against (Israel, Nauru and others), with 44 abstentions, passed.",
            (120, 6, 44, None),
        ),
    ],
)
def test_pairs_numbers_with_sides(sentence: str, numbers: tuple[int | None, ...]) -> None:
    """Each number goes to the side that it counts."""
    found = tally(sentence)
    assert found is not None
    assert found.numbers == numbers


@pytest.mark.parametrize(
    "sentence",
    [
        "A resolution needs nine votes in favor and no vetoes by the five permanent members.",
        "At least nine votes in favour are required.",
        "The war killed 120 people and displaced 4,000 others.",
        "The 2022-2026 term began.",
        "Sanctions took effect 90 days later.",
        "It was carried by a majority of 17 member states.",
        "The 193-member assembly met for 20 minutes.",
    ],
)
def test_counts_nothing_that_is_no_vote(sentence: str) -> None:
    """Rules, casualties, terms, sizes and margins are no tallies."""
    found = tally(sentence)
    assert found is None or not found.counted


@pytest.mark.parametrize(
    ("sentence", "unanimous", "consensus"),
    [
        ("The council voted unanimously.", True, False),
        ("The council was nearly unanimous.", False, False),
        ("It was adopted without a vote.", False, True),
        ("It was adopted by consensus.", False, True),
        ("It was adopted by acclamation.", False, True),
    ],
)
def test_reads_how_it_was_agreed(sentence: str, unanimous: bool, consensus: bool) -> None:
    """Unanimity is a vote without dissent, consensus is no vote."""
    found = tally(sentence)
    assert (found is not None and found.unanimous, found is not None and found.consensus) == (unanimous, consensus)


@pytest.mark.parametrize("begun", ["dix-", "soixante-", "quatre-vingt-"])
def test_a_number_that_never_ends_is_none(begun: str) -> None:
    """French numbers have at most four words, so that their reading ends however often one of them is repeated."""
    assert not [one for one in around_numbers(f"par {begun * 1_500}un, douze pour", lexicon("fr")) if one.number > 100]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("fr", "par cent trente voix contre deux", [130, 2]),
        ("fr", "par cent quatre-vingt-treize voix contre deux", [193, 2]),
        ("es", "por ciento ochenta y siete votos contra dos", [187, 2]),
        ("es", "el 60 por ciento, veinte votos contra dos", [20, 2]),
    ],
)
def test_a_hundred_needs_no_number_before_it(language: str, text: str, numbers: list[int]) -> None:
    """French and Spanish count one hundred without "one"; what is left of it would be a wrong count."""
    found = [one.number for one in around_numbers(text, lexicon(language)) if one.kind == "n"]
    assert [number for number in found if number != 60] == numbers
