"""Document symbols: found, checked for organ, session or year and number, and written in one form.

Series and forms: Dag Hammarskjöld Library, research guide "UN Document Symbols". Years of Security Council resolutions
come from ``data/sc_resolutions.toml``.
"""

import re
from bisect import bisect_right
from functools import cache
from typing import Any

from streams.core.detect.words.data import read_data
from streams.core.detect.words.marks import Mark

LATEST_SESSION = 99  # of the General Assembly; it has one a year, and had its 80th in 2025
FIRST_SLASHED_SESSION = 31  # A/RES/31/1 (1976); before, the session is a Roman numeral in brackets
LAST_ROMAN_SESSION = 30  # of 1975: A/RES/3379 (XXX)
LATEST_HRC_SESSION = 99
SERIES_SURE = 1000
"""Plain numbers from here on are the Security Council's where no organ is named. The Assembly numbered its own so until
its 30th session (``A/RES/491 (V)``), and its first are still cited without the Roman numeral."""
MOST_A_YEAR = 100  # Security Council resolutions; 93 in 1993 were the most
NEWER_YEARS = 20
"""How long after the last resolution of the table one may be asked for without its year."""
MOST_OF_HRC = 99  # resolutions of one session of the Human Rights Council; it has never come near
MOST_A_SESSION = 500  # resolutions of one General Assembly session; it has never come near

_FULL = re.compile(
    r"\b(?:(?P<sc>s/res/(?P<sc_no>\d{1,4})(?: ?\((?P<sc_year>\d{4})\))?)"
    r"|(?P<hrc>a/hrc/res/(?P<hrc_s>s-\d{1,2}|\d{1,2})/(?P<hrc_no>\d{1,3}))"
    r"|(?P<ga>a/res/(?P<ga_s>es-\d{1,2}|s-\d{1,2}|\d{1,3})/(?P<ga_no>\d{1,3}[a-z]?))"
    r"|(?P<ec>e/res/(?P<ec_y>\d{4})/(?P<ec_no>\d{1,3}))"
    r"|(?P<old>a/res/(?P<old_no>\d{1,4}(?: ?[a-h])?) ?\((?P<old_s>(?:e?s-)?[ivx]{1,6})\))"
    r"|(?P<draft>(?:a/c\.[1-6]/\d{1,3}|a/hrc/(?:s-)?\d{1,3}|a/es-\d{1,2}|a/\d{1,3}|e/cn\.\d{1,2}/\d{4}|e/\d{4})"
    r"/l(?:\.\s?|-|\s)?\d{1,3}(?P<rev>[/ ]rev(?:\.\s?|-|\s)?\d{1,2})?"
    r"|s/(?:19|20)\d{2}/\d{1,4}(?P<sc_rev>/rev\.\s?\d{1,2})?))(?!\w)"
)
_LIMITED = re.compile(r"(.*/)l\D{0,2}(\d+)(?:.rev\D{0,2}(\d+))?")
"""A draft's series, its number and its revision, as papers write them: "a/hrc/46/l1 rev1"."""
_BARE = re.compile(r"(?<![\w/.,$-])(\d{3,4}) ?\(((?:19|20)\d{2})\)")
"""A number with its year, which no other series has: "adopting 2728 (2024)"."""
_AFTER_NOUN = re.compile(
    r"(?:,? (?:no\.?|number|n[°o])| \((?:no\.?|number|n[°o])|, (?:known as|numbered(?: as)?))?"
    r" {0,2}(?P<a>\d{1,4}|e?s-\d{1,2})"
    r"(?:/(?P<b>\d{1,3})|(?: (?P<letter>[a-h]))? ?\((?:(?P<year>\d{4})|(?P<roman>(?:e?s-)?[ivx]{1,6}))\))?"
    r"(?![\w%-]|,\d{3}|\.\d| ?\([ivxlc])"
)
_ROMAN = re.compile(r"(?:(?P<special>e?s-)(?P<which>i{1,3}|iv|vi{0,2})|(?P<tens>x{0,3})(?P<ones>ix|iv|v?i{0,3}))")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_NEXT = re.compile(r"(?:,| and|, and| or| &| et| y) {0,2}(?=\d)")


