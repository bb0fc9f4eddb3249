"""One sentence, ready for the rules: who does what to which text, and whether it happened."""

import re
from dataclasses import dataclass, field
from typing import Literal

from streams.core.detect.dates import When
from streams.core.detect.lexicon import Lexicon
from streams.core.detect.marks import Mark
from streams.core.detect.mentions import Item, Mention
from streams.core.detect.votes import Tally

Mode = Literal["real", "future", "wished", "failed", "denied", "hypothetical"]
Spot = tuple[str, int, int]

NEAR = 140  # characters between a verb and its object; the wires' longest asides are shorter
_LIST_GAP = re.compile(
    r"(?:,| and| &|, and|-|/| as well as| along with| together with|, together with|, along with)?(?: the)? {0,2}$"
)


@dataclass(slots=True)
class Sentence:
    """A sentence's span, its items in order, and what it says of time and votes."""

    folded: str
    span: tuple[int, int]
    items: list[Item]
    lex: Lexicon
    whens: list[When]
    tally: Tally | None
    index: int
    questioned: bool = False
    foreign: bool = False
    amended: bool = field(default=False)

    def text(self, start: int, end: int) -> str:
        """Return the folded text between two offsets of the body."""
        return self.folded[start:end]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a verb say of it."""

    mode: Mode
    passive: bool = False
    past: bool = False  # told as earlier than the story: "had adopted"


def lead(s: Sentence, i: int) -> list[str]:
    """Return the words before the verb at ``i``, back to the last name, text or border of a clause."""
    start = s.span[0]
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) or item.kind in ("organ", "actor", "foreign", "border", "symbol"):
            start = item.end
            break
    verb = s.items[i]
    words = s.folded[max(start, verb.start - 90) : verb.start].split()
    return [word.strip("\"'(),;:") for word in words[-9:]]


def reading(s: Sentence, i: int) -> Reading:
    """Say whether the verb at ``i`` tells of something that happened."""
    verb = s.items[i]
    assert isinstance(verb, Mark)
    lists, words = s.lex.words, lead(s, i)
    if _conditional(s, i):
        return Reading("hypothetical")
    near = words[-5:]
    if "to" in words[-3:] and "b" in verb.forms:
        at = len(words) - 1 - words[::-1].index("to")
        return Reading(_infinitive(s, i, words[:at], lists))
    words = _after_aside(words, lists)
    near = words[-5:]
    passive = "d" in verb.forms and any(word in lists["be"] for word in words[-4:])
    past = "had" in near
    if any(word in lists["negation"] for word in near):
        return Reading("denied", passive, past)
    if any(word in lists["hypothetical"] for word in near):
        return Reading("hypothetical", passive, past)
    if any(word in lists["future"] for word in near) or ("be" in near[-2:] and "to" in near):
        return Reading("future", passive, past)
    if verb.forms == "g":
        loose = bool(words) and (
            words[-1] in lists["calling"]
            or words[-1] in ("of", "to", "considering", "by", "against", "on", "from")
            or any(w in lists["wished"] for w in words[-2:])
        )
        return Reading("hypothetical" if loose else "real")
    if "d" not in verb.forms and "s" not in verb.forms and "b" in verb.forms and not _plural_subject(s, i, words):
        return Reading("hypothetical")
    return Reading("real", passive, past)


def _after_aside(words: list[str], lists: object) -> list[str]:
    """Return the words behind the last aside: of "which is not binding, was" only "was" belongs to the verb."""
    known: dict[str, frozenset[str]] = lists  # type: ignore[assignment]  # a read-only mapping of word lists
    for at in range(len(words) - 1, 0, -1):
        if words[at] in known["be"] | known["have"] and any(one in known["be"] for one in words[: at - 1]):
            return words[at:]
    return words


def _infinitive(s: Sentence, i: int, before: list[str], lists: object) -> Mode:
    """Say what "to adopt" is: "voted to adopt" happened, "failed to adopt" did not, "is set to adopt" will."""
    words: dict[str, frozenset[str]] = lists  # type: ignore[assignment]  # a read-only mapping of word lists
    near = before[-6:]
    if any(word in words["failed"] for word in near[-2:]):
        return "failed"
    if any(word in words["negation"] for word in near):
        return "denied"
    if any(word in words["hypothetical"] for word in near):
        return "hypothetical"
    wish = max((at for at, word in enumerate(near) if word in words["wished"]), default=-1)
    licence = max((at for at, word in enumerate(near) if word in words["licensed"]), default=-1)
    plan = max((at for at, word in enumerate(near) if word in words["scheduled"]), default=-1)
    if any(word in words["future"] for word in near):
        return "future"
    if licence > max(wish, plan):
        return "future" if "to" in near[:licence] else "real"
    if plan > wish:
        return "future"
    if wish >= 0 or near:
        return "wished"
    if _let(s, i):
        return "real"
    return "wished" if _requested(s, i) else "future"


def _let(s: Sentence, i: int) -> bool:
    """Say whether it was let happen: "abstained, allowing the council to pass the resolution"."""
    for item in reversed(s.items[:i]):
        if isinstance(item, Mark) and item.kind == "organ":
            words = s.folded[max(s.span[0], item.start - 24) : item.start].split()
            return any(word in ("allowing", "allowed", "letting", "enabling", "clearing") for word in words)
        if not (isinstance(item, Mark) and item.kind == "date"):
            return False
    return False


def _requested(s: Sentence, i: int) -> bool:
    """Say whether somebody wants it of the subject: "urged the council to adopt"."""
    for item in reversed(s.items[:i]):
        if isinstance(item, Mark) and item.kind in ("organ", "actor"):
            before = [word.strip("\"'(),") for word in s.folded[max(s.span[0], item.start - 40) : item.start].split()]
            return any(word in s.lex.words["requested"] for word in before[-4:])
        if isinstance(item, Mark) and item.kind in ("date",):
            continue
        return True
    return False


def _plural_subject(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether a bare verb has a plural subject right before it: "Russia, China veto"."""
    previous = s.items[i - 1] if i else None
    if previous is None or not isinstance(previous, Mark) or previous.kind not in ("actor", "organ"):
        return False
    if previous.kind == "organ" and "members" not in words:
        return False
    return all(
        word.endswith("ly") or word in ("again", "both", "members", "states", "nations", "countries") for word in words
    )


