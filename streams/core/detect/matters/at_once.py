"""Texts that a story tells of at once, and of none by itself: "adopted four resolutions critical of Israel"."""

from dataclasses import replace

from streams.core.detect.age.freshness import LEAD_DAYS
from streams.core.detect.matters.matter import Matter, organ_of, topics
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_from, is_country
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.times.dates import OLD_DAYS
from streams.core.detect.words.text import contains

AT_ONCE = "adopt.at-once"
"""Rule of texts that were adopted together."""
LEAD = 1
"""Number of the last sentence in which a story opens with them."""
LIST_REACH = 70
"""Characters from "resolutions" to the first country that one is on: " critical of the human rights records of "."""
_TWO_SIDES = frozenset(("ISR", "PSE"))
"""Who share a text where both are named."""


def is_of_several(one: Sighting) -> bool:
    """Say whether a claim tells of several texts at once, as a story opens, that they were adopted."""
    mention, s = one.mention, one.sentence
    if mention is None or not mention.plural or mention.kind not in TEXTS or s.index > LEAD or mention.past:
        return False
    if organ_of(one) is None or one.past:
        return False
    if contains(s.folded[slice(*s.span)], s.lex.words["in_a_year"]):
        return False
    days = OLD_DAYS if s.index else LEAD_DAYS
    fresh = one.when is not None and (one.when.age is None or one.when.age < days)
    verb = next((mark for mark in s.marks if mark.kind == "verb" and mark.start == one.at), None)
    if (
        verb is not None
        and "d" not in verb.forms
        and any(border.start < one.at and border.value in ("time", "contrast", "condition") for border in s.borders)
    ):
        return False  # "We will not stand by while the council adopts resolutions"
    headline = verb is not None and "d" not in verb.forms and not s.says(s.words_before(one.at, 2), "be")
    if headline and s.says(s.folded[s.span[0] : one.at].split(), "saying", "reporting", "attributing"):
        return False  # "Aid workers say the Security Council passes resolutions and nobody reads them"
    return (fresh or headline) and not s.says(s.words_before(one.at, 4), "pluperfect")


def told_at_once(one: Sighting | None, matters: list[Matter]) -> list[Matter]:
    """Return what several texts told of at once are, if nothing goes on to tell of any: one text for each country that
    is named, or one for all."""
    if one is None or one.mention is None or any(_goes_on(matter, one) for matter in matters):
        return []
    s, mention = one.sentence, one.mention
    countries = _listed(s, mention)
    texts = [
        replace(mention, plural=False, article="a", counted=False, head=(mention.head[0], s.span[1]), topics=[spot])
        for spot in countries
    ] or [replace(mention, plural=False, article="a", counted=False)]
    return [_matter(replace(one, claim="adopted", rule=AT_ONCE, mention=text)) for text in texts]


def _matter(one: Sighting) -> Matter:
    matter = Matter()
    matter.add(one, organ_of(one), topics(one))
    return matter


def _goes_on(matter: Matter, several: Sighting) -> bool:
    """Say whether a text is told of in the sentence that tells of several, or behind it."""
    return any(
        one.claim != "cited" and one.sentence.index >= several.sentence.index for one in matter.sightings
    ) or bool(matter.finals & FINAL)


def _listed(s: Sentence, mention: Mention) -> list[Spot]:
    """Return the countries that a phrase lists, if there is one for each text: "three resolutions on Iran, Syria and
    Mali"."""
    end = mention.head[1]
    spots = [spot for spot in actors_from(s, end, LIST_REACH) if is_country(spot[0])]
    if len(spots) < 2 or {spot[0] for spot in spots} >= _TWO_SIDES:
        return []
    if any(
        mark.kind in ("verb", "border", "organ") and "g" not in mark.forms
        for mark in s.marks
        if end <= mark.start < spots[0][1]
    ):
        return []
    words = s.folded[mention.start : mention.head[0]].split()
    count = next((s.lex.number_of(word) for word in words if s.is_number(word)), None)
    return spots if count in (None, len(spots)) else []
