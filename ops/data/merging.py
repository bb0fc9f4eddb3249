"""Rows of a names table: how a name may be spelled, and what several sources say of one."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One line of a names table: what is written, whose name it is (ids separated by bars), in which way, says who."""

    surface: str
    ids: str
    kind: str
    source: str


UNITED_NATIONS = ("U.N. ", "UN ", "United Nations ", "U.N.'s ", "UN's ", "United Nations' ")


def variants(surface: str, kind: str) -> set[str]:
    """Return a name as it is spelled, without accents, with either apostrophe, and with Saint short or long.

    Words for a people keep their accents: Spanish "francés" without one is a first name. What starts with "U.N. " may
    start with any of the ways to write the United Nations.
    """
    if surface.startswith("U.N. "):
        return {apostrophe for un in UNITED_NATIONS for apostrophe in apostrophes(un + surface.removeprefix("U.N. "))}
    plain = "".join(c for c in unicodedata.normalize("NFD", surface) if not unicodedata.combining(c))
    spelled = {surface, unicodedata.normalize("NFC", plain)} if plain.isascii() and kind != "people" else {surface}
    initial = unicodedata.normalize("NFD", surface[:1])
    if len(initial) > 1 and initial[0].isascii() and initial[0].isupper():
        spelled.add(initial[0] + surface[1:])  # French papers set capitals without accents: "Erythrée"
    spelled |= {name.replace(" & ", " and ") for name in spelled}
    spelled |= {re.sub(r"\b(?:Saint|St\.) ", short, name) for name in spelled for short in ("Saint ", "St. ", "St ")}
    return {apostrophe for name in spelled for apostrophe in apostrophes(name)}


def apostrophes(name: str) -> set[str]:
    """Return a name with the typewriter's apostrophe and with the typographer's."""
    return {name.replace("’", "'"), name.replace("'", "’")}


RANK = {"name": 0, "acronym": 1, "people": 2, "tongue": 2, "capital": 3, "state": 4}


def merged(rows: Iterable[Row], by_hand: list[Row]) -> list[Row]:
    """Return one row a surface. What is kept by hand decides; a name that two countries share is left to be resolved.

    "Djibouti" is the country before it is the city.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for surface in variants(row.surface, row.kind):
            found[surface].append(row._replace(surface=surface))
    table = {surface: one_row(surface, same) for surface, same in found.items()}
    for row in by_hand:
        table |= {surface: row._replace(surface=surface) for surface in variants(row.surface, row.kind)}
    return sorted(row for row in table.values() if row.kind != "drop")


def one_row(surface: str, same: list[Row]) -> Row:
    """Return what the sources say together of one surface: the kind that ranks first, and whose name it is."""
    best = min(RANK[row.kind] for row in same)
    ranked = [row for row in same if RANK[row.kind] == best]
    ids = sorted({row.ids for row in ranked})
    kind = ranked[0].kind if len(ids) == 1 else "shared"
    return Row(surface, "|".join(ids), kind, ", ".join(sorted({row.source for row in ranked})))
