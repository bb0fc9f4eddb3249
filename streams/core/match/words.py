"""Words of an article as subscribers mean them: phrases of whole words, as ``streams.core.words`` tells them."""

from functools import cached_property

from streams.core.words import tokens

__all__ = ["Words", "tokens"]


class Words:
    """The words of several texts, to look phrases up in; a phrase does not reach from one text into the next."""

    def __init__(self, *texts: str) -> None:
        self.tokens = tokens(*texts)

    @cached_property
    def _all(self) -> set[str]:
        return set(self.tokens)

    @cached_property
    def joined(self) -> str:
        """All tokens, with a space before, between and behind them."""
        return f" {' '.join(self.tokens)} "

    def have(self, phrase: str) -> bool:
        """Say whether ``phrase``, tokens with one space between, stands in one of the texts."""
        return phrase in self._all if " " not in phrase else f" {phrase} " in self.joined
