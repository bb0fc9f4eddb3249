"""The values of clauses in the form that events have, or why there is no such value."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import get_args

from streams.core.detect.bodies.symbols import asked_symbol
from streams.core.detect.topics.subjects import known_codes, term_of_codes
from streams.core.detect.words.marks import PERMANENT
from streams.core.match.names import ids_of, suggestions
from streams.core.match.words import tokens
from streams.core.model import SIDES, ClauseField, EntityType, FactStatus, Organ, Stage
from streams.core.tag import known_entities

ORGANS: tuple[str, ...] = get_args(Organ)
STAGES: tuple[str, ...] = get_args(Stage)
VOTES = ("vetoed", "unanimous", "consensus", "recorded")
STATUSES: tuple[str, ...] = get_args(FactStatus)
NUMBERS: frozenset[ClauseField] = frozenset({"margin_below", "min_confidence", "min_sources"})
"""Fields whose one value is a number that is compared."""
LARGEST_MARGIN = 193
MOST_SOURCES = 99
NAMED: dict[ClauseField, frozenset[EntityType]] = {
    "target": frozenset({"country", "organization"}),
    "sponsor": frozenset({"country", "organization"}),
    "mentioned": frozenset({"country", "organization", "un_body"}),
    **dict.fromkeys(SIDES, frozenset({"country"})),
}
"""What a clause may name by its id."""


class UnknownValue(ValueError):  # noqa: N818  (named for what it is about)
    """A clause asks for what no event can have; the message goes on where the value was quoted."""


def canonical(field: ClauseField, value: str) -> str:
    """Return ``value`` of a clause on ``field`` in canonical form.

    :raises UnknownValue: where nothing can ever have it.
    """
    return _named(field, value) if field in NAMED else _READERS[field](value)


def _organ(value: str) -> str:
    return _listed(value, ORGANS, "organ")


def _stage(value: str) -> str:
    return _listed(value.replace(" ", "_").replace("-", "_"), STAGES, "stage")


def _listed(value: str, known: tuple[str, ...], kind: str) -> str:
    by_lower = {one.lower(): one for one in known}
    wanted = value.strip().lower()
    if wanted in by_lower:
        return by_lower[wanted]
    near = get_close_matches(wanted, by_lower, n=1)
    all_of_them = ", ".join(known)
    raise UnknownValue(f"is no {kind}" + (f"; did you mean {by_lower[near[0]]}?" if near else f": {all_of_them}"))


def _named(field: ClauseField, value: str) -> str:
    known = known_entities()
    kind, part = ("country", field) if field in SIDES else ("country or organization", f"a {field}")
    named = ids_of(value)
    fitting = [one for one in named if known[one].type in NAMED[field]]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UnknownValue(f"may be {' or '.join(f'{one} ({known[one].name})' for one in fitting)}: say which")
    if named:
        raise UnknownValue(f"is no {kind}, so never {part}")
    near = suggestions(value, (one for one, entity in known.items() if entity.type in NAMED[field]))
    meant = f"; did you mean {' or '.join(f'{one} ({known[one].name})' for one in near)}?" if near else ""
    raise UnknownValue(f"is no {kind} known{meant}")


def _vetoer(value: str) -> str:
    for one in ids_of(value):
        if one in PERMANENT:
            return one
    raise UnknownValue(f"has no veto: only the permanent members do ({', '.join(sorted(PERMANENT))})")


def _subject(value: str) -> str:
    code = value.strip().rstrip(".")
    if code and any(one == code or one.startswith(f"{code}.") for one in known_codes()):
        return code
    near = {one: name for one, name in sorted(term_of_codes().items()) if one[:2] == code[:2]}
    first = {one[:2]: one for one in sorted(term_of_codes(), reverse=True)}
    shown = near or {one: term_of_codes()[one] for _, one in sorted(first.items())}
    told = ", ".join(f"{one} ({name})" for one, name in shown.items())
    raise UnknownValue(f"is no UNBIS code that is looked for, nor the beginning of one; there are {told}")


def _symbol(value: str) -> str:
    symbol = asked_symbol(value)
    if symbol is None:
        raise UnknownValue(
            "is no symbol of a resolution or draft that can be: write it in full, as A/RES/69/188, A/C.3/69/L.28 or "
            "S/RES/2254; where that has its year it must be the right one: S/RES/2254 (2015)"
        )
    return symbol


def _word(value: str) -> str:
    text = " ".join(value.split())
    if not any(char.isalnum() for char in text) or not tokens(text):
        raise UnknownValue("has no letter and no digit to look for")
    return text


def _vote(value: str) -> str:
    return _listed(value, VOTES, "kind of vote")


def _status(value: str) -> str:
    return _listed(value, STATUSES, "status of a fact")


def _margin(value: str) -> str:
    return _whole(value, LARGEST_MARGIN)


def _sources(value: str) -> str:
    return _whole(value, MOST_SOURCES)


def _whole(value: str, most: int) -> str:
    digits = value.strip()
    if digits.isascii() and digits.isdecimal() and len(digits) < 10 and 1 <= int(digits) <= most:
        return str(int(digits))
    raise UnknownValue(f"is no whole number from 1 to {most}")


def _confidence(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        number = -1
    if 0 < number <= 1:
        return f"{max(number, 0.001):.3f}".rstrip("0").rstrip(".")
    raise UnknownValue("is no number above 0, up to 1")


_READERS: dict[ClauseField, Callable[[str], str]] = {
    "organ": _organ,
    "stage": _stage,
    "subject": _subject,
    "symbol": _symbol,
    "vetoed_by": _vetoer,
    "word": _word,
    "vote": _vote,
    "margin_below": _margin,
    "min_confidence": _confidence,
    "min_sources": _sources,
    "status": _status,
}
