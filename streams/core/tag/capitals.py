"""Capitals: the city, or the government that sits there."""

from streams.core.model import Entity
from streams.core.tag.context import another_word, in_a_state
from streams.core.tag.reading import Reading
from streams.core.tag.words import CLOSING, REACH, possessive, start_of, word_after, word_before

BETWEEN_REACH = 60
"""Characters between "between" and the second party, at most."""

LIST_GAPS = (", ", " and ", ", and ", " et ", " y ", " e ")
ALLIES = (
    *(" and its ", " or its ", " et ses ", " y sus ", " e i suoi "),  # "Washington and its allies"
    *(", which holds the pen", ", which held the pen", ", the penholder", ", as penholder"),
    *(
        ", con el apoyo de",
        ", con el respaldo de",
        ", con la abstención de",
        ", avec le soutien de",
        ", avec l'appui de",
    ),
    *(", membre permanent", ", allié", ", principal", ", porte-plume", ", miembro permanente", ", membro permanente"),
    *(
        ", soutien",
        ", proche allié",
        ", fidèle allié",
        ", auteur du",
        ", aliado",
        ", autor del",
        ", alleato",
        ", autore del",
    ),
)
"""What is told right behind a capital of the government that sits there."""
RELATIVES = (", qui", ", che", ", que", " qui", " che")
"""What a clause on a capital begins with: "Moscou, qui a opposé son veto"."""
WHICH = ", which"
"""What such a clause begins with in English, on a city too: "Kyiv, which tabled the text"."""
HAVE = ("has", "had")
"""What may stand before the verb of such a clause."""
VERB_REACH = 4
"""Words behind a capital among which its verb is, auxiliaries and the day of the week between them."""

BEFORE_VERB = ("late", "early", "yesterday", "today")
"""Words between a capital and its verb, or before the day that stands there."""
LISTED = 5
"""Capitals that are read as one subject, "London, Paris and Washington": a permanent member each."""


def capital(reading: Reading, index: int) -> Entity | None:
    """Read a capital: the government where it acts, owns or is dealt with ("Moscow said", "pressure on Pyongyang").

    Where the text goes to it, comes from it or is in it, and where nothing is said, it is the city.
    """
    start, end, name = reading.matches[index]
    before, after = word_before(reading.body, start), word_after(reading.body, end)
    if another_word(reading, before) or (reading.surnames and reading.body[start:end] in reading.surnames):
        return None
    if after in reading.cue("head") or in_a_state(reading, end):  # "the Washington Times"
        return None
    located = before.lower() in reading.cue("locative") and not _owns_as_government(reading, before, end)
    located = located and not _has_done(reading, before, start)
    acts = not located and before.lower() not in reading.cue("oblique") and _acts(reading, index)
    if acts or (not located and _dealt_with(reading, index, before, after)):
        reading.note("government", end)
        return reading.entity(name.entities[0], start, end)
    return reading.place(None, start, end)


def _owns_as_government(reading: Reading, before: str, end: int) -> bool:
    """Whether what it owns shows the government behind "in": "in Moscow's relations with the West", "at Moscow's"."""
    owned = possessive(reading.body, end)
    return owned > 0 and (before == "at" or word_after(reading.body, owned) in reading.cue("governments_own"))


def _has_done(reading: Reading, before: str, start: int) -> bool:
    """Whether "da" tells who did it, and not where from: "una bozza presentata martedì da Mosca"."""
    if before not in reading.cue("agent"):
        return False
    begin = start_of(before, start)
    deed = word_before(reading.body, begin)
    if deed in reading.cue("auxiliary"):  # the day
        deed = word_before(reading.body, start_of(deed, begin))
    return deed in reading.cue("done_by")


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
    if body.startswith(ALLIES, end):
        return True
    after, then = _verb(reading, end + next((len(one) for one in RELATIVES if body.startswith(one + " ", end)), 0))
    if (
        _brought(reading, end)
        or after in reading.cue("government_verb")
        or (after in ("is", "was") and then in reading.cue("state_of_mind"))
        or (then in reading.cue("expected") and _is_to_act(reading, end, then))
    ):
        return True
    return after.endswith("ed") and after.islower() and after not in reading.cue("city_verb")


