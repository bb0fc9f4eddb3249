"""Two rival texts told of in one phrase: "will vote on rival U.S. and Russian drafts" is said of each of them."""

from dataclasses import replace

from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.verbs.roles import agent
from streams.core.detect.words.marks import Mark

_STEPS = ("vote_scheduled", "postponed", "tabled", "withdrawn")
"""Claims that are told of two texts as of one."""
_BRINGING = ("propose", "table")
"""Verb classes of bringing a text."""
_PUT_OFF = "postpone.each"
"""Rule of several texts that were put off. What came of several that a council decided on is told behind that."""
ONE_BY = 44
"""Characters behind "one" and "the other" in which it is told whose each is: "one drafted by the "."""


def told_of_each(out: list[Sighting | HeldBack]) -> list[Sighting | HeldBack]:
    """Return the claims of a sentence with what it tells of two rival texts told of each, by who brought it."""
    found: list[Sighting | HeldBack] = []
    for one in out:
        if isinstance(one, Sighting) and _is_of_rivals(one):
            found.extend(_each(one))
        else:
            found.append(one)
    return found


def _is_of_rivals(one: Sighting) -> bool:
    mention = one.mention
    if mention is None or not (mention.plural and mention.rival) or mention.past or one.past:
        return False
    return one.claim in _STEPS or one.rule == _PUT_OFF


def _each(one: Sighting) -> list[Sighting]:
    """Return what is told of each of two texts; the claim itself where it is not told whose they are."""
    mention = one.mention
    if mention is None:
        return [one]
    s = one.sentence
    bringers = mention.sponsors or one.sponsors or _named_apart(s, mention.end) or _presented_by(s, mention.end)
    if len({spot[0] for spot in bringers}) != 2 or len(bringers) != 2:
        return [one]
    if one.rule == _PUT_OFF:
        one = replace(one, claim="postponed", rule="postpone")
    found = []
    for spot in bringers:
        text = replace(mention, plural=False, article="a", counted=False, sponsors=[spot], backers=[])
        found.append(replace(one, mention=text, sponsors=[spot]))
    return found


def _presented_by(s: Sentence, begin: int) -> list[Spot]:
    """Return who brought the two, told right behind them: "rival drafts presented by the United States and Russia"."""
    for i, item in enumerate(s.items):
        if item.start >= begin:
            told = isinstance(item, Mark) and item.value in _BRINGING and "d" in item.forms
            return agent(s, i)[0] if told and item.start - begin <= 1 else []
    return []


def _named_apart(s: Sentence, begin: int) -> list[Spot]:
    """Return whose two texts are: ", one drafted by the United States and the other by Russia"."""
    if not s.has("one_of_two"):
        return []
    named: list[Spot] = []
    for word in s.lex.words["one_of_two"]:
        at = s.folded.find(f" {word} ", begin, s.span[1])
        by = next((mark for mark in s.marks if mark.kind == "actor" and 0 <= at < mark.start < at + ONE_BY), None)
        if by is not None and (spot := (by.value, by.start, by.end)) not in named:
            named.append(spot)
    return sorted(named, key=lambda spot: spot[1])
