"""Words of an article as subscribers mean them: phrases of whole words, as ``streams.core.words`` tells them."""

from functools import cached_property

from streams.core.words import tokens

__all__ = ["Words", "tokens"]

_BREAK = "\n"
"""Stands between texts, where no phrase goes on; it is no token's character."""


class Words:
    """The words of several texts, to look phrases up in; a phrase does not reach from one text into the next."""

    def __init__(self, *texts: str) -> None:
        self.texts = [tokens(text) for text in texts]
        self.all = set[str]().union(*self.texts)

    @cached_property
    def _joined(self) -> str:
        return _BREAK.join(f" {' '.join(one)} " for one in self.texts)

    def have(self, phrase: str) -> bool:
        """Say whether ``phrase``, tokens with one space between, stands in one of the texts."""
        return phrase in self.all if " " not in phrase else f" {phrase} " in self._joined
