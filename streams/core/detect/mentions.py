"""Noun phrases about resolutions: "a U.S.-drafted U.N. Security Council resolution" is one mention with a sponsor and an organ."""

import re
from dataclasses import dataclass, field

from streams.core.detect.lexicon import Lexicon
from streams.core.detect.marks import PERMANENT, SHORT_ORGANS, Mark

_PLAIN_MODIFIERS = frozenset(
    ["draft", "new", "rival", "own", "revised", "proposed", "separate", "competing", "alternative", "final", "first", "latest", "binding", "nonbinding", "non-binding", "short"]
)
TEXTS = ("resolution", "draft", "text")
"""The kinds of mention that are of a text; the third is one only after a text or an organ was named."""
MAX_WORDS = 10  # before the noun; the longest in the wires' leads have eight
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)$")
_POSSESSIVE = ("'s", "'", "s")  # the last where a feed has lost its apostrophes
_DEMONYM = ("an", "ish", "ese", "ch", "i", "ic", "ans")
_INITIALS = frozenset(
    ("u.s.", "us", "uk", "u.k.", "eu", "e.u.", "uae", "u.a.e.", "united states", "american", "british")
)
_SENSE_WORDS = frozenset(
    ["crisis", "conflict", "dispute", "war", "standoff", "issue", "problem", "situation", "case", "matter", "question", "row", "crises", "conflicts", "disputes", "stalemate", "impasse", "saga"]
)


@dataclass(slots=True)
class Mention:
    """One noun phrase. ``kind`` is the value of its noun mark; ``start``, ``end`` are of the whole phrase, ``head`` of the noun.

    ``article`` is ``the``, ``a``, ``any``, ``own`` or empty. ``organ`` is told inside the phrase. ``sponsors`` and
    ``topics`` are (id, start, end). ``past`` says that the phrase itself calls the text an earlier one.
    """

    kind: str
    start: int
    end: int
    head: tuple[int, int]
    plural: bool
    article: str = ""
    organ: str | None = None
    organ_span: tuple[int, int] | None = None
    foreign: bool = False
    rival: bool = False
    past: bool = False
    counted: bool = False
    sponsors: list[tuple[str, int, int]] = field(default_factory=list)
    topics: list[tuple[str, int, int]] = field(default_factory=list)
    symbols: list[Mark] = field(default_factory=list)
    hyphened: bool = False
    verb: str = ""
    dated: Mark | None = None
    described: bool = False  # a word of its own stands between a name and the noun: "Palestinian membership resolution"

    @property
    def draft(self) -> bool:
        """Whether the phrase calls the text a draft."""
        return self.kind == "draft"


Item = Mention | Mark


def chunk(folded: str, marks: list[Mark], begin: int, lex: Lexicon) -> list[Item]:
    """Return the items of one sentence in order: mentions for its nouns, marks for the rest outside of them.

    ``begin`` is where the sentence starts.
    """
    items: list[Item] = []
    for index, mark in enumerate(marks):
        if mark.kind == "verb" and _is_thing(folded, mark, begin, lex):
            continue
        if mark.kind != "noun":
            items.append(mark)
            continue
        if mark.value == "resolution" and _is_solution(folded, marks, index):
            items.append(Mark("sense", "", "", mark.start, mark.end))
            continue
        if mark.value == "vote" and not _is_noun(folded, mark, begin, lex):
            items.append(Mark("verb", "vote", "s" if mark.forms else "b", mark.start, mark.end))
            continue
        mention = Mention(mark.value, mark.start, mark.end, (mark.start, mark.end), "p" in mark.forms)
        _take_left(folded, items, mention, begin, lex)
        items.append(mention)
    return _joined(items, folded, lex)


