"""Noun phrases about resolutions: "a U.S.-drafted U.N. Security Council resolution", with its sponsor and its organ."""

from dataclasses import dataclass, field

from streams.core.detect.words.marks import Mark

TEXTS = ("resolution", "draft", "text")
"""The kinds of mention that are of a text; the third is one only after a text or an organ was named."""
TEXT_OR_AMENDMENT = (*TEXTS, "amendment")
TEXT_OR_ACTION = (*TEXTS, "action")

OFFERED = (*TEXTS, "attempt")
"""The kinds of mention that are from somebody: a text, or an "attempt to extend the embargo", which fails as one."""


@dataclass(slots=True)
class Mention:
    """One noun phrase, ``[start, end)``; ``head`` is its noun, and ``kind`` the value of the noun's mark.

    ``article`` is ``the``, ``a``, ``any``, ``own`` or empty. ``organ`` is told inside the phrase; ``sponsors`` and
    ``topics`` are (id, start, end); ``symbols`` stand right behind the noun. ``rival`` calls it another text, ``past``
    an earlier one, ``counted`` one of many. ``hyphened``: a sponsor stands before a hyphen ("U.S.-drafted"). ``year``
    is told in the phrase ("a 1982 draft").
    ``renewed`` calls it a new one, as those who lost a vote bring.
    ``one_of``: one of several that the sentence before tells of.
    ``backers`` ("U.S.-backed") count as sponsors where nobody else is told to be.
    """

    kind: str
    start: int
    end: int
    head: tuple[int, int]
    plural: bool
    article: str = ""
    organ: str | None = None
    organ_span: tuple[int, int] | None = None
    foreign: bool = False
    rival: bool = False
    past: bool = False
    counted: bool = False
    hyphened: bool = False
    renewed: bool = False
    one_of: bool = False
    year: int | None = None
    sponsors: list[tuple[str, int, int]] = field(default_factory=list)
    backers: list[tuple[str, int, int]] = field(default_factory=list)
    topics: list[tuple[str, int, int]] = field(default_factory=list)
    symbols: list[Mark] = field(default_factory=list)

    @property
    def draft(self) -> bool:
        """Whether the phrase calls the text a draft."""
        return self.kind == "draft"

    def take(self, other: "Mention") -> None:
        """Take a smaller phrase in front into this one: "the sanctions" of "the sanctions resolution"."""
        self.topics = other.topics + self.topics
        self.sponsors, self.backers = other.sponsors + self.sponsors, other.backers + self.backers
        self.organ, self.organ_span = self.organ or other.organ, self.organ_span or other.organ_span
        self.foreign, self.hyphened = self.foreign or other.foreign, self.hyphened or other.hyphened
        self.rival, self.past = self.rival or other.rival, self.past or other.past
        self.renewed = self.renewed or other.renewed
        self.article, self.start = other.article, other.start


Item = Mention | Mark
"""What a sentence is made of, once its phrases are read."""