def _conditional(s: Sentence, i: int) -> bool:
    """Say whether the verb stands in an if-clause, or in a clause of what has not come ("before", "until")."""
    verb = s.items[i]
    assert isinstance(verb, Mark)
    for item in reversed(s.items[:i]):
        if isinstance(item, Mark) and item.kind == "border":
            word = s.folded[item.start : item.end]
            between = s.folded[item.end : verb.start]
            if item.value == "condition":
                return "," not in between
            if word in ("before", "until", "once"):
                return "," not in between and ("d" not in verb.forms or "is " in between or "are " in between)
            if item.value in ("time", "contrast"):
                return False
    return s.folded.startswith(("if ", '"if ', "should "), s.span[0]) and "," not in s.folded[s.span[0] : verb.start]


def subject(s: Sentence, i: int) -> Item | None:
    """Return who or what does the verb at ``i``: the nearest name or text before it that no preposition governs."""
    previous = s.items[i - 1] if i else None
    if isinstance(previous, Mention) and "g" in _forms(s, i) and "," not in s.folded[previous.end : s.items[i].start]:
        return previous  # "a resolution establishing a mission": what the text does
    if isinstance(previous, Mark) and previous.kind == "organ" and _forms(s, i) == "g":
        return previous  # "with the Security Council adopting"
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border":
            if item.value == "relative":
                earlier = s.items[j - 1] if j else None
                near = earlier is not None and item.start - earlier.end <= 40
                if near and s.folded[item.start : item.end] in ("which", "who", "that") and not _is_verb(earlier):
                    return earlier
                continue
            if s.folded[item.start : item.end] in ("as", "with"):
                continue
            return None
        if isinstance(item, Mark) and item.kind not in ("organ", "actor", "foreign"):
            continue
        if isinstance(item, Mention) and item.kind in ("action", "other"):
            continue
        if not oblique(s, j):
            return item
    return None


def _forms(s: Sentence, i: int) -> str:
    item = s.items[i]
    return item.forms if isinstance(item, Mark) else ""


def _is_verb(item: Item | None) -> bool:
    return isinstance(item, Mark) and item.kind == "verb"


