"""One pass over the folded body finds every word that matters; what the tagger found is laid over it."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.missions import territories
from streams.core.detect.words.parted import PARTED
from streams.core.detect.words.text import by_words
from streams.core.model import Entity
from streams.core.tag import known_entities

ORGANS = frozenset(
    ("GA", "SC", "ECOSOC", "HRC", "CHR", "GA-C1", "GA-C2", "GA-C3", "GA-C4", "GA-C5", "GA-C6", "GA-C", "UN-other")
)
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
"""Members of the Security Council with a veto: Charter of the United Nations, Articles 23 and 27."""
SHORT_ORGANS = frozenset(("council", "assembly", "committee", "commission"))


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A word or name that matters, at ``[start, end)``. Nobody changes one; a frozen one is made four times slower.

    ``kind`` is ``noun`` (value: resolution, draft, text, amendment, action, other, vote), ``verb`` (value: its class;
    ``forms``: any of b base, s third person, d past, g -ing, n noun; in French and Spanish s is any finite form, d the
    participle, and there are p past, f future, c conditional, j subjunctive), ``organ`` (value: an Organ, ``UN``, or
    one of SHORT_ORGANS), ``actor`` (value: a canonical id), ``foreign``, ``sense``, ``border``,
    ``joint`` (words that join two names to a list), ``date`` or ``symbol``.
    """

    kind: str
    value: str
    forms: str
    start: int
    end: int


def scan(folded: str, lex: Lexicon, entities: Iterable[Entity], symbols: Iterable[Mark]) -> list[Mark]:
    """Return the marks of ``folded`` in order, without overlaps: symbols first, then entities, then the vocabulary."""
    found = _whole_words(folded, 0, len(folded), lex)
    length = len(folded)
    laid = [mark for entity in entities if entity.end <= length and (mark := _of_entity(entity))]
    return _overlaid(found, sorted([*laid, *symbols], key=START))


def _whole_words(folded: str, begin: int, stop: int, lex: Lexicon) -> list[Mark]:
    """Return the marks between two offsets that begin and end with a word, in order.

    The automaton gives the longest match: "council member", of "council members", hides the "council" in it.
    """
    marks: list[Mark] = []
    terms, length = lex.terms, len(folded)
    found = lex.automaton.find_matches_as_indexes(by_words(folded[begin:stop]))
    for term, start, end in [(term, begin + start, begin + end) for term, start, end in found] if begin else found:
        if start and folded[start - 1].isalnum():
            cuts = [at for at in (folded.find("-", start, end), folded.find(" ", start, end)) if at >= 0]
            if cuts:  # "co-drafted" of "Mexico-drafted" hides "drafted", "à force" of "la force" "force"
                marks.extend(_whole_words(folded, min(cuts) + 1, end, lex))
            continue
        if folded[end - 1] == "-":
            marks.append(Mark(*terms[term], start, end - 1))  # "franco-" of "Franco-American"
        elif end == length or not folded[end].isalnum():
            kind, value, forms = terms[term]
            if value == "same" and _counts_days(folded, start, lex):
                marks.extend(_whole_words(folded, folded.index(" ", start) + 1, end, lex))
            elif kind == PARTED:
                marks.append(Mark("verb", value, forms, start, end))
                inside = _whole_words(folded, folded.index(" ", start) + 1, end, lex)
                marks.extend(mark for mark in inside if mark.kind == "date")
            elif value != "contrast" or folded[end : end + 1] != "," or folded[start - 2 : start] != ", ":
                marks.append(Mark(kind, value, forms, start, end))  # "The text, however, failed" is one clause
        elif " " in folded[start:end]:
            marks.extend(_whole_words(folded, start, end - 1, lex))
    return marks


def _counts_days(folded: str, start: int, lex: Lexicon) -> bool:
    """Say whether "day after" is of so many days: "a day after the council met" tells no day by itself."""
    return not lex.words["indefinite"].isdisjoint(folded[max(0, start - 5) : start].split()[-1:])


START = attrgetter("start")
"""Where a mark begins, to sort by."""

_REPORTERS = frozenset({"AFP", "AP", "Reuters"})
"""Organizations that tell and never act: a draft is "seen by Reuters", and not from it."""


def _of_entity(entity: Entity) -> Mark | None:
    """Return the mark of an entity with a canonical id that can act or be acted on, else None."""
    if entity.id is None or entity.id in _REPORTERS:
        return None
    if entity.type == "country":
        return Mark("actor", entity.id, _own_name(entity), entity.start, entity.end)
    if entity.type == "un_body":
        if entity.id in ORGANS or entity.id == "UN":
            return Mark("organ", entity.id, "", entity.start, entity.end)
        territory = territories().get(entity.id)  # "the mandate of the UN Assistance Mission in Afghanistan"
        return Mark("actor", territory, "p", entity.start, entity.end) if territory is not None else None
    if entity.type in ("organization", "place"):
        form = "p" if entity.type == "place" else "o"
        return Mark("actor", entity.id, form, entity.start, entity.end)
    return None


def _own_name(entity: Entity) -> str:
    """Return the form of a country called by its name, as "Iran" is, whose end looks like an adjective's.

    ``a`` is an adjective by its small letter, which English does not have: "syrien", "sirio".
    """
    if entity.text[:1].islower():
        return "a"
    return "n" if _folded_names().get(entity.id or "") == entity.text.casefold() else ""


@cache
def _folded_names() -> dict[str, str]:
    """Return the name of everything that has an id, whatever its case."""
    return {identity: known.name.casefold() for identity, known in known_entities().items()}


def _overlaid(below: list[Mark], above: list[Mark]) -> list[Mark]:
    """Return both lists as one in order. Of two that overlap the one from ``above`` stays, unless a longer organ,
    a word sense or another body's name from ``below`` says more."""
    marks: list[Mark] = []
    position, starts = 0, [mark.start for mark in below]
    for mark in above:
        if marks and mark.start < marks[-1].end:
            continue
        passed = bisect_left(starts, mark.start, position)
        marks += below[position:passed]
        position = passed
        if marks and marks[-1].end > mark.start:
            merged = _merged(marks.pop(), mark)
        elif position < len(below) and below[position].start < mark.end:
            merged = _merged(below[position], mark)
        else:
            merged = mark
        marks.append(merged)
        position = bisect_left(starts, merged.end, position)
    marks.extend(below[position:])
    return marks


def _merged(below: Mark, above: Mark) -> Mark:
    """Return what stands where a word of the vocabulary and something else overlap."""
    if below.kind == "foreign" and above.kind == "actor":
        return replace(above, forms=f"{above.forms}f{below.forms}")  # "the NATO bombing" says nothing of the next text
    if below.kind == "noun" and above.kind == "organ" and (below.start, below.end) == (above.start, above.end):
        return below  # "UNSCR"
    longer = below.end - below.start > above.end - above.start
    if below.kind == "actor" and above.kind == "actor" and below.end - below.start >= above.end - above.start:
        return below
    if longer and (below.kind in ("foreign", "sense") or (below.kind == "organ" and above.kind == "organ")):
        return below
    if longer and below.kind == "organ" and above.kind == "actor":
        return below
    return above
