"""What an engine's program is told, as JSON in its one argument. Imports nothing that an engine's folder may lack."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal, Self

COMMIT_SECONDS = 0.5
SESSION_SECONDS = 30.0
"""Longer than a worker is stopped while its backlog is written."""


@dataclass(frozen=True, slots=True)
class Job:
    """Move ``source`` to ``sink``; ``folder`` is for what the engine keeps on disk.

    ``work`` is what each value goes through: nothing, or the whole reading of an article, from raw record to enriched.
    """

    bootstrap: str
    source: str
    sink: str
    group: str
    folder: str
    work: Literal["pass", "enrich"] = "pass"

    @classmethod
    def given(cls) -> Self:
        """Return the job of this process."""
        return cls(**json.loads(sys.argv[1]))

    def as_argument(self) -> str:
        """Return what ``given`` reads."""
        return json.dumps(asdict(self))

    def worked(self) -> Callable[[bytes], bytes]:
        """Return what makes the output value of a value."""
        if self.work == "pass":
            return lambda value: value
        from tests.benchmarks.stream.engines.article import enriched

        return enriched()
