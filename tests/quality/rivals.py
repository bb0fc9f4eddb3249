"""Texts that are not the same story, though they share much: made from a story, seeded, as copies are.

A rival agency writes its own text on the same vote, with the same quotes and background lines. An agency's story of the
next day stands on the background paragraphs of the last. A summary of the news begins many stories and tells none.
Markets, forecasts and notices of a meeting are filled in: what is the same in them says nothing.
"""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.quality.copying import Strange, Text, words_in

RIVAL_SHARE = 0.3
"""Of a rival's words, at most how many are quotes and lines that both have."""
NEXT_DAY_SHARE = 0.4
"""Of the next day's story, at most how much is background that stood in the last."""
OWN = "…"
_BLANK = re.compile(r"#|\{[^}]*\}")


def rival(draw: random.Random, text: Text, others: Strange) -> Text:
    """Return another agency's story: its own text, in which paragraphs of ``text`` (never the lead) stand as quotes."""
    own = _own(draw, text, others)
    shared = draw.sample(text[1:], min(len(text) - 1, max(1, len(own) // 3)))
    while len(shared) > 1 and words_in(shared) > RIVAL_SHARE * words_in([*own, *shared]):
        shared.pop()
    for paragraph in shared:
        own.insert(draw.randint(1, len(own)), paragraph)
    return own


def next_day(draw: random.Random, text: Text, others: Strange) -> Text:
    """Return the agency's story of another day: new text, and below it the background of ``text``."""
    own, background = _own(draw, text, others), text[(len(text) + 1) // 2 :]
    while len(background) > 1 and words_in(background) > NEXT_DAY_SHARE * words_in([*own, *background]):
        background.pop(0)
    return [*own, *background]


def summary(draw: random.Random, texts: Sequence[Text], others: Strange) -> Text:
    """Return the news of the hour in brief: a line of its own, then the first paragraph or two of several stories."""
    leads = [each for text in draw.sample(texts, min(5, len(texts))) for each in text[: draw.randint(1, 2)]]
    return [others.next(15, 40), *leads]


def _own(draw: random.Random, text: Text, others: Strange) -> Text:
    """Return a text of fresh paragraphs, of half to three halves as many words as ``text``."""
    wanted, own = words_in(text) * draw.uniform(0.5, 1.5), [others.next()]
    while words_in(own) < wanted:
        own.append(others.next())
    return own


def _forms() -> Mapping[str, Text]:
    forms: dict[str, Text] = {}
    for line in Path(__file__).with_name("standing_forms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line.removeprefix("== ")
        elif not line.startswith("//"):
            forms.setdefault(name, []).append(line)
    return forms


FORMS = _forms()


def filled(draw: random.Random, name: str, others: Strange) -> Text:
    """Return a standing form, filled in."""

    def fill(blank: re.Match[str]) -> str:
        return str(draw.randint(1, 9)) if blank[0] == "#" else draw.choice(blank[0].strip("{}").split("|"))

    own = [others.next() for _ in range(draw.randint(8, 20))]
    lines = (own if line == OWN else [_BLANK.sub(fill, line)] for line in FORMS[name])
    return [paragraph for part in lines for paragraph in part]
