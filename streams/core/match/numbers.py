"""Numbers in a row, packed: thousands of short rows are joined at once, and each is touched in one place of memory."""

from collections.abc import Iterable
from struct import pack

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intc]


def with_one(numbers: bytes, one: int) -> bytes:
    """Return packed ``numbers`` and ``one`` behind them."""
    return numbers + pack("i", one)


def without(numbers: bytes, one: int) -> bytes:
    """Return packed ``numbers`` without ``one``, in their order."""
    unpacked = np.frombuffer(numbers, np.intc)
    return bytes(unpacked[unpacked != one].data)


def joined(parts: Iterable[bytes]) -> Numbers:
    """Return packed numbers, part after part."""
    return np.frombuffer(b"".join(parts), np.intc)
