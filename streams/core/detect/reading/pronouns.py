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
_PASSIVE, _COMING = "adopt.passive", "vote.coming"


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

    def pass_by(self, inside: list[Mark], *, read: bool, goes_on: bool = False) -> None:
        """Go on to a sentence: what is not read tells of no text, unless it goes on about the one told of before."""
        self.inside = inside
        self.passed = 0 if read else self.passed + 1 if tells_of_none(inside) else NONE_READ
        self.text = self.text if read or goes_on else None

    def take(self, s: Sentence, claims: list[Sighting | HeldBack], told: list[Sighting | HeldBack]) -> None:
        """Give a sentence's claims on "it" the text, as long as the story has told no news: "The resolution would renew
        sanctions. It got 11 votes"."""
        self._name_what_comes(claims)
        begins = self.text is not None and s.tally is not None and s.says(s.words_after(s.span[0], 1), "pronoun")
        if begins and not any(map(_is_news, told)) and not any(one.kind in TEXTS for one in s.mentions):
            for one in claims:
                if isinstance(one, Sighting) and one.mention is None and _counts(one):
                    one.mention = self.text
        self.text = _brought(claims) or _one_text(s, self.text)

    def _name_what_comes(self, claims: list[Sighting | HeldBack]) -> None:
        """Give a vote to come on "it" its text; of what is not known there is none: "The bill is long. It will be voted
        on in May"."""
        for one in [each for each in claims if isinstance(each, Sighting) and each.rule == _COMING]:
            if one.mention is None and one.organ is None:
                one.mention = self.text
                if self.text is None:
                    claims.remove(one)


def _brought(claims: list[Sighting | HeldBack]) -> Mention | None:
    """Return the one text that a sentence tells to be brought, by whatever noun: "France, which drafted the text"."""
    told = [one for one in claims if isinstance(one, Sighting) and one.claim in ("proposed", "tabled") and not one.weak]
    named = {id(one.mention): one.mention for one in told if one.mention is not None and one.mention.kind in TEXTS}
    one = next(iter(named.values())) if len(named) == 1 else None
    return None if one is None or one.plural or one.past or one.article == "any" else one


def _is_news(one: Sighting | HeldBack) -> bool:
    return isinstance(one, Sighting) and not one.weak and one.claim != "told"


def _counts(one: Sighting) -> bool:
    return one.tally is not None and bool(one.tally.for_) and (one.rule in COUNTING or one.rule == _PASSIVE)


def _one_text(s: Sentence, before: Mention | None) -> Mention | None:
    """Return the one text that a sentence names; where it only names "the text", that of the sentence before."""
    if not s.mentions:
        return before if s.opens_with_pronoun else None
    named = [one for one in s.mentions if one.kind in TEXTS]
    sure = [one for one in named if one.kind in TEXTS[:2]]
    if len(sure) == 1:
        return None if sure[0].plural or sure[0].past or sure[0].article == "any" else sure[0]
    return before if not sure and len(named) == 1 and named[0].article == "the" else None
