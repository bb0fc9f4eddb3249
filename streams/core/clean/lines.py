"""The lines of a page, and what each of them is, judged by itself."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from streams.core.clean.prose import LONG, Kind, ends_sentence, kind_of, say_phrase
from streams.core.clean.wire import byline_of, is_signed, is_stamp

REPEATED = 25
"""Characters from which a repeated line is furniture; shorter ones may be the items of an article's own lists."""
_TITLE_ENDS = "?!»"
"""What ends titles as well as sentences."""
REMEMBERED = 80
"""Characters up to which a line's judgement is remembered: an outlet's menus and buttons are the same on every page."""
MOST_REMEMBERED = 4096

TEXT: tuple[Kind, ...] = ("prose", "sentence")
KEPT: tuple[Kind, ...] = ("prose", "sentence", "author")
PASSED: tuple[Kind, ...] = ("furniture", "caption", "note")


class Line:
    """A line of a page. ``item`` says whether it is an item of a list, ``link`` whether it is one to another story.

    ``leads`` says whether it begins with an agency's dateline, ``heads`` whether it is a byline or says when the
    article is from, ``is_text`` whether it is sentences and no such head, ``passed`` whether it may stand between
    paragraphs, ``titled`` whether it is text that may be a title: "Faut-il reconstruire les monuments ?"
    """

    __slots__ = ("heads", "is_text", "item", "kind", "leads", "passed", "text", "titled")

    def __init__(self, text: str, item: bool = False, link: bool = False, says_phrase: bool = True) -> None:
        kind = kind_of(text, says_phrase=says_phrase)
        if item and kind == "prose" and not ends_sentence(text):
            kind = "short"
        if link and kind in ("prose", "sentence", "short"):
            kind = "furniture"
        self.text = text
        self.item = item
        self.kind = kind
        self.leads = self.heads = self.passed = False
        if kind == "prose":  # most lines by far that are judged
            self.is_text = True
            self.leads = is_signed(text)
        else:
            self.heads = kind in ("short", "sentence") and (is_stamp(text) or byline_of(text) is not None)
            self.is_text = kind == "sentence" and not self.heads
            self.passed = kind in PASSED
        self.titled = self.is_text and text[-1] in _TITLE_ENDS and len(text) < LONG and ". " not in text


_LINK_NOTE = re.compile(
    r" ?,? ?\(?\bopens (?:in )?(?:a )?new (?:tab|window)\b\)?(?: ,(?= ))?|(?<=[.!?”\"]) read more\b ?\.?(?=\s|$)"
)
"""What links say to those who do not see them, and what is left of a link within a paragraph."""
_remembered = lru_cache(MOST_REMEMBERED)(Line)


def line_of(text: str, item: bool = False, link: bool = False) -> Line:
    """Return ``text`` as a line; short ones may be one and the same object. Nobody changes a line."""
    if "opens" in text or "read more" in text:
        text = _LINK_NOTE.sub("", text).strip() or text
    return _remembered(text, item, link) if len(text) <= REMEMBERED else Line(text, item, link)


def lines_in(texts: Sequence[tuple[str, bool]]) -> list[Line]:
    """Return texts as lines, each told whether it is an item of a list."""
    if say_phrase(text for text, _ in texts):
        return [line_of(text, item) for text, item in texts]
    return [  # most texts: no line needs to be searched
        line_of(text, item)
        if len(text) <= REMEMBERED or "opens" in text or "read more" in text
        else Line(text, item, says_phrase=False)
        for text, item in texts
    ]


def repetitions(lines: Sequence[Line]) -> list[bool]:
    """Return which lines the page says twice, but for a lead, which some pages print above the picture too."""
    long = [line.text for line in lines if len(line.text) >= REPEATED]
    repeated = [False] * len(lines)
    if len(set(long)) == len(long):
        return repeated
    counts = Counter(long)
    last = len(lines) - 1
    for place, line in enumerate(lines):
        repeated[place] = counts[line.text] > 1 and (place == last or lines[place + 1].kind not in TEXT)
    return repeated
