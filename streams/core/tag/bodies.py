"""Councils, assemblies, committees and acronyms: which of them are the United Nations'."""

from streams.core.model import Entity
from streams.core.tag.reading import Reading
from streams.core.tag.words import starts_sentence, word_after, word_before


def organ(reading: Reading, index: int) -> Entity | None:
    """Read "Security Council", "General Assembly", "Human Rights Council" written without "U.N." before it.

    States, churches and leagues have bodies of these names: a capitalised word or a country's possessive before it
    ("Iran's Supreme National Security Council"), or "of the Presbyterian Church" behind it, makes it another's.
    """
    match = reading.matches[index]
    noun = match.name.surface.rpartition(" ")[2].lower()
    if _of_another(reading, index) or (noun == "assembly" and not reading.un_is_named):
        reading.note(noun, match.start)
        return None
    return reading.entity(match.name.entities[0], match.start, match.end)


def _of_another(reading: Reading, index: int) -> bool:
    match = reading.matches[index]
    body = reading.body
    if any(body.startswith(of, match.end) for of in reading.cue("of_another")):
        return True
    previous = reading.matches[index - 1] if index else None
    if previous is not None and match.start - 3 <= previous.end < match.start and previous.name.kind != "title":
        if any(entity.type == "un_body" for entity in previous.name.entities):
            return False
        return previous.name.kind == "state" or word_after(body, match.end) not in reading.cue("seat")
    before = word_before(body, match.start).removesuffix("'s").removesuffix("’s")
    return before.istitle() and before not in reading.cue("before_organ")


def committee(reading: Reading, index: int) -> Entity | None:
    """Read "Third Committee": a Main Committee of the General Assembly if the article is about the United Nations."""
    match = reading.matches[index]
    return reading.entity(match.name.entities[0], match.start, match.end) if reading.un_is_named else None


def coreference(reading: Reading, index: int) -> Entity | None:
    """Read "the council", "the 15-member body", "the world body": the body of that kind that was named last.

    Another council ("the Legislative Council", "city council") takes the word over until a UN council is named again.
    """
    match = reading.matches[index]
    body, start = reading.body, match.start
    noun = match.name.surface.rpartition(" ")[2].lower()
    before = word_before(body, start)
    if before not in reading.cue("article"):
        other = (before[:1].isupper() and not starts_sentence(body, start - 1 - len(before))) or before in reading.cue(
            "rival"
        )
        if other and before not in reading.cue("before_organ"):
            reading.note(noun, start)
        return None
    if body.startswith(" of ", match.end) and noun in ("council", "assembly"):
        reading.note(noun, start)
        return None
    known = reading.last_named(match.name.entities, unless=noun)
    if known is None:
        return None
    return reading.entity(known, start - 1 - len(before), match.end)


def word(reading: Reading, index: int) -> Entity | None:
    """Read US and WHO: in a line set in capitals they may be words, so they are nothing among words in capitals."""
    match = reading.matches[index]
    around = (word_before(reading.body, match.start), word_after(reading.body, match.end))
    neighbours = [neighbour for neighbour in around if len(neighbour) > 1 and neighbour.isalpha()]
    if neighbours and all(n.isupper() and n not in reading.cue("acronym") for n in neighbours):
        return None
    return reading.entity(match.name.entities[0], match.start, match.end)
