"""The cheap question first: 97 of 100 articles have nothing to do with resolutions of the United Nations."""

from streams.core.detect.lexicon import Lexicon
from streams.core.detect.text import contains


def may_tell_of_resolutions(lowered: str, lex: Lexicon) -> bool:
    """Say whether a body in lower case names the United Nations, and what a resolution is or goes through."""
    lowered = f" {lowered}"  # "UN members" may begin it
    return contains(lowered, lex.gate_un) and contains(lowered, lex.gate_matter)
