"""What waits for its text: a count, who voted how, what an organ did or is to do, what became of several texts."""

from dataclasses import dataclass, field

from streams.core.detect.matters.at_once import is_of_several
from streams.core.detect.matters.done import tells_text_of
from streams.core.detect.matters.matter import Matter
from streams.core.detect.rules.acting import DEED, FAILED
from streams.core.detect.rules.adopting import SEVERAL
from streams.core.detect.rules.coming import EXPECTED
from streams.core.detect.rules.rejecting import UNSUPPORTED
from streams.core.detect.sentences.sightings import COUNTING, NAMED, Sighting
from streams.core.model import Stage

EACH: dict[str, Stage] = {SEVERAL: "adopted", "reject.each": "rejected", "postpone.each": "postponed"}
"""Rules that tell what became of several texts at once, and what that was."""


@dataclass(slots=True)
class Pending:
    """What waits for a text: how many and who voted how, what an organ did or is to do, an adoption of several.

    ``at_once`` is one with which a story opens, and may go on to tell of none by itself.
    """

    counted: Sighting | None = None
    named: Sighting | None = None
    deed: Sighting | None = None
    several: Sighting | None = None
    coming: Sighting | None = None
    at_once: Sighting | None = None
    dropped: list[Matter] = field(default_factory=list)

    def drop_all(self, matters: list[Matter], one: Sighting) -> None:
        """Drop what was told of all texts at once, of each of which a sighting tells it."""
        self.dropped = [each for each in matters if _is_of_all(each, one)]
        matters[:] = [each for each in matters if not _is_of_all(each, one)]
        one.when = one.when or next((each.sightings[0].when for each in self.dropped), None)

    def restore(self, matters: list[Matter]) -> None:
        """Give back what was told of all texts, where none is told of by itself."""
        if self.dropped and all(each.rule not in EACH for matter in matters for each in matter.sightings):
            matters.extend(self.dropped)

    def keeps(self, one: Sighting) -> bool:
        """Keep what an organ did, failed to do or is to do without a word of a text; say whether it was that."""
        if one.rule == DEED or (one.rule in (FAILED, UNSUPPORTED) and one.claim == "told"):
            self.deed = one
        elif one.rule == EXPECTED and one.mention is None:
            self.coming = one
        else:
            return False
        return True

    def has_deed_of(self, one: Sighting) -> bool:
        """Say whether a text that is only named is that of what an organ did just before."""
        return self.deed is not None and tells_text_of(one, self.deed)

    def note(self, one: Sighting, matter: Matter | None) -> None:
        """Keep a vote that no text has taken in, and an adoption of several."""
        if matter is None and one.claim == "adopted" and self.at_once is None and is_of_several(one):
            self.at_once = one
        if matter is None and one.rule in COUNTING and one.mention is None:
            self.counted = _with_part(self.counted, one)
        elif matter is None and one.rule == NAMED:
            self.named = one
        elif matter is not None and self.counted is not None and self.counted in matter.sightings:
            self.counted = None


def _is_of_all(matter: Matter, several: Sighting) -> bool:
    """Say whether a matter is of all texts that are told now: "put off any decision. The two drafts will not"."""
    claims = {one.claim for one in matter.sightings} - {"told"}
    return claims == {EACH[several.rule]} and several.rule == "postpone.each" and not matter.sponsors


def _with_part(counted: Sighting | None, one: Sighting) -> Sighting:
    """Return the count that waits for a text, with a part of it that is told right behind: "Five abstained"."""
    whole, part = counted.tally if counted is not None else None, one.tally
    if counted is None or whole is None or part is None or whole.for_ is None or part.for_ is not None:
        return one
    if one.sentence.index - counted.sentence.index > 1:
        return one
    against = part.against if whole.against is None else whole.against
    counted.tally = whole._replace(against=against, abstain=part.abstain if whole.abstain is None else whole.abstain)
    return counted
