"""Which territories a sentence names around a text, each with how firmly it is tied to that."""

from collections.abc import Iterator
from typing import NamedTuple

from streams.core.detect.matters.at_once import AT_ONCE
from streams.core.detect.reading.listed import LISTED
from streams.core.detect.sentences.mentions import Item, Mention
from streams.core.detect.sentences.names import goes_on
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.topics.named_first import named_first
from streams.core.detect.topics.ties import FIRM, LOOSE, is_behind_place, is_pair, is_told_to, tie_of
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.detect.words.text import contains

REACH = 260
"""Characters of a complement that are read: "a resolution calling for ... in X"."""
TOPIC = 40
"""Characters behind a text in which it is told whether it is on a country."""
CLAUSE = 24
"""Characters that a sentence may begin with before "después de que"."""
_OF_ELSE = ("actor", "organ")
"""Kinds of items from which on something else can be told than what a text is about."""


class Named(NamedTuple):
    """Territories named together where they may be what a text is about: ``PSE+ISR`` of Jerusalem is both."""

    ids: tuple[str, ...]
    weight: float
    start: int
    end: int
    region: bool = False  # named by a part of it, which also who brings the text can be concerned for
    told_to: bool = False  # told what to do, in a land that is named beside


def around_of(one: Sighting) -> Iterator[Named]:
    """Yield the territories that a sighting's phrase and its complement name, weighed by how they are tied to it."""
    s, mention = one.sentence, one.mention
    begin = one.at
    if mention is not None:
        yield from (_named(value, 3.0, start, end) for value, start, end in mention.topics)
        yield from _owner_of_its(s, mention, one)
        begin = (
            mention.head[1] if one.rule in ("vote.members", LISTED, AT_ONCE) else min(mention.head[1], one.at)
        )  # not the voters
    yield from (_named(mark.value, 3.0, mark.start, mark.end) for mark in named_first(one))
    voters = {*one.opponents, *one.abstainers} if one.opponents or one.abstainers else ()
    end, last, other = -1, 0.0, ""  # where the last actor ends, how it is tied (a list goes on as it begins), and who
    for j, item in enumerate(s.items):
        if item.start < begin:
            continue
        if item.start - begin > REACH or (item.kind in _OF_ELSE and _is_of_else(s, j, begin, one)):
            return
        if isinstance(item, Mention):
            if item is not mention and (item.kind in ("action", "other") or _is_deed_of(s, item)):
                yield from (
                    _named(value, 2.0, start, end)
                    for value, start, end in (*item.topics, *([] if item.hyphened else item.sponsors))
                    if value not in PERMANENT
                )
        elif item.kind == "actor":
            listed = end >= 0 and goes_on(s.folded[end : item.start])
            pair = listed and last >= LOOSE and is_pair(s.folded, item, s.lex)
            alike = pair or (listed and (last == 0.0 or not (item.value in PERMANENT or s.folded.startswith("-", end))))
            place = not listed and is_behind_place(s.folded, begin, item, s.lex)
            tie = last if alike else FIRM if place else tie_of(s.folded, begin, item, s.lex)
            other = f"{other}+{item.value}" if pair else item.value
            end, last = item.end, tie
            if (
                "o" not in item.forms
                and not _does_it_itself(s, item)
                and (item.value, item.start, item.end) not in voters
            ):
                land = "p" in item.forms or s.says_after(item.end, 1, "lands")  # "the Ukrainian peninsula"
                told_to = tie == FIRM and is_told_to(s.folded, begin, item, s.lex)
                yield _named(other, tie, item.start, item.end, region=land, told_to=told_to)
        elif item.kind == "border" and (mention is None or item.start > mention.head[1]) and _closes(s, item):
            return


def _opens_main_clause(s: Sentence, mention: Mention, item: Item) -> bool:
    """Say whether somebody does something else, behind the clause on a text that a sentence opens with: "Horas después
    de que el Consejo aprobara una resolución sobre Siria, Turquía cerró"."""
    if not s.lex.romance:
        return False
    led = s.folded[mention.end : item.start].rpartition(", ")
    first = s.borders[0] if s.borders else None
    timed = (
        first is not None and first.value == "time" and first.start - s.span[0] < CLAUSE and first.end < mention.start
    )
    timed = timed or s.begins("after_doing")
    return bool(led[1]) and timed and all(s.says([word], "name_articles") for word in led[2].split())


def _is_of_else(s: Sentence, j: int, begin: int, one: Sighting) -> bool:
    """Say whether from the item at ``j`` on something else is told than what the text is about."""
    if s.items[j].kind == "actor":
        return _is_apart(s, begin, one.mention, s.items[j])
    return _is_other_body(s, j, one)


