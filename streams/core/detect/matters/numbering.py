"""Whether the number told with a sighting is that of a matter."""

from streams.core.detect.matters.matter import ADOPTED_SERIES, Matter, organ_of, symbol_of, year_of
from streams.core.detect.sentences.sightings import Sighting

UNDECIDED_WITHIN = 5
"""Sentences behind what is told of a draft that is not decided on in which its number may be told."""


def fits_by_number(matter: Matter, one: Sighting, symbol: str, *, same: bool) -> bool | None:
    """Say whether the number told is the matter's; None where that leaves it open."""
    known = matter.names(symbol)
    if known is not None:
        return known == symbol
    if not same and _is_earlier(symbol, one):
        return False
    if _is_its_number(matter, one, symbol):
        return None
    return _is_this_years(matter, one) if one.symbol is not None and not same else None


def _is_its_number(matter: Matter, one: Sighting, symbol: str) -> bool:
    """Say whether a draft's symbol is of the draft told of just before: "The text, document A/HRC/42/L.21, would"."""
    mention = one.mention
    opened = (
        mention is not None and mention.article == "the" and not mention.past and mention.start == one.sentence.span[0]
    )
    live = not (matter.past or matter.cited or symbol.startswith(ADOPTED_SERIES))
    reach = 1 if matter.finals else UNDECIDED_WITHIN
    return opened and live and 0 < matter.distance(one) <= reach


def _is_earlier(symbol: str, one: Sighting) -> bool:
    """Say whether a number is of a year before the story's: no text that it tells of now."""
    year, dated = one.sentence.year, year_of(symbol)
    return dated is not None and year is not None and dated < year - 1 + (one.past or one.claim == "told")


def _is_this_years(matter: Matter, one: Sighting) -> bool:
    """Say whether a number is of the resolution whose adoption the story tells: this year's first."""
    mention, year, symbol = one.mention, one.sentence.year, symbol_of(one)
    if mention is None or mention.past or symbol is None or year is None or matter.symbol is not None or matter.past:
        return False
    organ = matter.organ or matter.near
    if organ not in (None, organ_of(one)) and not (organ == "HRC" and symbol.startswith("A/RES")):
        return False  # "The committee approved the text, which recalls Security Council resolution 1701"
    counted = any(each.tally is not None and each.tally.counted for each in matter.sightings)
    return ("adopted" in matter.finals or counted) and year_of(symbol) == year
