"""Which texts have a key: a hash table with chains, in plain arrays of numbers.

A dictionary of lists would take a hundred bytes for each of the sixteen keys of a text; this takes some fourteen.
"""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

NONE = 0xFFFFFFFF
_FIRST_BUCKETS = 1 << 12
_MOST_BUCKETS = 1 << 22
"""Beyond these chains grow longer: four postings of each at a million texts. Stringing more anew takes much memory."""


class Postings:
    """Keys of texts, both numbers of 32 bits."""

    __slots__ = ("_before", "_keys", "_newest", "_texts")

    def __init__(self) -> None:
        self._keys, self._texts = array("I"), array("I")
        self._before = array("I")  # the posting before this one in its chain
        self._newest = array("I", [NONE]) * _FIRST_BUCKETS  # of each chain

    def __len__(self) -> int:
        return len(self._keys)

    def put(self, text: int, keys: Iterable[int]) -> None:
        """Take in a text with its keys."""
        for key in keys:
            if len(self._keys) >= len(self._newest) < _MOST_BUCKETS:
                self._grow()
            bucket = key & (len(self._newest) - 1)
            self._before.append(self._newest[bucket])
            self._newest[bucket] = len(self._keys)
            self._keys.append(key)
            self._texts.append(text)

    def texts(self, key: int) -> Iterator[int]:
        """Yield the texts that have ``key``, the newest first."""
        posting = self._newest[key & (len(self._newest) - 1)]
        while posting != NONE:
            if self._keys[posting] == key:
                yield self._texts[posting]
            posting = self._before[posting]

    def _grow(self) -> None:
        """Double the buckets, and string the chains anew: in each the order of arrival stays."""
        buckets = np.frombuffer(self._keys, np.uint32) & np.uint32(2 * len(self._newest) - 1)
        order = np.argsort(buckets, kind="stable").astype(np.uint32)
        of = buckets[order]
        starts = np.append(True, of[1:] != of[:-1])
        before = np.empty(len(order), np.uint32)
        before[order] = np.where(starts, np.uint32(NONE), np.roll(order, 1))
        newest = np.full(2 * len(self._newest), NONE, np.uint32)
        newest[of] = order  # of equal buckets the last one stays
        self._before, self._newest = array("I", before.tobytes()), array("I", newest.tobytes())
