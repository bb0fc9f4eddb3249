"""Members named by how they voted: "with Russia and China abstaining", "Libya opposed".

In the Security Council a permanent member's vote against fells a text that has the votes: Charter of the United
Nations, Article 27 (3). Names that make up the fifteen of the Council with the numbers told are all of their side.
"""

from streams.core.detect.marks import Mark
from streams.core.detect.names import actors_ending, is_listed
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.text import contains

REACH = 44
"""Characters around a list of names in which it is told how they voted."""


def named_by_vote(s: Sentence, side: str) -> list[Spot]:
    """Return the members that the sentence names as voting ``against`` or ``abstain``, each with its span."""
    ahead, behind = s.lex.words[f"{side}_ahead"], s.lex.words[f"{side}_behind"]
    text = s.folded[s.span[0] : s.span[1] + REACH]
    if not contains(text, ahead) and not contains(text, behind):
        return []
    found: list[Spot] = []
    for j, item in enumerate(s.items):
        if not (isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms):
            continue
        if j + 1 < len(s.items) and is_listed(s, j + 1):
            continue  # only the last of a list is followed by what they did
        names = actors_ending(s, j)
        before = s.folded[max(s.span[0], names[0][1] - REACH) : names[0][1]].removesuffix("the ").rstrip(" ")
        after = s.folded[item.end : item.end + REACH].lstrip(" ,")
        if any(before.endswith(phrase) for phrase in ahead) or any(after.startswith(phrase) for phrase in behind):
            found.extend(names)
    return found
