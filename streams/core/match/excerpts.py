"""The text that an alert may quote: a whole body, or the sentences that were handed on of one."""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from streams.core.detect.words.text import sentences
from streams.core.match.facts import MAX_CHARACTERS
from streams.core.model import Quote

Span = tuple[int, int]


class Excerpt(Protocol):
    """What there is of a body."""

    @property
    def sentences(self) -> Sequence[Span]:
        """The spans of its sentences in the body, in order."""

    def text(self, start: int, end: int) -> str:
        """Return ``body[start:end]``, as far as it is there."""


class Body:
    """All of a body that is looked at for words."""

    def __init__(self, body: str) -> None:
        self._body = body

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """The spans of its sentences."""
        return sentences(self._body[:MAX_CHARACTERS])

    def text(self, start: int, end: int) -> str:
        """Return ``body[start:end]``."""
        return self._body[start:end]


class Sentences:
    """Single sentences of a body."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._texts = {(quote.start, quote.end): quote.text for quote in quotes}

    @property
    def sentences(self) -> Sequence[Span]:
        """Their spans."""
        return [*self._texts]

    def text(self, start: int, end: int) -> str:
        """Return ``body[start:end]`` where it lies in one of them, and nothing where it does not."""
        for (first, last), text in self._texts.items():
            if first <= start and end <= last:
                return text[start - first : end - first]
        return ""
