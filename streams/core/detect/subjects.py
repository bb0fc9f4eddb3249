"""UNBIS sub-categories of what a text is about, from a small lexicon whose rows name the UNBIS term they come from."""

import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

MOST = 3
"""Subjects named of one text or article; a fourth is rarely what it is about."""


@cache
def _terms(language: str) -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    """Return the matcher of a language's terms and the codes of each."""
    raw = tomllib.loads(
        resources.files(__package__).joinpath(f"data/subjects.{language}.toml").read_text(encoding="utf-8")
    )
    rows = [(term, tuple(row["codes"])) for row in raw["term"] for term in row["words"]]
    terms, codes = [term for term, _ in rows], tuple(codes for _, codes in rows)
    return AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA), codes


@cache
def known_codes() -> frozenset[str]:
    """Return every code that an event or an article can have."""
    return frozenset(code for codes in _terms("en")[1] for code in codes)


OFTEN = 2
"""Times that a term must stand in an article for the article to be about it, where no resolution of it says so."""


def frequent_subjects(folded: str, language: str) -> list[str]:
    """Return the codes of the terms that a folded body names OFTEN, and not half as often as the first.

    The most frequent first, at most MOST.
    """
    matcher, codes = _terms(language)
    counts = Counter(
        code
        for term, start, end in matcher.find_matches_as_indexes(folded)
        if not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalpha()
        for code in codes[term]
    )
    ranked = counts.most_common(MOST)
    return [code for code, count in ranked if count >= OFTEN and 2 * count > ranked[0][1]]


def find_subjects(folded: str, span: tuple[int, int], language: str) -> list[tuple[str, int, int]]:
    """Return (code, start, end) for each term in ``span`` of the folded body, in order, one entry a code."""
    matcher, codes = _terms(language)
    text = folded[span[0] : span[1]]
    found: dict[str, tuple[str, int, int]] = {}
    for term, start, end in matcher.find_matches_as_indexes(text):
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalpha():
            for code in codes[term]:
                found.setdefault(code, (code, span[0] + start, span[0] + end))
    return list(found.values())
