"""A text that a sentence begins with, and tells nothing of but what it says: "The resolution also demands"."""

from streams.core.detect.mentions import Mention
from streams.core.detect.rules.common import Out
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import Sighting

OF_DEED = "text.of-deed"
"""Rule of a text that may be that of what an organ did in the sentence before; by itself it tells nothing."""
WITHIN = 3
"""Sentences of a story among which the text of its news is named."""


def named(s: Sentence, mention: Mention, out: Out) -> None:
    """Note a text that an early sentence begins with, if nothing else is told of it."""
    if not 0 < s.index <= WITHIN or mention.kind not in ("resolution", "text") or mention.article != "the":
        return
    before = s.words_before(mention.start, 3)
    if before and not (len(before) == 1 and s.says(before, "within")):
        return
    if any(isinstance(one, Sighting) and (one.mention is mention or one.claim != "told") for one in out):
        return
    out.append(Sighting("told", OF_DEED, s, mention.start, mention, weak=True))
