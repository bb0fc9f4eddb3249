"""One article being read from left to right: its text, its matches, and what it has named so far."""

from collections.abc import Sequence

from streams.core.model import Article, Entity
from streams.core.tag.lexicon import KnownEntity, Lexicon, Match

NEVER = -2
IN_HEADLINE = -1
"""Positions of what is not named in the body."""

NAMES_THE_UN = frozenset({"HRC"})
"""Organs whose name hardly any state gives to a body of its own: they name the United Nations too."""

MAX_HEADLINE_CHARACTERS = 1_000
"""Longer than any headline, so that a hostile one costs no more."""


class Reading:
    """What the rules see. Every look-up takes constant time, so that reading an article is linear in its matches."""

    def __init__(self, article: Article, body: str, matches: Sequence[Match], lexicon: Lexicon) -> None:
        self.headline = (article.headline or "")[:MAX_HEADLINE_CHARACTERS]
        self.dateline = (article.dateline or "")[:MAX_HEADLINE_CHARACTERS]
        self.body = body
        self.published = article.published_at
        self.matches = matches
        self.lexicon = lexicon
        self.cue = lexicon.cues.__getitem__
        """Returns the words of a cue, none where the language has no such cue."""
        self.surnames: set[str] = set()
        self.last: dict[str, int] = {}
        """Where each id, or noun that now means something else, was named last."""
        self._headline_is_read = False
        self._un_is_named: bool | None = None
        self._is_american: bool | None = None
        self._anothers: dict[str, bool] = {}
        self._first: dict[str, int] | None = None

    def note(self, key: str, position: int) -> None:
        """Remember that ``key`` (an id, or a noun that now means something else) was named at ``position``."""
        self.last[key] = position

    def was_noted(self, key: str, position: int) -> bool:
        """Whether ``key`` was last noted at exactly ``position``."""
        return self.last.get(key) == position

    def last_named(self, candidates: Sequence[KnownEntity], unless: str = "") -> KnownEntity | None:
        """Return the candidate that was named last, None if none was, or if ``unless`` was named after it.

        Dateline and headline are read before the body, so what they name counts as named first.
        """
        self._read_headline()
        best, position = None, self.last.get(unless, NEVER)
        for entity in candidates:
            named = self.last.get(entity.id, NEVER)
            if named > position:
                best, position = entity, named
        return best

    def first_named(self, candidates: Sequence[KnownEntity], before: int) -> KnownEntity | None:
        """Return the candidate that the body names first, None if it does so only behind ``before``."""
        if self._first is None:
            self._first = {}
            for start, _, name in self.matches:
                if name.plain is not None or name.kind == "hint":
                    self._first.setdefault(name.entities[0].id, start)
        named = [(self._first[entity.id], entity) for entity in candidates if entity.id in self._first]
        position, first = min(named, default=(before, None))
        return first if position < before else None

    def _read_headline(self) -> None:
        if not self._headline_is_read:
            self._headline_is_read = True
            for _, _, name in self._ahead():
                if name.plain is not None or name.kind == "organ":
                    self.last.setdefault(name.entities[0].id, IN_HEADLINE)

    def _ahead(self) -> Sequence[Match]:
        """Return the matches of dateline and headline."""
        ahead = self.dateline or self.headline
        return self.lexicon.matches(f"{self.dateline} / {self.headline}") if ahead else ()

    def precedes(self, index: int, entity_id: str) -> bool:
        """Whether ``, <entity>`` follows a match: "Savannah, Georgia, United States"."""
        return any(
            start == self.matches[index][1] + 2 and any(entity.id == entity_id for entity in name.entities)
            for start, _, name in self.matches[index + 1 : index + 2]
        )

    @property
    def un_is_named(self) -> bool:
        """Whether the article names the United Nations or one of its bodies for sure, also in headline or dateline."""
        if self._un_is_named is None:
            self._un_is_named = _names_the_un(self.matches) or _names_the_un(self._ahead())
        return self._un_is_named

    @property
    def is_american(self) -> bool:
        """Whether "Georgia" is the American state here: other states are named, and nothing of the country's region."""
        if self._is_american is None:
            texts = (self.body, self.headline, self.dateline)
            states = any(word in text for word in self.cue("american_text") for text in texts)
            for _, _, name in self.matches:
                state = name.kind == "state" and not (name.surface in self.cue("un_seat") and self.un_is_named)
                states = states or state or name.surface in self.cue("american")
                if name.surface in self.cue("caucasian"):
                    self._is_american = False
                    return False
            self._is_american = states
        return self._is_american

    def is_anothers(self, acronym: str) -> bool:
        """Whether the article's words say that the acronym is another's: ICC beside "wicket"."""
        words = self.lexicon.another.get(acronym, ())
        if words and acronym not in self._anothers:
            self._anothers[acronym] = any(word in self.body for word in words)
        return self._anothers.get(acronym, False)

    def entity(self, known: KnownEntity, start: int, end: int) -> Entity:
        """Return a mention of ``known``."""
        return Entity(known.type, known.id, known.wikipedia, self.body[start:end], start, end)

    def place(self, entity_id: str | None, start: int, end: int) -> Entity:
        """Return a mention of a place."""
        return Entity("place", entity_id, None, self.body[start:end], start, end)


def _names_the_un(matches: Sequence[Match]) -> bool:
    return any(
        (name.plain is not None and name.plain.type == "un_body")
        or (name.kind == "organ" and name.entities[0].id in NAMES_THE_UN)
        for _, _, name in matches
    )