def oblique(s: Sentence, j: int) -> bool:
    """Say whether a preposition governs the item at ``j``: "to the Security Council", but not "members of the council"."""
    item = s.items[j]
    if isinstance(item, Mark) and item.kind == "actor" and j:
        earlier = s.items[j - 1]
        joined = (
            isinstance(earlier, Mark)
            and earlier.kind == "actor"
            and _LIST_GAP.fullmatch(s.folded[earlier.end : item.start])
        )
        if joined:
            return oblique(s, j - 1)
    words = s.folded[max(s.span[0], item.start - 48) : item.start].split()
    lists = s.lex.words
    for at in range(len(words) - 1, max(-1, len(words) - 4), -1):
        raw = words[at]
        word = raw.strip("\"'(),")
        if raw.endswith((",", ";", ":", ")")):
            return False
        if word in lists["preposition"]:
            before = [one.strip("\"'(),") for one in words[max(0, at - 2) : at]]
            return not any(one in lists["membership"] for one in before)
        if (
            word not in lists["definite"]
            and "-" not in word
            and word
            not in (
                "un",
                "u.n.",
                "a",
                "powerful",
                "whole",
                "entire",
                "full",
                "s",
                "five",
                "15",
                "ten",
                "fellow",
                "divided",
            )
        ):
            return False
    return False


def actors_ending(s: Sentence, j: int) -> list[Spot]:
    """Return the list of actors that ends at item ``j``: "Russia and China", "the U.S., France and Britain"."""
    spots: list[Spot] = []
    while j >= 0:
        item = s.items[j]
        if not (isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms):
            break
        if spots and not _LIST_GAP.fullmatch(s.folded[item.end : spots[0][1]]):
            break
        spots.insert(0, (item.value, item.start, item.end))
        j -= 1
    return spots


def actors_from(s: Sentence, start: int, gap: int = 48) -> list[Spot]:
    """Return the list of actors that begins within ``gap`` characters after ``start``."""
    spots: list[Spot] = []
    for item in s.items:
        if item.start < start:
            continue
        if not (isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms):
            if spots or item.start - start > gap or (isinstance(item, Mark) and item.kind == "verb"):
                break
            continue
        if spots and not _LIST_GAP.fullmatch(s.folded[spots[-1][2] : item.start]):
            behalf = "on behalf of" in s.folded[spots[-1][2] : item.start]
            if not behalf:
                break
        elif not spots and item.start - start > gap:
            break
        spots.append((item.value, item.start, item.end))
    return spots


def agent(s: Sentence, i: int) -> tuple[list[Spot], Mark | None]:
    """Return who a passive verb is done by: actors, or the organ or other body named first behind "by"."""
    verb = s.items[i]
    at = s.folded.find(" by ", verb.end, min(s.span[1], verb.end + 70))
    if at < 0 or at - verb.end < 0:
        return [], None
    for item in s.items[i + 1 :]:
        if item.start < at:
            continue
        if isinstance(item, Mark) and item.kind == "actor" and item.start - at < 60:
            return actors_from(s, at, 60), None
        if isinstance(item, Mark) and item.kind in ("organ", "foreign") and item.start - at < 60:
            return [], item
        if isinstance(item, Mention) and item.organ:
            return [], Mark("organ", item.organ, "", *item.organ_span) if item.organ_span else None
        break
    return [], None


def object_of(s: Sentence, i: int, near: int = NEAR) -> Mention | None:
    """Return the text that the verb at ``i`` acts on: the first mention behind it, not over a border or another verb."""
    verb = s.items[i]
    for item in s.items[i + 1 :]:
        if item.start - verb.end > near:
            return None
        if isinstance(item, Mention):
            if item.kind == "vote" and s.folded[verb.end : item.start].split()[-1:] in (
                ["without"],
                ["by"],
                ["in"],
                ["after"],
            ):
                continue  # how it was adopted, not what
            return item
        if item.kind == "border":
            if _is_before_date(s, item):
                continue  # "postponed until Thursday a vote"
            return None
        if item.kind == "verb" and not _parenthetic(s, verb.end, item):
            return None
    return None


def _is_before_date(s: Sentence, border: Mark) -> bool:
    return any(isinstance(item, Mark) and item.kind == "date" and 0 <= item.start - border.end <= 12 for item in s.items)


def _parenthetic(s: Sentence, start: int, verb: Mark) -> bool:
    """Say whether the verb is part of a tally or an aside between commas: "approved, by 126 in favour ..., a draft"."""
    return s.folded[start : start + 1] == "," or s.folded[start : verb.start].lstrip().startswith(
        ("by a vote", "by vote", "in a vote")
    )


def before_verb(s: Sentence, i: int) -> Mention | None:
    """Return the nearest text before the verb at ``i`` that could be what a passive verb is about."""
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mention) and item.kind in ("resolution", "draft", "text", "amendment"):
            return item
        if isinstance(item, Mark) and item.kind == "border" and item.value != "relative" and not s.folded.startswith("as ", item.start):
            return None
        if isinstance(item, Mark) and item.kind == "verb" and s.items[i].start - item.end > 60:
            continue
    return None
