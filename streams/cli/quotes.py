"""Quotes from an article: the words that prove something, in their sentence."""

from rich.text import Text

from streams.cli.common import harmless
from streams.core.detect.text import sentences

QUOTE_CHARACTERS = 160
"""How much of a sentence is shown around the words that prove a field."""


class Quotes:
    """Quotes the sentences of a body."""

    def __init__(self, body: str) -> None:
        self._body = harmless(body)
        self._sentences = sentences(body)

    def quote(self, start: int, end: int, style: str, told: set[int]) -> Text:
        """Return ``body[start:end]`` in its sentence, cut to QUOTE_CHARACTERS; alone if the sentence was told before.

        :param told: where the sentences begin that have been shown; this one is added.
        """
        first = max((at for at, _ in self._sentences if at <= start), default=start)
        last = min((at for _, at in self._sentences if at >= end), default=end)
        if first in told:
            return Text(self._body[start:end], style)
        told.add(first)
        room = max(0, QUOTE_CHARACTERS - (end - start)) // 2
        left, right = max(first, start - room), min(last, end + room)
        text = Text()  # without a style of its own, which would dim all of it
        text.append("…" if left > first else "", "dim").append(self._body[left:start], "dim").append(
            self._body[start:end], style
        )
        return text.append(self._body[end:right].rstrip(), "dim").append("…" if right < last else "", "dim")
