"""Text to words, the same for both databases, so that a search finds the same on both.

SQLite and PostgreSQL cut and fold text each in its own way, by settings of the machine. So it is done here, and they
are handed words of letters and digits only.
"""

import re
import unicodedata
from typing import TypeAlias

from streams.sinks.store.inflecting import forms

Term: TypeAlias = tuple[str, ...]
"""Phrases of which any one will do, each of one word or more with a blank between them; the first is what was asked."""
INDEXED_CHARACTERS = 200_000
"""What stands further down in a text is not searched; the longest news texts have a tenth of it. Bounds a tsvector,
which PostgreSQL limits to a megabyte."""
INDEXED_WORDS = 16_000
"""PostgreSQL counts positions up to 16,383."""
QUERY_TERMS = 32
"""Words and phrases of a query that are read."""
QUERY_CHARACTERS = 1_000
"""Characters of a query that are read."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han. Each character is a word there, and a
word of a query the phrase of its characters: found wherever they stand in that order."""
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]{{1,64}}")
_ASCII_WORD = re.compile("[a-z0-9]{1,64}")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a]+"
)
"""Accents and vowel signs of Latin, Greek, Cyrillic, Hebrew, Arabic and kana, as NFKD sets them apart; the tatweel."""
_PHRASE = re.compile('"([^"]*)"?')
_QUOTES = str.maketrans("“”„«»＂", '"' * 6)


def words(text: str) -> list[str]:
    """Return the words of ``text`` in their order: case and accents folded, letters and digits only, at most 64 long.

    What follows INDEXED_CHARACTERS or INDEXED_WORDS is left out.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text[:INDEXED_CHARACTERS].lower())[:INDEXED_WORDS]
    folded = unicodedata.normalize("NFKD", text[:INDEXED_CHARACTERS]).casefold()
    return _WORD.findall(_MARKS.sub("", folded)[:INDEXED_CHARACTERS])[:INDEXED_WORDS]


def terms(query: str) -> list[Term]:
    """Return the terms of a user's query, none twice.

    What is in double quotes is one term, as it is written, and so is what has no blank inside: ``S/RES/2254`` is a
    phrase of three words. A word without quotes will do in any of its forms. Never an error: what is no letter and no
    digit only separates.
    """
    query = query[:QUERY_CHARACTERS].translate(_QUOTES)
    quoted = [words(piece) for piece in _PHRASE.findall(query)]
    loose = [words(piece) for piece in _PHRASE.sub(" ", query).split()]
    found: list[Term] = [(" ".join(term),) for term in quoted]
    found += [tuple(forms(term[0])) if len(term) == 1 else (" ".join(term),) for term in loose]
    return [term for term in dict.fromkeys(found) if term[0]][:QUERY_TERMS]
