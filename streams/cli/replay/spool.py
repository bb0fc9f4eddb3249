"""What differs, kept in a file of this process until all has been read: there may be more than memory holds."""

import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from streams.core.replay import Reread

IN_MEMORY = 8 * 2**20
"""Bytes up to which there is no file."""


class Spool:
    """Records that differ, in the order in which they were put in; they may be gone through any number of times."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (it ends with this)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, reread: Reread) -> None:
        """Add a record, when nobody goes through them."""
        pickle.dump(reread, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Reread]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301  (nobody else can write the file: it has no name)
        self._file.seek(0, 2)
