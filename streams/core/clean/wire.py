"""What the wires print around a text: byline, dateline, agency, and the lines above an article that are no headline.

Forms are from the agencies' own copy; ``data/agencies.tsv`` names where each agency's name stands. Patterns see the
first characters of a line only, so their cost is bounded.
"""

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

DATELINE_REACH = 160
"""Characters at the start of a paragraph in which a dateline ends; the longest have two places and a country."""
BYLINE_LIMIT = 160
"""Characters of the longest byline: three or four names and their outlet."""
MOST_WORDS = 16
NOTE_REACH = 400
"""Characters at the end of a paragraph in which a note of the desk begins."""
NO_PLACES = frozenset(
    [
        "BREAKING",
        "EXCLUSIVE",
        "UPDATE",
        "UPDATED",
        "WATCH",
        "ANALYSIS",
        "VIDEO",
        "LIVE",
        "MINUTE",
        "OPINION",
        "FACTBOX",
        "TIMELINE",
        "CLAIM",
        "CORRECTION",
        "CORRECTED",
        "EXPLAINER",
        "FEATURE",
        "INTERVIEW",
        "REVIEW",
        "PHOTOS",
        "QUESTION",
        "ANSWER",
        "NOTE",
        "URGENT",
        "ALERT",
        "ADVISORY",
        "WRAPUP",
        "ANALYSE",
        "DIRECT",
        "VIDÉO",
        "ENTRETIEN",
        "DIRECTO",
        "ÚLTIMA",
        "HORA",
        "ENTREVISTA",
        "ANÁLISIS",
        "INTERVISTA",
        "EILMELDUNG",
    ]
)
"""Words in capitals before a dash that are labels and no places."""


def _agencies() -> dict[str, str]:
    """Return the acronym of each agency by each of its names."""
    rows = files(__package__).joinpath("data/agencies.tsv").read_text("utf-8").splitlines()
    table = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {name: acronym for acronym, names, _ in table for name in names.split("|")}


def _one_of(names: Sequence[str]) -> str:
    """Return a pattern of the names, tried in their order: first letters first, which spares most places the trying."""
    ends: dict[str, list[str]] = {}
    for name in names:
        ends.setdefault(re.escape(name[0]), []).append(re.escape(name[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in ends.items())


AGENCIES = _agencies()
_FOLDED = {name.casefold(): acronym for name, acronym in AGENCIES.items()}
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞİĪĹŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽΑ-ΫА-ЯЁІЇЄ"
_SHOUTED = {name.upper() for name in AGENCIES if len(name) > 3}
_LONGEST_FIRST = sorted({*AGENCIES, *_SHOUTED}, key=len, reverse=True)
_NAMES = _one_of(_LONGEST_FIRST)
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.? (?:de )?{_MONTH})(?:,? (?:de )?\d{{4}})?"
_FULL_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? (?:de )?{_MONTH}),? (?:de )?\d{{4}}"
_PLACE_WORD = rf"(?:(?!\w{{3,6}}day\b)[{_UPPER}][\w.'’-]{{1,20}}|de|del|la|du|of|the|and)"
_DASH = r"(?:\s*\.?\s*(?:--|[-–—―])|\s*[.:])"
_SIGNED = re.compile(  # UNITED NATIONS, Nov 10 (Reuters) - ; Naciones Unidas, 4 oct (EFE).- ; MOSCOW, May 3. /TASS/.
    rf"(?P<place>[{_UPPER}][^\n()\[\]0-9—–]{{0,69}}[^\n()\[\]0-9—–,. ](?: \([^()\n0-9]{{2,25}}\))?)?"
    rf"(?P<date>,? ?\b{_DATE})?[.,]? ?[(/\[](?P<agency>{_NAMES})"
    rf"(?:[/,; -][^)\]]{{0,40}})?[)/\]](?P<dash>{_DASH})?\s+"
)
_SIGNS = re.compile(rf"[(/\[](?:{_NAMES})")
_SIGNATURE = re.compile(rf"[(/](?:{_NAMES})[)/]{_DASH}")
_FIRST = re.compile(  # (ANSA) - ROMA, 4 OTT -
    rf"\((?P<agency>{_NAMES})\)\s?[-–—]\s?(?P<place>[{_UPPER}][{_UPPER} .'’-]{{2,40}}?)(?:, {_DATE})?\s?[-–—]\s+"
)
_COUNTRY = rf"[{_UPPER}][^\W\d_]{{1,15}}\.?(?: (?:[{_UPPER}][^\W\d_]{{1,15}}|and|the|of)){{0,4}}"
_DASHES = frozenset("-–—―")
_PLAIN = re.compile(  # GENEVA – ; NEW YORK, May 3 -- ; YANGON/SHAMLAPUR, Bangladesh —
    rf"(?P<place>[{_UPPER}][{_UPPER}.'’/ -]{{2,50}}?(?:, {_COUNTRY})?|United Nations, (?:United States|New York))"
    rf"(?:,? {_DATE})?(?:\s(?:--|[–—―-])\s+|\s?—\s?)(?=[\w“\"‘'«])"
)
_DATED = re.compile(  # New York, 5 March 2024 – ; (Geneva, March 5, 2024) – ; GENEVA (5 March 2024) –
    rf"\(?(?P<place>{_PLACE_WORD}(?:,? {_PLACE_WORD}){{0,5}})(?:, ?| ?\(| )(?:le )?(?:[^\W\d_]{{3,9}},? )?"
    rf"{_FULL_DATE}\)?"
    r"(?:\s?\.?(?:--|[–—―-])|:)\s+(?=[\w“\"‘'«])"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY = re.compile(r"(?:by|par|por|di|von|door|da)(?: ?:)? (?=[^\W\d_])", re.IGNORECASE)
_WRITER = re.compile(  # names in capitals or with capital letters, their particles, commas between them
    rf"(?:[{_UPPER}][\w.’'-]*|de|del|della|di|da|la|le|van|von|der|bin|al|el|y|e|et|and|und|&|with|avec|con)"
    rf"(?:,? (?:[{_UPPER}][\w.’'-]*|de|del|della|di|da|la|le|van|von|der|bin|al|el|y|e|et|and|und|&|with|avec|con))*"
)
_AGENCY_STARTS = frozenset(name[:2] for name in _LONGEST_FIRST)
_AGENCY_LINE = re.compile(
    rf"(?P<names>(?:{_NAMES})(?: ?[|/,+] ?(?:{_NAMES}))*)(?: ?[|/–-] ?(?P<place>[{_UPPER}][^|/\d]{{2,40}}))?"
)
_STAMP = re.compile(
    r"(?:[—–-] ?)?(?:(?:last )?(?:published|updated|modified|posted)|publié|mis à jour|modifié|publicado|actualizado"
    r"|pubblicato|aggiornato|veröffentlicht|aktualisiert|stand:|atualizado)\b.{0,100}"
    r"|[^.!?:]{2,60} (?:publié le|publicado el|pubblicato il) \d{1,2}\b.{0,80}",  # behind whose it is
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CLOCK = r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4}\b)?"
_TIME_ONLY = re.compile(
    rf"(?:\w{{2,10}}\.?,? )?(?:{_DATE}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"
    rf"(?:[ ,|•·–-]{{1,3}}(?:(?:at|à|a las|alle|um) )?{_CLOCK})?"
    rf"(?:.{{0,3}}(?:updated|last modified|mis à jour).{{0,60}})?|{_CLOCK}",
    re.IGNORECASE,
)
_STAMP_INSIDE = re.compile(rf"\s+[-–—|•]\s+|\s+(?={_DATE}|\d{{1,2}}[:.]\d{{2}}|[\w.+-]{{1,40}}@\w)")


