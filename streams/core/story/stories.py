"""Stories: articles whose texts are copies of one another, in a window of event time.

Two texts are linked where they are similar and their times are no further apart than the window; a story is what links
hold together. Links depend on the two texts alone, so the order of arrival changes nothing in the end.

Only texts that share keys are compared: the smallest hashes of the whole text, and of where it begins. Copies share
most of them. A sentence that stands below everything is many texts' key: so those that share most keys come first, and
there is an end to it. Only beyond these limits, far above what one story needs, does the order of arrival count.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from streams.core.clean.wire import agency_in
from streams.core.identity import derived_id
from streams.core.story.postings import Postings
from streams.core.story.signatures import read
from streams.core.story.similarity import similar
from streams.core.story.voices import voice

WINDOW = timedelta(days=3)
KEYS = 10
"""Of the whole text, and again of where it begins."""
SHARED_KEYS = 2
"""Of 17,000 pairs of copies 67 share fewer; a single one is often a sentence that stands below everything."""
MOST_OF_A_KEY = 1_000
"""Texts of one key that are looked at, the newest first."""
MOST_FRUITLESS = 50
"""Comparisons that find no copy, after which an article has none: those that share most keys are compared first."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
UNKNOWN = 1 << 62
"""The time of an article that has none: later than all, and near to all."""


class Story(NamedTuple):
    """The articles of a story, and how many independent sources they have."""

    id: str
    uris: tuple[str, ...]
    independent_sources: int


class Stories:
    """Put articles in, and hear which story each is of. It only grows: some 1.4 kB an article."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window // MILLISECOND
        self._postings = Postings()
        self._signatures: list[bytes] = []  # of each text: a version of an article, if it differs from the others
        self._times = array("q")
        self._articles = array("I")  # whose text it is
        self._numbers: dict[str, int] = {}  # of articles, by uri
        self._uris: list[str] = []
        self._oldest = array("q")  # the time of its first version
        self._agencies: list[str | None] = []
        self._names: list[str | None] = []  # of who printed it
        self._parents = array("I")  # towards the article that stands for the story
        self._eldest = array("I")  # of the story that an article stands for
        self._next = array("I")  # the articles of a story are a ring

    def __len__(self) -> int:
        """Return how many articles are known."""
        return len(self._uris)

    def add(self, uri: str, signature: bytes, at: datetime | None, info_source: str | None, outlet: str | None) -> str:
        """Take in a version of an article, and return the id of its story as far as is known by now.

        A version that is known changes nothing. ``at`` is the time of the event, None where it is unknown.
        """
        time = UNKNOWN if at is None else (at - EPOCH) // MILLISECOND
        article = self._article(uri, time, agency_in(info_source), info_source or outlet)
        if keys := _keys(signature):
            self._take(signature, keys, time, article)
        return self.story_id(uri)

    def story_id(self, uri: str) -> str:
        """Return the id of an article's story, derived from its oldest article."""
        return derived_id("story", self._uris[self._first(self._numbers[uri])])

    def stories(self) -> Iterator[Story]:
        """Yield every story."""
        for article, uri in enumerate(self._uris):
            if self._parents[article] == article:
                uris = tuple(self._uris[member] for member in self._members(article))
                yield Story(self.story_id(uri), uris, self.independent_sources(uri))

    def members(self, uri: str) -> frozenset[str]:
        """Return the articles of an article's story."""
        return frozenset(self._uris[member] for member in self._members(self._numbers[uri]))

    def voice(self, uri: str) -> str:
        """Return who answers for an article: its agency, else one of its story, else the outlet of the oldest."""
        article = self._numbers[uri]
        first = self._first(article)
        same_text = min(self._named(article), default=None) or voice(self._uris[first], None, self._names[first])
        return self._agencies[article] or same_text

    def independent_sources(self, uri: str) -> int:
        """Return how many sources an article's story has: the agencies that it names, or one where it names none."""
        return max(1, len(self._named(self._numbers[uri])))

    def _article(self, uri: str, time: int, agency: str | None, name: str | None) -> int:
        """Return the number of an article, with what this version says of it taken in."""
        article = self._numbers.setdefault(uri, len(self._uris))
        if article == len(self._uris):
            self._uris.append(uri)
            self._oldest.append(time)
            self._agencies.append(agency)
            self._names.append(name)
            self._parents.append(article)
            self._eldest.append(article)
            self._next.append(article)
        self._oldest[article] = min(self._oldest[article], time)
        root = self._root(article)
        self._eldest[root] = min(self._eldest[root], article, key=self._age)
        self._agencies[article] = _first_of(self._agencies[article], agency)
        self._names[article] = _first_of(self._names[article], name)
        return article

    def _take(self, signature: bytes, keys: set[int], time: int, article: int) -> None:
        """Link a text to those that it is similar to, and keep it, unless it is known."""
        shared = Counter(self._near(keys, time))
        fruitless = 0
        for text, count in shared.most_common():
            if count < SHARED_KEYS or fruitless == MOST_FRUITLESS:
                break
            other = self._articles[text]
            if (signature, time, article) == (self._signatures[text], self._times[text], other):
                return
            if (mine := self._root(article)) != (theirs := self._root(other)):
                if similar(signature, self._signatures[text]):
                    self._join(mine, theirs)
                else:
                    fruitless += 1
        self._postings.put(len(self._signatures), keys)
        self._signatures.append(signature)
        self._times.append(time)
        self._articles.append(article)

    def _near(self, keys: set[int], time: int) -> Iterator[int]:
        """Yield the texts in the window that share a key, one as often as keys are shared."""
        for key in keys:
            for text in islice(self._postings.texts(key), MOST_OF_A_KEY):
                other = self._times[text]
                if abs(time - other) <= self._window or UNKNOWN in (time, other):
                    yield text

    def _root(self, article: int) -> int:
        parents = self._parents
        while parents[article] != article:
            parents[article] = article = parents[parents[article]]
        return article

    def _join(self, one: int, other: int) -> None:
        """Make one story of two, given by the articles that stand for them."""
        one, other = min(one, other), max(one, other)
        self._parents[other] = one
        self._eldest[one] = min(self._eldest[one], self._eldest[other], key=self._age)
        self._next[one], self._next[other] = self._next[other], self._next[one]

    def _members(self, article: int) -> Iterator[int]:
        yield article
        member = self._next[article]
        while member != article:
            yield member
            member = self._next[member]

    def _first(self, article: int) -> int:
        """Return the oldest article of an article's story."""
        return self._eldest[self._root(article)]

    def _age(self, article: int) -> tuple[int, str]:
        return self._oldest[article], self._uris[article]

    def _named(self, article: int) -> set[str]:
        return {name for member in self._members(article) if (name := self._agencies[member])}


def _keys(signature: bytes) -> set[int]:
    """Return the keys under which a signature is found."""
    sample = read(signature)
    if sample is None:
        return set()
    return {*sorted(sample.phrases)[:KEYS], *sorted(sample.beginning)[:KEYS]}


def _first_of(one: str | None, other: str | None) -> str | None:
    """Return the first name in the order of letters, so that it does not matter which came first."""
    return min(filter(None, (one, other)), default=None)
