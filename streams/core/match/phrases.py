"""Words and phrases that somebody asks for, found in a text in one pass over it."""

from collections import Counter
from collections.abc import Iterator
from itertools import compress

from streams.core.match.key import Key


class Phrases:
    """The keys of any number of words and phrases: tokens with one space between."""

    def __init__(self) -> None:
        self._words: dict[str, Key] = {}
        self._behind: Counter[str] = Counter()

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
                self._behind[token] += among is not self._words
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
            self._behind[token] -= among is not self._words
            if not self._behind[token]:
                del self._behind[token]

    def found(self, tokens: list[str]) -> set[Key]:
        """Return the keys of what stands in a text, and of what only begins to."""
        words = list(map(self._words.get, tokens))
        found = set(filter(None, words))
        beginnings = compress(range(len(words) - 1), words)
        for at in [at for at in beginnings if tokens[at + 1] in self._behind]:
            key, behind = words[at], at
            while key and key.longer and (behind := behind + 1) < len(tokens):
                key = key.longer.get(tokens[behind])
                if key:
                    found.add(key)
        return found
