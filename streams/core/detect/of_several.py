"""What one sentence tells of several texts that were told of one by one: who they are from."""

from dataclasses import replace

from streams.core.detect.matters import Matter
from streams.core.detect.rules.several import how_many
from streams.core.detect.sightings import Sighting

MOST = 12
"""Sentences between the outcomes of several texts and who those are from."""


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
