"""The words of one language, read from ``data/<language>.toml`` once and only when an article in it arrives."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from streams.core.detect.words.data import read_data
from streams.core.detect.words.gate import Gate
from streams.core.detect.words.parted import with_parted
from streams.core.detect.words.said import ASIDE, ASKED, CONSENSUS, GATE, UNANIMOUS, Finder
from streams.core.detect.words.terms import Term, surface_terms
from streams.core.detect.words.text import by_words

LANGUAGES = ("en", "fr", "es", "it")
"""Languages with a lexicon. An article in another one is recognised as such, and no event is invented for it."""
FULLEST = "en"
"""The language whose lists of words every other has too: what another leaves out is empty there."""


def primary(language: str | None) -> str:
    """Return what a language is called here: ``en`` for ``en-GB``, and for None."""
    return (language or "en").split("-")[0].lower()


_ARTICLES = (("indefinite", "a"), ("definite", "the"), ("owning", "own"), ("any", "any"))
"""Lists of the words that begin a phrase, and what a mention's article is then; a word of two lists is of the last."""
_JOINED = {
    "group_openers": ("among_so_many", "definite"),
    "denials": ("denied", "untrue", "called_untrue", "false", "report_stems"),
    "modal": ("not_being", "negation", "hypothetical", "future", "bare_be"),
    "auxiliaries": (
        *("be", "infinite_be", "reflexive", "pluperfect", "infinitive"),
        *("not_being", "negation", "hypothetical", "future", "bare_be"),
    ),
    "denied_next": ("no_such_text", "had_not", "says_had_not"),
    "no_news": ("numbered_scenes", "retracting", "any_day"),
    "sittings": ("gathering", "gatherings", "offices"),
    "side_deeds": ("favour_deeds", "against_deeds", "abstain_deeds"),
    "side_bare": ("favour_bare", "against_bare", "abstain_bare"),
}
"""Lists that are asked for one after the other where mostly none of their words stands: these ask for all at once."""


_PUNCTUATION = "-:;()"
"""What counts between the words of a tally."""
TALLY_STEPS = (
    *("by_itself", "only", "no", "no_votes", "not_one", "lights_abstain", "all", "each", "but", "did", "corrected"),
    *("later", "same", "single", "raised", "others", "rest", "needs", "needed", "minimum", "wrongs", "voted_then"),
)
"""Lists of words of which one must stand in a sentence before a step of reading its tally is taken."""
_ASIDE = ("compared", "before_then", "aside", "named_voters", "aside_behind")
"""Its lists of phrases by which something is told aside."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's vocabulary, ready to be matched. ``terms[i]`` is what pattern ``i`` of ``automaton`` means.

    ``tally_steps`` has of which of the lists that a step of reading a tally asks for a word is.
    ``tally_kinds`` has what a token of a tally is: the side of the vote that it names, ``n`` for a number in words, or
    ``p`` for punctuation.
    ``pairs`` are the two sides of each conflict that a place's name stands for.
    ``romance``: phrases grow to the right of their noun, verbs are inflected, and an apostrophe parts two words.
    ``typed_accents``: one at the end of a word may be an accent.
    """

    romance: bool
    typed_accents: bool

    gate: Gate
    automaton: BytesAhoCorasick
    terms: tuple[Term, ...]
    words: Mapping[str, frozenset[str]]
    articles: Mapping[str, str]
    past_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    demonym_endings: tuple[str, ...]
    progressive_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    sides: Mapping[str, tuple[str, ...]]
    pairs: tuple[tuple[str, ...], ...]
    tally_kinds: Mapping[str, str]
    tally_token: re.Pattern[str]
    tally: Mapping[str, frozenset[str]]
    tally_steps: Mapping[str, frozenset[str]]
    finder: Finder
    number: re.Pattern[str]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, int]

    def number_of(self, word: str) -> int:
        """Return a number in digits or words, "thirty-five" too; 0 where ``word`` is none."""
        if word.isdecimal():
            return int(word)
        return sum(self.numbers.get(part, 0) for part in word.split("-"))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of ``language``, one of LANGUAGES."""
    raw = read_data(language)
    fullest = raw if language == FULLEST else read_data(FULLEST)
    terms: dict[str, Term] = {}
    for surface, term in surface_terms(raw):
        known = terms.get(surface)
        if known is None:
            terms[surface] = term
        elif known[:2] == term[:2]:
            terms[surface] = Term(term.kind, term.value, known.forms + term.forms)
    if raw.get("romance"):
        for surface, term in list(terms.items()):
            if term.kind != "verb":  # "usó" is a verb, "uso" is none
                terms.setdefault(_unaccented(surface), term)  # capitals often go without
    if raw.get("bare_capitals"):
        for surface, term in list(terms.items()):
            if surface[0] == "é":
                terms.setdefault(f"e{surface[1:]}", term)
    dates, names = raw["dates"], _side_names(raw["sides"])
    bare = raw.get("bare_capitals", False)
    words = with_parted(_with_joined(_lists(raw["words"], fullest["words"], bare=bare)), raw)
    tally = _lists(raw["tally"], fullest["tally"], bare=bare)
    alone = raw["tally"]["hundred"] if raw.get("romance") else ()  # "cent trente", where English has "one hundred"
    return Lexicon(
        romance=raw.get("romance", False),
        typed_accents=raw.get("typed_accents", False),
        gate=Gate(raw["gate"]["un"], raw["gate"]["matter"], raw["gate"].get("veto")),
        automaton=BytesAhoCorasick(
            [by_words(term) for term in terms],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,  # a DFA falls out of the cache from article to article
        ),
        terms=tuple(terms.values()),
        words=words,
        articles={word: article for name, article in _ARTICLES for word in raw["words"][name]},
        past_endings=tuple(raw["endings"]["past"]),
        adverb_endings=tuple(raw["endings"]["adverb"]),
        demonym_endings=tuple(raw["endings"]["demonym"]),
        progressive_endings=tuple(raw["endings"]["progressive"]),
        infinitive_endings=tuple(raw["endings"]["infinitive"]),
        plural_endings=tuple(raw["endings"]["plural"]),
        sides={name: tuple(words) for name, words in raw["sides"].items()},
        pairs=tuple(tuple(places.split("+")) for places in raw["places"] if "+" in places),
        tally_kinds={
            **dict.fromkeys((*raw["numbers"], *raw["words"]["indefinite"], *alone), "n"),
            **names,
            **dict.fromkeys(_PUNCTUATION, "p"),
        },
        tally_token=_tally_token(names),
        tally=tally,
        tally_steps=_steps(tally),
        finder=_finder(words, raw),
        number=re.compile(rf"\b(?:\d{{1,3}}|{_one_of([*raw['numbers'], *raw['tally'].get('spots', ())])})\b"),
        numbers=raw["numbers"],
        months=_also_bare({name: number for number, names in enumerate(dates["months"], 1) for name in names}),
        weekdays=_also_bare({name: number for number, name in enumerate(dates["weekdays"])}),
        relative=_also_bare({name: int(days) for days, names in dates["relative"].items() for name in names}),
    )


def _lists(own: Mapping[str, list[str]], fullest: Mapping[str, list[str]], *, bare: bool) -> dict[str, frozenset[str]]:
    """Return a language's lists of words; those that it does not have are empty.

    :param bare: a capital is printed without its accent too: "Etats".
    """
    lists = {name: frozenset(own.get(name, ())) for name in (*fullest, *own)}
    if not bare:
        return lists
    return {name: words | {f"e{one[1:]}" for one in words if one[:1] == "é"} for name, words in lists.items()}


def _steps(tally: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return by word which lists of TALLY_STEPS it is of."""
    words = frozenset[str]().union(*(tally[name] for name in TALLY_STEPS))
    return {word: frozenset(name for name in TALLY_STEPS if word in tally[name]) for word in words}


