"""What one sentence tells of several texts that were told of one by one: who they are from."""

from dataclasses import replace

from streams.core.detect.matters.matter import Matter, offerers
from streams.core.detect.rules.several import how_many
from streams.core.detect.sentences.sightings import Sighting

_TWO = ("first", "second")
MOST = 12
"""Sentences between the outcomes of several texts and who those are from."""


def one_of_two(matters: list[Matter], one: Sighting) -> Matter | None:
    """Return the one of two texts told of in one sentence before that is called the first or the second of them:
    "Russia vetoed it, and a rival Russian draft was rejected. The first, drafted by France, got 12 votes"."""
    mention, s = one.mention, one.sentence
    if mention is None or not mention.one_of:
        return None
    words = s.folded[mention.start : mention.end].split()
    first = s.says(words, "first_of_two")
    if not first and not s.says(words, "second_of_two"):
        return None
    settled = [each for each in matters if _is_settled(each) and not (each.past or each.cited)]
    for index in sorted({each.sightings[0].sentence.index for each in settled}, reverse=True):
        two = [each for each in settled if each.sightings[0].sentence.index == index]
        if 0 < s.index - index <= MOST and len(two) == len(_TWO):
            matter = two[0] if first else two[1]
            brought = {identity for identity, _, _ in offerers(one)}
            return None if brought and matter.sponsors and not brought & matter.sponsors else matter
    return None


def _is_settled(matter: Matter) -> bool:
    """Say whether it is told what became of a text, be it that it was taken back."""
    return bool(matter.finals) or any(one.claim == "withdrawn" for one in matter.sightings)


def share_sponsors(one: Sighting, matters: list[Matter]) -> None:
    """Give each of the texts that a sentence is of those whom it tells they are from: the last so many that were
    decided on, or the first; none where one of them is from somebody else."""
    mention, s = one.mention, one.sentence
    count = how_many(s, mention) if mention is not None else 0
    decided = [each for each in matters if each.finals and not (each.past or each.cited)]
    if mention is None or len(decided) < count or one.past:
        return
    first = s.says(s.folded[mention.start : mention.end].split(), "first_of_them")
    taken = decided[:count] if first else decided[-count:]
    if any(each.sponsors or each.distance(one) > MOST for each in taken) or len({each.organ for each in taken}) > 1:
        return
    for each in taken:
        each.add(replace(one, mention=None), None, set())
