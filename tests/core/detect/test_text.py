"""Folding keeps offsets; sentences end where they end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.detect.words.text import MAX_SENTENCE, fold, sentences


def cut(body: str) -> list[str]:
    """Return the sentences of a body."""
    return [body[start:end] for start, end in sentences(body)]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("The U.N. Security Council met. It adopted a text.", 2),
        ("He left the U.N. The council met on Dec. 18 in New York.", 2),
        ("Sen. John Q. Public and Amb. M.S. Kabir spoke at 3 p.m. on Friday.", 1),
        ("The vote on L. 31 was 5-2. “Shame,” he said.", 2),
        ("He stopped.Then he went on.", 2),
        ("First paragraph\n\nSecond paragraph", 2),
        ("It failed; Russia vetoed it.", 2),
    ],
)
def test_cuts_sentences(body: str, parts: int) -> None:
    """Abbreviations and initials end no sentence, a missing blank does not join two."""
    assert len(cut(body)) == parts


@given(st.text(max_size=400) | st.text(alphabet="aeit '’", max_size=40))
def test_folding_keeps_every_offset(body: str) -> None:
    """The folded body is as long as the body, whatever the letters."""
    assert len(fold(body)) == len(fold(body, elided=True, typed=True)) == len(body)


def test_reads_accents_that_are_typed_as_apostrophes() -> None:
    """Old Italian copy has them so; an apostrophe within a word parts two, and one that closes a quotation is none."""
    assert fold("E' passata all'unanimita' la 'bozza', c'e' un si'", elided=True, typed=True) == (
        "è  passata all unanimità  la  bozza , c è  un si "
    )


@given(st.text(alphabet="ab .!?\n“”", max_size=4000))
def test_sentences_are_ordered_bounded_and_lose_no_letter(body: str) -> None:
    """Spans do not overlap, none is longer than the bound, and every letter of the body lies in one."""
    spans = sentences(body)
    assert all(start < end and end - start <= MAX_SENTENCE for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert sum(body[start:end].count("a") for start, end in spans) == body.count("a")
