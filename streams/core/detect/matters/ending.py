"""What a council ended by voting a text down: "voted to end the inquiry" and "rejected the resolution" are of one."""

from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.sightings import FINAL, Sighting

NEAR = 6
"""Sentences behind an end within which the text is told of that would have gone on with it."""
VOTED_TO = 10
"""Words from "voted" to what was voted to be done: "voted by 21 to 18 on Thursday to end"."""
_ENDED = ("vote.organ", "act.organ")
"""Rules that tell what an organ did without a word of a text."""


def without_ended(matters: list[Matter]) -> list[Matter]:
    """Return matters without those that only tell the end of what the text right behind, voted down, would extend."""
    if len(matters) < 2:
        return matters
    kept: list[Matter] = []
    for at, matter in enumerate(matters):
        lost = next((one for one in matters[at + 1 :] if _is_lost(one, matter)), None)
        ended = _ended(matter) if lost is not None else None
        if lost is None or ended is None:
            kept.append(matter)
            continue
        tally = ended.tally
        if tally is not None and all(one.tally is None for one in lost.sightings):
            ended.tally = tally._replace(for_=tally.against, against=tally.for_)  # those for the end were against it
            ended.claim, ended.mention = "rejected", lost.sightings[0].mention
            lost.sightings.insert(0, ended)
        lost.about |= matter.about
    return kept


def _is_lost(one: Matter, ended: Matter) -> bool:
    """Say whether a text was voted down in the same body, a few sentences further on."""
    apart = one.sightings[0].sentence.index - ended.sightings[0].sentence.index
    same = one.organ in (None, ended.organ) and not (one.about and ended.about and not one.about & ended.about)
    return 0 <= apart <= NEAR and same and one.finals == {"rejected"} and not (one.past or one.symbol)


def _ended(matter: Matter) -> Sighting | None:
    """Return what tells that an organ ended something, if a matter tells nothing else."""
    told = [one for one in matter.sightings if one.claim in FINAL]
    if not told or matter.symbol or matter.sponsors or any(one.sentence is not told[0].sentence for one in told):
        return None
    if any(one.rule not in _ENDED or one.claim != "adopted" or not _is_unnamed(one) for one in told):
        return None
    s, one = told[0].sentence, told[0]
    words = s.words_after(one.at, VOTED_TO)
    at = max((at for at, word in enumerate(words[:-1]) if s.says([word], "infinitive")), default=-1)
    return one if s.says(words[at + 1 : at + 2] if at >= 0 else words[:1], "ending_it") else None


def _is_unnamed(one: Sighting) -> bool:
    """Say whether a deed is told, and no text."""
    return one.mention is None or one.mention.kind == "action"
