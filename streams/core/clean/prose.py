"""What kind of paragraph a line of a page is, judged by the line alone.

The phrases are data: ``data/furniture.toml`` and ``data/notes.toml``. All checks are linear in the length of the line.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from streams.core.clean.notes import is_note, note_phrases
from streams.core.clean.wire import without_sign_off

FURNITURE_LIMIT = 500
"""Characters above which a paragraph is not furniture for a phrase in it: notices are short, and a long paragraph that
holds such words is about them."""
CREDIT_REACH = 80
"""A picture credit stands at the very end of its caption, or at the start of it."""
AUTHOR_REACH = 40
"""A note on the author says within so many characters what it is: a name, and the phrase."""
PROSE = 60
"""Characters from which a line that ends a sentence counts as prose on its own."""
TWICE = 25
"""Characters from which a line that says everything twice is a link: the text of a picture, and a headline."""
LONG = 140
"""Characters from which a line counts as prose even where its full stop is missing; headlines are shorter."""
CAPITALS = 50
"""Characters from which a line in capitals is a link to another story, as some outlets set them, and no subheading."""

_CLOSERS_AND_SPACE = "\"'”’»)]›* "
_PUNCTUATION = b"\xe2\x80"
"""How the characters from U+2000 to U+203F begin in UTF-8."""
_ENDS = frozenset(".!?…。！？؟।۔:")
_AGENCY_CREDIT = re.compile(
    r"\b(?:REUTERS|AFP|AP|EPA|EFE|ANSA|TASS|Xinhua|Anadolu|dpa|Pool|POOL)/[A-Z]|/(?:AFP|EPA|REUTERS|Reuters)\b"
    r"|\([^()/]{2,40}/[^()]{2,30}\)$"
)
_CAPTION_DATE = re.compile(  # the caption style of AP: what somebody does, on a full date with its weekday
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (?:on )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
)
_CAPTION_VERB = re.compile(
    r"\b(?:speaks?|arrives?|attends?|gestures?|walks?|poses?|looks?|stands?|holds?|listens?|waves?|meets?|leaves?|seen"
    r"|pictured|departs?|reacts?|responds?|respond|sits?|smiles?|addresses|casts?|raises?|votes?|takes?|file)\b"
)
_TALK = re.compile(
    r"(?:\(?\d+\)? |se han publicado \d+ )?(?:comments?|comentarios?|commentaires?|commenti|kommentare|réactions"
    r"|leave a (?:comment|reply)|dejar? un comentario|laisser un commentaire)\b.{0,20}",
    re.I,
)
_SECTION_PREFIX = re.compile(
    r"(?:more|latest|news|trending) (?:from|in|on|by) |related:|trending:|read more:|see also:|tags:|filed under"
    r"|published under|read also ?:|(?:à )?lire aussi ?:|(?:lee|lea) también ?:|leia também ?:|leggi anche ?:"
    r"|lesen sie auch ?:",
    re.I,
)
_LINK = re.compile(
    r"(?:read(?= (?:also|more|next|too)\b|:)|also read|(?:re)?lire|(?:re)?voir"
    r"|(?:lee|lea|vea|mira)(?= (?:también|aquí|además|más)\b)|leggi|guarda)\b[^:.!?]{0,30}: ",
    re.I,
)
"""How a link to another story begins that stands between paragraphs: "Lire : De l'ONU à l'Iran, les pressions"."""
LINKED = 200
"""Characters of such a link; a paragraph is longer."""
_COUNT = re.compile(  # how many voted how, on a line of its own: "Votes in favour: 20", "Abstentions (14)"
    r"(?:(?:member )?(?:states|countries|members|votes?|voted|voting) )?"
    r"(?:for|in favou?r|yes|against|no|opposed|abstentions?|abstained|abstaining|abstain)(?: votes?)? ?"
    r"(?:[:=–—-] ?\d{1,3}|\(\d{1,3}\)):?"
)
_COUNT_ENDS = frozenset("0123456789):")
_MARKED = re.compile(  # a rule; who wrote a post that the page shows, and when
    r"[\W_]*|[—–-] ?[^()]{1,60}\(@\w{1,20}\).*"
)


Kind: TypeAlias = Literal[
    "prose",  # sentences
    "sentence",  # one short sentence: a quote, or a notice
    "short",  # no sentence: a subheading, a name, an item of a menu
    "caption",
    "author",  # who wrote it, told at the end
    "furniture",
    "section",  # the heading of something else than the article
    "talk",  # the heading of what readers say, or of the entries of a live blog
    "note",  # what the desk says of the story: a correction, an embargo
]
"""What a line is."""


class _Phrases:
    """The phrases of ``data/furniture.toml`` and ``data/notes.toml``, searched in one pass."""

    def __init__(self) -> None:
        table = tomllib.loads(files(__package__).joinpath("data/furniture.toml").read_text("utf-8"))
        self.labels = frozenset(table["label"])
        self.live = frozenset(table["live"])
        self.sections = frozenset(table["section"])
        found = {phrase: kind for kind in ("sure", "hint", "credit", "author") for phrase in table[kind]}
        for kind, notes in note_phrases()._asdict().items():
            found |= dict.fromkeys((form for note in notes for form in (note, note.replace("'", "’"))), kind)
        self._kinds = list(found.values())
        self._search = BytesAhoCorasick(
            [phrase.encode() for phrase in found],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,  # a DFA falls out of the cache from article to article
        )

    def stand_in(self, text: str) -> bool:
        """Return whether any phrase stands in a text."""
        return bool(self._search.find_matches_as_indexes(_lowered(text)))

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Return the kind, start and end of each phrase in a line, whatever its case.

        Bytes are searched: to find characters would cost more than the search, and nearly every line has no phrase.
        """
        data = _lowered(text)
        found = self._search.find_matches_as_indexes(data)
        if not found:
            return []
        return [(self._kinds[which], _characters(data, start), _characters(data, end)) for which, start, end in found]


