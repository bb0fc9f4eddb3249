"""Stories: articles whose texts are the same, in a window of event time."""

from datetime import datetime, timedelta

from streams.core.identity import derived_id
from streams.core.story.signature import similar
from streams.core.story.voices import voice

WINDOW = timedelta(days=3)


class Stories:
    """Put articles in, and hear which story each is of. The order in which they come changes nothing in the end."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._articles: dict[str, list[tuple[bytes, datetime | None, str | None, str | None]]] = {}
        self._story: dict[str, set[str]] = {}

    def add(
        self,
        uri: str,
        version: str,
        signature: bytes,
        at: datetime | None,
        agency: str | None,
        outlet: str | None,
    ) -> str:
        """Take in a version of an article, and return the id of its story as far as is known by now."""
        self._articles.setdefault(uri, []).append((signature, at, agency, outlet))
        story = self._story.setdefault(uri, {uri})
        for other in self._articles.keys() - story:
            if any(similar(signature, each[0]) and self._near(at, each[1]) for each in self._articles[other]):
                story |= self._story[other]
                for member in story:
                    self._story[member] = story
        return self.story_id(uri)

    def story_id(self, uri: str) -> str:
        """Return the id of an article's story: derived from its oldest article."""
        return derived_id("story", self._oldest(uri))

    def members(self, uri: str) -> frozenset[str]:
        """Return the articles of an article's story."""
        return frozenset(self._story[uri])

    def voice(self, uri: str) -> str:
        """Return who answers for an article."""
        own = next((each[2] for each in self._articles[uri] if each[2]), None)
        named = self._agencies(uri)
        oldest = self._oldest(uri)
        outlet = next((each[3] for each in self._articles[oldest] if each[3]), None)
        return own or (min(named) if named else voice(oldest, None, outlet))

    def independent_sources(self, uri: str) -> int:
        """Return how many independent sources an article's story has: its agencies, or one where none is named."""
        return len(self._agencies(uri)) or 1

    def _agencies(self, uri: str) -> set[str]:
        return {each[2] for member in self._story[uri] for each in self._articles[member] if each[2]}

    def _oldest(self, uri: str) -> str:
        return min(
            self._story[uri],
            key=lambda member: (min(e[1].timestamp() if e[1] else 4e9 for e in self._articles[member]), member),
        )

    def _near(self, one: datetime | None, other: datetime | None) -> bool:
        return one is None or other is None or abs(one - other) <= self._window