@cache
def _table() -> dict[str, Any]:
    """Return what data/sc_resolutions.toml says."""
    return read_data("sc_resolutions")


@cache
def _first_numbers() -> tuple[list[int], list[int], int]:
    """Return the first Security Council resolution of each year, those years, and the last number that is known."""
    pairs = sorted((first, int(year)) for year, first in _table()["first"].items())
    return [first for first, _ in pairs], [year for _, year in pairs], _table()["last_known"]


def year_of(number: int) -> int | None:
    """Return the year of Security Council resolution ``number``, or None outside what the table knows."""
    firsts, years, last = _first_numbers()
    return years[bisect_right(firsts, number) - 1] if 1 <= number <= last else None


def security_council(number: int, year: int | None, adopted_in: int | None = None) -> str | None:
    """Return ``S/RES/2254 (2015)``; None where number and year contradict the table or the year is unknown.

    ``adopted_in`` is the year of the article, for a resolution newer than the table.
    """
    known = year_of(number)
    if known is None:
        _, years, last = _first_numbers()
        told = year or adopted_in
        newer = told is not None and told >= years[-1]
        known = told if newer and told and last < number <= last + MOST_A_YEAR * (told - years[-1] + 1) else None
    if known is None or (year is not None and year != known):
        return None
    return f"S/RES/{number} ({known})"


def find_symbols(folded: str) -> list[Mark]:
    """Return the full symbols in ``folded`` as marks: forms ``r`` for a resolution, ``d`` for a draft.

    A number of the Security Council with the year that the table has for it is one too: "adopting 2728 (2024)".
    """
    marks = [
        Mark("symbol", f"S/RES/{match[1]} ({match[2]})", "r", match.start(), match.end())
        for match in (_BARE.finditer(folded) if "(20" in folded or "(19" in folded else ())
        if year_of(int(match[1])) == int(match[2])
    ]
    for match in _FULL.finditer(folded) if "/" in folded else ():
        value = _draft(match) if match["draft"] else _resolution(match)
        if value:
            marks.append(Mark("symbol", value, "d" if match["draft"] else "r", match.start(), match.end()))
    return marks


def normal_symbol(text: str) -> str | None:
    """Return the full symbol that ``text`` is, in the form that events have; None where it is none that can be.

    A Security Council resolution gets its year where the table knows it, and needs one where it does not.
    """
    match = _FULL.fullmatch(text.strip().lower())
    if match is None:
        return None
    return _draft(match) if match["draft"] else _resolution(match)


def asked_symbol(text: str) -> str | None:
    """Return the symbol that ``text`` asks for: as ``normal_symbol``, or ``S/RES/2809`` of one newer than the table.

    Without its year it is enough to ask for, since the Security Council gives each number once.
    """
    found = re.fullmatch(r"s/res/(\d{4})", text.strip().lower())
    last = _first_numbers()[2]
    if found and last < int(found[1]) <= last + NEWER_YEARS * MOST_A_YEAR:
        return f"S/RES/{found[1]}"
    return normal_symbol(text)


def without_year(symbol: str) -> str:
    """Return a symbol in the form that events have without the year of a Security Council resolution."""
    return symbol.partition(" (")[0] if symbol.startswith("S/RES/") else symbol


def _draft(match: re.Match[str]) -> str:
    """Return a draft's symbol in its official form: ``A/C.3/69/L.28/Rev.1``."""
    limited = _LIMITED.fullmatch(match["draft"])
    if limited is not None:
        series, number, revision = limited.groups()
        return f"{series.upper()}L.{number}" + (f"/Rev.{revision}" if revision else "")
    return match["draft"].replace(" ", "").upper().replace("/REV.", "/Rev.")


def _resolution(match: re.Match[str]) -> str | None:
    if match["sc"]:
        return security_council(int(match["sc_no"]), int(match["sc_year"]) if match["sc_year"] else None)
    if match["hrc"]:
        return f"A/HRC/RES/{match['hrc_s'].upper()}/{int(match['hrc_no'])}"
    if match["ec"]:
        return f"E/RES/{match['ec_y']}/{int(match['ec_no'])}"
    if match["old"]:
        return of_roman_session(match["old_no"], match["old_s"])
    return general_assembly(match["ga_s"], match["ga_no"])


