"""Numbers that stand for a text by themselves: "adopting 2728 (2024)", "adopted A/HRC/46/L.21 as resolution 46/22"."""

from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark

_DECIDED = ("adopt", "reject", "veto", "fail", "postpone", "withdraw", "table", "consider")
"""Verb classes whose object a number can be."""


def lone(folded: str, marks: list[Mark], index: int, begin: int) -> Mention | None:
    """Return the text that the symbol at ``index`` stands for without a noun: the object or subject of a decision."""
    mark = marks[index]
    previous = marks[index - 1] if index and marks[index - 1].start >= begin else None
    following = marks[index + 1] if index + 1 < len(marks) else None
    acted = previous is not None and previous.value in _DECIDED and not folded[previous.end : mark.start].strip(' "')
    opens = folded[begin : mark.start] in ("", '"') and following is not None and following.value in _DECIDED
    if not acted and not opens:
        return None
    kind = "resolution" if mark.forms == "r" else "draft"
    return Mention(kind, mark.start, mark.end, (mark.start, mark.end), False, "the", symbols=[mark])


def with_new_names(items: list[Item], folded: str, lex: Lexicon) -> list[Item]:
    """Return the items without what only numbers the text told before, which takes it: "adopted as resolution 46/22".

    That is a symbol alone, or a "resolution" with its symbol.
    """
    out: list[Item] = []
    text: Mention | None = None
    for item in items:
        if text is not None and _is_new_name(folded, text, item, lex):
            text.symbols.extend([item] if isinstance(item, Mark) else item.symbols)
            continue
        out.append(item)
        text = item if isinstance(item, Mention) and item.kind in TEXTS and not item.plural else text
    return out


def _is_new_name(folded: str, text: Mention, item: Item, lex: Lexicon) -> bool:
    """Say whether an item is the number that a text has from now on."""
    if isinstance(item, Mention):
        if item.kind != "resolution" or not item.symbols or item.article or item.organ or item.plural:
            return False
    elif item.kind != "symbol":
        return False
    begin = item.head[0] if isinstance(item, Mention) else item.start
    return not lex.words["numbered_as"].isdisjoint(folded[text.end : begin].split()[-1:])
