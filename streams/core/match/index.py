"""Which subscriptions hold for a fact, without a look at each: an index by what each of them needs."""

from collections.abc import Iterable, Mapping

from streams.core.match.conditions import BACKGROUND, Prepared
from streams.core.match.facts import ARTICLE_FIELDS, Fact
from streams.core.match.phrases import Phrases
from streams.core.match.trie import Found, Trie
from streams.core.match.ways import paths


class Index:
    """Subscriptions, filed by the ways in which they may hold (streams.core.match.ways).

    Ways with a clause on events are apart from the others: most articles tell of no event, and are not asked for those.
    """

    def __init__(self) -> None:
        self._of_event = Trie()
        self._of_article = Trie()
        self._phrases = Phrases()
        self._background: set[str] = set()

    def add(self, prepared: Prepared) -> None:
        """File a subscription that is not filed."""
        for (keys, of_event), is_enough in _filed(prepared).items():
            self._trie(of_event).add(keys, prepared.id, is_enough=is_enough)
            for phrase in filter(_is_phrase, keys):
                self._phrases.add(phrase)
        if prepared.wants_background:
            self._background.add(prepared.id)

    def remove(self, prepared: Prepared) -> None:
        """Forget a subscription that is filed."""
        for keys, of_event in _filed(prepared):
            self._trie(of_event).remove(keys, prepared.id)
            for phrase in filter(_is_phrase, keys):
                self._phrases.remove(phrase)
        self._background.discard(prepared.id)

    def keys_of_article(self, alone: Fact) -> set[str]:
        """Return the keys that an article has, whatever its events."""
        return {*_keys(alone.values.get("mentioned", ()), "mentioned"), *self._phrases.found(alone.text.words)}

    def of_article(self, of_article: set[str]) -> Found:
        """Return who may hold for an article that tells no event."""
        found = Found()
        self._of_article.find(of_article, found)
        return found

    def of_event(self, fact: Fact, of_article: set[str]) -> Found:
        """Return who may hold for an event by a clause on events; ``of_article`` are the keys of its article."""
        found = Found()
        if fact.unsaid:
            self._of_event.find_unless(_keys_of_event(fact), _is_of_article, found)
        else:
            self._of_event.find(_keys_of_event(fact) | of_article, found)
        return self._foreground(fact, found)

    def of_fact(self, fact: Fact) -> Found:
        """Return who may hold for an event by whatever clauses."""
        if not fact.unsaid:
            of_article = self.keys_of_article(fact)
            found = self.of_event(fact, of_article)
            self._of_article.find(of_article, found)
        else:
            found = self.of_event(fact, set())
            self._of_article.find_unless(set(), _is_of_article, found)
        return self._foreground(fact, found)

    def _trie(self, of_event: bool) -> Trie:
        return self._of_event if of_event else self._of_article

    def _foreground(self, fact: Fact, found: Found) -> Found:
        """Leave out who does not want to hear of background, where ``fact`` is such."""
        if fact.event is not None and fact.event.stage == BACKGROUND:
            found.sure &= self._background
            found.maybe &= self._background
        return found


def _filed(prepared: Prepared) -> Mapping[tuple[tuple[str, ...], bool], bool]:
    """Return the paths of a subscription, and of each whether it is enough."""
    filed: dict[tuple[tuple[str, ...], bool], bool] = {}
    for path in paths(prepared.asking):
        where = (path.keys, path.of_event)
        filed[where] = filed.get(where, False) or path.is_enough
    return filed


def _keys_of_event(fact: Fact) -> set[str]:
    return {key for field, values in fact.values.items() if field not in ARTICLE_FIELDS for key in _keys(values, field)}


def _keys(values: Iterable[str], field: str) -> Iterable[str]:
    return (f"{field}:{value}" for value in values)


def _is_phrase(key: str) -> bool:
    return ":" not in key


def _is_of_article(key: str) -> bool:
    return ":" not in key or key.startswith("mentioned:")