def _with_joined(words: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the lists with those of _JOINED among them."""
    return words | {name: frozenset().union(*(words[one] for one in lists)) for name, lists in _JOINED.items()}


def _finder(words: Mapping[str, frozenset[str]], raw: Mapping[str, Any]) -> Finder:
    """Return the search for what is asked of each sentence."""
    sides, tally = raw["sides"], raw["tally"]
    asked = {name: words[name] for name in ASKED}
    aside = {phrase for name in _ASIDE for phrase in tally.get(name, ())}
    of_tally = {GATE: tally["gate"], CONSENSUS: sides["consensus"], UNANIMOUS: sides["unanimous"], ASIDE: aside}
    return Finder({**asked, **of_tally})


def _unaccented(surface: str) -> str:
    """Return a word as old keyboards write it."""
    return "".join(char for char in unicodedata.normalize("NFD", surface) if not unicodedata.combining(char))


def _also_bare(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers also by names without their accents, as the terms have them: "fevrier", "dec."."""
    return {**{_unaccented(name): number for name, number in numbers.items()}, **numbers}


def _side_names(sides: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the side of a vote that each name stands for."""
    return {name: side for side in ("favour", "against", "abstain", "absent") for name in sides[side]}


def _one_of(words: Collection[str]) -> str:
    """Return a pattern of the words, tried in their order: first letters first, which spares most places the trying."""
    rest: dict[str, list[str]] = {}
    for word in words:
        rest.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    tried = "|".join(f"{first}(?:{'|'.join(ends)})" for first, ends in rest.items())
    return f"(?=[{''.join(rest)}])(?:{tried})"


def _tally_token(names: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of what a tally is read from: the name of a side, the longest first, digits (its
    one group) or a word."""
    sides = _one_of(sorted(names, key=len, reverse=True))
    return re.compile(rf"{sides}(?![^\W_])|(\d[\d,.]*\d|\d)|[^\W\d_][\w']*|[{_PUNCTUATION}]")
