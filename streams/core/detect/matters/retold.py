"""Whether a veto is only told again: far below a story's opening, without a day, and not as what a body did."""

from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.times.dates import OLD_DAYS
from streams.core.detect.words.text import contains

BELOW = 3
"""Sentences of a story that tell its news, or to which news it belongs."""
_STEPS = ("tabled", "vote_scheduled", "postponed", "amended", "withdrawn")
"""Claims that tell of a text as one that is before a body now."""


def is_retold(matter: Matter) -> bool:
    """Say whether all that is told of a text is a veto that it once met, as articles on other things tell it.

    Wires tell the veto of the day with its day, or in a clause of its own: "At the United Nations, Russia vetoed a
    resolution on sanctions". "After Russia vetoed it", "has used its veto to shield him", "was vetoed by Russia" tell
    whose fault it is that nothing was done.
    """
    live = [one for one in matter.sightings if not one.past]
    if live and all(_is_of_none(one) for one in live):
        return True
    if any(one.sentence.index < BELOW or _is_of_a_day(one) or one.claim in _STEPS for one in live):
        return False
    vetoes = [one for one in live if one.claim in FINAL]
    return bool(vetoes) and all(one.claim == "vetoed" and one.tally is None and not _is_deed(one) for one in vetoes)


def _is_of_none(one: Sighting) -> bool:
    """Say whether it is told of no text and no time that somebody has a veto to use: "paralysed by Russia's veto"."""
    cast = one.claim == "vetoed" and one.rule in ("veto.noun", "veto.cast")
    return cast and one.mention is None and one.tally is None and not one.sentence.whens


def _is_of_a_day(one: Sighting) -> bool:
    """Say whether it is told when it was; that a text is named with a day of last week tells none."""
    age = one.when.age if one.when is not None else None
    return one.when is not None and not (one.claim == "cited" and age is not None and age >= OLD_DAYS)


def _is_deed(one: Sighting) -> bool:
    """Say whether a veto is told by a main clause as what was done to a text that it brings."""
    s, mention = one.sentence, one.mention
    if contains(s.folded[s.span[0] : one.at], s.lex.words["coming_as"]):
        return True  # "Her words came as a resolution was vetoed by Russia"
    if one.rule != "veto.verb" or mention is None or mention.kind not in TEXTS or mention.article not in ("a", ""):
        return False
    if mention.end < one.at:
        return False  # "A resolution on gas was vetoed"
    border = next((mark for mark in reversed(s.marks) if mark.kind == "border" and mark.start < one.at), None)
    return border is None or "," in s.folded[border.end : one.at]