def _is_to_act(reading: Reading, end: int, expected: str) -> bool:
    """Whether it is told what a government is expected to do: "London is due to submit a draft"."""
    words = [word.rstrip(CLOSING) for word in reading.body[end : end + 3 * REACH].split()]
    behind = words[words.index(expected) + 1 :] if expected in words else []
    return behind[:1] == ["to"] and not reading.cue("deed_of_government").isdisjoint(behind[1:2])


def _brought(reading: Reading, end: int) -> bool:
    """Whether a clause behind a capital tells what its government did with a text: ", which had tabled it"."""
    if not reading.body.startswith(WHICH, end):
        return False
    verb, then = _verb(reading, end + len(WHICH))
    return (then if verb in HAVE else verb) in reading.cue("text_verb")


def _verb(reading: Reading, end: int) -> tuple[str, str]:
    """Return the word behind a capital that may be its verb, and the next one.

    What may stand between is no verb: "Madrid late on Monday pulled", "Damas a vendredi démenti".
    """
    body = reading.body
    if body[end : end + 1] != " " or body[end + 1 : end + 3].lstrip("(")[:1].isupper():  # "Lisbon (AP)": no verb
        return "", ""
    words = [
        word.rstrip(CLOSING).removeprefix("d'").removeprefix("d’")  # "Moscou vient d'opposer son veto"
        for word in body[end + 1 : end + 1 + 2 * REACH].partition("\n")[0].split(" ")
    ]
    if words[0] in BEFORE_VERB:
        words = words[1:]
    if words[:1] == ["on"] and len(words) > 1 and words[1].endswith("day"):
        words = words[2:]
    between = reading.cue("auxiliary")
    verbs = [word for word in words[:VERB_REACH] if word not in between]
    return verbs[0] if verbs else "", verbs[1] if len(verbs) > 1 else ""


def _dealt_with(reading: Reading, index: int, before: str, after: str) -> bool:
    """Whether others act on it: "accused Tehran", "between world powers and Tehran", "pressure on Pyongyang"."""
    body, start = reading.body, reading.matches[index][0]
    if not before and body[start - 1 : start] not in ("-", "–"):  # the cheap question first
        return False
    if after.istitle():  # "written by Sofia Christensen", "against Paris Saint-Germain"
        return False
    # "demanding that Moscow withdraw its troops"
    told_to = before == "that" and word_before(body, start_of(before, start)) in reading.cue("demanding")
    faced = (
        told_to
        or before in reading.cue("toward_government")
        or body[max(0, start - 5) : start].endswith(("pro-", "anti-"))
    )
    listed = before.endswith(",") and reading.was_noted("government", start - 2)  # "rédigé par Paris, Londres et"
    if faced or listed or _is_given_or_held(reading, before, after, reading.matches[index][1]):
        return True
    if before in reading.cue("joining"):
        phrase = body[max(0, start - BETWEEN_REACH) : start].rpartition(".")[2]
        return reading.was_noted("government", start - len(before) - 2) or any(
            between in phrase for between in reading.cue("between")
        )
    if body[start - 1 : start] in ("-", "–"):
        return reading.was_noted("government", start - 1)
    return before in reading.cue("depends") and word_before(body, start_of(before, start)) in reading.cue("dealing")


def _is_given_or_held(reading: Reading, before: str, after: str, end: int) -> bool:
    """Whether a government is given time or held to something: "gave Damascus 60 days", "takes Minsk to task"."""
    if before in reading.cue("giving") and (after.isdecimal() or after in reading.cue("given_time")):
        return True
    if after not in reading.cue("held"):
        return False
    words = [word.rstrip(CLOSING) for word in reading.body[end : end + 2 * REACH].split()[:2]]
    return words[0] in reading.cue("held_to") or " ".join(words) in reading.cue("held_to")
