"""CPU an article of matching: ``python -m tests.benchmarks.match [SUBSCRIPTIONS]``.

Subscriptions of mixed shapes, drawn with a fixed seed: countries by role (a few are asked for by many), organs, stages,
subjects, words of the articles themselves, two or three clauses each. Articles: those of the samples that tell of
resolutions, and a story like most, each of about 3 KB and read by the whole of enrich. Time is measured around
``Matcher.match`` alone, alerts and their sentences included.
"""

import json
import random
import statistics
import sys
import time
import tracemalloc

from streams.core.enrich import enrich
from streams.core.match import Matcher
from streams.core.match.words import tokens
from streams.core.model import Clause, ClauseField, EnrichedArticle, RawArticle, Subscription
from streams.core.tag import known_entities
from streams.core.tag.lexicon import lexicon_for
from tests.benchmarks.flow import ORDINARY, about_the_un, long

ROUNDS = 200
COUNTRIES = sorted(entity.id for entity in known_entities().values() if entity.type == "country")
ORGANS = ("GA", "SC", "HRC", "ECOSOC", "GA-C3")
STAGES = ("proposed", "tabled", "vote_scheduled", "amended", "adopted", "rejected", "vetoed", "withdrawn")
CODES = ("14", "14.02.02", "01.03.00", "01.04.00", "14.04.01")
NAMES = [name.surface for name in lexicon_for("en").names]  # type: ignore[union-attr]  # English is there
WORDS_OF_ARTICLES = 0.03
"""Share of words that stand in one of the articles; the others are of the names of countries, bodies and places. An
article then has one in a hundred of the words that are asked for."""
SHAPES: tuple[tuple[ClauseField, ...], ...] = (
    ("target",),
    ("target", "stage"),
    ("target", "stage", "organ"),
    ("sponsor", "stage"),
    ("vetoed_by", "target"),
    ("mentioned", "organ"),
    ("mentioned", "word"),
    ("word",),
    ("word", "stage"),
    ("subject", "organ", "stage"),
    ("symbol",),
)


class Drawing:
    """Draws subscriptions."""

    def __init__(self, articles: list[EnrichedArticle]) -> None:
        self._random = random.Random(7)
        self._words = sorted({word for one in articles for word in tokens(one.article.body) if len(word) > 6})
        self._other_words = sorted({word for name in NAMES for word in tokens(name) if len(word) > 3})
        self._few = self._random.sample(COUNTRIES, len(COUNTRIES))

    def subscription(self, number: int) -> Subscription:
        """Return one of the shapes; one in five has a second group, one in ten excludes something."""
        draw = self._random
        all_of = tuple(self._clause(field) for field in draw.choice(SHAPES))
        any_of = (self._clause("stage"), self._clause("word")) if draw.random() < 0.2 else ()
        none_of = (self._clause("mentioned"),) if draw.random() < 0.1 else ()
        return Subscription(f"s{number}", all_of, any_of, none_of, None, ("desk",))

    def _clause(self, field: ClauseField) -> Clause:
        return Clause(field, tuple(self._value(field) for _ in range(self._random.choice((1, 1, 2, 3)))))

    def _value(self, field: ClauseField) -> str:
        draw = self._random
        match field:
            case "organ":
                return draw.choice(ORGANS)
            case "stage":
                return draw.choice(STAGES)
            case "subject":
                return draw.choice(CODES)
            case "symbol":
                return f"A/C.3/{draw.randint(60, 80)}/L.{draw.randint(1, 80)}"
            case "word":
                words = self._words if draw.random() < WORDS_OF_ARTICLES else self._other_words
                return " ".join(draw.choices(words, k=draw.choice((1, 1, 2))))
            case _:  # some countries are asked for a hundred times as often as others
                return self._few[min(int(draw.paretovariate(0.6)), len(self._few)) - 1]


def read(text: str) -> EnrichedArticle:
    outcome = enrich(RawArticle("text/plain", text.encode(), uri="https://wire.example/1"))
    assert isinstance(outcome, EnrichedArticle)
    return outcome


def milliseconds(matcher: Matcher, articles: list[EnrichedArticle]) -> dict[str, float]:
    """Return CPU an article, and how many alerts it gives in the mean."""
    took, alerts = [], 0
    for article in articles * (1 + ROUNDS // len(articles)):
        started = time.process_time_ns()
        alerts += len(matcher.match(article))
        took.append((time.process_time_ns() - started) / 1e6)
    took.sort()
    return {
        "median": round(statistics.median(took), 3),
        "p99": round(took[int(len(took) * 0.99)], 3),
        "alerts": round(alerts / len(took), 1),
    }


def measure(count: int) -> dict[str, object]:
    """Match with ``count`` subscriptions and return the figures, in milliseconds."""
    about, ordinary = [read(text) for text in about_the_un()], [read(long(ORDINARY))]
    drawing = Drawing([*about, *ordinary])
    subscriptions = [drawing.subscription(number) for number in range(count)]
    matcher = Matcher()
    tracemalloc.start()
    for subscription in subscriptions:
        matcher.put(subscription)
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    started = time.perf_counter()
    for subscription in subscriptions:
        matcher.put(subscription)
    return {
        "subscriptions": count,
        "about_the_un_ms": milliseconds(matcher, [one for one in about if one.resolution_events]),
        "others_ms": milliseconds(matcher, ordinary),
        "update_us": round((time.perf_counter() - started) / count * 1e6, 1),
        "memory_mb": round(megabytes, 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)))
