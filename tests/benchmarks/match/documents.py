"""What is matched: stories on the UN of about 3 KB, as articles and as what becomes known of resolutions by them."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from streams.core.detect.words.text import sentences
from streams.core.dossier.revise import revise
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, Fact, FactStatus, Quote, RawArticle, ResolutionEvent, Transition
from tests.benchmarks.flow import ORDINARY, SIZE, long
from tests.benchmarks.match.drawing import COUNTRIES

STORIES = Path(__file__).parents[2] / "core" / "detect" / "stories"


def on_the_un() -> list[EnrichedArticle]:
    """Return the stories that the tests of detection read, each with other news behind it up to SIZE characters."""
    lines = [line for file in sorted(STORIES.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
    return [read(text, number) for number, text in enumerate(json.loads(line)["body"] for line in lines)]


def others(number: int) -> list[EnrichedArticle]:
    """Return stories like most, about nothing that is looked for."""
    return [read(f"Report {each} of the day.\n\n{ORDINARY}", each) for each in range(number)]


def read(text: str, number: int = 1) -> EnrichedArticle:
    """Return an article as the stream reads it."""
    rest = long(ORDINARY)[: max(0, SIZE - len(text))]
    outcome = enrich(RawArticle("text/plain", f"{text}\n\n{rest}".encode(), uri=f"https://wire.example/{number}"))
    assert isinstance(outcome, EnrichedArticle)
    return outcome


def transitions(articles: list[EnrichedArticle], number: int) -> list[Transition]:
    """Return that events of the articles became known, from one source or several; words are asked of all the text.

    Where there are fewer events, they are told again of other countries, so that each asks for other subscriptions.
    """
    told = [(one, event) for one in articles for event in one.resolution_events if event.stage != "cited"]
    return list(islice(_transitions(told, random.Random(11)), number))


def _transitions(told: list[tuple[EnrichedArticle, ResolutionEvent]], draw: random.Random) -> Iterator[Transition]:
    for turn in count(0):
        for article, event in told:
            if turn:
                event = replace(event, targets=tuple(draw.sample(COUNTRIES, 1)))  # noqa: PLW2901  (another)
            read = revise(None, article)
            assert read is not None
            sources, body = draw.choice((1, 1, 2, 3)), article.article.body
            status: FactStatus = "confirmed" if sources > 1 else "provisional"
            quotes = tuple(Quote(body[start:end], start, end) for start, end in sentences(body))
            fact = Fact("fact", event.organ, event.stage, status, event, sources)
            whole = replace(read, events=(event,), sentences=quotes)
            yield Transition(f"{article.article.uri}/{turn}", "dossier", (), "first_sight", fact, None, whole)
