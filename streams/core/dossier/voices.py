"""Who answers for an article: its agency, else that of the same text elsewhere, else its outlet."""

from collections.abc import Iterable
from operator import attrgetter

from streams.core.dossier.sights import Sight
from streams.core.model import ResolutionEvents
from streams.core.story import Stories


class Voices:
    """The voice of each article, which that of others may change: a copy that names the agency of a text.

    ``heard`` has who answers for each article that is known.
    """

    def __init__(self) -> None:
        self._stories = Stories()
        self.heard: dict[str, str] = {}
        self._named: set[str] = set()

    def add(self, told: ResolutionEvents) -> set[str]:
        """Take in a version of an article; return the articles that have another voice now."""
        uri = told.uri
        if told.info_source is not None:
            self._named.add(uri)
        at = told.published_at or told.fetched_at
        self._stories.add(uri, told.signature, at, told.info_source, told.outlet)
        changed = self._hear(uri, self._stories.voice(uri))
        unnamed = [member for member in self._stories.members(uri) if member not in self._named and member != uri]
        if unnamed:
            name = self._stories.voice(unnamed[0])  # one text has one voice
            changed |= set().union(*(self._hear(member, name) for member in unnamed))
        return changed

    def _hear(self, uri: str, name: str) -> set[str]:
        if self.heard.get(uri) == name:
            return set()
        self.heard[uri] = name
        return {uri}


def words(sights: Iterable[Sight], voices: Voices) -> dict[str, list[Sight]]:
    """Return what each voice says, its last word first; of the same said again only the last."""
    latest: dict[str, dict[str, Sight]] = {}
    heard = voices.heard
    for sight in sights:  # of every article of a resolution, each time that one more tells of it
        mine = latest.setdefault(heard[sight.told.uri], {})
        other = mine.get(sight.content)
        if other is None or other.order < sight.order:
            mine[sight.content] = sight
    return {
        name: sorted(mine.values(), key=attrgetter("order"), reverse=True) if len(mine) > 1 else [*mine.values()]
        for name, mine in latest.items()
    }
