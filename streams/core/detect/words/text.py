"""The body made easy to read: folded for matching, and cut into sentences. Offsets never move.

Patterns here and in the rest of the package use the standard ``re`` only with single character classes and bounded
repetition (linear by construction); the vocabulary is found by one Aho-Corasick pass (streams.core.detect.words.marks).
"""

import re
from functools import cache, lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from streams.core.detect.words.data import read_data

MAX_SENTENCE = 1200
"""Longest sentence read at once, in characters: longer ones (tables, lists) are cut at a space, so that work that is
quadratic in the marks of one sentence stays bounded."""

FEW, MANY, NEAR = 8, 32, 48
"""Phrases up to which looking for one after the other is faster than looking for all at once; in a text of so few
characters these are more."""

WORD = 24
"""Characters of the longest word whose full stop need not end a sentence."""
LATIN = "latin-1"
FIRST_LETTERS = 3
"""Letters by which a long list of openings is looked up, if all of them have so many."""

_SAME_LENGTH = (("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2013", "-"),
                ("\u2014", "-"), ("\u2011", "-"), ("\u2010", "-"), ("\u2212", "-"), ("\u00a0", " "), ("\u202f", " "),
                ("\n", " "), ("\t", " "))  # fmt: skip

_STOP = r"""(?<=[.!?])["'\u201d\u2019\u00bb)\]]{0,3}(?:[ \n]|(?=[A-Z][a-z]))|(?<=\n)|(?<=;)[ ]"""
_END = re.compile(rf"[.!?\n;](?:{_STOP})")
_END_OR_BULLET = re.compile(rf"[.!?\n; ](?:{_STOP}|(?<= )\* )")
"""What ends a sentence. The first character stands alone and first: the search then jumps from one such to the next."""


@cache
def _stops() -> dict[str, frozenset[str]]:
    """Return the words whose full stop need not end a sentence, ``any`` of them first: data/sentences.toml."""
    raw = read_data("sentences")
    stops = {name: frozenset(words) for name, words in raw.items()}
    return {**stops, "any": stops["abbreviations"] | stops["numbering"] | stops["acronyms"]}


def contains(text: str, phrases: frozenset[str] | tuple[str, ...]) -> bool:
    """Say whether one of ``phrases`` stands in ``text``."""
    if len(phrases) > (FEW if len(text) > NEAR else MANY):
        return bool(search_for(phrases).find_matches_as_indexes(text.encode("utf-8", "surrogatepass")))
    for phrase in phrases:  # noqa: SIM110  # asked several times a sentence: a generator costs three times as much
        if phrase in text:
            return True
    return False


@cache
def longest_first(phrases: frozenset[str]) -> tuple[str, ...]:
    """Return the phrases as what a text can start or end with: of two that do so the longer one comes first."""
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _by_first_letters(phrases: frozenset[str]) -> tuple[int, dict[str, tuple[str, ...]]]:
    """Return by how many letters the phrases are told apart, and those that begin with each, the longest first."""
    letters = min([FIRST_LETTERS, *map(len, phrases)])
    found: dict[str, list[str]] = {}
    for phrase in longest_first(phrases):
        found.setdefault(phrase[:letters], []).append(phrase)
    return letters, {first: tuple(tried) for first, tried in found.items()}


def opening_of(text: str, phrases: frozenset[str]) -> str:
    """Return the longest of many ``phrases`` that ``text`` starts with, or nothing."""
    letters, found = _by_first_letters(phrases)
    tried = found.get(text[:letters])
    if tried is None or not text.startswith(tried):
        return ""
    return next(phrase for phrase in tried if text.startswith(phrase))


@cache
def search_for(phrases: frozenset[str] | tuple[str, ...]) -> BytesAhoCorasick:
    """Return a search for any of the phrases: of bytes, since to find characters costs more than the search, and of a
    kind that leaps to where the rarest of their letters stand.
    """
    return BytesAhoCorasick(
        [phrase.encode() for phrase in phrases],
        matchkind=MatchKind.LeftmostFirst,
        implementation=Implementation.ContiguousNFA,
    )


