"""Countries whose name is also something else, and other names that stand for a country."""

from datetime import date

from streams.core.model import Entity
from streams.core.tag.context import another_word, in_a_state
from streams.core.tag.reading import Reading
from streams.core.tag.words import possessive, start_of, word_after, word_before

SPOKEN = ("-speaking", "-language", "-speaker")

ZAIRE = date(1997, 5, 1)
"""Until when the Democratic Republic of the Congo was called Zaire, and only the other one Congo: World Factbook, its
background. It was called so since long before outlets had pages."""
AHEAD = 400
"""How far behind "the South" South Korea may be named first: the short name leads, the next sentence has the long."""


def shared(reading: Reading, index: int) -> Entity | None:
    """Read a name of several entities: the one that was named last."""
    start, end, name = reading.matches[index]
    known = reading.last_named(name.entities)
    return known and reading.entity(known, start, end)


def usual(reading: Reading, index: int) -> Entity | None:
    """Read "Congo", "Dominican": the one that was named last, else the one that the wires mean by it."""
    start, end, name = reading.matches[index]
    known = reading.last_named(name.entities) or name.entities[0]
    if known.id == "COD" and reading.published is not None and reading.published.date() < ZAIRE:
        known = next((one for one in name.entities if one.id == "COG"), known)
    return reading.entity(known, start, end)


def anaphor(reading: Reading, index: int) -> Entity | None:
    """Read "the North", "the South" once the article has named a Korea or a Sudan; "the North Atlantic" is neither."""
    start, end, name = reading.matches[index]
    before = word_before(reading.body, start)
    after = word_after(reading.body, end)
    if before not in reading.cue("article") or after[:1].isupper() or after in reading.cue("not_an_anaphor"):
        return None
    if any(reading.body.startswith(of, end) for of in reading.cue("of")):  # "the North of England"
        return None
    antecedent = reading.last_named(name.entities) or reading.first_named(name.entities, start + AHEAD)
    if antecedent is None:
        return None
    known = reading.lexicon.anaphors[name.surface][antecedent.id]
    return reading.entity(known, start_of(before, start), end)


def thing(reading: Reading, index: int) -> Entity | None:
    """Read "Turkey", "China": a country unless it is the bird or the pottery, as the word behind it says."""
    start, end, name = reading.matches[index]
    after = word_after(reading.body, end)
    if after in reading.lexicon.things.get(name.surface, ()) or after in reading.cue("head"):
        return None
    if in_a_state(reading, end):
        return None
    return reading.entity(name.entities[0], start, end)


def tongue(reading: Reading, index: int) -> Entity | None:
    """Read "French", "Russian": the people, unless its language is spoken of: "French-speaking", "in Russian"."""
    body, (start, end, name) = reading.body, reading.matches[index]
    if body.startswith(SPOKEN, end) or word_after(body, end) in reading.cue("head"):
        return None
    is_spoken = word_before(body, start) in reading.cue("language_before")
    if is_spoken and body[end : end + 1] != "-" and word_after(body, end) in reading.cue("language_after"):
        return None
    return reading.entity(name.entities[0], start, end)


def hint(reading: Reading, index: int) -> None:
    """Read "the two Koreas", "nonpermanent member": no mention, and yet "the North", "the council" mean these now."""
    start, _, name = reading.matches[index]
    for entity in name.entities:
        reading.note(entity.id, start)


def namesake(reading: Reading, index: int) -> Entity | None:
    """Read "Jordan", "Chad", "Israel": a country unless it stands in a person's name."""
    start, end, name = reading.matches[index]
    if in_a_persons_name(reading, start, end) or in_a_state(reading, end):
        return None
    if word_after(reading.body, end) in reading.cue("head"):
        return None
    return reading.entity(name.entities[0], start, end)


def in_a_persons_name(reading: Reading, start: int, end: int) -> bool:
    """Whether the name belongs to somebody: "Jim Jordan", "Chad Wolf", and "Jordan" alone after "Sen. Jim Jordan"."""
    body, name = reading.body, reading.body[start:end]
    after = word_after(body, end)
    if name in reading.surnames or after in reading.surnames:
        return True
    given = name in reading.cue("given_name")
    if another_word(reading, word_before(body, start)):
        if given:
            reading.surnames.add(name)
        return True
    return given and after.istitle() and after not in reading.cue("institution")


def homonym(reading: Reading, index: int) -> Entity | None:
    """Read "Georgia": the state where the article speaks of American states and never of the country's region."""
    start, end, name = reading.matches[index]
    if in_a_persons_name(reading, start, end):
        return None
    if reading.is_american or reading.precedes(index, "USA") or _in_american_phrase(reading, start, end):
        return reading.place(None, start, end)
    return reading.entity(name.entities[0], start, end)


def _in_american_phrase(reading: Reading, start: int, end: int) -> bool:
    """Whether the words around say that a state of the United States is meant: "Georgia voters", "state of Georgia"."""
    body = reading.body
    after = word_after(body, possessive(body, end) or end)
    if after in reading.cue("american_after"):
        return True
    return any(body.endswith(before, max(0, start - len(before)), start) for before in reading.cue("american_before"))


def place(reading: Reading, index: int) -> Entity | None:
    """Read a place; one that lies in a country or territory has its id. "Virginia Woolf" is none."""
    start, end, name = reading.matches[index]
    if name.surface in reading.cue("given_name") and in_a_persons_name(reading, start, end):
        return None
    known = name.entities
    return reading.place(known[0].id if known else None, start, end)
