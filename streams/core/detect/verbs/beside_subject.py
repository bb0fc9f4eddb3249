"""Names beside a subject that only describe it, or tell of an occasion."""

from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark


def named_beside(s: Sentence, j: int, i: int) -> Mark | None:
    """Return who an organ at ``j`` only describes: "Jordan, the only Arab member of the council, submitted"."""
    organ, earlier = s.items[j], s.items[j - 1] if j else None
    if not (isinstance(organ, Mark) and organ.kind == "organ" and earlier is not None and is_actor(earlier)):
        return None
    between, behind = s.folded[earlier.end : organ.start], s.folded[organ.end : s.items[i].start]
    aside = between.startswith(",") and "," in behind and s.says(between.split(), "member", "membership", "offices")
    assert isinstance(earlier, Mark)
    return earlier if aside else None


def is_in_brackets(s: Sentence, item: Item) -> bool:
    """Say whether a name is only the short form of the one before it: "the force in Lebanon (Unifil) is expected"."""
    return s.folded.startswith("(", item.start - 1) and s.folded.startswith(")", item.end)


def is_of_occasion(s: Sentence, j: int) -> bool:
    """Say whether a name only tells whose deed something comes after: "will act after North Korea's test and begin"."""
    item, earlier = s.items[j], s.items[j - 1] if j else None
    timed = isinstance(earlier, Mark) and earlier.kind == "border" and earlier.value == "time"
    if earlier is None or not timed or not is_actor(item) or not s.folded.startswith("'s ", item.end):
        return False
    beside = not s.folded[earlier.end : item.start].strip()
    return beside and not s.says(s.words_after(item.end, 5), "speaking_for")


def whose_ally(s: Sentence, j: int, i: int) -> Item | None:
    """Return who is only described beside the name at ``j``: "Russia, Syria's closest ally, circulated"."""
    item, earlier = s.items[j], s.items[j - 1] if j else None
    if earlier is None or not (is_actor(item) and is_actor(earlier)) or not s.folded.startswith("'s ", item.end):
        return None
    aside, comma, _ = s.folded[item.end + 3 : s.items[i].start].partition(",")
    beside = s.folded[earlier.end : item.start].removesuffix("the ") == ", "
    return earlier if beside and comma and s.says(aside.split(), "owned_by_name") else None
