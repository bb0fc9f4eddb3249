"""What a desk says of a story, to editors or to readers: corrections, advice, kills, holds, embargoes.

Such a note is never the story: no lead, no evidence. Of what it says, an article carries its status and its embargo; a
correction is a new version of the same article. The phrases are data: ``data/notes.toml``.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from streams.core.clean.embargo import embargo_of
from streams.core.clean.wire import dateline_of, signs
from streams.core.model import PubStatus

KINDS = ("correction", "advisory", "kill", "hold", "embargo")
STARTS = 4
"""Characters that may stand before a note's phrase: asterisks, brackets."""
LABEL = 3
"""Words from which a phrase is more than a label, which no word may follow: "Mandatory kill limits" is no note."""
SPOKEN = 40
"""Characters of a line that announces an embargo and says on the next line until when."""

_WORD_NEXT = re.compile(r" ?[a-z]")
_LAST = re.compile(r"[)\]][.\s]*$")
_LD = r"(?:\d(?:st|nd|rd|th) )?(?:LD|Ld|LEAD|Lead)(?:[ -]Writethru)?"
_SLUG = re.compile(
    r"(?:(?:UPDATE|Update|WRAPUP|Wrapup) ?\d{0,2}|(?:OFFICIAL[ -])?CORRECTED(?:-OFFICIAL)?|Corrected|REFILE|Refile"
    rf"|REPEAT|RPT(?:-[A-Z]+)?|{_LD}|CORRECTING and REPLACING)(?: ?[-–—:] ?| (?=\())(?:\(OFFICIAL\)-)?"
    rf"|\((?:{_LD}|CORRECTED|Corrected|Correction|AMPLIACIÓN|Ampliación|AMPL?\.?|Actualiza|Corrige|UPDATE|Update)\) ?"
)
_TAKE = re.compile(r",? ?\d(?:st|nd|rd|th) (?:Ld|LD|Add|Lead)(?:-?Writethru)?(?:,? ?\d+)?$")
SLUGS = 3
"""Tags before a headline that are taken off: ``REFILE-UPDATE 2-``."""


class Phrases(NamedTuple):
    """The phrases of ``data/notes.toml`` by kind."""

    correction: tuple[str, ...]
    advisory: tuple[str, ...]
    kill: tuple[str, ...]
    hold: tuple[str, ...]
    embargo: tuple[str, ...]


class Said(NamedTuple):
    """What the notes of a text say of its publication."""

    pub_status: PubStatus | None = None
    embargoed_until: datetime | None = None


@cache
def note_phrases() -> Phrases:
    table = tomllib.loads(files(__package__).joinpath("data/notes.toml").read_text("utf-8"))
    return Phrases(*(tuple(table[kind]) for kind in KINDS))


def is_note(kind: str, text: str, start: int, end: int) -> bool:
    """Return whether a line in which a phrase of ``kind`` stands from ``start`` to ``end`` is a note.

    A note and the lead in one line are the lead: ``without_marks`` takes the note off it.
    """
    if kind == "correction":
        dateline = dateline_of(text)  # behind a dateline and a sentence it is the article that tells it
        return dateline is None or ". " not in text[dateline.end : start]
    if start > STARTS and not (kind in ("kill", "hold") and _behind_dateline(text, start)):
        return False
    if kind in ("kill", "hold"):
        return text.count(" ", start, end) >= LABEL - 1 or text.isupper() or _WORD_NEXT.match(text, end) is None
    if text[0] in "([":
        return _LAST.search(text) is not None
    return not signs(text)


def _behind_dateline(text: str, start: int) -> bool:
    dateline = dateline_of(text)
    return dateline is not None and abs(dateline.end - start) <= STARTS


def said_in(notes: Sequence[str], came: datetime | None) -> Said:
    """Return what notes say of the publication; ``came`` is when their text was published or fetched."""
    status: PubStatus | None = None
    until: datetime | None = None
    for note in notes:
        kind = kind_of_note(note)
        if kind == "kill":
            status = "canceled"
        elif kind == "hold":
            status = status or "withheld"
        elif kind == "embargo":
            until = until or embargo_of(note, came)
    return Said(status, until)


def kind_of_note(note: str) -> str | None:
    """Return which kind of note a line is that is one."""
    lower = folded(note)
    for kind in ("kill", "hold", "embargo", "advisory", "correction"):
        for phrase in getattr(note_phrases(), kind):
            place = lower.find(phrase)
            if place >= 0 and is_note(kind, note, place, place + len(phrase)):
                return kind
    return None


def is_kill(headline: str) -> bool:
    """Return whether a headline says that the story is withdrawn."""
    return headline.lower().startswith(note_phrases().kill) and kind_of_note(headline) == "kill"


def folded(text: str) -> str:
    """Return text as the phrases are written."""
    return text.lower().replace("’", "'")


def without_slug(headline: str) -> str:
    """Return a headline without the tags that say which version of a story it heads: ``UPDATE 2-``, ``(2nd LD)``."""
    text = headline
    for _ in range(SLUGS):
        slug = _SLUG.match(text)
        if slug is None:
            break
        text = text[slug.end() :]
    return _TAKE.sub("", text) or headline
