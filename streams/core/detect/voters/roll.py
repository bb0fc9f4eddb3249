"""The lists of a roll, each behind the side whose members it names: "Against: Belarus, China"."""

from collections.abc import Iterator

from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.voters.beside_deed import SIDES
from streams.core.detect.words.marks import Mark

Sided = tuple[str, Spot]
"""A side of the vote, and a member that took it."""


HEAD = 32
"""Characters in which the list of a roll begins: "Voting in favour: "."""


_CLOSED = (",", ";", ")", " -", ".", " (")
"""What stands behind a list of names that begins no clause, nor does an "and"."""


def opens_roll(s: Sentence) -> bool:
    """Say whether a sentence begins as the list of a roll does: "Against: Belarus, China"."""
    head, colon, _ = s.folded[s.span[0] : min(s.span[1], s.span[0] + HEAD)].partition(":")
    return bool(colon) and bool(_side_of_head(s, head))


def _side_of_head(s: Sentence, head: str) -> str:
    """Return the side whose list is called so: "Against (11)"; "other" for who took no part, nothing for no list."""
    words = " ".join(word for word in head.lstrip("-*\u2022 ").split() if not word.strip("()").isdecimal())
    return next((side for side in (*SIDES, "other") if words in s.lex.words[f"{side}_roll"]), "")


def of_roll(s: Sentence) -> Iterator[Sided]:
    """Yield those that stand in the lists of a roll, up to what is no list; ``s.roll`` is then how the last goes on."""
    side, begin, end = s.roll, s.span[0], s.span[0]
    if not side:
        begin = s.folded.index(":", begin)
    for item in s.items:
        if item.start < begin:
            continue
        head, colon, _ = s.folded[end : item.start].rpartition(":")
        if colon:
            side = _side_of_head(s, head.rpartition(". ")[2].strip(" .;")) or side
        listed = is_closed(s, s.folded[item.end : s.span[1]]) or _ends_line(s, item)
        if not (is_actor(item) and listed and isinstance(item, Mark)):
            side = ""
            break
        if side in SIDES:
            yield side, (item.value, item.start, item.end)
        end = item.end
    s.roll = side if s.folded[s.span[1] - 1] not in ".;:" else ""


def _ends_line(s: Sentence, item: Item) -> bool:
    """Say whether the next name of a list stands on a line of its own: "1. Burundi 2. China"."""
    following = next((one for one in s.items if one.start >= item.end and is_actor(one)), None)
    return following is not None and not s.folded[item.end : following.start].strip(" .)0123456789-*\u2022")


def is_closed(s: Sentence, after: str) -> bool:
    """Say whether what stands behind a list of names begins no clause."""
    after = after.removeprefix("'s").removeprefix(
        " itself"
    )  # "14 were against, including China and the Philippines itself, while"
    if not after or after.startswith(_CLOSED):
        return True
    return after.startswith(" ") and s.says(after.split(" ", 2)[1:2], "and")
