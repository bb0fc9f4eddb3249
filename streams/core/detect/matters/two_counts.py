"""Whether a count is of another vote than what is known of a matter, be that told whole or in parts."""

from streams.core.detect.bodies.organs import NEEDED
from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.sightings import COUNTING, FINAL, Sighting
from streams.core.detect.tallies.votes import Tally

SMALLER = 1965
"""Last year in which the Security Council had eleven members: Charter, Article 23 as amended by A/RES/1991 (XVIII)."""

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


def is_another_vote(matter: Matter, one: Sighting) -> bool:
    """Say whether "a draft" was voted on otherwise than the matter's: 136-1-2, and another one without a vote."""
    new, mention = one.tally, one.mention
    if new is None:
        return False
    if mention is None or not (mention.article == "a" or mention.kind == "action"):
        own = mention is not None and one.sentence.says(one.sentence.words_before(mention.start, 2), "own")
        return is_counted_quite_otherwise(matter, one, any_number=own)
    known = [each.tally for each in matter.sightings if each.tally is not None and each.sentence is not one.sentence]
    return any(
        _is_told_otherwise(each, new) and not (_is_of_all_alike(each, new) or _is_of_all_alike(new, each))
        for each in known
    )


def _is_told_otherwise(known: Tally, new: Tally) -> bool:
    """Say whether two counts cannot be of one vote: what only one of them leaves out is no other number."""
    pairs = [pair for pair in zip(known.numbers, new.numbers, strict=True) if None not in pair]
    alike = bool(known.for_ and new.for_) and all(one == other for one, other in pairs)
    return not alike and (known.numbers, known.consensus) != (new.numbers, new.consensus)


def is_counted_quite_otherwise(matter: Matter, one: Sighting, *, any_number: bool = False) -> bool:
    """Say whether another whole count is told than that of the matter's outcome, and no changes beside: theirs are.

    :param any_number: one number of the two is enough: "its own resolution, which passed 93-8" behind one by 93 to 18.
    """
    if one.tally is None or not matter.finals or one.sentence.amended:
        return False
    apart = [each for each in matter.sightings if each.tally is not None and each.sentence is not one.sentence]
    if any(each.sentence.amended for each in apart):
        return False
    told = [each.tally for each in apart if each.claim in FINAL]
    quite = _is_partly_another if any_number else _is_quite_another
    if any(known is not None and quite(known, one.tally) for known in told):
        return True
    return is_counted_in_parts(apart, one)


def is_of_a_loser(matter: Matter, one: Sighting) -> bool:
    """Say whether so few of the Security Council were for a text that it was none that was adopted: "A first draft had
    got only seven votes"."""
    if one.tally is None or matter.organ != "SC" or matter.finals != {"adopted"} or one.tally.against is None:
        return False
    return 0 < (one.tally.for_ or 0) < NEEDED and (one.sentence.year or 0) > SMALLER


def _is_partly_another(known: Tally, new: Tally) -> bool:
    """Say whether two counts that are told whole differ."""
    whole = None not in (known.for_, known.against, new.for_, new.against)
    return whole and (known.for_, known.against) != (new.for_, new.against)


def _is_quite_another(known: Tally, new: Tally) -> bool:
    """Say whether two counts are told whole and have no number in common: they are of two votes, whatever the second
    text is called."""
    pairs = [(known.for_, new.for_), (known.against, new.against)]
    return all(one is not None and other is not None and one != other for one, other in pairs) and (
        (known.for_, known.against) != (new.against, new.for_)
    )


def _is_of_all_alike(counted: Tally, other: Tally) -> bool:
    """Say whether a vote told to be unanimous can be one that nobody is told to have opposed: "15-0"."""
    unopposed = bool(counted.for_) and not counted.against and not counted.abstain
    return unopposed and other.unanimous and not other.counted


def is_counted_otherwise(matter: Matter, one: Sighting) -> bool:
    """Say whether the numbers told are not those known of the matter: "the draft" voted on may be another one."""
    if one.tally is None or one.tally.for_ is None:
        return False
    told = [each.tally for each in matter.sightings if each.tally is not None and each.tally.for_ is not None]
    against = {tally.against for tally in told if tally.against is not None}
    if one.tally.against is not None and against and one.tally.against not in against:
        return True  # 93-18, and then 93-8
    return bool(told) and one.tally.for_ not in {tally.for_ for tally in told}
