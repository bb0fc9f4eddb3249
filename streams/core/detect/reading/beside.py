"""What the claims of one sentence say of each other: who a text is from, and how old it is."""

from streams.core.detect.age.of_old import OPENING
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.words.marks import Mark

_BROUGHT = ("propose", "table")
"""Verb classes that may stand beside an adoption: "a text which five powers wrote and the council approved"."""


def share_bringers(told: list[Sighting]) -> None:
    """Let all that is told of "the draft tabled by Mali and Chad" know who that is from."""
    brought = {id(one.mention): one.sponsors for one in told if one.sponsors and one.rule.endswith(".passive")}
    for one in told if brought else ():
        known = one.mention is not None and (one.mention.article == "the" or one.claim == "vote_scheduled")
        if not one.sponsors and known:
            one.beside = brought.get(id(one.mention), [])


def age_shared(told: list[Sighting]) -> None:
    """Call past what is told of a text whose outcome in the same sentence is: "drafted a text, adopted in May"."""
    if len(told) < 2:
        return
    decided = [one for one in told if one.past and (one.claim in FINAL or (one.tally and one.tally.counted))]
    old = {id(one.mention) for one in decided if one.mention is not None}
    for one in told if old else ():
        if id(one.mention) in old and one.claim in ("proposed", "tabled"):
            one.past = True
    new = {id(one.mention) for one in told if not one.past and _is_decided_now(one)}
    for one in told if new else ():  # "A draft that Fiji circulated in March was adopted on Tuesday"
        if id(one.mention) in new and one.mention is not None and one.claim in ("proposed", "tabled"):
            one.past = False
    outcomes = [one for one in told if one.claim in FINAL and one.tally is not None]
    if outcomes and all(one.past for one in outcomes):  # the count is theirs: "voted against a text passed in December"
        for one in told:
            one.past = one.past or (one.claim == "told" and one.tally is outcomes[0].tally)


def weaken_named(s: Sentence, told: list[Sighting]) -> None:
    """Let what only says which text is meant bring none: "bows to no text that the council adopted", without a day."""
    for one in told if not s.whens else ():
        mention = one.mention
        if one.rule == "vote.organ" and one.tally is None and _is_of_one_meant(s, one.at, told=mention is not None):
            one.weak = True
        if one.claim != "adopted" or mention is None or mention.article != "a" or mention.end >= one.at:
            continue
        between = [mark for mark in s.marks if mention.end <= mark.start < one.at]
        opened = bool(between) and between[0].kind == "border" and between[0].value == "relative"
        beside = opened and not s.folded[mention.end : between[0].start].strip()
        told_of = s.says(s.words_before(mention.start, 8), "greeted", "factive", "voting")
        if beside and not told_of and all(mark.kind != "verb" or mark.value in _BROUGHT for mark in between):
            one.weak = True


def _is_decided_now(one: Sighting) -> bool:
    """Say whether an outcome is told with its day, or a count: "77 states voted for a text introduced last month"."""
    return (one.claim in FINAL and one.when is not None) or (one.tally is not None and one.tally.counted)


def _is_of_one_meant(s: Sentence, at: int, *, told: bool) -> bool:
    """Say whether what stands at ``at`` only says which text is meant, or what a body once did: "a resolution that the
    Council voted for", "would turn to the Assembly, most of which voted to condemn it".

    :param told: a text is told behind it.
    """
    earlier = [item for item in s.items if item.start < at]
    while earlier and not (isinstance(earlier[-1], Mark) and earlier[-1].kind == "border"):
        earlier.pop()
    border = earlier.pop() if earlier else None
    meant = earlier[-1] if earlier else None
    if not isinstance(border, Mark) or border.value != "relative" or meant is None:
        return False
    between = s.folded[meant.end : border.start].strip(", ")
    if isinstance(meant, Mark):
        most = s.says(between.split(), "most_of")
        return meant.kind == "organ" and (most or (not between and not told and s.index >= OPENING))
    return not (between or told)