def _lowered(text: str) -> bytes:
    """Return ``text`` in lower case, as UTF-8.

    Most of what is not ASCII are quotes and dashes, which have no case: then the bytes are lowered, which is faster.
    """
    data = text.encode("utf-8", "surrogatepass")
    if text.isascii() or len(data) == len(text) + 2 * data.count(_PUNCTUATION):  # three bytes each
        return data.lower()
    return text.lower().encode("utf-8", "surrogatepass")


def _characters(data: bytes, position: int) -> int:
    return len(data[:position].decode("utf-8", "surrogatepass"))


@cache
def _phrases() -> _Phrases:
    return _Phrases()


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does, quotation marks and brackets aside."""
    if text[-1:] in _ENDS or text.rstrip(_CLOSERS_AND_SPACE)[-1:] in _ENDS:
        return True
    return len(text) > PROSE and (text[-1] in '”»"' or without_sign_off(text) is not text)


def say_phrase(texts: Iterable[str]) -> bool:
    """Return whether one of many lines says a phrase by which a line is known: one search costs less than many."""
    return _phrases().stand_in("\n".join(texts))


def kind_of(text: str, *, says_phrase: bool = True) -> Kind:
    """Return what kind of line ``text`` is; its whitespace is collapsed, and it is not empty.

    :param says_phrase: False where it is known to say no phrase by which a line is known.
    """
    ends = ends_sentence(text)
    length = len(text)
    if length <= FURNITURE_LIMIT:
        known = (_known_short(text) if length <= PROSE else None) or _known_phrase(text, ends, says_phrase)
        if known is not None:
            return known
    if length <= LINKED and _LINK.match(text):
        return "furniture"
    if length >= TWICE and text[0] == text[length // 2 + 1] and _says_twice(text):
        return "furniture"
    if ends:
        return "prose" if length >= PROSE else "sentence"
    if length >= LONG:
        return "prose"
    return "furniture" if length >= CAPITALS and text.isupper() else "short"


def _says_twice(text: str) -> bool:
    """Return whether the line says all it says twice, with one character between."""
    middle = len(text) // 2
    return text[:middle] == text[middle + 1 :]


def _known_short(text: str) -> Kind | None:
    """Return the kind of a line that is known as a whole: a label, a heading of lists, a rule."""
    phrases = _phrases()
    lower = text.lower()
    if lower in phrases.labels or (not text[0].isalnum() and _MARKED.fullmatch(text)):
        return "furniture"
    if lower in phrases.live or _TALK.fullmatch(text):
        return "talk"
    if lower in phrases.sections or _SECTION_PREFIX.match(text):
        return "section"
    return "sentence" if lower[-1] in _COUNT_ENDS and _COUNT.fullmatch(lower) else None


def _known_phrase(text: str, ends: bool, says_phrase: bool) -> Kind | None:
    """Return the kind that a phrase in the line gives it."""
    hints = 0
    for kind, start, end in _phrases().find(text) if says_phrase else ():
        if kind == "hint":
            if not ends and start >= LONG and ends_sentence(text[:start].rstrip()):
                return None  # "... said the minister. Read more: example.org": a paragraph, and a link behind it
            hints += 1
        elif told := _told(kind, text, start, end):
            return told
    if "/" in text and _AGENCY_CREDIT.search(text, max(0, len(text) - CREDIT_REACH)):
        return "caption"
    if "day, " in text and _CAPTION_DATE.search(text) and _CAPTION_VERB.search(text):
        return "caption"
    return "furniture" if hints >= 2 or (hints and not ends) else None


def _told(kind: str, text: str, start: int, end: int) -> Kind | None:
    """Return what a phrase tells of the line that it stands in, where it stands right."""
    if kind == "sure":
        return "furniture"
    if kind == "credit":
        return "caption" if len(text) - end <= CREDIT_REACH or start <= 2 else None
    if kind == "author":
        return "author" if start <= AUTHOR_REACH else None
    return "note" if is_note(kind, text, start, end) else None
