"""Titles of texts that are numbered in brackets, whose own nouns name no text: "the draft on measures (L.5)"."""

from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark

TITLE_REACH = 400
"""Characters between a text and the symbol behind its title; titles of the General Assembly run to some 200."""
BRACKET_REACH = 16
"""Characters between the bracket and the symbol in it: "(document "."""
_OFFERING = ("table", "propose")
"""Verb classes that may stand between one numbered text of a list and the next: "(L.5), introduced by Fiji"."""
_OPENERS = '":,'


def without_titles(items: list[Item], folded: str, lex: Lexicon) -> list[Item]:
    """Return the items without the nouns that stand in the title of a text numbered behind it.

    "a text" behind the bracket of a number is that text: "(document A/71/L.8), a text sponsored by Chile".
    """
    opened = [at for item in items if (at := _bracket(item, folded)) >= 0]
    if not opened:
        return items
    kept: list[Item] = []
    head: Mention | None = None
    for index, item in enumerate(items):
        if isinstance(item, Mark):
            ends = item.kind == "border" or (item.kind == "verb" and item.value not in _OFFERING)
            head = None if ends else head
        elif head is not None and (_is_of_title(items, index, head, opened, folded, lex) or _is_it(item, folded)):
            continue
        elif item.kind in TEXTS:
            head = item
        kept.append(item)
    return kept


def _bracket(item: Item, folded: str) -> int:
    """Return where the bracket opens in which a symbol stands, -1 for anything else."""
    symbol = isinstance(item, Mark) and item.kind == "symbol"
    return folded.rfind("(", max(0, item.start - BRACKET_REACH), item.start) if symbol else -1


def _is_of_title(items: list[Item], index: int, head: Mention, opened: list[int], folded: str, lex: Lexicon) -> bool:
    """Say whether a noun stands between a text and the bracket of its number, behind what leads a title."""
    item = items[index]
    if not isinstance(item, Mention) or item.symbols or item.kind in ("vote", "amendment", "resolution"):
        return False
    end = next((at for at in opened if at >= item.end), -1)
    if not 0 <= end - item.end < TITLE_REACH:
        return False
    if any(isinstance(one, Mark) and one.kind == "verb" and item.end <= one.start < end for one in items[index:]):
        return False
    lead = folded[head.end : item.start].lstrip()
    return lead[:1] in _OPENERS or lead.split()[0].strip(",:") in lex.words["title_leads"] if lead else False


def _is_it(item: Mention, folded: str) -> bool:
    """Say whether "a text" is the one whose bracket has just closed."""
    return (
        item.kind in TEXTS and item.article == "a" and not item.rival and folded[item.start - 3 : item.start] == "), "
    )
