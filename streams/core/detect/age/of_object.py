"""Days of what a deed is on, and of the clause in which it is told."""

from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE, OLD_DAYS
from streams.core.detect.times.when import When

AND_WHEN = 2
"""Characters between a time and the clause on what was then: ", "."""


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


def day_when(one: Sighting) -> When | None:
    """Return the time right before the clause on a deed: "goes back to 29 November 1947, when the assembly adopted"."""
    s = one.sentence
    border = next((mark for mark in reversed(s.borders) if mark.start < one.at), None)
    if border is None or not s.calls(border, "when_words") or "," in s.folded[border.end : one.at]:
        return None
    return next((when for when in s.whens if when.end <= border.start and border.start - when.end <= AND_WHEN), None)


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
