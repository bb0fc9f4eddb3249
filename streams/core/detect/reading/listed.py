"""Drafts adopted at once and named one by one: "approved texts on Myanmar (document L.49) and on Iran (L.51)"."""

from dataclasses import replace

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_from
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.words.marks import Mark

LISTED = "adopt.listed"
"""Rule of the adoption of one of the drafts that a sentence numbers."""
BY_REACH = 8
"""Characters behind a symbol in which whose draft it is is told: "(A/C.1/53/L.13, by South Africa)"."""
AUTHOR_REACH = 40
"""Characters from the bracket of a symbol to the noun for its author: "), whose main sponsor was Belarus"."""
_ADOPTED = ("adopt.each", "adopt.passive", "adopt.active")
"""Rules that tell of several texts at once what became of them."""
_OFFERING = ("table", "propose")
"""Verb classes that may stand between two drafts of a list."""


def apart(out: list[Sighting | HeldBack]) -> list[Sighting | HeldBack]:
    """Return the claims of a sentence with an adoption of drafts that it numbers told of each of them."""
    found: list[Sighting | HeldBack] = []
    numbered: set[str] = set()
    for one in out:
        each = _each(one) if isinstance(one, Sighting) and one.rule in _ADOPTED else [one]
        if len(each) > 1:
            numbered.update(told.symbol.value for told in each if isinstance(told, Sighting) and told.symbol)
        found.extend(each)
    if not numbered:
        return found
    return [one for one in found if isinstance(one, HeldBack) or one.rule == LISTED or not _is_of_one(one, numbered)]


def _is_of_one(one: Sighting, numbered: set[str]) -> bool:
    """Say whether a sighting only numbers, or offers, a draft of the list, which the list tells already."""
    return one.mention is not None and any(symbol.value in numbered for symbol in one.mention.symbols)


def _each(one: Sighting) -> list[Sighting | HeldBack]:
    """Return what a sighting tells of each of the drafts that its phrase numbers; itself where it numbers none."""
    mention = one.mention
    if mention is None or mention.kind not in TEXTS or one.past:
        return [one]
    if not (mention.plural or _is_title_alone(one.sentence, mention)):
        return [one]
    drafts = _drafts(one.sentence, mention)
    if len(drafts) < 2:
        return [one]
    s, begin, found = one.sentence, mention.head[1], list[Sighting | HeldBack]()
    for symbol, following in zip(drafts, [*drafts[1:], None], strict=True):
        topics = [
            (item.value, item.start, item.end)
            for item in s.marks
            if item.kind == "actor" and begin <= item.start < symbol.start
        ]
        by = _authors(s, symbol, following.start if following is not None else s.span[1])
        text = replace(
            mention,
            plural=False,
            article="a",
            counted=False,
            head=(mention.head[0], s.span[1]),
            sponsors=by,
            backers=[],
            topics=topics,
            symbols=[symbol],
        )
        found.append(
            replace(
                one, claim="adopted", rule=LISTED, mention=text, symbol=symbol, tally=one.tally or s.tally, sponsors=by
            )
        )
        begin = by[-1][2] if by else symbol.end
    return found


def _is_title_alone(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is named by its title and the document in brackets: '"World Tuna Day" (document A/71/L.5)'."""
    return s.folded[mention.head[0] - 1 : mention.head[0]] == "("


def _drafts(s: Sentence, mention: Mention) -> list[Mark]:
    """Return the symbols of the drafts that a phrase lists, each in brackets of its own."""
    drafts: list[Mark] = []
    for item in s.items:
        if item.start < mention.start:
            continue
        if isinstance(item, Mention):
            if item is not mention and (item.kind == "amendment" or (item.article and item.kind in TEXTS[:2])):
                break
            drafts.extend(symbol for symbol in item.symbols if symbol.forms == "d")
        elif item.kind == "symbol" and item.forms == "d":
            drafts.append(item)
        elif item.kind == "verb" and item.value not in _OFFERING:
            break
    own = [each for each in drafts if s.folded.rfind("(", each.start - 16, each.start) >= 0]
    return sorted({each.value: each for each in own}.values(), key=lambda each: each.start)


def _authors(s: Sentence, symbol: Mark, end: int) -> list[Spot]:
    """Return who brought the draft with a symbol, told before ``end``: ", by Ghana)", "), introduced by Norway"."""
    if s.says(s.words_after(symbol.end, 1), "by"):
        return actors_from(s, symbol.end, BY_REACH)
    for i, item in enumerate(s.items):
        inside = symbol.end < item.start < end and isinstance(item, Mark) and item.kind == "verb"
        if inside and isinstance(item, Mark) and item.value in _OFFERING and "d" in item.forms:
            return roles.agent(s, i)[0]
    found = [at + len(word) for word in s.lex.words["authors"] if (at := s.folded.find(word, symbol.end, end)) >= 0]
    return actors_from(s, min(found), AUTHOR_REACH) if found else []
