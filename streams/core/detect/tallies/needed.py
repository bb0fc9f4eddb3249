"""Counts of votes that a text needs, which nobody has cast."""

from dataclasses import replace

from streams.core.detect.tallies.tally_tokens import Token
from streams.core.detect.words.lexicon import Lexicon

MISSED = 5
"""Tokens before "minimum" in which it is told that a text did not get so many: "failed to get the "."""


def without_rules(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Take out the numbers that are needed and not given: "needs nine votes", "at least nine"."""
    dropped: set[int] = set()
    for index, token in enumerate(tokens):
        if token.word in lex.tally["needs"]:
            near = token.word in lex.tally["needed"]  # "son necesarios nueve votos", not "los votos necesarios, ya que"
            behind = range(index + 1, index + (3 if near else 16 if lex.romance else 9))
            given = any(tokens[at].kind == "n" for at in behind if at < len(tokens))
            ends = index + 2 >= len(tokens)  # "Nine votes and no veto are what a resolution needs"
            dropped.update(behind if given or not ends else range(index))
        elif token.word in lex.tally["needed"]:
            least = _least_needed(tokens, index, lex)
            dropped.update([least] if least is not None else _needed(tokens, index, lex))
    if not dropped:
        return tokens
    return [replace(one, kind="w") if at in dropped and one.kind == "n" else one for at, one in enumerate(tokens)]


def without_missed(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Take out the least number that a text did not get: "failed to get the minimum nine votes"; one that "got the
    minimum nine" has them."""
    missing = lex.words["failed"] | lex.tally["short"]
    dropped = {
        at + 1
        for at, token in enumerate(tokens[:-1])
        if token.word in lex.tally["minimum"]
        and not missing.isdisjoint([one.word for one in tokens[max(0, at - MISSED) : at]])
    }
    return [replace(one, kind="w") if at in dropped and one.kind == "n" else one for at, one in enumerate(tokens)]


def _needed(tokens: list[Token], index: int, lex: Lexicon) -> list[int]:
    """Return where numbers may stand that were needed, by the token that says so: "failed to get the required nine"."""
    before = [at for at in range(max(0, index - 5), index) if not _is_won(tokens, at, lex)]
    beside = index + 1 < len(tokens) and tokens[index + 1].kind == "n"
    given = beside and index and tokens[index - 1].word in lex.words["definite"]
    return [*before, index + 1] if given else before


def _least_needed(tokens: list[Token], index: int, lex: Lexicon) -> int | None:
    """Return where the number is that a text needed at least: "needed a minimum of nine votes"."""
    following = tokens[index + 1 : index + 6]
    at = next((at for at, one in enumerate(following) if one.kind == "n"), None)
    if at is None or any(one.word not in lex.tally["at_least"] for one in following[:at]):
        return None
    return index + 1 + at if at or (index and tokens[index - 1].kind == "w") else None


def _is_won(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number was got, and so not only needed: "received nine votes, the minimum required"."""
    return at > 0 and tokens[at - 1].word in lex.tally["won_by"]
