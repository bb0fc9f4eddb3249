"""Drafts adopted at once and named one by one: "approved texts on Myanmar (document L.49) and on Iran (L.51)"."""

from dataclasses import replace

from streams.core.detect.mentions import TEXTS
from streams.core.detect.sightings import HeldBack, Sighting

LISTED = "adopt.listed"
"""Rule of the adoption of one of the drafts that a sentence numbers."""
_ADOPTED = ("adopt.each", "adopt.passive", "adopt.active")
"""Rules that tell of several texts at once what became of them."""


def apart(out: list[Sighting | HeldBack]) -> list[Sighting | HeldBack]:
    """Return the claims of a sentence with an adoption of drafts that it numbers told of each of them."""
    return [each for one in out for each in (_each(one) if isinstance(one, Sighting) else [one])]


def _each(one: Sighting) -> list[Sighting | HeldBack]:
    """Return what a sighting tells of each of the drafts that its phrase numbers; itself where it numbers none."""
    mention = one.mention
    if mention is None or not mention.plural or mention.kind not in TEXTS or one.rule not in _ADOPTED:
        return [one]
    drafts = [symbol for symbol in mention.symbols if symbol.forms == "d"]
    if len(drafts) < 2 or one.past:
        return [one]
    s, begin, found = one.sentence, mention.head[1], list[Sighting | HeldBack]()
    for symbol in drafts:
        topics = [
            (item.value, item.start, item.end)
            for item in s.marks
            if item.kind == "actor" and begin <= item.start < symbol.start
        ]
        text = replace(
            mention,
            plural=False,
            article="a",
            counted=False,
            head=(mention.head[0], s.span[1]),
            sponsors=[],
            backers=[],
            topics=topics,
            symbols=[symbol],
        )
        found.append(
            replace(
                one, claim="adopted", rule=LISTED, mention=text, symbol=symbol, tally=one.tally or s.tally, sponsors=[]
            )
        )
        begin = symbol.end
    return found
