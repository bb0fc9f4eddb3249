"""Whether a count is of another vote than one that a story tells in parts."""

from streams.core.detect.sentences.sightings import COUNTING, FINAL, Sighting
from streams.core.detect.tallies.votes import Tally

YEARS_FROM = 1900
"""What a number above can be a year."""


def is_counted_in_parts(known: list[Sighting], one: Sighting) -> bool:
    """Say whether what is known of a vote, part by part, has two other numbers than a new count: "passed with 93 votes.
    Eighteen were opposed. Sixty-five abstained", and then "adopted by 93 to 8, with 73 abstentions"."""
    parts = [each.tally for each in known if each.tally is not None and _is_of_outcome(each)]
    alone = sum(each.claim in FINAL and each.tally is not None for each in known)
    if one.tally is None or len(parts) == alone or _is_of_year(one):
        return False
    return _differs_in_two(parts, one.tally)


def _is_of_outcome(one: Sighting) -> bool:
    """Say whether a sighting tells a count, or a part of it, of an outcome."""
    return one.claim in FINAL or (one.rule in COUNTING and one.mention is None)


def _differs_in_two(parts: list[Tally], new: Tally) -> bool:
    """Say whether two numbers of a count are others, and it is not the same turned round."""
    told = zip(*(part.numbers[:3] for part in parts), strict=True)
    sides = [{number for number in side if number is not None} for side in told]
    if any(len(side) > 1 for side in sides):
        return False  # the parts are not of one count
    known = [next(iter(side), None) for side in sides]
    pairs = [pair for pair in zip(known, new.numbers[:3], strict=True) if None not in pair]
    turned = (known[0], known[1]) == (new.against, new.for_)
    return sum(one != other for one, other in pairs) > 1 and not turned


def _is_of_year(one: Sighting) -> bool:
    """Say whether a text is named with a year before the story's: "The 1975 text, Resolution 3379, was approved by"."""
    s = one.sentence
    words = s.folded[s.span[0] : one.at].split()
    return any(word.isdecimal() and YEARS_FROM < int(word) < (s.year or 0) for word in words)