def _is_thing(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether what could be a verb is a noun without meaning here: "an end to", "the use of", "a call"."""
    if "b" not in mark.forms or "n" in mark.forms:
        return False
    before = folded[max(begin, mark.start - 12) : mark.start].split()
    return bool(before) and (before[-1] in lex.words["definite"] or before[-1] in lex.words["indefinite"])


def _joined(items: list[Item], folded: str, lex: Lexicon) -> list[Item]:
    """Give each mention what follows its noun: its symbols, and who it is "from"."""
    joined: list[Item] = []
    text: Mention | None = None  # the last text, while nothing but names has followed it
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, Mention):
            text = item if item.kind in TEXTS else text
        elif item.kind == "symbol" and isinstance(last, Mention) and item.start - last.end <= 12:
            last.symbols.append(item)
            last.end = item.end
            continue
        elif item.kind == "actor" and "p" not in item.forms and text is not None and item.start - text.end < 60:
            between = folded[text.end : item.start].replace(" the ", " ").split()
            if between and between[-1] in lex.words["from"] and lex.words["not_from"].isdisjoint(between):
                text.sponsors.append((item.value, item.start, item.end))
        elif item.kind in ("verb", "border"):
            text = None
        joined.append(item)
    return joined


def _is_noun(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether "vote" is a noun here: by the word before it."""
    before = folded[max(begin, mark.start - 24) : mark.start].split()
    if not before:
        return True
    word = before[-1].strip("\"(,'")
    if mark.forms == "p" and word in ("council", "assembly", "committee", "unsc", "unga", "un", "u.n.", "ecosoc"):
        return False
    if word in lex.words["nominal"] or _ORDINAL.match(word) or folded[mark.start - 1] == "-" or word[-1:].isdigit():
        return True
    return (
        mark.forms == "p"
        and folded[mark.end : mark.end + 3] not in (" to", " on", " in")
        and word not in ("council", "assembly", "committee")
    )


def _is_solution(folded: str, marks: list[Mark], index: int) -> bool:
    """Say whether "resolution" is the solving of something: "a resolution of the crisis", "resolution to the dispute"."""
    after = folded[marks[index].end : marks[index].end + 60]
    if not after.startswith((" of ", " to ")) and not after.startswith(" for "):
        return False
    words = [word.strip(".,;:'\"") for word in after.split()[1:8]]
    if after.startswith(" of "):
        following = marks[index + 1] if index + 1 < len(marks) else None
        near = following is not None and following.start - marks[index].end < 28
        return not (near and following is not None and (following.kind == "organ" or following.kind == "date"))
    return any(word in _SENSE_WORDS for word in words)


def _take_left(folded: str, items: list[Item], mention: Mention, begin: int, lex: Lexicon) -> None:
    """Grow ``mention`` to the left over its modifiers, popping the items that it swallows."""
    words = lex.words
    position = mention.start
    chain = False  # the actor to the right is tied to this one by a hyphen or "and"
    owned = False  # a possessive ending was read: the name before it owns the phrase
    for _ in range(MAX_WORDS):
        gap = _blank_before(folded, position, begin)
        if gap is None:
            return
        item = items[-1] if items else None
        if item is not None and item.end > gap - 1 and item.end <= position:
            if not _swallow(folded, items, mention, begin, position, chain, owned):
                return
            owned = False
            chain = isinstance(item, Mark) and item.kind == "actor"
            position = mention.start
            continue
        start = folded.rfind(" ", begin, gap) + 1
        start = max(start, begin, item.end if item is not None else begin)
        raw = folded[start:gap]
        word = raw.strip("\"'()")
        if not word and raw.strip("\"'"):
            return
        owned = word in _POSSESSIVE or raw.strip() in ("'s", "'")
        if owned:
            position = start
            continue
        if chain and word in ("and", "&"):
            position = start
            continue
        if raw.endswith((",", ";", ":", ".", "?", "!")) and word not in ("u.s.", "u.n."):
            return
        if _ends_phrase(word.rstrip("."), mention, start, words):
            return
        position = start
        if word:
            mention.start = start


def _blank_before(folded: str, position: int, begin: int) -> int | None:
    """Return the end of the word before ``position``, over one blank, hyphen or possessive, or None at the start."""
    end = position
    while end > begin and folded[end - 1] in " -/":
        end -= 1
    return end if end > begin else None


def _ends_phrase(word: str, mention: Mention, start: int, words: dict[str, frozenset[str]] | object) -> bool:
    """Read one plain word before the noun; True if the phrase begins here or already began after it."""
    lists: dict[str, frozenset[str]] = words  # type: ignore[assignment]  # a read-only mapping of word lists
    if word in lists["rival"]:
        mention.rival = True
    if word in lists["back"]:
        mention.past = True
    if _ORDINAL.match(word) or word.isdigit():
        mention.counted = True
    kind = "own" if word in lists["own"] and word != "own" else ""
    if word in lists["any"]:
        kind = "any"
    elif not kind and word in lists["definite"]:
        kind = "the"
    elif word in lists["indefinite"]:
        kind = "a"
    if kind:
        mention.article, mention.start = kind, start
        return True
    if kind == "" and word not in _PLAIN_MODIFIERS and not mention.rival and not word[:1].isdigit():
        mention.described = True
    return word in lists["stop"] or (
        word.endswith("ed")
        and "-" not in word
        and word not in ("proposed", "revised", "watered", "limited", "shared", "unprecedented", "detailed")
    )


def _swallow(
    folded: str, items: list[Item], mention: Mention, begin: int, position: int, chain: bool, owned: bool
) -> bool:
    """Take the item that stands right before ``position`` into the phrase; False if it does not belong to it."""
    item = items[-1]
    if isinstance(item, Mention):
        if item.kind == "draft" and mention.kind == "resolution" and not item.plural:
            mention.kind = "draft"  # "a draft U.N. Security Council resolution"
            mention.rival, mention.past = mention.rival or item.rival, mention.past or item.past
            return _take_mention(items, mention, item)
        if item.kind not in ("action", "other") or item.article or mention.kind == "amendment":
            return False
        return _take_mention(items, mention, item)
    between = folded[item.end : position]
    possessive = owned or between.strip() in ("'s", "'", "s")
    if item.kind == "verb":
        return _swallow_verb(folded, items, mention, begin, between)
    if item.kind == "organ":
        _take_organ(item, mention)
    elif item.kind == "foreign":
        mention.foreign = True
    elif item.kind == "actor":
        _take_actor(folded, item, mention, between, possessive, chain)
    elif item.kind == "date" and possessive:
        mention.dated, mention.article = item, "the"
    elif item.kind == "symbol":
        mention.symbols.append(item)
    else:
        return False
    items.pop()
    mention.start = item.start
    if possessive and item.kind in ("actor", "organ", "date"):
        mention.article = mention.article or "the"
    return True


def _take_mention(items: list[Item], mention: Mention, item: Mention) -> bool:
    """Take a smaller phrase into the larger one; the larger one goes on growing if the smaller had no article."""
    mention.topics = item.topics + mention.topics
    mention.sponsors = item.sponsors + mention.sponsors
    mention.organ, mention.organ_span = mention.organ or item.organ, mention.organ_span or item.organ_span
    mention.foreign, mention.hyphened = mention.foreign or item.foreign, mention.hyphened or item.hyphened
    mention.article = item.article
    items.pop()
    mention.start = item.start
    return not item.article


def _take_organ(item: Mark, mention: Mention) -> None:
    if mention.organ in (None, "UN") or (mention.organ in SHORT_ORGANS and item.value != "UN"):
        mention.organ, mention.organ_span = item.value, (item.start, item.end)


def _take_actor(folded: str, item: Mark, mention: Mention, between: str, possessive: bool, chain: bool) -> None:
    """An actor inside the phrase is a sponsor ("U.S.-drafted", "Russian", "Moscow's") or a topic ("Syria resolution")."""
    spot = (item.value, item.start, item.end)
    name = folded[item.start : item.end]
    if mention.verb and between.strip(" ") == "-":
        mention.sponsors.insert(0, spot)
        mention.verb = ""
        mention.hyphened = True
    elif "f" in item.forms and not mention.draft:
        mention.foreign = True
    elif (chain and mention.sponsors and between.strip() in ("-", "and", "&", "/")) or (
        "p" not in item.forms
        and (possessive or not mention.described or item.value in PERMANENT)
        and (possessive or name in _INITIALS or name.endswith(_DEMONYM) or (between == "-" and mention.sponsors))
    ):
        mention.sponsors.insert(0, spot)
    else:
        mention.topics.insert(0, spot)


def _swallow_verb(folded: str, items: list[Item], mention: Mention, begin: int, between: str) -> bool:
    """Take a participle into the phrase: behind a hyphen ("U.S.-drafted"), or behind an article ("the vetoed draft")."""
    item = items[-1]
    assert isinstance(item, Mark)
    if "d" not in item.forms or between.strip():
        return False
    if folded[item.start - 1 : item.start] == "-":
        items.pop()
        mention.verb, mention.start = folded[item.start : item.end], item.start
        return True
    before = folded[max(begin, item.start - 32) : item.start].split()
    leads = ("the", "a", "an", "its", "their", "this", "that")
    if not before or not (
        before[-1] in leads or (before[-1].endswith("ly") and len(before) > 1 and before[-2] in leads)
    ):
        return False
    if item.value in ("adopt", "veto", "reject", "act", "call"):
        mention.past = True
    items.pop()
    mention.start = item.start
    return True