_STORY_CODE = re.compile(r"\s?\[n[A-Z0-9]{7,12}\]")  # Reuters: the code of an earlier story
_NOTE = re.compile(
    r"\(\s?(?:This (?:version of the |refiled |corrected )?(?:story|article)|The story was (?:refiled|corrected)"
    r"|(?:Additional )?[Rr]eporting by|Editing by|Writing by|Refiles|Corrects|Adds|Updates with).*"
)
_LEADING_NOTE = re.compile(
    r"\((?:Corrects|Corrected|Adds|Updates|Refiles|Recasts|Repeats|Rewrites|Removes|Changes|Clarifies|Fixes|Drops|Deletes|Eds|EDS)\b"
    r"[^()]{0,300}\)\s*(?=\S)"
)
SIGN_OFFS = ("Enditem", "Item", "EFE", "(EFE)", "(ANSA)", "(ANSA).", "(Xinhua)")
_SIGN_OFF = re.compile(r"(?<=[.!?”»\"])\s*(?:Enditem|EFE|Item|\(EFE\)|\(ANSA\)\.?|\(Xinhua\))$")
_CREDIT = re.compile(r"(?:Featured image|Image|Photo)s? (?:via|by|credit) [^.]{2,80}$")


class Dateline(NamedTuple):
    """``place`` as printed, the agency that signs it, and where the text of the paragraph begins."""

    place: str | None
    agency: str | None
    end: int


class Byline(NamedTuple):
    """``name`` as printed, without "By"; the agency and the place that stand with it."""

    name: str
    agency: str | None
    place: str | None = None


def dateline_of(paragraph: str) -> Dateline | None:
    """Return the dateline with which ``paragraph`` begins."""
    head = paragraph[:DATELINE_REACH]
    signed = _signed_dateline(paragraph, head)
    if signed is not None:
        return signed
    if not _opens(head) and _DASHES.isdisjoint(head):
        return None
    plain = _PLAIN.match(head) or (_DATED.match(head) if _YEAR.search(head) else None)
    if plain is None or plain.end() >= len(paragraph):
        return None
    place = _place(plain["place"])
    if place is None or not NO_PLACES.isdisjoint(place.split()) or not _is_place(place):
        return None
    return Dateline(place, None, plain.end())


