"""All clauses that are asked, by numbers, and which of them hold where some keys are there."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from streams.core.match.key import Key
from streams.core.match.keys import Keys
from streams.core.match.numbers import joined, with_one, without

Flags = npt.NDArray[np.bool_]

NEVER, ALWAYS = 0, 1
"""The numbers of a clause that never holds and of one that always does."""


class Clauses:
    """Clauses, each a set of keys of which any makes it hold; equal ones have one number."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._numbers: dict[frozenset[str], int] = {}
        self._times = [1, 1]  # of each number
        self._free: list[int] = []

    def take(self, clause: frozenset[str]) -> int:
        """Return the number of a clause, which is in use once more; that of an empty one is NEVER."""
        if not clause:
            return NEVER
        number = self._numbers.get(clause)
        if number is None:
            if not self._free:
                self._free.append(len(self._times))
                self._times.append(0)
            number = self._numbers[clause] = self._free.pop()
            for key in clause:
                known = self._keys.take(key)
                known.clauses = with_one(known.clauses, number)
        self._times[number] += 1
        return number

    def give_back(self, clause: frozenset[str]) -> None:
        """Take back one ``take``."""
        if not clause:
            return
        number = self._numbers[clause]
        self._times[number] -= 1
        if not self._times[number]:
            del self._numbers[clause]
            self._free.append(number)
            for key in clause:
                known = self._keys.take(key)
                known.clauses = without(known.clauses, number)
                self._keys.drop(key)

    def holding(self, keys: Iterable[Key]) -> Flags:
        """Return for each clause whether it holds where ``keys`` are there."""
        holds = np.zeros(len(self._times), np.bool_)
        holds[joined([key.clauses for key in keys])] = True
        holds[ALWAYS] = True
        return holds