def general_assembly(session: str, number: str) -> str | None:
    """Return ``A/RES/69/188`` or ``A/RES/ES-11/1``; None for a session or number that cannot be."""
    if session.isdecimal() and not FIRST_SLASHED_SESSION <= int(session) <= LATEST_SESSION:
        return None
    digits = number.rstrip("abcdefgh")
    if not digits.isdecimal() or not 1 <= int(digits) <= MOST_A_SESSION:
        return None
    return f"A/RES/{session.upper()}/{number.upper()}"


def roman_session(session: str) -> int | None:
    """Return the regular session of the General Assembly that a Roman numeral counts, the last of them in 1975.

    A special one ("s-vi", "es-i") is 0; None for what counts none.
    """
    match = _ROMAN.fullmatch(session)
    if match is None:
        return None
    number = 0 if match["special"] else 10 * len(match["tens"]) + _ONES[match["ones"]]
    return number if match["special"] or 1 <= number <= LAST_ROMAN_SESSION else None


def of_roman_session(number: str, session: str) -> str | None:
    """Return ``A/RES/3379 (XXX)``, ``A/RES/2200 A (XXI)``; None for a session that cannot be."""
    if roman_session(session) is None:
        return None
    digits = number.rstrip("abcdefgh ")
    part = number[len(digits) :].strip().upper()
    return f"A/RES/{int(digits)}{' ' if part else ''}{part} ({session.upper()})"


def numbered(folded: str, at: int, organ: str | None, adopted_in: int | None, *, beside: bool) -> list[Mark]:
    """Return the symbols told after the word "resolution" that ends at ``at``: "2254 (2015)", "242 and 338".

    ``organ`` is the one named last, ``beside`` says right before the word. A plain number is the Security Council's,
    which numbers in one series; below SERIES_SURE only after its name, since the General Assembly's first resolutions
    were numbered so too. ``adopted_in`` is the article's year. Linear: at most eight numbers are read.
    """
    marks: list[Mark] = []
    position = at
    for _ in range(8):
        match = _AFTER_NOUN.match(folded, position)
        if match is None:
            break
        value = _numbered(match, organ, adopted_in, beside=beside)
        if value is None:
            break
        marks.append(Mark("symbol", value, "r", match.start("a"), match.end()))
        following = _NEXT.match(folded, match.end())
        if following is None:
            break
        position = following.end() - 1 if folded[following.end() - 1] == " " else following.end()
    return marks


def _numbered(match: re.Match[str], organ: str | None, adopted_in: int | None, *, beside: bool) -> str | None:
    first, second, year = match["a"], match["b"], match["year"]
    if match["roman"]:
        letter = match["letter"]
        known = first.isdecimal() and organ in (None, "GA", "UN")
        return of_roman_session(f"{first} {letter}" if letter else first, match["roman"]) if known else None
    if second is None:
        others = beside and organ not in ("SC", "UN")
        unsure = year is None and (len(first) < 3 or (first.isdecimal() and int(first) < SERIES_SURE and organ != "SC"))
        assembly = organ != "SC" and year is None and first.isdecimal() and int(first) in _table()["assembly"]
        if others or unsure or assembly or not first.isdecimal():
            return None
        return security_council(int(first), int(year) if year else None, adopted_in)
    special = first.startswith("s-")
    if organ == "HRC" and int(second) > MOST_OF_HRC:
        organ = "GA"  # resolution 60/251, which created the Human Rights Council
    if organ == "HRC" and (special or (first.isdecimal() and 1 <= int(first) <= LATEST_HRC_SESSION)):
        return f"A/HRC/RES/{first.upper()}/{int(second)}"
    if organ == "ECOSOC" and len(first) == 4:
        return f"E/RES/{first}/{int(second)}"
    return general_assembly(first, second) if organ in (None, "GA", "UN") else None
