"""Days that a headline tells of what its deed is on, and not of the deed."""

from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE, OLD_DAYS
from streams.core.detect.times.when import When


def is_of_its_object(one: Sighting, when: When) -> bool:
    """Say whether a calendar day of before is of what a headline's deed is on: "lifts an embargo imposed in 2003",
    "votes to condemn the attack carried out in Bor on May 25"."""
    s = one.sentence
    if s.index or when.start < one.at or when.weekday is not None or (when.age or 0) < OLD_DAYS - 1:
        return False
    if s.lex.romance or not _is_in_present(one):
        return False
    return any(
        one.at < mark.start < when.start and (mark.kind in ("border", "sense") or "d" in mark.forms) for mark in s.marks
    )


def is_of_what_it_undoes(one: Sighting, when: When) -> bool:
    """Say whether a year is that of what a body takes back: "voted 111-25 to revoke the finding it made in 1975"."""
    s = one.sentence
    if when.start < one.at or when.day is not None or when.weekday is not None or (when.age or 0) < OLD_ANYWHERE:
        return False
    return s.says(s.folded[one.at : when.start].replace(",", " ").split(), "undoing")


def _is_in_present(one: Sighting) -> bool:
    """Say whether a deed is told in the present: "lifts", "votes to lift"."""
    earlier = ""
    for mark in one.sentence.marks:
        if mark.start > one.at:
            break
        if mark.kind == "verb" and mark.start == one.at:
            behind_to = "b" in mark.forms and one.sentence.says(one.sentence.words_before(mark.start, 4), "infinitive")
            led = earlier if behind_to else mark.forms
            return "s" in led and "d" not in led
        earlier = mark.forms if mark.kind == "verb" else earlier
    return False
