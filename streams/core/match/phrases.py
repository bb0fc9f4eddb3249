"""Words and phrases that somebody asks for, found in a text in one pass over it."""

from collections.abc import Iterator
from itertools import compress

from streams.core.match.key import Key


class Phrases:
    """The keys of any number of words and phrases: tokens with one space between."""

    def __init__(self) -> None:
        self._words: dict[str, Key] = {}

    def __iter__(self) -> Iterator[Key]:
        waiting = [self._words]
        while waiting:
            for key in waiting.pop().values():
                yield key
                waiting.append(key.longer)

    def take(self, phrase: str) -> Key:
        """Return the key of ``phrase``, which is looked for from now on."""
        among = self._words
        for token in phrase.split(" "):
            if token not in among:
                among[token] = Key()
            key = among[token]
            among = key.longer
        return key

    def drop(self, phrase: str) -> None:
        """Look for ``phrase`` no more where nothing is known of its key."""
        among, path = self._words, []
        for token in phrase.split(" "):
            path.append((among, token))
            among = among[token].longer
        for among, token in reversed(path):
            if among[token].is_of_use:
                break
            del among[token]

    def found(self, tokens: list[str]) -> set[Key]:
        """Return the keys of what stands in a text, and of what only begins to."""
        words = list(map(self._words.get, tokens))
        found = set(words)
        for at in compress(range(len(words) - 1), words):
            key, behind = words[at], at
            while key and key.longer and (behind := behind + 1) < len(tokens):
                key = key.longer.get(tokens[behind])
                found.add(key)
        return {key for key in found if key}
