"""Whether a sentence that names no text by a word of its own goes on about the one told of before."""

from itertools import pairwise

from streams.core.detect.marks import Mark
from streams.core.detect.story import Story

SENT_FROM = 3
"""Words between a text and who it is from: " came from the "."""
TEXT_AT = 12
"""Characters before the text that a sentence begins with: "Under the "."""
IT_SAYS = 40
"""Characters of "It also strengthens "."""


def says_more_of_text(story: Story, span: tuple[int, int], inside: list[Mark]) -> bool:
    """Say whether a sentence tells who "the text" is from, or what it says of somebody: "The text from Chad also asks",
    "The measure is aimed at Chad", "It asks Chad to open its borders"."""
    if all(mark.kind != "actor" for mark in inside):
        return False
    return _is_from_somebody(story, inside) or _begins_with_text(story, span, inside) or _it_says(story, span)


def tells_of_none(inside: list[Mark]) -> bool:
    """Say whether a sentence that is passed over names no other body, and nothing else that could be voted on."""
    return not any(mark.kind == "foreign" or (mark.kind == "noun" and mark.value == "other") for mark in inside)


def _begins_with_text(story: Story, span: tuple[int, int], inside: list[Mark]) -> bool:
    """Say whether a sentence begins with "the text", or "under the text"."""
    first = inside[0]
    if first.kind != "noun" or first.value != "text" or first.start - span[0] > TEXT_AT:
        return False
    words = story.folded[span[0] : first.start].split()
    return words[-1:] == ["the"] and all(word in story.lex.words["under"] for word in words[:-1])


def _it_says(story: Story, span: tuple[int, int]) -> bool:
    """Say whether "it" says something, as a text does: "It also asks"."""
    words = story.folded[span[0] : span[0] + IT_SAYS].split()[:3]
    return words[:1] == ["it"] and not story.lex.words["it_says"].isdisjoint(words)


def _is_from_somebody(story: Story, inside: list[Mark]) -> bool:
    """Say whether it is told right behind "the text" who it is by or from."""
    for text, name in pairwise(inside):
        if text.kind == "noun" and text.value == "text" and name.kind == "actor":
            words = story.folded[text.end : name.start].split()
            if words and len(words) <= SENT_FROM and not story.lex.words["sent_by"].isdisjoint(words):
                return True
    return False
