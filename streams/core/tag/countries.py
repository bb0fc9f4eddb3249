"""Countries whose name is also something else, and other names that stand for a country."""

from streams.core.model import Entity
from streams.core.tag.context import in_a_state
from streams.core.tag.reading import Reading
from streams.core.tag.words import CLOSING, REACH, possessive, start_of, word_after, word_before

BETWEEN_REACH = 60
"""Characters between "between" and the second party, at most."""


def shared(reading: Reading, index: int) -> Entity | None:
    """Read a name of several entities: the one that was named last."""
    start, end, name = reading.matches[index]
    known = reading.last_named(name.entities)
    return known and reading.entity(known, start, end)


def usual(reading: Reading, index: int) -> Entity | None:
    """Read "Congo", "Dominican": the one that was named last, else the one that the wires mean by it."""
    start, end, name = reading.matches[index]
    known = reading.last_named(name.entities) or name.entities[0]
    return reading.entity(known, start, end)


SPOKEN = ("-speaking", "-language", "-speaker")

AHEAD = 400
"""How far behind "the South" South Korea may be named first: the short name leads, the next sentence has the long."""

LIST_GAPS = (", ", " and ", ", and ", " et ", " y ")
ALLIES = (" and its ", " or its ", " et ses ", " y sus ")
VERB_REACH = 4
"""Words behind a capital among which its verb is, auxiliaries and the day of the week between them."""

LISTED = 5
"""Capitals that are read as one subject, "London, Paris and Washington": a permanent member each."""


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
    if _another_word(reading, word_before(body, start)):
        if given:
            reading.surnames.add(name)
        return True
    return given and after.istitle() and after not in reading.cue("institution")


def _another_word(reading: Reading, before: str) -> bool:
    """Whether the word before makes a longer proper name: "Michael Jordan", "George Washington"."""
    return before.istitle() and before.isalpha() and before.lower() not in reading.cue("before_country")


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


def capital(reading: Reading, index: int) -> Entity | None:
    """Read a capital: the government where it acts, owns or is dealt with ("Moscow said", "pressure on Pyongyang").

    Where the text goes to it, comes from it or is in it, and where nothing is said, it is the city.
    """
    start, end, name = reading.matches[index]
    before = word_before(reading.body, start)
    if _another_word(reading, before) or reading.body[start:end] in reading.surnames:
        return None
    if word_after(reading.body, end) in reading.cue("head") or in_a_state(reading, end):  # "the Washington Times"
        return None
    located = before.lower() in reading.cue("locative") and (before != "at" or not possessive(reading.body, end))
    acts = not located and before.lower() not in reading.cue("oblique") and _acts(reading, index)
    if acts or (not located and _dealt_with(reading, index, before)):
        reading.note("government", end)
        return reading.entity(name.entities[0], start, end)
    return reading.place(None, start, end)


def _acts(reading: Reading, index: int) -> bool:
    """Whether the capital owns ("Moscow's ally"), acts ("Moscow said") or is sided with ("Moscow-backed")."""
    body, end = reading.body, reading.matches[index][1]
    if owned := possessive(body, end):
        after = word_after(body, owned)
        return after not in reading.cue("city") and (not after.istitle() or after in reading.cue("institution"))
    if body[end : end + 1] in ("-", "–"):
        if any(start == end + 1 for start, _, _ in reading.matches[index + 1 : index + 2]):  # "Moscow-Beijing"
            return True
        return body[end + 1 : end + 20].partition(" ")[0].rstrip(",.;") in reading.cue("allied")
    for following in reading.matches[index + 1 : index + LISTED]:  # "Moscow and Beijing vetoed"
        if following[2].kind != "capital" or body[end : following[0]] not in LIST_GAPS:
            break
        end = following[1]
    if body.startswith(ALLIES, end):  # "Washington and its allies"
        return True
    after, then = _verb(reading, end)
    if after in reading.cue("government_verb") or (after in ("is", "was") and then in reading.cue("state_of_mind")):
        return True
    return after.endswith("ed") and after.islower() and after not in reading.cue("city_verb")


def _verb(reading: Reading, end: int) -> tuple[str, str]:
    """Return the word behind a capital that may be its verb, and the next one.

    What may stand between is no verb: "Madrid on Monday pulled", "Damas a vendredi démenti".
    """
    body = reading.body
    if body[end : end + 1] != " ":
        return "", ""
    words = [word.rstrip(CLOSING) for word in body[end + 1 : end + 1 + 2 * REACH].partition("\n")[0].split(" ")]
    if words[0] == "on" and len(words) > 1 and words[1].endswith("day"):
        words = words[2:]
    between = reading.cue("auxiliary")
    verbs = [word for word in words[:VERB_REACH] if word not in between]
    return verbs[0] if verbs else "", verbs[1] if len(verbs) > 1 else ""


def _dealt_with(reading: Reading, index: int, before: str) -> bool:
    """Whether others act on it: "accused Tehran", "between world powers and Tehran", "pressure on Pyongyang"."""
    body, (start, end, _) = reading.body, reading.matches[index]
    if word_after(body, end).istitle():  # "written by Sofia Christensen", "against Paris Saint-Germain"
        return False
    if before in reading.cue("toward_government") or body[max(0, start - 5) : start].endswith(("pro-", "anti-")):
        return True
    if before in reading.cue("joining"):
        phrase = body[max(0, start - BETWEEN_REACH) : start].rpartition(".")[2]
        return reading.was_noted("government", start - len(before) - 2) or any(
            between in phrase for between in reading.cue("between")
        )
    if body[start - 1 : start] in ("-", "–"):
        return reading.was_noted("government", start - 1)
    return before in reading.cue("depends") and word_before(body, start_of(before, start)) in reading.cue("dealing")
