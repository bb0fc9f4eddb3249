"""Lists of names: who acts together, and for whom."""

import re

from streams.core.detect.marks import Mark
from streams.core.detect.mentions import Item
from streams.core.detect.sentence import Sentence, Spot

SHORT_GAP = 10
"""Characters between who speaks and the group that is spoken for: " for the "."""

_LIST_GAP = re.compile(
    r"(?:,?(?: and| et| y| e| &| as well as| along with| together with| jointly with| in tandem with"
    r"| in partnership with| alongside| ainsi que)?|-|/)"
    r"(?: (?:de|des|du|d))?(?: (?:the|l[ae]s?|l|el|los))? {0,2}$"
)
_ASIDE_GAP = re.compile(r", [^,.;]{3,40}, (?:along with|together with|as well as)(?: the)? $")


def goes_on(between: str) -> bool:
    """Say whether the words between two names join them to a list: "Somalia, its neighbour, along with France"."""
    return _LIST_GAP.fullmatch(between) is not None or _ASIDE_GAP.fullmatch(between) is not None


def is_listed(s: Sentence, j: int) -> bool:
    """Say whether the actor at ``j`` goes on with a list: "China and Russia"."""
    earlier, item = s.items[j - 1], s.items[j]
    return is_actor(earlier) and is_actor(item) and goes_on(s.folded[earlier.end : item.start])


def actors_ending(s: Sentence, j: int) -> list[Spot]:
    """Return the list of actors that ends at item ``j``: "Russia and China", "the U.S., France and Britain"."""
    spots: list[Spot] = []
    while j >= 0:
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border" and spots:
            j -= 1  # "along with", which must join two names all the same
            continue
        if not is_actor(item) or (spots and not goes_on(s.folded[item.end : spots[0][1]])):
            break
        if len(spots) == 1 and _ends_list(s, j, spots[0][1]):
            break
        assert isinstance(item, Mark)
        spots.insert(0, (item.value, item.start, item.end))
        j -= 1
    return spots


def _ends_list(s: Sentence, j: int, following: int) -> bool:
    """Say whether the actor at ``j`` ends a list of its own: "opposed by Japan and the USA, Barbados withdrew"."""
    if j == 0 or s.folded[s.items[j].end : following].strip() not in (",", ", the"):
        return False
    earlier = s.items[j - 1]
    between = s.folded[earlier.end : s.items[j].start].removesuffix("the ").strip()
    return is_actor(earlier) and between in s.lex.words["and"]


def actors_from(s: Sentence, start: int, gap: int) -> list[Spot]:
    """Return the list of actors that begins within ``gap`` characters after ``start``, over "on behalf of"."""
    spots: list[Spot] = []
    crossed = False  # a border, which "along with" begins with: then only a list may go on behind it
    for item in s.items:
        if item.start < start:
            continue
        if isinstance(item, Mark) and item.kind == "border" and (spots or item.start - start <= gap):
            crossed = True
            continue
        if not is_actor(item):
            if spots or item.start - start > gap or item.kind == "verb":
                break
            continue
        if spots and not goes_on(between := s.folded[spots[-1][2] : item.start]):
            if crossed or not speaks_for(s, between, item):
                break
        elif not spots and item.start - start > gap:
            break
        assert isinstance(item, Mark)
        spots.append((item.value, item.start, item.end))
        crossed = False
    return spots


def speaks_for(s: Sentence, between: str, item: Item) -> bool:
    """Say whether the last named speaks for the next: "on behalf of", "presented by Algeria for the Group of 77"."""
    if s.says(between.split(), "befriended"):
        return False
    if any(phrase in between for phrase in s.lex.words["behalf"]):
        return True
    group = isinstance(item, Mark) and "o" in item.forms
    return group and s.says(between.split()[:1], "behalf_short") and len(between) <= SHORT_GAP


def is_actor(item: Item) -> bool:
    return isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms
