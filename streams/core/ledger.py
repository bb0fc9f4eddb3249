"""The ledger of one partition: what became of the record at each offset, told by the outputs that name it.

received = settled (by an output, of one of three kinds) + in flight + holes. A gap in the offsets (a transaction's
marker, a compacted record, an expired one) is none of these, so offsets that no output names must be looked at. An
offset takes five bytes, however often it is named.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""The first and the last of consecutive offsets."""

KINDS = 3
"""Kinds of outputs are numbered from 1 on."""
KIND, REPEATED, DIFFERS, FOUND, UNPROVEN, REPLAYED = 3, 4, 8, 16, 32, 64
"""The bits of an offset's state: the kind of its first output, and what else is known. 0: nothing is."""
RUNS = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Balance:
    """What became of the offsets from ``first`` up to, not including, ``end``; ``committed`` is where the group stands.

    ``settled`` counts offsets by the kind of their first output. ``repeats`` counts outputs that came again,
    ``repeated`` are their offsets, ``contradictory`` those of them whose outputs differ. ``unproven`` counts records
    below ``committed`` whose output may have expired. ``replayed`` counts offsets that were read again on purpose: that
    settles none, and may give another output.
    """

    first: int
    end: int
    committed: int
    settled: tuple[int, ...]
    in_flight: int
    unproven: int
    holes: tuple[Span, ...]
    repeats: int
    repeated: tuple[Span, ...]
    contradictory: tuple[Span, ...]
    replayed: int = 0

    @property
    def received(self) -> int:
        """How many records there are, or were and left an output."""
        return sum(self.settled) + self.in_flight + self.unproven + covered(self.holes)

    @property
    def closed(self) -> bool:
        """Whether every record is accounted for and no outputs of one contradict each other."""
        return not self.holes and not self.contradictory


def covered(spans: tuple[Span, ...]) -> int:
    """Return how many offsets the spans hold."""
    return sum(last - first + 1 for first, last in spans)


class Account:
    """Gathers what is known of the offsets from ``first`` up to, not including, ``end``.

    First ``settle`` or ``replay`` for each output, in any order; then ``found`` for each record at one of the
    ``unsettled`` offsets.
    """

    def __init__(self, first: int, end: int) -> None:
        self.first = first
        self.end = max(first, end)
        self._states = bytearray(self.end - first)
        self._marks = array("I", bytes(4 * len(self._states)))
        self._repeats = 0

    def settle(self, offset: int, kind: int, mark: int) -> None:
        """Note an output of ``kind`` that names ``offset``; ``mark`` is 32 bits that tell its bytes from others."""
        place = offset - self.first
        if not 0 <= place < len(self._states):
            return
        state = self._states[place]
        if not state & KIND:
            self._states[place], self._marks[place] = state | kind, mark
            return
        self._repeats += 1
        same = state & KIND == kind and self._marks[place] == mark
        self._states[place] = state | (REPEATED if same else REPEATED | DIFFERS)

    def replay(self, offset: int) -> None:
        """Note an output of a replay, which is no answer to the record's arrival, and contradicts none."""
        place = offset - self.first
        if 0 <= place < len(self._states):
            self._states[place] |= REPLAYED

    def unsettled(self) -> Iterator[Span]:
        """Yield the offsets that no output names, in their order: there may be records, or gaps."""
        return self._spans(self._states, KIND, 0)

    def found(self, offset: int, *, unproven: bool = False) -> None:
        """Note that there is a record at ``offset``; ``unproven`` if it is so old that its output may have expired."""
        place = offset - self.first
        if 0 <= place < len(self._states) and not self._states[place] & KIND:
            self._states[place] |= FOUND | UNPROVEN if unproven else FOUND

    def balance(self, committed: int) -> Balance:
        """Return the balance: a record without output is in flight at ``committed`` and above, below it a hole."""
        border = min(max(committed - self.first, 0), len(self._states))
        behind, ahead = self._states[:border], self._states[border:]
        return Balance(
            first=self.first,
            end=self.end,
            committed=committed,
            settled=tuple(_count(self._states, KIND, kind) for kind in range(1, KINDS + 1)),
            in_flight=_count(ahead, FOUND, FOUND),
            unproven=_count(behind, UNPROVEN, UNPROVEN),
            holes=tuple(self._spans(behind, FOUND | UNPROVEN, FOUND)),
            repeats=self._repeats,
            repeated=tuple(self._spans(self._states, REPEATED, REPEATED)),
            contradictory=tuple(self._spans(self._states, DIFFERS, DIFFERS)),
            replayed=_count(self._states, REPLAYED, REPLAYED),
        )

    def _spans(self, states: bytearray, bits: int, value: int) -> Iterator[Span]:
        for run in RUNS.finditer(_having(states, bits, value)):
            yield self.first + run.start(), self.first + run.end() - 1


def _count(states: bytearray, bits: int, value: int) -> int:
    return _having(states, bits, value).count(1)


def _having(states: bytearray, bits: int, value: int) -> bytearray:
    """Return a 1 for each state whose ``bits`` are ``value``, and a 0 for each other."""
    return states.translate(bytes(state & bits == value for state in range(256)))
