"""Whether a text is of the United Nations, by the bodies named with it and around it."""

from streams.core.detect.bodies.organs import Bodies
from streams.core.detect.matters.matter import Matter, organ_of
from streams.core.detect.matters.openings import starts_at_the_un
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sightings import COUNTING, Sighting

FURTHER = 8
"""Sentences behind the only outcome that a story tells in which "the resolution" is still that one, whichever body was
named on the way."""
NEAR = 4
"""Sentences behind what is told of the only text in which "it" can be that text still."""


def not_ours(one: Sighting, bodies: Bodies, matters: list[Matter], *, elsewhere: bool = False) -> str:
    """Say why the text is another body's, or nothing.

    :param elsewhere: the story opens with a text that a group of states adopted.
    """
    if bodies.played:
        return "Pupils play the United Nations here."
    mention = one.mention
    if mention is not None and mention.foreign and not (mention.organ or one.symbol):
        return "The text is of a body outside the United Nations."
    unnamed = one.organ is None and not bodies.named and (mention is None or not mention.organ)
    if one.claim == "vetoed" and unnamed and (one.sentence.foreign or bodies.before(one.at) == "foreign"):
        return "The body named there is outside the United Nations, and none of its organs is named."
    if organ_of(one) is not None or one.organ is not None or (mention is not None and mention.organ is not None):
        return ""
    known = mention is None or (mention.article == "the" and not mention.sponsors)
    if elsewhere and all(matter.cited or matter.past for matter in matters) and known:
        return "The story opens with a text of another group of states."
    return _named_elsewhere(one, bodies, matters)


def _named_elsewhere(one: Sighting, bodies: Bodies, matters: list[Matter]) -> str:
    """Say why a text without a body of its own is another's, by the bodies named around it, or nothing."""
    if one.sentence.foreign:
        return "The sentence names a body outside the United Nations and no organ of it."
    if bodies.owners_meet and not any(one.sentence.organs(*one.sentence.span)):
        return "The story opens with the owners of a company, and the sentence names no organ of the United Nations."
    if bodies.before(one.at) == "foreign" and not (_is_of_known(one, matters) or starts_at_the_un(one)):
        return "The body named last is outside the United Nations."
    return ""


def _is_the_text(one: Sighting, mention: Mention) -> bool:
    """Say whether "the resolution" is named plainly, where a sentence opens or as what somebody brought."""
    plain = mention.article == "the" and mention.kind in TEXTS[:2] and not (mention.plural or mention.symbols)
    opens = mention.start == one.sentence.span[0]
    return plain and not mention.sponsors and (opens or one.claim in ("proposed", "tabled"))


def _is_of_known(one: Sighting, matters: list[Matter]) -> bool:
    """Say whether a sentence tells of a known text, whichever body was named on the way: "France trimmed its draft".

    It counts right behind one that tells of it, or calls it the draft of those who brought it.
    """
    known = matters[-1] if matters else None
    if known is None or known.past or known.cited or known.organ is None:
        return False
    right_behind = 0 <= known.distance(one) <= 1
    mention = one.mention
    if one.claim == "told" and one.sponsors and mention is None and len(matters) == 1 and known.distance(one) <= NEAR:
        return True  # "It was tabled by Chad", of the one text that is told of
    the = mention is None or (one.rule in COUNTING and mention.kind in TEXTS and mention.article == "the")
    if one.claim == "told" and the and (mention is None or not mention.sponsors):
        return right_behind
    if right_behind and known.finals and mention is not None and mention.article == "the" and not mention.plural:
        return True  # "The council voted 15-0 to back ECOWAS. The resolution, which Senegal drafted, names no force"
    if mention is not None and len(matters) == 1 and known.finals and _is_the_text(one, mention):
        return known.distance(one) <= FURTHER
    brought = {spot[0] for spot in (mention.sponsors if mention is not None else [])}
    return mention is not None and mention.article in ("the", "own") and bool(brought & known.sponsors)
