"""UNBIS sub-categories of what a text is about, from a lexicon whose rows name the UNBIS term they come from."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

MOST = 3
"""Subjects named of one text or article; a fourth is rarely what it is about."""


class Named(NamedTuple):
    """A subject that a text names: its ``code`` and where. ``weak``: by a word that says so only of a text itself."""

    code: str
    start: int
    end: int
    weak: bool


@cache
def _terms(language: str) -> tuple[AhoCorasick, tuple[tuple[tuple[str, ...], bool], ...]]:
    """Return the matcher of a language's terms, and of each its codes and whether it is weak."""
    raw = tomllib.loads(
        resources.files(__package__).joinpath(f"data/subjects.{language}.toml").read_text(encoding="utf-8")
    )
    terms: dict[str, tuple[tuple[str, ...], bool]] = {}
    for row in raw["term"]:
        for key in ("words", "weak"):
            for term in row.get(key, ()):
                codes, weak = terms.get(term, ((), True))
                terms[term] = (*codes, *row["codes"]), weak and key == "weak"
    matcher = AhoCorasick(list(terms), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return matcher, tuple(terms.values())


@cache
def known_codes() -> frozenset[str]:
    """Return every code that an event or an article can have."""
    return frozenset(code for codes, _ in _terms("en")[1] for code in codes)


@cache
def term_of_codes() -> Mapping[str, str]:
    """Return each code of ``known_codes`` with a UNBIS term that it holds: the first of a row with the fewest codes."""
    raw = tomllib.loads(resources.files(__package__).joinpath("data/subjects.en.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for row in sorted(raw["term"], key=lambda row: len(row["codes"])):  # a row of one code tells it best
        for code in row["codes"]:
            found.setdefault(code, row["unbis"])
    return found


def find_subjects(folded: str, span: tuple[int, int], language: str) -> list[Named]:
    """Return the first term of each code in ``span`` of the folded body, in order; one that is not weak goes before."""
    found: dict[str, Named] = {}
    for one in named_in(folded[span[0] : span[1]], language):
        if one.code not in found or (found[one.code].weak and not one.weak):
            found[one.code] = Named(one.code, span[0] + one.start, span[0] + one.end, one.weak)
    return list(found.values())


def named_in(text: str, language: str) -> Iterator[Named]:
    """Yield each code of each term that stands in a folded text as a word, or as its plural in s."""
    matcher, terms = _terms(language)
    for term, start, end in matcher.find_matches_as_indexes(text):
        if text[start - 1 : start].isalnum() or (text[end : end + 1].isalpha() and not _is_plural(text, end)):
            continue
        codes, weak = terms[term]
        for code in codes:
            yield Named(code, start, end, weak)


def _is_plural(text: str, end: int) -> bool:
    """Say whether a term that ends at ``end`` goes on with an s and no more."""
    return text[end] == "s" and not text[end + 1 : end + 2].isalpha()
