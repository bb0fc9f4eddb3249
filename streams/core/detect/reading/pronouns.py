"""What "it" is that got so many votes: the text of the sentence before."""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.core.detect.sentences.goes_on import tells_of_none
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import COUNTING, HeldBack, Sighting
from streams.core.detect.words.marks import Mark

PASSED_OVER = 2
"""Sentences behind one that was read, of no text and no other body, over which a count goes on about its vote."""
NONE_READ = 99
"""As many as if none had been read: behind a sentence on another body, what "it" is is not known."""
_PASSIVE = "adopt.passive"


@dataclass(slots=True)
class Its:
    """The one text of the sentence before, and the marks of that.

    ``passed`` counts the sentences since one that was read, which tell of no other body.
    """

    text: Mention | None = None
    inside: Sequence[Mark] = ()
    passed: int = NONE_READ

    @property
    def near(self) -> bool:
        """Whether the sentence before names a text, or few were passed over since one was read."""
        return self.passed <= PASSED_OVER or any(mark.kind == "noun" and mark.value == "text" for mark in self.inside)

    def pass_by(self, inside: list[Mark], *, read: bool) -> None:
        """Go on to a sentence: what is not read tells of no text."""
        self.inside = inside
        self.passed = 0 if read else self.passed + 1 if tells_of_none(inside) else NONE_READ
        self.text = self.text if read else None

    def take(self, s: Sentence, claims: list[Sighting | HeldBack], told: list[Sighting | HeldBack]) -> None:
        """Give a sentence's claims on "it" the text, as long as the story has told no news: "The resolution would renew
        sanctions. It got 11 votes"."""
        begins = self.text is not None and s.tally is not None and s.says(s.words_after(s.span[0], 1), "pronoun")
        if begins and not any(map(_is_news, told)) and not any(one.kind in TEXTS for one in s.mentions):
            for one in claims:
                if isinstance(one, Sighting) and one.mention is None and _counts(one):
                    one.mention = self.text
        self.text = _one_text(s, self.text)


def _is_news(one: Sighting | HeldBack) -> bool:
    return isinstance(one, Sighting) and not one.weak and one.claim != "told"


def _counts(one: Sighting) -> bool:
    return one.tally is not None and bool(one.tally.for_) and (one.rule in COUNTING or one.rule == _PASSIVE)


def _one_text(s: Sentence, before: Mention | None) -> Mention | None:
    """Return the one text that a sentence names; where it only names "the text", that of the sentence before."""
    if not s.mentions:
        return None
    named = [one for one in s.mentions if one.kind in TEXTS]
    sure = [one for one in named if one.kind in TEXTS[:2]]
    if len(sure) == 1:
        return None if sure[0].plural or sure[0].past or sure[0].article == "any" else sure[0]
    return before if not sure and len(named) == 1 and named[0].article == "the" else None
