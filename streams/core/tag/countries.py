"""Countries whose name is also something else, and other names that stand for a country."""

from streams.core.model import Entity
from streams.core.tag.lexicon import known_entities
from streams.core.tag.reading import Reading
from streams.core.tag.words import possessive, word_after, word_before

BETWEEN_REACH = 60
"""Characters between "between" and the second party, at most."""


def shared(reading: Reading, index: int) -> Entity | None:
    """Read a name of several entities: the one that was named last."""
    match = reading.matches[index]
    known = reading.last_named(match.name.entities)
    return known and reading.entity(known, match.start, match.end)


def usual(reading: Reading, index: int) -> Entity | None:
    """Read "Congo", "Dominican": the one that was named last, else the one that the wires mean by it."""
    match = reading.matches[index]
    known = reading.last_named(match.name.entities) or match.name.entities[0]
    return reading.entity(known, match.start, match.end)


def anaphor(reading: Reading, index: int) -> Entity | None:
    """Read "the North", "the South" once the article has named a Korea or a Sudan; "the North Atlantic" is neither."""
    match = reading.matches[index]
    before = word_before(reading.body, match.start)
    if before not in reading.cue("article") or word_after(reading.body, match.end)[:1].isupper():
        return None
    antecedent = reading.last_named(match.name.entities)
    if antecedent is None:
        return None
    known = known_entities()[reading.lexicon.anaphors[match.name.surface][antecedent.id]]
    return reading.entity(known, match.start - 1 - len(before), match.end)


def namesake(reading: Reading, index: int) -> Entity | None:
    """Read "Jordan", "Chad", "Israel": a country unless it stands in a person's name."""
    match = reading.matches[index]
    if in_a_persons_name(reading, match.start, match.end):
        return None
    return reading.entity(match.name.entities[0], match.start, match.end)


def in_a_persons_name(reading: Reading, start: int, end: int) -> bool:
    """Whether the name belongs to somebody: "Jim Jordan", "Chad Wolf", and "Jordan" alone after "Sen. Jim Jordan"."""
    body, name = reading.body, reading.body[start:end]
    after = word_after(body, end)
    if name in reading.surnames or after in reading.surnames:
        return True
    if _another_word(reading, word_before(body, start)):
        return True
    return name in reading.cue("given_name") and after.istitle() and after not in reading.cue("institution")


def _another_word(reading: Reading, before: str) -> bool:
    """Whether the word before makes a longer proper name: "Michael Jordan", "George Washington"."""
    return before.istitle() and before.isalpha() and before.lower() not in reading.cue("before_country")


def homonym(reading: Reading, index: int) -> Entity | None:
    """Read "Georgia": the state where the article speaks of American states and never of the country's region."""
    match = reading.matches[index]
    if in_a_persons_name(reading, match.start, match.end):
        return None
    if reading.is_american or reading.precedes(index, "USA"):
        return reading.place(None, match.start, match.end)
    return reading.entity(match.name.entities[0], match.start, match.end)


def state(reading: Reading, index: int) -> Entity:
    """Read a state of the United States."""
    match = reading.matches[index]
    return reading.place(None, match.start, match.end)


def place(reading: Reading, index: int) -> Entity:
    """Read a place; one that lies in a country or territory has its id."""
    match = reading.matches[index]
    known = match.name.entities
    return reading.place(known[0].id if known else None, match.start, match.end)


def capital(reading: Reading, index: int) -> Entity | None:
    """Read a capital: the government where it acts, owns or is dealt with ("Moscow said", "pressure on Pyongyang").

    Where the text goes to it, comes from it or is in it, and where nothing is said, it is the city.
    """
    match = reading.matches[index]
    before = word_before(reading.body, match.start)
    if _another_word(reading, before) or reading.body[match.start : match.end] in reading.surnames:
        return None
    located = before.lower() in reading.cue("locative") and (before != "at" or not possessive(reading.body, match.end))
    if not located and (_acts(reading, index) or _dealt_with(reading, index, before)):
        reading.note("government", match.end)
        return reading.entity(match.name.entities[0], match.start, match.end)
    return reading.place(None, match.start, match.end)


def _acts(reading: Reading, index: int) -> bool:
    """Whether the capital owns ("Moscow's ally"), acts ("Moscow said") or is sided with ("Moscow-backed")."""
    body, end = reading.body, reading.matches[index].end
    if owned := possessive(body, end):
        after = word_after(body, owned)
        return after not in reading.cue("city") and (not after.istitle() or after in reading.cue("institution"))
    if body[end : end + 1] in ("-", "–"):
        following = reading.matches[index + 1] if index + 1 < len(reading.matches) else None
        if following is not None and following.start == end + 1:
            return True
        return body[end + 1 : end + 20].partition(" ")[0].rstrip(",.;") in reading.cue("allied")
    after = word_after(body, end)
    return after in reading.cue("government_verb") or (after.endswith("ed") and after not in reading.cue("city_verb"))


def _dealt_with(reading: Reading, index: int, before: str) -> bool:
    """Whether others act on it: "accused Tehran", "between world powers and Tehran", "pressure on Pyongyang"."""
    body, start = reading.body, reading.matches[index].start
    if before in reading.cue("toward_government") or body[max(0, start - 5) : start].lower().endswith(
        ("pro-", "anti-")
    ):
        return True
    if before in ("and", "or", "nor"):
        if reading.was_noted("government", start - len(before) - 2):
            return True
        phrase = body[max(0, start - BETWEEN_REACH) : start].rpartition(".")[2]
        return before == "and" and " between " in phrase
    if body[start - 1 : start] in ("-", "–"):
        return reading.was_noted("government", start - 1)
    return before in reading.cue("depends") and word_before(body, start - 1 - len(before)) in reading.cue("dealing")
