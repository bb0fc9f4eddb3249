"""What outlets do to copy: the same story as another paper prints it. Seeded; nothing here knows how copies are told.

The kinds are those that one sees beside each other in the archives of newspapers that print an agency's copy: cut from
the end at any paragraph, often to the first two; another dateline, or none; the agency credited in the text or not;
a caption, a line of the page before or behind; a paragraph of local interest; house style and British spelling; a
sub-editor's hand; and the agency's own write-throughs, in which a new lead stands on the old text. Where much is added
to a copy, half of it or more is left: what is mostly other words is no copy that could be told by its text.
"""

import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

Text: TypeAlias = list[str]
"""The paragraphs of an article."""

DATELINES = (
    "UNITED NATIONS (AP) — ", "NEW YORK — ", "UNITED NATIONS, March 4 (Reuters) - ", "GENEVA (AFP) – ", "",
    "By staff and wire services. ", "(AP) ", "NAIROBI, Kenya — ", "BRUSSELS (dpa) - ",
)  # fmt: skip
BEFORE = (
    "Listen to this article. Your browser does not support the audio element.",
    "Share on Facebook Share on Twitter Email this article Print",
    "You have 3 free articles left this month. Subscribe today for full access to our journalism.",
    "Advertisement. Story continues below",
    "Last updated 14:32. 4 min read. Add as a preferred source on Google",
)
BEHIND = (
    "Sign up for our morning newsletter and get the day's top headlines delivered to your inbox.",
    "Read more: Farmers wait for rain as reservoirs fall. Council approves new budget. City marathon moves to May.",
    "Copyright 2019 The Associated Press. All rights reserved. This material may not be published, broadcast, "
    "rewritten or redistributed without permission.",
    "© 2021 Reuters. Our Standards: The Thomson Reuters Trust Principles.",
    "The Journal is committed to civil discourse. Comments are moderated and must follow our guidelines. If you see a "
    "post that breaks them, flag it. Most popular: Five things to know today. Weather warning for the coast.",
    "Associated Press writers Edith Lowell in London and Samuel Okeke in Abuja, Nigeria, contributed to this report.",
    "Additional reporting by Anna Frei; Editing by Mark Lodge",
)
CAPTIONS = (
    "Delegates take their seats before the meeting on Tuesday. (Photo: Mary Holt/Pool)",
    "FILE - The headquarters of the organisation is seen on Monday, Sept. 18, 2017, in this file photo. "
    "(AP Photo/Bebeto Lane, File)",
    "A view of the chamber as members voted. Picture taken February 24, 2020. REUTERS/Carlo Sandoval",
    "People walk past a damaged building in the capital, in this picture released by the state news agency. "
    "Photograph: Omar Haddad/EPA",
)
BRITISH = (
    ("organiz", "organis"), ("recogniz", "recognis"), ("defense", "defence"), ("labor", "labour"), ("center", "centre"),
    ("color", "colour"), ("program ", "programme "), ("favor", "favour"), ("neighbor", "neighbour"),
    ("honor", "honour"), ("apologiz", "apologis"), ("criticiz", "criticis"),
    ("percent", "per cent"), ("traveled", "travelled"),
)  # fmt: skip
HOUSE = (
    ("U.N.", "UN"), ("U.S.", "US"), (" percent", "%"), ("“", '"'), ("”", '"'), ("’", "'"), (" — ", " - "), ("...", "…"),
    ("Mr. ", "Mr "), ("Tuesday", "on Tuesday"), (" 10 ", " ten "),
)  # fmt: skip
SUBBED = (
    (" said ", " told reporters "), (" also ", " "), (" on Monday", ""), (" on Tuesday", ""), (" on Wednesday", ""),
    (" on Thursday", ""), (" on Friday", ""), (" meanwhile", ""), (" however,", ""), (" more than ", " over "),
    (" about ", " some "), (" because ", " since "), ("President ", ""), (" is expected to ", " will "),
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")


class Strange:
    """Paragraphs of other articles, each given out once, so that no two texts share one by this; then all again."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._all = [each for each in paragraphs if len(each.split()) >= 15]
        self._left: list[str] = []
        self._order = random.Random(7)

    def next(self, fewest: int = 0, most: int = 1_000) -> str:
        """Return one of about as many words as wanted."""
        if not self._left:
            self._left = self._order.sample(self._all, len(self._all))
        fits = (n for n, each in enumerate(self._left) if fewest <= len(each.split()) <= most)
        return self._left.pop(next(fits, -1))


Change: TypeAlias = Callable[[random.Random, Text, Strange], Text]
"""Takes what decides, the text, and strange paragraphs to add."""


def cut(draw: random.Random, text: Text, _: Strange) -> Text:
    """Cut it from the end, at any paragraph; never to fewer words than a brief has."""
    fewest = next((n for n in range(1, len(text)) if words_in(text[:n]) >= 40), len(text))
    return text[: draw.randint(fewest, len(text))]


def shorten(draw: random.Random, text: Text, _: Strange) -> Text:
    """Cut it from the end, and keep half of it or more."""
    half = next(n for n in range(1, len(text) + 1) if 2 * words_in(text[:n]) >= words_in(text))
    return text[: draw.randint(half, len(text))]


def brief(draw: random.Random, text: Text, _: Strange) -> Text:
    """Cut it to its first two paragraphs, or three where these are of a line each."""
    return text[: next((n for n in range(2, len(text)) if words_in(text[:n]) >= 35), len(text))]


def dateline(draw: random.Random, text: Text, _: Strange) -> Text:
    """Print another dateline, or a credit in its place."""
    return [draw.choice(DATELINES) + text[0], *text[1:]]


def remnant(draw: random.Random, text: Text, _: Strange) -> Text:
    """Leave a line or three of the page before or behind it."""
    before = draw.sample(BEFORE, draw.randint(0, 2))
    return [*before, *text, *draw.sample(BEHIND, draw.randint(0 if before else 1, 2))]


def caption(draw: random.Random, text: Text, _: Strange) -> Text:
    """Print a picture's caption before the text, or in it."""
    at = draw.choice((0, 0, 1, min(3, len(text))))
    return [*text[:at], draw.choice(CAPTIONS), *text[at:]]


def local(draw: random.Random, text: Text, others: Strange) -> Text:
    """Add a paragraph of the outlet's own, first, after the lead, or last."""
    added = others.next(25, 70)
    at = draw.choice((0, 1, 2, len(text)))
    return [*text[:at], added, *text[at:]]


def house_style(draw: random.Random, text: Text, _: Strange) -> Text:
    """Write it in the house's style, half of the time with British spelling."""
    return [replaced(each, HOUSE + (BRITISH if draw.random() < 0.5 else ())) for each in text]


def subbed(draw: random.Random, text: Text, _: Strange) -> Text:
    """Change words here and there, leave out a sentence in nine, and run paragraphs together."""
    changes = draw.sample(SUBBED, 7)
    kept = []
    for place, paragraph in enumerate(text):
        sentences = _SENTENCE.split(paragraph)
        sentences = [each for n, each in enumerate(sentences) if place + n == 0 or draw.random() > 0.11]
        if sentences:
            kept.append(replaced(" ".join(sentences), changes))
    return [" ".join(kept[n : n + 2]) for n in range(0, len(kept), 2)] if draw.random() < 0.3 else kept


def writethru(draw: random.Random, text: Text, others: Strange) -> Text:
    """Put a new lead, or two paragraphs, for the old one, add one or two further down, and keep the rest."""
    new = [others.next(20, 45) for _ in range(draw.randint(1, 2))]
    rest = text[draw.randint(1, 2) :]
    while words_in(new) > 0.35 * words_in(text):
        new.pop()
    if words_in(text) > 250:
        rest.insert(draw.randint(1, len(rest)), others.next(20, 45))
    return [*new, *rest]


KINDS: dict[str, tuple[Change, ...]] = {
    "as it is": (),
    "cut": (cut,),
    "brief": (brief,),
    "another dateline": (dateline,),
    "remnants of the page": (remnant,),
    "a caption": (caption,),
    "a local paragraph": (local,),
    "house style": (house_style,),
    "subbed": (subbed,),
    "write-through": (writethru,),
    "brief, dateline, remnants": (brief, dateline, remnant),
    "brief with a caption": (brief, caption),
    "brief with a local paragraph": (brief, local),
    "cut, subbed, house style": (cut, subbed, house_style, dateline),
    "cut write-through": (shorten, writethru),
    "all at once": (shorten, local, house_style, subbed, caption, dateline, remnant),
}
"""Which changes are made, one after the other."""


def copy(draw: random.Random, kind: str, text: Text, others: Strange) -> Text:
    """Return ``text`` as another outlet prints it."""
    for change in KINDS[kind]:
        text = change(draw, list(text), others)
    return text


def replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return ``text`` with each first of a pair replaced by the second."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def words_in(text: Sequence[str]) -> int:
    """Return how many words a text has."""
    return sum(len(paragraph.split()) for paragraph in text)
