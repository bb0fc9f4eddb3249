"""Councils, assemblies, committees and acronyms: which of them are the United Nations'."""

from streams.core.model import Entity
from streams.core.tag.lexicon import PEOPLE_KINDS
from streams.core.tag.reading import Reading
from streams.core.tag.words import start_of, starts_sentence, word_after, word_before

NEED_THE_UN = frozenset({"GA", "CHR"})
"""Organs whose bare name legislatures, churches and national commissions bear more often than the United Nations."""

FOLLOWED_BY_THEIR_KIND = frozenset(
    {"council", "assembly", "conseil", "assemblée", "consejo", "asamblea", "consiglio", "assemblea"}
)
"""Nouns that with "of" behind them are another body's: "the Council of Ministers"."""

OWNER_GAP = len("'s ")
"""Characters between an owner's name and what it owns."""


def organ(reading: Reading, index: int) -> Entity | None:
    """Read "Security Council", "General Assembly", "Human Rights Council" written without "U.N." before it.

    States, churches and leagues have bodies of these names: a capitalised word or a country's possessive before it
    ("Iran's Supreme National Security Council"), or "of the Presbyterian Church" behind it, makes it another's.
    """
    start, end, name = reading.matches[index]
    noun = name.surface.rpartition(" ")[2].lower()
    if _of_another(reading, index) or (name.entities[0].id in NEED_THE_UN and not reading.un_is_named):
        reading.note(noun, start)
        return None
    return reading.entity(name.entities[0], start, end)


def _of_another(reading: Reading, index: int) -> bool:
    start, end, _ = reading.matches[index]
    body = reading.body
    if any(
        body.startswith(of, end) and _follows_another_owner(reading, index, end + len(of)) for of in reading.cue("of")
    ):
        return True
    if any(at == end + 1 and owner.kind in PEOPLE_KINDS for at, _, owner in reading.matches[index + 1 : index + 2]):
        return True  # "Conseil de sécurité russe"
    before = word_before(body, start)
    if before in reading.cue("always_another"):
        return True
    if body.endswith(": ", 0, start):
        return False  # "Chad: Security Council extends mission"
    seated = word_after(body, end) in reading.cue("seat")  # "Japan's Security Council seat" is in the UN's
    if index:
        _, owner_end, owner = reading.matches[index - 1]
        if owner_end >= start - OWNER_GAP and owner.kind != "title":
            un_owns = any(entity.type == "un_body" for entity in owner.entities)
            return not un_owns and (owner.kind == "state" or not seated)
    return not seated and before.istitle() and before.isalpha() and before not in reading.cue("before_organ")


def _follows_another_owner(reading: Reading, index: int, position: int) -> bool:
    """Whether a country ("of the Russian Federation") or a church stands at ``position``."""
    for start, _, owner in reading.matches[index + 1 : index + 2]:
        if start == position:
            return any(entity.type != "un_body" for entity in owner.entities)
    return any(reading.body.startswith(owner, position) for owner in reading.cue("of_another"))


def committee(reading: Reading, index: int) -> Entity | None:
    """Read "Third Committee": a Main Committee of the General Assembly if the article is about the United Nations.

    It is when it names them, the Assembly behind the committee, or what only these committees deal with.
    """
    start, end, name = reading.matches[index]
    if (
        reading.un_is_named
        or any(matter in reading.body for matter in reading.cue("un_matter"))
        or _of_the_assembly(reading, index)
    ):
        return reading.entity(name.entities[0], start, end)
    return None


def _of_the_assembly(reading: Reading, index: int) -> bool:
    end = reading.matches[index][1]
    return any(
        reading.body[end:start] in reading.cue("of") and any(entity.id == "GA" for entity in follower.entities)
        for start, _, follower in reading.matches[index + 1 : index + 2]
    )


def coreference(reading: Reading, index: int) -> Entity | None:
    """Read "the council", "the 15-member body", "the world body": the body of that kind that was named last.

    Another council ("the Legislative Council", "city council") takes the word over until a UN council is named again.
    """
    start, end, name = reading.matches[index]
    body = reading.body
    noun = name.surface.rpartition(" ")[2].lower()
    before = word_before(body, start)
    begin = start_of(before, start)
    if before not in reading.cue("article"):
        named_otherwise = before.istitle() and before not in reading.cue("before_organ")
        if before in reading.cue("rival") or (named_otherwise and not starts_sentence(body, begin)):
            reading.note(noun, start)
        return None
    if word_after(body, end) in reading.cue("rival_after") or (  # "the Council of Ministers"
        noun in FOLLOWED_BY_THEIR_KIND and any(body.startswith(of, end) for of in reading.cue("of"))
    ):
        reading.note(noun, start)
        return None
    known = reading.last_named(name.entities, unless=noun)
    return known and reading.entity(known, begin, end)


def word(reading: Reading, index: int) -> Entity | None:
    """Read US, WHO, AU: among words in capitals they may be words, and before a dollar sign they are a currency.

    In an article on cricket ICC is another body.
    """
    start, end, name = reading.matches[index]
    if reading.body[end : end + 1] == "$":
        return None
    around = (word_before(reading.body, start), word_after(reading.body, end))
    if name.surface in reading.cue("measure") and around[0].replace(".", "").replace(",", "").isdigit():
        return None  # "1.8 AU from the sun"
    if reading.is_anothers(name.surface):
        return None
    neighbours = [neighbour for neighbour in around if len(neighbour) > 1 and neighbour.isalpha()]
    if neighbours and all(n.isupper() and n not in reading.cue("acronym") for n in neighbours):
        return None
    return reading.entity(name.entities[0], start, end)
