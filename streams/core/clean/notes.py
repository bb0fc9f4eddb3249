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
from itertools import product
from typing import NamedTuple

from streams.core.clean.embargo import embargo_of, names_time
from streams.core.clean.wire import dateline_of, signs
from streams.core.model import PubStatus

STARTS = 4
"""Characters that may stand before a note's phrase: asterisks, brackets."""
LABEL = 3
"""Different words from which a phrase is more than a label, which has to stand in capitals or alone, and before no
word: "Mandatory kill limits" is no note."""
NOTICE = 600
"""Characters of a text below which it may be a notice that a story is withdrawn, and not the story."""
QUOTES = frozenset("\"'“”«»„‘’")
"""What nobody's note begins with: somebody says it, or it is a title."""
SPOKEN = 40
"""Characters of a line that announces an embargo and says on the next line until when."""

_ENDS = (".", "!", "?")
_WORD_NEXT = re.compile(r" ?[^\W\d_]")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?…][\"”’»)]{0,2} ")
_LITTLE = "a|an|the|our|in|note|update|updated|correction|corrected|une|un|la|dans|en|una|eine|einer|uma|em|numa"
_DAY = r"(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.? (?:de )?[^\W\d_]{3,10})(?:,? (?:de )?\d{4})?"
_OPENING = re.compile(
    rf"(?i)\W*(?:(?:{_LITTLE})\b\W*){{0,2}}(?:(?:[^.:]{{0,40}}\d[^.:]{{0,10}}[:–—|]|{_DAY})\W+)?"
    rf"(?:(?:{_LITTLE})\b\W*){{0,4}}"
)
_OF_A_STORY = re.compile(r"In (?:[\w-]+ ){0,4}(?:story|stories|article|articles|headline|caption|item)\b")
_WORD_GOES_ON = re.compile(r"-?\w")
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
    """Return the phrases, those of earlier versions put together."""
    table = tomllib.loads(files(__package__).joinpath("data/notes.toml").read_text("utf-8"))
    for row in table["version"]:
        table["correction"] += [f"{version} {text}" for version, text in product(row["of"], row["texts"])]
    return Phrases(*(tuple(table[kind]) for kind in Phrases._fields))


def is_note(kind: str, text: str, start: int, end: int) -> bool:
    """Return whether a line in which a phrase of ``kind`` stands from ``start`` to ``end`` is a note.

    A note and the lead in one line are the lead: ``without_marks`` takes the note off it.
    """
    if text[0] in QUOTES:
        return False
    if kind == "correction":
        return _WORD_GOES_ON.match(text, end) is None and _opens(text, start) and not signs(text[end:])
    if kind in ("kill", "hold"):
        return (start <= STARTS or _behind_dateline(text, start)) and _withdraws(text, start, end)
    if start > STARTS or (kind == "embargo" and not _holds_back(text, end)):
        return False
    if text[0] in "([":
        return _LAST.search(text) is not None
    return not signs(text) and dateline_of(text[end:].lstrip()) is None


def _opens(text: str, start: int) -> bool:
    """Return whether what stands before ``start`` is the opening of a correction, the dateline aside.

    That is nothing but little words, or when it was made ("6 March 2024: An"), or which story it is about ("In a story
    March 5 about a vote,"). Behind anything else, it is the story that tells it.
    """
    dateline = dateline_of(text)
    before = text[dateline.end if dateline else 0 : start]
    return _OPENING.fullmatch(before) is not None or (
        _OF_A_STORY.match(before) is not None and _SENTENCE.search(before) is None
    )


def _withdraws(text: str, start: int, end: int) -> bool:
    """Return whether a phrase that withdraws a story is a sentence, or a label that stands as labels do."""
    phrase = text[start:end]
    if len(set(phrase.lower().split())) >= LABEL:
        return True
    alone = not any(map(str.isalnum, text[end:]))
    return alone or (phrase.isupper() and _WORD_NEXT.match(text, end) is None)


def _holds_back(text: str, end: int) -> bool:
    """Return whether a line that begins like an embargo says until when, and is no sentence on an embargo on arms."""
    alone = not any(map(str.isalnum, text[end:]))
    return alone or names_time(text) or (not text.endswith(_ENDS) and any(map(str.isdigit, text)))


def _behind_dateline(text: str, start: int) -> bool:
    dateline = dateline_of(text)
    return dateline is not None and abs(dateline.end - start) <= STARTS


def heard(notes: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """Return the notes that count, of pairs of a note and whether the story stands above it.

    Below its first paragraph no story is withdrawn or held back: a substitute says there what it replaces.
    """
    return tuple(note for note, below in notes if not below or kind_of_note(note) not in ("kill", "hold"))


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
