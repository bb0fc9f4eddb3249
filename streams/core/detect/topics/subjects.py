"""UNBIS sub-categories of what a text is about, from a lexicon whose rows name the UNBIS term they come from."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from streams.core.detect.words.data import read_data
from streams.core.detect.words.text import by_words

MOST = 3
"""Subjects named of one text or article; a fourth is rarely what it is about."""

Term = tuple[int, int, int]
"""Which term stands where."""


class Named(NamedTuple):
    """A subject that a text names: its ``code`` and where. ``weak``: by a word that says so only of a text itself."""

    code: str
    start: int
    end: int
    weak: bool


@cache
def _terms(language: str) -> tuple[BytesAhoCorasick, tuple[tuple[tuple[str, ...], bool], ...]]:
    """Return the matcher of a language's terms, and of each its codes and whether it is weak."""
    raw = read_data(f"subjects.{language}")
    terms: dict[str, tuple[tuple[str, ...], bool]] = {}
    for row in raw["term"]:
        for key in ("words", "weak"):
            for term in row.get(key, ()):
                codes, weak = terms.get(term, ((), True))
                terms[term] = (*codes, *row["codes"]), weak and key == "weak"
    matcher = BytesAhoCorasick(
        [by_words(term) for term in terms],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )
    return matcher, tuple(terms.values())


@cache
def known_codes() -> frozenset[str]:
    """Return every code that an event or an article can have."""
    return frozenset(code for codes, _ in _terms("en")[1] for code in codes)


@cache
def term_of_codes() -> Mapping[str, str]:
    """Return each code of ``known_codes`` with a UNBIS term that it holds: the first of a row with the fewest codes."""
    raw = read_data("subjects.en")
    found: dict[str, str] = {}
    for row in sorted(raw["term"], key=lambda row: len(row["codes"])):  # a row of one code tells it best
        for code in row["codes"]:
            found.setdefault(code, row["unbis"])
    return found


def find_subjects(text: str, span: tuple[int, int], language: str, known: list[Term] | None = None) -> list[Named]:
    """Return the first term of each code in ``span`` of a folded text, in order; one that is not weak goes before."""
    found: dict[str, Named] = {}
    for one in named_in(text, span, language, known):
        if one.code not in found or (found[one.code].weak and not one.weak):
            found[one.code] = one
    return list(found.values())


def named_in(text: str, span: tuple[int, int], language: str, known: list[Term] | None = None) -> list[Named]:
    """Return each code of each term that stands in ``span`` of a folded text as a word, or as its plural in s.

    :param known: all terms of the text, where they have been found already.
    """
    begin, stop = span[0], min(span[1], len(text))
    terms = _terms(language)[1]
    found = _within(known, begin, stop) if known is not None else None
    named: list[Named] = []
    for term, start, end in terms_in(text, span, language) if found is None else found:
        if start > begin and text[start - 1].isalnum():
            continue
        if end < stop and _goes_on(text, end, stop):
            continue
        codes, weak = terms[term]
        for code in codes:
            named.append(Named(code, start, end, weak))  # noqa: PERF401  # a generator of dozens costs twice as much
    return named


def _goes_on(text: str, end: int, stop: int) -> bool:
    """Say whether a word goes on behind a term that ends at ``end``, before ``stop``, with more than an s."""
    if not text[end].isalpha():
        return False
    return text[end] != "s" or (end + 1 < stop and text[end + 1].isalpha())


def terms_in(text: str, span: tuple[int, int], language: str) -> list[Term]:
    """Return where in ``span`` of a folded text a term stands, be it as part of a word."""
    begin = span[0]
    found = _terms(language)[0].find_matches_as_indexes(by_words(text[begin : span[1]]))
    return [(term, begin + start, begin + end) for term, start, end in found] if begin else found


def _within(known: list[Term], begin: int, stop: int) -> list[Term] | None:
    """Return those of all terms of a text that stand in a part of it; None where one goes beyond the part, in which
    others may stand then."""
    first = bisect_left(known, begin, key=itemgetter(1))
    last = bisect_left(known, stop, first, key=itemgetter(1))
    if (first and known[first - 1][2] > begin) or (last > first and known[last - 1][2] > stop):
        return None
    return known[first:last]