def signs(text: str) -> bool:
    """Return whether an agency closes a dateline somewhere in ``text``."""
    return _SIGNATURE.search(text) is not None


def _signed_dateline(paragraph: str, head: str) -> Dateline | None:
    """Return the dateline that an agency signs in the head of ``paragraph``."""
    signed = _signed(paragraph, head)
    if signed is None:
        return None
    place = _place(signed["place"])
    if place and "," in place and head[signed.end("place")] == ".":  # PALM BEACH, Fla.
        place += "."
    return Dateline(place, _FOLDED.get(signed["agency"].casefold()), signed.end())


def _signed(paragraph: str, head: str) -> re.Match[str] | None:
    """Return what ``_signed_dateline`` reads.

    The agency closes a dateline where a dash follows, or a date stands before (PTI prints no dash).
    """
    if not _opens(head) or _SIGNS.search(head) is None:  # the cheap questions first
        return None
    signed = _FIRST.match(head) or _SIGNED.match(head)
    if signed is None or signed.end() >= len(paragraph):
        return None
    return signed if signed.re is _FIRST or signed["dash"] or signed["date"] else None


def _opens(head: str) -> bool:
    """Return whether there is a bracket in which an agency may stand."""
    return "(" in head or "/" in head or "[" in head


def is_signed(paragraph: str) -> bool:
    """Return whether ``paragraph`` begins with a dateline that an agency signs."""
    return _signed(paragraph, paragraph[:DATELINE_REACH]) is not None


def byline_of(line: str) -> Byline | None:
    """Return the byline that the whole of ``line`` is, if it is one."""
    if len(line) > BYLINE_LIMIT:
        return None
    agency = _agency_line(line) if line[:2] in _AGENCY_STARTS else None
    if agency is not None:
        first = re.split(r" ?[|/,+] ?", agency["names"])[0]
        return Byline(agency["names"], _FOLDED.get(first.casefold()), _place(agency["place"]))
    by = _BY.match(line)
    if by is None:
        return None
    credit = line[by.end() :].strip()
    name = _STAMP_INSIDE.split(credit, maxsplit=1)[0].strip(" ,|-–—")
    words = name.split()
    if not words or len(words) > MOST_WORDS or _WRITER.fullmatch(name) is None:
        return None
    return Byline(name, agency_in(credit))


def _agency_line(line: str) -> re.Match[str] | None:
    """Return the agencies that a line names, and nothing else but a place and when."""
    return _AGENCY_LINE.fullmatch(line) or _AGENCY_LINE.fullmatch(_STAMP_INSIDE.split(line, maxsplit=1)[0].strip(" |,"))


def agency_in(name: str | None) -> str | None:
    """Return the agency that a byline or credit names as one of its parts."""
    if not name:
        return None
    for part in re.split(r"\s*[,|/(]\s*|\s+[-–—]\s+| (?:and|for|of|with|y|con|et|avec|und|mit) ", name.strip(" )")):
        found = _FOLDED.get(part.strip(" ).").casefold().removesuffix(" staff"))
        if found:
            return found
    return None


def is_stamp(line: str) -> bool:
    """Return whether the line says when, and nothing else."""
    if len(line) > BYLINE_LIMIT:
        return False
    return (_STAMP.fullmatch(line) or (_DIGIT.search(line) and _TIME_ONLY.fullmatch(line))) is not None


def without_marks(paragraph: str) -> str:
    """Return ``paragraph`` without what the desk adds to it: codes of other stories, notes of correction, credits."""
    if "[n" in paragraph:
        paragraph = " ".join(_STORY_CODE.sub("", paragraph).split())
    noted, credited = "(" in paragraph, "mage" in paragraph or "hoto" in paragraph
    if not noted and not credited:  # the cheap questions first
        return paragraph
    tail = paragraph[-NOTE_REACH:]
    note = (_NOTE.search(tail) if noted else None) or (_CREDIT.search(tail) if credited else None)
    if note is not None:
        paragraph = paragraph[: len(paragraph) - len(tail) + note.start()].rstrip()
    return paragraph


def without_leading_note(paragraph: str) -> str:
    """Return a story's first paragraph without a note to editors in brackets before its text."""
    leading = _LEADING_NOTE.match(paragraph)
    return paragraph[leading.end() :] if leading else paragraph


def without_sign_off(paragraph: str) -> str:
    """Return a story's last paragraph without the word or name by which an agency says that it ends there."""
    if not paragraph.endswith(SIGN_OFFS):
        return paragraph
    sign = _SIGN_OFF.search(paragraph, max(0, len(paragraph) - NOTE_REACH))
    return paragraph[: sign.start()] if sign else paragraph


def _place(text: str | None) -> str | None:
    return (text or "").strip(" ,-–—") or None


def _is_place(text: str) -> bool:
    """Return whether a place in capitals is more than an initialism or a line of shouting."""
    words = text.replace("/", " ").replace(",", " ").split()
    return len(words) <= 6 and any(len(word.strip(".")) > 3 for word in words)
