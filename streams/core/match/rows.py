"""Ways in which subscriptions may hold, as rows of numbers: thousands are asked at once, without a look at each."""

from collections.abc import Sequence

import numpy as np

from streams.core.match.clauses import ALWAYS, Flags
from streams.core.match.numbers import Numbers

FIRST = 256
"""Rows that there is room for at first."""


class Rows:
    """Rows of clauses that must all hold and one that must not, each with the number of who asks for it.

    They lie in columns, so that asking thousands touches little memory.
    """

    def __init__(self) -> None:
        self._columns: list[Numbers] = []  # as many as the longest row has clauses
        self._bars = np.zeros(FIRST, np.intc)
        self._askers = np.zeros(FIRST, np.intc)
        self._count = 0
        self._free: list[int] = []

    def add(self, clauses: Sequence[int], bar: int, asker: int) -> int:
        """Take in clauses that must hold and what bars them, and return the number of their row."""
        if not self._free:
            self._free.append(self._count)
            self._count += 1
        row = self._free.pop()
        if row == len(self._bars):
            self._columns = [_doubled(column) for column in self._columns]
            self._bars, self._askers = _doubled(self._bars), _doubled(self._askers)
        while len(self._columns) < len(clauses):
            self._columns.append(np.full_like(self._bars, ALWAYS))
        for place, column in enumerate(self._columns):
            column[row] = clauses[place] if place < len(clauses) else ALWAYS
        self._bars[row], self._askers[row] = bar, asker
        return row

    def remove(self, row: int) -> None:
        """Forget a row."""
        self._free.append(row)

    def askers(self, rows: Numbers, holds: Flags, barred: Flags) -> set[int]:
        """Return whose of ``rows`` hold, by what of all clauses ``holds`` and what bars."""
        for column in self._columns:
            rows = rows.compress(holds.take(column.take(rows)))
        rows = rows.compress(~barred.take(self._bars.take(rows)))
        return set(self._askers.take(rows).tolist())


def _doubled(column: Numbers) -> Numbers:
    return np.concatenate((column, np.zeros_like(column)))
