"""Who a text is from, told with a noun: "joined as co-sponsors", "Britain, the penholder", "its sponsors are"."""

from streams.core.detect.marks import Mark
from streams.core.detect.names import actors_ending, actors_from
from streams.core.detect.rules.common import Out
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Sighting

REACH = 40
"""Characters between names and the noun for what they are."""
_MARKS = ":-(,"


def authored(s: Sentence, out: Out) -> None:
    """Read nouns for those who brought a text; the claim is weak, since it tells of no step."""
    nouns = s.lex.words["authors"]
    text = s.folded[s.span[0] : s.span[1]]
    for noun in nouns:
        found = text.find(noun)
        if found < 0 or s.says(text[:found].split()[-3:], "negation"):
            continue
        start, end = s.span[0] + found, s.span[0] + found + len(noun)
        spots = _named_before(s, start) or _named_behind(s, end)
        if spots:
            out.append(
                Sighting("told", "sponsor.noun", s, start, next(s.texts(*s.span), None), sponsors=spots, weak=True)
            )
        return


def _named_before(s: Sentence, start: int) -> list[Spot]:
    """Return who stands before the noun: "Britain, as penholder", "Russia joined the Americans as sponsors"."""
    lead = s.folded[max(s.span[0], start - 14) : start].split()
    behind_as = s.says(lead[-2:], "as_what")
    for j in range(len(s.items) - 1, -1, -1):
        item = s.items[j]
        if item.start >= start or not (isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms):
            continue
        between = s.folded[item.end : start]
        if behind_as and s.says(between.split(), "joining"):
            return actors_ending(s, j)
        if behind_as and (before := _first_joined(s, j)):
            return before
        close = len(between) <= REACH and between.startswith(", ") and between.count(",") == 1
        words = between.split()
        are = 0 < len(words) <= 3 and s.says(words[:1], "be")  # "Lebanon and Britain are co-sponsors"
        return actors_ending(s, j) if are else actors_ending(s, j)[-1:] if close else []
    return []


def _first_joined(s: Sentence, j: int) -> list[Spot]:
    """Return who joined the actor at ``j``: "Spain and Romania joined the Americans as sponsors"."""
    for k in range(j - 1, -1, -1):
        item = s.items[k]
        if isinstance(item, Mark) and item.kind == "actor":
            between = s.folded[item.end : s.items[j].start]
            return actors_ending(s, k) if s.says(between.split(), "joining") else []
    return []


def _named_behind(s: Sentence, end: int) -> list[Spot]:
    """Return who stands behind the noun: "its sponsors were Fiji and Palau", "the co-sponsors (France, Gabon)"."""
    first = next((mark for mark in s.marks if mark.start >= end and mark.kind == "actor"), None)
    if first is None:
        return []
    words = [word for word in s.folded[end : first.start].split() if word.strip(_MARKS)]
    linked = all(s.says([word.strip(_MARKS)], "be", "including", "definite") for word in words)
    return actors_from(s, first.start, 1) if linked else []