def _is_other_body(s: Sentence, j: int, one: Sighting) -> bool:
    """Say whether the organ at ``j``, behind the text, is another one, which does something else: "votes on a text
    on Mali, and the Assembly votes on", "and in the Assembly Qatar tabled"."""
    item = s.items[j]
    if one.mention is None or item.start < one.mention.end:
        return False
    if not s.says(s.words_before(item.start, 3), "and") or s.says(s.words_after(item.end, 1), "infinitive"):
        return False
    behind = s.items[j + 1 : j + 3]
    if behind and isinstance(behind[0], Mark) and behind[0].kind == "actor":
        behind = behind[1:] if s.says(s.words_before(item.start, 3), "within") else []
    return bool(behind) and isinstance(behind[0], Mark) and behind[0].kind == "verb" and "g" not in behind[0].forms


def _is_deed_of(s: Sentence, item: Mention) -> bool:
    """Say whether a phrase tells what somebody did that a text is on: "on the legality of Kosovo's declaration"."""
    deed = item.kind == "text" and s.says([s.folded[slice(*item.head)]], "deeds_of_states")
    return deed and s.says(s.words_before(item.start, 1), "tied_firmly", "solving_of")


EMBRACED = 7
"""Words behind a text in which what it embraces is told: " endorsing the landmark advisory opinion of"."""


def has_topic(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told what a text is on: "a resolution on religious hatred"; "on human rights" is no topic."""
    words = s.words_after(mention.end, EMBRACED)
    embraced = s.says(words[:1], "embracing") and s.says(words, "embraced")  # "endorsing the court's opinion"
    if not embraced and (not s.says(words[:1], "topical") or s.says(words[1:4], "same_topic", "situations")):
        return False
    named = (item for item in s.items if mention.end <= item.start < mention.end + TOPIC)
    return not any(isinstance(item, Mark) and item.kind in ("actor", "date") for item in named)


def _is_apart(s: Sentence, begin: int, mention: Mention | None, item: Item) -> bool:
    """Say whether what is told from a name on is no topic: what led to a text, or what something is only compared to,
    "ne doit pas ouvrir la voie à une intervention comme en Libye"."""
    if s.has("compared_to") and contains(s.folded[begin : item.start], s.lex.words["compared_to"]):
        return True
    if mention is None or item.start < mention.end:
        return False
    return _is_occasion(s, mention, item) or _opens_main_clause(s, mention, item)


def _is_occasion(s: Sentence, mention: Mention, item: Item) -> bool:
    """Say whether it is only what led to a text that names a country: "a resolution on religious hatred in the wake of
    the burning of a Koran in Sweden"."""
    if not s.has("occasion"):
        return False
    return contains(s.folded[mention.end : item.start], s.lex.words["occasion"]) and has_topic(s, mention)


def _does_it_itself(s: Sentence, actor: Mark) -> bool:
    """Say whether a participle right behind it tells what somebody does: "the possibility of China casting a veto"."""
    beside = actor.end + 1
    if s.folded.startswith("having ", beside):
        return True  # "Albania having opted out"
    for mark in s.marks:  # noqa: SIM110  # asked of each name: a generator costs twice as much
        if mark.start == beside and mark.kind == "verb" and mark.forms == "g":
            return True
    return False


def _owner_of_its(s: Sentence, mention: Mention, one: Sighting) -> Iterator[Named]:
    """Yield who "its" is in what somebody says of a text: "Pyongyang denounced a resolution on its human rights"."""
    if not s.has("owning"):
        return
    tie, its = [*s.words_after(mention.head[1], 2), "", ""][:2]
    tied = s.says([tie], "tied_firmly", "censured") or tie.endswith(s.lex.progressive_endings)
    if not tied or not s.says([its], "owning"):
        return
    actors = (item for item in s.items if isinstance(item, Mark) and item.start < mention.start)
    first = next((item for item in actors if item.kind in ("actor", "organ")), None)
    apart = [spot[0] for spot in (*one.sponsors, *one.vetoers)]
    if first is not None and first.kind == "actor" and first.value not in apart and "o" not in first.forms:
        yield _named(first.value, 3.0, first.start, first.end)


def _named(value: str, weight: float, start: int, end: int, *, region: bool = False, told_to: bool = False) -> Named:
    return Named(tuple([one for one in value.split("+") if len(one) == 3]), weight, start, end, region, told_to)


def _closes(s: Sentence, mark: Mark) -> bool:
    """Say whether a border ends what is said of the text: another clause, or how the members voted."""
    word = s.surface(mark)
    if mark.value == "contrast" and contains(s.folded[mark.end : s.span[1]], s.lex.words["being_alone"]):
        return True  # "condemning it, with Cuba and Palau being the only states that voted against"
    if word in s.lex.words["passable"] and word not in s.lex.words["comparing"]:
        return False
    return mark.value in ("time", "contrast") or word in s.lex.words["closing"]
