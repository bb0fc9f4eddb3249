"""What a reader made of a text."""

from dataclasses import dataclass

from streams.core.model import ResolutionEvent


@dataclass(frozen=True)
class Held:
    """A clause that tells of no event, and why."""

    text: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a reader makes of one text: spans of ``events`` are of ``body``."""

    body: str
    events: tuple[ResolutionEvent, ...] = ()
    subjects: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
