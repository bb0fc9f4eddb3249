"""Whom a sentence names before it tells what a text did: as its topic, or as who was put out of a body."""

from collections.abc import Iterator

from streams.core.detect.rules.ousting import OUST, WHOM
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.words.marks import Mark


def named_first(one: Sighting) -> Iterator[Mark]:
    """Yield the country that a sentence names first as what is told of: "On Togo, in a text adopted by consensus",
    "Somalia: the Security Council adopts", "Libya was suspended from the Human Rights Council"."""
    s = one.sentence
    if one.rule == OUST:
        if not any(mark.kind == "actor" and 0 < mark.start - one.at < WHOM for mark in s.marks):
            yield from [mark for mark in s.marks if mark.start < one.at and mark.kind == "actor"][-1:]
        return  # but: "China condenó que la Asamblea expulsara a Rusia"
    first = next((mark for mark in s.marks if mark.kind == "actor"), None)
    if first is None or first.start > one.at or "o" in first.forms:
        return
    ahead = s.folded[s.span[0] : first.start].split()
    if _is_its_measure(s, first, one):
        yield first
    elif not ahead and s.folded.startswith(":", first.end):
        if _acts_behind(s, first):
            yield first
    elif (
        s.says(ahead[:1], "topic_openers")
        and s.folded.startswith(", ", first.end)
        and all(s.says([word], "topic_openers", "opening_topic") for word in ahead)
    ):
        yield first


def _is_its_measure(s: Sentence, first: Mark, one: Sighting) -> bool:
    """Say whether a measure is told to be that of who a sentence begins with: "Somalia can buy arms again after the
    Security Council voted to lift its embargo"."""
    mention = one.mention
    if mention is None or mention.kind != "action" or mention.article != "own" or "p" in first.forms or s.index > 1:
        return False
    begins = first.start == s.span[0] or s.says([s.folded[s.span[0] : first.start].strip()], "definite")
    between = any(mark.value == "time" and first.end < mark.start < mention.start for mark in s.borders)
    return begins and between and not s.says(s.words_after(mention.end, 1), "tied_firmly")


def _acts_behind(s: Sentence, first: Mark) -> bool:
    """Say whether an organ follows right behind the name that a sentence opens with, which may be who speaks:
    "Russia: the Security Council's text is a farce"."""
    behind = next((item for item in s.items if item.start > first.start), None)
    return behind is not None and behind.kind == "organ" and not s.folded.startswith("'s", behind.end)