@lru_cache(maxsize=2)
def by_words(folded: str) -> bytes:
    """Return a byte a character, which is searched faster, so that offsets stay those of the text.

    It has a capital where each word begins: a phrase is tried there alone, so that a search goes through far less of
    its tables.

    Letters beyond Latin-1 become question marks: no phrase that is looked for so has one, nor such a letter. A story is
    searched for several kinds of phrases.
    """
    return folded.encode(LATIN, "replace").title()


_ELIDED = (("'", " "), ("\u00ab", '"'), ("\u00bb", '"'))
_TYPED_ACCENT = re.compile(r"\b(?:c'e|e|piu|puo|gia|cosi|perche|[a-z]{1,20}(?:ita|[aeivr]ra|edi))'(?![^\W_])")
_ACCENTED = {"a": "\u00e0 ", "e": "\u00e8 ", "i": "\u00ec ", "o": "\u00f2 ", "u": "\u00f9 "}


def fold(body: str, *, elided: bool = False, typed: bool = False) -> str:
    """Return ``body`` in lower case, quotes straight, dashes short and breaks as spaces, character for character.

    :param elided: an apostrophe parts two words, as in "l'Assemblée": it is read as a space.
    :param typed: old Italian copy writes an accent at the end of a word so: "e' stata approvata all'unanimita'".
    """
    if elided:
        folded = fold(body)
        if typed and "'" in folded:
            folded = _TYPED_ACCENT.sub(lambda word: word[0][:-2] + _ACCENTED[word[0][-2]], folded)
        for old, new in _ELIDED:
            folded = folded.replace(old, new)
        return folded
    folded = body.lower()
    if len(folded) != len(body):  # a few capitals (İ) grow in lower case: those stay as they are
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in body)
    if not folded.isascii():
        for old, new in _SAME_LENGTH:
            folded = folded.replace(old, new)
        return folded
    return folded.replace("\n", " ").replace("\t", " ")


def sentences(body: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``body`` in order, each stripped of blanks and at most MAX_SENTENCE long."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in (_END_OR_BULLET if " * " in body else _END).finditer(body):
        at, after = match.span()
        if at >= start and (body[at] != "." or _ends_sentence(body, at, after)):
            _add(spans, body, start, after)
            start = after
    _add(spans, body, start, len(body))
    return spans


def _ends_sentence(body: str, at: int, after: int) -> bool:
    """Say whether the full stop at ``at`` ends a sentence whose successor would start at ``after``."""
    following = body[after : after + 1]
    if following.islower():
        return False
    begin = at - WORD if at > WORD else 0
    word = body[begin:at].replace("\n", " ").rpartition(" ")[2].lower().lstrip("(\"'\u201c\u2018")
    stops = _stops()
    if word not in stops["any"]:
        return not (len(word) == 1 and word.isalpha()) and not (len(word) == 3 and word[1] == ".")
    if word in stops["abbreviations"]:
        return False
    if word in stops["numbering"]:
        return not following.isdecimal()
    return _next_word(body, after) in stops["openers"]


def _next_word(body: str, start: int) -> str:
    return body[start : start + 16].lstrip("\"'\u201c\u2018(").split(" ", 1)[0].rstrip(",").lower()


def _add(spans: list[tuple[int, int]], body: str, start: int, end: int) -> None:
    """Append [start, end) without its outer blanks, cut at spaces where it is too long."""
    piece = body[start:end].rstrip()
    end = start + len(piece)
    start = end - len(piece.lstrip())
    while end - start > MAX_SENTENCE:
        cut = body.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        spans.append((start, cut))
        start = cut + (body[cut] == " ")
    if start < end:
        spans.append((start, end))
