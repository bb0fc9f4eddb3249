"""The articles of a run, drawn from its seed: short ones, and amid them what cannot be read or go out."""

import itertools
import json
import random
from collections.abc import Iterator
from typing import Literal, TypeAlias

Fate: TypeAlias = Literal["articles-enriched", "articles-filtered", "dead-letters"]
"""The topic that an article must end in."""

LARGEST_OUTPUT = 300_000
"""What the chaos clusters let ``articles-enriched`` take: more than a batch of the worker's, so that only what is
made from a large article is refused, by the broker, and with it whatever is in its batch."""
WORDS = ("talks", "council", "draft", "vote", "envoy", "ceasefire", "text", "mission", "mandate", "region", "relief")


def articles(seed: int, count: int) -> Iterator[tuple[bytes, bytes, Fate]]:
    """Yield key, value and fate of articles without end: of a hundred, three cannot be read and two have no text.

    Of the first ``count`` three are larger than what ``articles-enriched`` takes.
    """
    dice = random.Random(f"articles {seed}")
    large = set(dice.sample(range(count), 3))
    for number in itertools.count():
        uri = f"https://wire.example/{seed}/{number}"
        kind = dice.random()
        if number in large:
            yield uri.encode(), _json(uri, _text(dice, number, LARGEST_OUTPUT // 5)), "dead-letters"
        elif kind < 0.03:
            yield uri.encode(), dice.choice((dice.randbytes(200), b'{"uri": [[[', b"\0\0\0\0\1")), "dead-letters"
        elif kind < 0.05:
            yield uri.encode(), _json(uri, ""), "articles-filtered"
        else:
            yield uri.encode(), _json(uri, _text(dice, number, 60)), "articles-enriched"


def _json(uri: str, content: str) -> bytes:
    return json.dumps({"uri": uri, "media_type": "text/plain", "content": content}).encode()


def _text(dice: random.Random, number: int, words: int) -> str:
    """Return paragraphs that no two articles share."""
    drawn = [dice.choice(WORDS) for _ in range(words)]
    paragraphs = [" ".join(drawn[start : start + 20]).capitalize() + "." for start in range(0, words, 20)]
    return f"GENEVA (AP) — Report {number} of the day.\n\n" + "\n\n".join(paragraphs)
