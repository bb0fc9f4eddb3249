"""Quotes from an article: the words that prove something, in their sentence."""

from rich.text import Text

from streams.cli.common import harmless
from streams.core.detect.words.text import sentences

QUOTE_CHARACTERS = 160
"""How much of a sentence is shown around the words that prove a field."""


class Quotes:
    """Quotes the sentences of a body."""

    def __init__(self, body: str) -> None:
        self._body = harmless(body)
        self._sentences = sentences(body)

    def quote(self, start: int, end: int, style: str, told: set[tuple[int, int]]) -> Text:
        """Return ``body[start:end]`` in its sentence, cut to QUOTE_CHARACTERS; alone if the sentence was told before.

        :param told: spans of the words and the sentences that have been shown; these are added.
        """
        first = max((at for at, _ in self._sentences if at <= start), default=start)
        last = min((at for _, at in self._sentences if at >= end), default=end)
        if (start, end) in told:
            return Text("the same words", "dim")
        known = (first, last) in told
        told.update(((first, last), (start, end)))
        if known:
            return Text(self._body[start:end], style)
        room = max(0, QUOTE_CHARACTERS - (end - start)) // 2
        left, right = max(first, start - room), min(last, end + room)
        return Text.assemble(  # no style of its own, which would dim all of it
            ("…" if left > first else "", "dim"),
            (self._body[left:start], "dim"),
            (self._body[start:end], style),
            (self._body[end:right].rstrip(), "dim"),
            ("…" if right < last else "", "dim"),
        )
