"""A text that a sentence begins with, and tells nothing of but what it says: "The resolution also demands"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.times.when import When

OF_DEED = "text.of-deed"
"""Rule of a text that may be that of what an organ did in the sentence before; by itself it tells nothing."""
WITHIN = 8
"""Sentences of a story among which the text of its news is named."""

DAY_NAME = 12
"""Characters of a day that a resolution is named by: "last month"."""
JUST_PAST = 2
"""Days back to the day that a resolution is named by and is news; one of days ago is background."""


def it_says(s: Sentence, out: Out) -> None:
    """Note what "it" says that may be the text told of before: "It also asks Chad to open its borders"."""
    if not 0 < s.index <= WITHIN or any(one.kind in TEXTS for one in s.mentions):
        return
    words = s.words_after(s.span[0], 3)
    if (
        not s.says(words[:1], "pronoun")
        or not s.says(words, "it_says")
        or any(isinstance(one, Sighting) for one in out)
    ):
        return
    if next(s.organs(*s.span), None) is None and any(mark.kind == "actor" for mark in s.marks):
        out.append(Sighting("told", OF_DEED, s, s.span[0], weak=True))


WHOSE = 16
"""Characters between a resolution and the organ that did something in it: ", the U.N. "."""


def named(s: Sentence, mention: Mention, out: Out) -> None:
    """Note a text that an early sentence begins with, if nothing else is told of it."""
    if not 0 < s.index <= WITHIN or mention.kind not in ("resolution", "text") or mention.article != "the":
        return
    before = s.words_before(mention.start, 3)
    if before and not (len(before) == 1 and s.says(before, "within", "under")):
        return
    if any(isinstance(one, Sighting) and (one.mention is mention or one.claim != "told") for one in out):
        return
    out.append(Sighting("told", OF_DEED, s, mention.start, mention, weak=True))


def done_in(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read what a sentence opens with a resolution to tell: "In another resolution, the council thanked its envoy"."""
    if mention.kind != "resolution" or mention.article != "a" or mention.plural or s.tally is not None:
        return False
    led = s.folded[s.span[0] : mention.start].split()
    if len(led) != 1 or not s.says(led, "within") or not s.folded.startswith(", ", mention.end):
        return False
    behind = s.words_after(mention.end + 1, 4)
    organ = next(s.organs(mention.end, mention.end + WHOSE), None)
    its = organ is None and mention.rival and s.says(behind[:1], "pronoun")  # "In another resolution, it extended"
    behind = s.words_after(organ.end, 3) if organ is not None else behind
    if not (its or organ is not None) or s.says(behind, "future", "hypothetical", "would", "negation"):
        return False
    if not any(isinstance(one, Sighting) and one.claim in FINAL for one in out):
        out.append(Sighting("adopted", "resolution.in-it", s, mention.start, mention, organ))
    return True


def day_in_name(s: Sentence, mention: Mention) -> When | None:
    """Return the time that a resolution is named by: "Friday's Council resolution", "last week's resolution"."""
    when = next((one for one in s.whens if one.start == mention.start), None) if mention.kind == "resolution" else None
    if when is None:
        return None
    owned = s.folded.find("'s ", mention.start, mention.head[0])
    return when if 0 <= owned - mention.start <= DAY_NAME else None


def is_of_day(s: Sentence, mention: Mention) -> bool:
    """Say whether a resolution is named by the day just past, on which so it was adopted: "Friday's Security Council
    resolution"."""
    when = day_in_name(s, mention)
    if when is None or mention.plural or s.lex.romance or when.age is None or not 0 <= when.age <= JUST_PAST:
        return False
    ahead = s.says(s.words_before(mention.start, 2), "ahead", "future", "hypothetical")
    return not ahead and not s.says(s.words_after(mention.end, 1), "future", "hypothetical")
