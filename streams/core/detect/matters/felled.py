"""A veto and the vote that it undid, in two sentences: "vetoed the draft. The council voted 14 to 1 to support it"."""

from streams.core.detect.bodies.organs import NEEDED, SIZES
from streams.core.detect.matters.matter import Matter, organ_of
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sightings import ABSTAINED_ON, COUNTING, JOINED, Sighting

NEAR = 2
"""Sentences between a veto and the vote that it undid."""


def join_veto(matters: list[Matter], one: Sighting) -> None:
    """Let a vote that most carried be only the count of the text that was vetoed in it, told before or behind."""
    if (known := _known_veto(matters, one)) is not None:
        one.rule, one.past, one.when = JOINED, known.past, None
    if one.claim == "adopted" and any(_is_undone(each, one) for each in matters):
        one.claim, one.rule = "told", "vote.tally"
        return
    last = matters[-1] if matters else None
    if last is None or last.past or one.past or not 0 < last.distance(one) <= NEAR or not _is_of_the_text(one):
        return
    counts = one.claim == "adopted" and one.mention is not None and _is_carried(one)
    if counts and last.finals == {"vetoed"} and organ_of(one) in (None, "SC"):
        one.claim, one.rule = "told", "vote.tally"
    elif one.claim == "vetoed" and last.finals == {"adopted"} and last.organ in (None, "SC"):
        told = [each for each in last.sightings if each.claim == "adopted"]
        if all(_is_carried(each) for each in told):
            last.finals.clear()
            for each in told:
                each.claim, each.rule = "told", "vote.tally"
    if one.claim in ("vetoed", "rejected") and last.finals == {"adopted"}:
        _leave_open(last)


def _known_veto(matters: list[Matter], one: Sighting) -> Matter | None:
    """Return the veto that is only named again: "vetoed it 10 days ago. On Monday, she said the veto by China had"."""
    s = one.sentence
    again = one.rule == "veto.noun" and one.mention is None and not s.lex.romance
    if not again or not s.says(s.words_before(one.at, 1), "definite"):
        return None
    by = {spot[0] for spot in one.vetoers}
    told = (each for each in matters if by <= {spot[0] for part in each.sightings for spot in part.vetoers})
    return next(told, None)


def _is_undone(matter: Matter, one: Sighting) -> bool:
    """Say whether it is only told how many were for the draft that was vetoed: "Moscow vetoed it. ... The draft was
    supported by 13 of the 15 members"."""
    tally, mention = one.tally, one.mention
    if one.rule != "adopt.passive" or tally is None or mention is None or not mention.draft or not _is_of_the_text(one):
        return False
    most = tally.for_ is not None and NEEDED <= tally.for_ < SIZES["SC"] and tally.against is None
    open_still = matter.finals == {"vetoed"} and not (matter.past or matter.cited) and organ_of(one) in (None, "SC")
    return most and open_still and all(each.tally is None or not each.tally.counted for each in matter.sightings)


def vetoed_before(matters: list[Matter], one: Sighting) -> Matter | None:
    """Return the veto told right before, of no text by name, on whose text a count is: "Rusia vetó el tribunal. Once
    miembros apoyaron la resolución de Malasia"."""
    last, mention, tally = matters[-1] if matters else None, one.mention, one.tally
    if last is None or not one.sentence.lex.romance or mention is None or tally is None or one.rule not in COUNTING:
        return None
    unnamed = last.finals == {"vetoed"} and not (last.past or last.sponsors) and last.distance(one) in (1, NEAR)
    texts = any(each.mention is not None and each.mention.kind in TEXTS for each in last.sightings)
    the = mention.article == "the" and not (mention.plural or mention.rival) and (tally.for_ or 0) >= NEEDED
    return last if unnamed and not texts and the and organ_of(one) in (None, "SC") else None


def _leave_open(last: Matter) -> None:
    """Take back that a text was adopted where that was only told by who abstained: what follows tells how it ended."""
    told = [each for each in last.sightings if each.claim == "adopted"]
    if all(each.rule == ABSTAINED_ON for each in told):
        last.finals.clear()
        for each in told:
            each.claim = "told"


def _is_of_the_text(one: Sighting) -> bool:
    """Say whether a sighting names no other text."""
    mention = one.mention
    return mention is None or (mention.article == "the" and not (mention.plural or mention.rival or mention.past))


def _is_carried(one: Sighting) -> bool:
    """Say whether an organ's vote is told with its count, and somebody was against it."""
    tally = one.tally
    return one.rule == "vote.organ" and tally is not None and (tally.for_ or 0) >= NEEDED and bool(tally.against)
