"""What tells of several texts: who they are from, what became of all, and which of them one is."""

from dataclasses import replace

from streams.core.detect.bodies.organs import Bodies
from streams.core.detect.matters.matter import Matter, offerers, organ_of, symbol_of, year_of
from streams.core.detect.matters.pending import EACH
from streams.core.detect.rules.adopting import SEVERAL
from streams.core.detect.rules.several import how_many
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sightings import COUNTING, FINAL, Sighting

FOLLOWING = 6
"""Sentences behind an adoption of several texts in which each is named."""

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


def is_alternate(one: Sighting, several: Sighting) -> bool:
    """Say whether a text is one of several: "One, by Kenya", or "the Kenyan draft" behind several that failed."""
    mention = one.mention
    if mention is None or mention.one_of or several.rule == SEVERAL:
        return mention is not None and mention.one_of
    return mention.kind in TEXTS and mention.article == "the" and bool(offerers(one)) and not mention.plural


def is_part_of(one: Sighting, several: Sighting | None) -> bool:
    """Say whether a text is told of behind several that failed: "rejecting rival drafts. The text by Kenya would"."""
    if several is None or several.rule == SEVERAL or one.claim != "told" or not offerers(one):
        return False
    return 0 < one.sentence.index - several.sentence.index <= FOLLOWING and is_alternate(one, several)


def add_shared(matter: Matter, one: Sighting, several: Sighting, bodies: Bodies) -> None:
    """Give a text what became of all that it is one of: "rejected two drafts. One, by Kenya, got five votes"."""
    follows = 0 < one.sentence.index - several.sentence.index <= FOLLOWING
    if follows and not matter.finals and all(each.rule != several.rule for each in matter.sightings):
        matter.organ = matter.organ or organ_of(several) or bodies.organ_before(several.at)
        shared = replace(several, claim=EACH[several.rule], mention=one.mention, at=several.at)
        matter.sightings.insert(0, shared)
        if shared.claim in FINAL:
            matter.finals.add(shared.claim)


def is_vote_on_one(one: Sighting, about: set[str], several: Sighting | None) -> bool:
    """Say whether a vote told by its subject is on one of several texts: "The vote on Iran was 76-35"."""
    follows = several is not None and 0 < one.sentence.index - several.sentence.index <= FOLLOWING
    return follows and bool(about) and one.rule in COUNTING and one.mention is not None and one.mention.kind == "vote"


def is_one_of(one: Sighting, several: Sighting) -> bool:
    """Say whether a number is of a text adopted with others just before: "two resolutions ... By resolution 2338"."""
    symbol, year = symbol_of(one), one.sentence.year
    if _is_among(one):
        return 0 < one.sentence.index - several.sentence.index <= FOLLOWING and organ_of(one) == organ_of(several)
    if (
        one.claim != "cited"
        or symbol is None
        or year is None
        or one.when is not None
        or (one.mention and one.mention.past)
    ):
        return False
    return 0 <= one.sentence.index - several.sentence.index <= FOLLOWING and year_of(symbol) == year


def _is_among(one: Sighting) -> bool:
    """Say whether a draft is told to be one of several: "Among them was the text on terrorism (A/C.6/67/L.12)"."""
    s, mention = one.sentence, one.mention
    draft = one.symbol is not None and one.symbol.forms == "d" and one.rule == "symbol"
    single = mention is not None and not mention.plural and len(mention.symbols) == 1
    return draft and single and s.says(s.words_after(s.span[0], 1), "among_several")
