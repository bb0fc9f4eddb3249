"""Which subscriptions hold for a fact, without a look at each: an index by the ways in which they may hold."""

from collections.abc import Callable, Iterator

from streams.core.match.conditions import BACKGROUND, Prepared
from streams.core.match.facts import Fact
from streams.core.match.keys import Keys, is_of_article
from streams.core.match.trie import Trie
from streams.core.match.ways import Filed, Path, filed


class Index:
    """Subscriptions, filed by the ways in which they may hold (streams.core.match.ways).

    Ways with a clause on events are apart from the others: most articles tell of no event, and are not asked for those.
    """

    def __init__(self) -> None:
        self.keys = Keys()
        self._of_event = Trie()
        self._of_article = Trie()
        self._barred: dict[str, tuple[str, frozenset[str]]] = {}
        self._asked_whole: set[str] = set()
        self._background: set[str] = set()

    def add(self, prepared: Prepared) -> None:
        """File a subscription that is not filed."""
        how, name = filed(prepared.asking), prepared.id
        for path, alias in _aliases(how, name):
            (self._of_event if path.of_event else self._of_article).add(path.keys, alias)
            self.keys.add((*path.keys, *path.barred_by))
            if alias != name:
                self._barred[alias] = (name, path.barred_by)
        if not how.is_enough:
            self._asked_whole.add(name)
        if prepared.wants_background:
            self._background.add(name)

    def remove(self, prepared: Prepared) -> None:
        """Forget a subscription that is filed."""
        how, name = filed(prepared.asking), prepared.id
        for path, alias in _aliases(how, name):
            (self._of_event if path.of_event else self._of_article).remove(path.keys, alias)
            self.keys.remove((*path.keys, *path.barred_by))
            self._barred.pop(alias, None)
        self._asked_whole.discard(name)
        self._background.discard(name)

    def of_article(self, keys: set[str], all_keys: set[str], holds: Callable[[str], bool]) -> set[str]:
        """Return who holds for an article alone, by its own ``keys``; ``all_keys``: with those of its events.

        :param holds: asks a subscription as a whole.
        """
        return self._settled(self._of_article.find(keys), all_keys, holds)

    def of_event(self, fact: Fact, keys: set[str], holds: Callable[[str], bool]) -> set[str]:
        """Return who holds for an event of an article by a clause on events; ``keys`` are those of both."""
        return self._foreground(fact, self._settled(self._of_event.find(keys), keys, holds))

    def of_fact(self, fact: Fact, holds: Callable[[str], bool]) -> set[str]:
        """Return who holds for an event by whatever clauses; what is unknown of it is taken to hold."""
        keys = self.keys.of_event(fact)
        if fact.unsaid:
            found = self._of_event.find_unless(keys, is_of_article) | self._of_article.find_unless(keys, is_of_article)
        else:
            of_article = self.keys.of_article(fact)
            keys |= of_article
            found = self._of_event.find(keys) | self._of_article.find(of_article)
        return self._foreground(fact, self._settled(found, keys, holds))

    def _foreground(self, fact: Fact, found: set[str]) -> set[str]:
        """Leave out who does not want to hear of background, where ``fact`` is such."""
        is_background = fact.event is not None and fact.event.stage == BACKGROUND
        return found & self._background if is_background else found

    def _settled(self, found: set[str], keys: set[str], holds: Callable[[str], bool]) -> set[str]:
        """Leave out those that something bars, and those that do not hold when they are asked as a whole."""
        for alias in found & self._barred.keys():
            found.discard(alias)
            name, barred_by = self._barred[alias]
            if barred_by.isdisjoint(keys):
                found.add(name)
        found.difference_update([name for name in found & self._asked_whole if not holds(name)])
        return found


def _aliases(how: Filed, name: str) -> Iterator[tuple[Path, str]]:
    """Yield each path with what it is filed as: the name, or where something may bar it a name for that bar."""
    bars = {path.barred_by for path in how.paths if path.barred_by} if how.is_enough else set[frozenset[str]]()
    numbers = {one: number for number, one in enumerate(sorted(bars, key=sorted))}
    for path in how.paths:
        yield path, f"{name}\n{numbers[path.barred_by]}" if path.barred_by in numbers else name
