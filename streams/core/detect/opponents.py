"""Permanent members named as voting against: in the Security Council that fells a text which has the votes.

Charter of the United Nations, Article 27 (3): decisions need the concurring votes of the permanent members.
"""

from streams.core.detect import roles
from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.text import contains

REACH = 40
"""Characters around a list of names in which it is told how they voted."""


def opponents(s: Sentence) -> list[Spot]:
    """Return the permanent members that the sentence names as voting against, each with its span."""
    found: list[Spot] = []
    if not any(mark.value in PERMANENT for mark in s.marks):
        return found
    text = s.folded[s.span[0] : s.span[1] + REACH]
    if not contains(text, s.lex.words["against_ahead"]) and not contains(text, s.lex.words["against_behind"]):
        return found
    for j, item in enumerate(s.items):
        if not (isinstance(item, Mark) and item.kind == "actor" and item.value in PERMANENT and "p" not in item.forms):
            continue
        if _is_listed_on(s, j):
            continue  # only the last of a list is followed by what they did
        names = roles.actors_ending(s, j)
        before = s.folded[max(s.span[0], names[0][1] - REACH) : names[0][1]].removesuffix("the ").rstrip(" ")
        behind = s.folded[item.end : item.end + REACH].lstrip(" ,")
        ahead = any(before.endswith(phrase) for phrase in s.lex.words["against_ahead"])
        if ahead or any(behind.startswith(phrase) for phrase in s.lex.words["against_behind"]):
            found.extend(spot for spot in names if spot[0] in PERMANENT)
    return found


def _is_listed_on(s: Sentence, j: int) -> bool:
    """Say whether the list of names goes on behind the actor at ``j``."""
    if j + 1 >= len(s.items):
        return False
    following = s.items[j + 1]
    return isinstance(following, Mark) and len(roles.actors_ending(s, j + 1)) > 1 and following.kind == "actor"
