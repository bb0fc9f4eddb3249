"""Subscriptions of mixed shapes, drawn with a fixed seed."""

import random

from streams.core.match.words import tokens
from streams.core.model import Clause, ClauseField, Condition, EnrichedArticle, Group, SubscribedTo, Subscription
from streams.core.tag import known_entities
from streams.core.tag.lexicon import lexicon_for

COUNTRIES = sorted(entity.id for entity in known_entities().values() if entity.type == "country")
LISTED: dict[ClauseField, tuple[str, ...]] = {
    "organ": ("GA", "SC", "HRC", "ECOSOC", "GA-C3"),
    "stage": ("proposed", "tabled", "vote_scheduled", "amended", "adopted", "rejected", "vetoed", "withdrawn"),
    "subject": ("14", "14.02.02", "01.03.00", "01.04.00", "14.04.01"),
    "vote": ("vetoed", "unanimous", "consensus", "recorded"),
    "status": ("provisional", "confirmed", "disputed"),
}
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
    ("target", "status"),
    ("target", "min_sources"),
    ("organ", "vote", "target"),
    ("vetoed_by", "min_confidence"),
    ("organ", "margin_below"),
)
NUMBERS: dict[ClauseField, tuple[str, ...]] = {
    "min_sources": ("2", "3"),
    "min_confidence": ("0.7", "0.8", "0.9"),
    "margin_below": ("1", "3", "5", "10", "20"),
}
ONE_IN_FIVE, ONE_IN_TEN = 0.2, 0.1


class Drawing:
    """Draws subscriptions; their words come from articles and from names."""

    def __init__(self, articles: list[EnrichedArticle], on: SubscribedTo) -> None:
        self._random = random.Random(7)
        self._on = on
        self._words = sorted({word for one in articles for word in tokens(one.article.body) if len(word) > 6})
        self._other_words = sorted({word for name in NAMES for word in tokens(name) if len(word) > 3})
        self._few = self._random.sample(COUNTRIES, len(COUNTRIES))

    def subscription(self, number: int) -> Subscription:
        """Return one of the shapes.

        One in five has a second group, one in five a nested one, one in ten excludes something.
        """
        draw = self._random
        all_of: tuple[Condition, ...] = tuple(map(self._clause, draw.choice(SHAPES)))
        any_of = (self._clause("stage"), self._clause("word")) if draw.random() < ONE_IN_FIVE else ()
        none_of = (self._clause("mentioned"),) if draw.random() < ONE_IN_TEN else ()
        if draw.random() < ONE_IN_FIVE:
            all_of = (*all_of, self._nested())
        return Subscription(f"s{number}", all_of, any_of, none_of, None, ("desk",), on=self._on)

    def _nested(self) -> Group:
        veto = Group("all", (self._clause("vote"), self._clause("organ")))
        bars = Group("none", (self._clause("word"),))
        return Group("any", (veto, Group("all", (self._clause("word"), bars)), self._clause("subject")))

    def _clause(self, field: ClauseField) -> Clause:
        if field in NUMBERS:
            return Clause(field, (self._random.choice(NUMBERS[field]),))
        count = self._random.choice((1, 1, 2, 3))
        return Clause(field, tuple(dict.fromkeys(self._value(field) for _ in range(count))))

    def _value(self, field: ClauseField) -> str:
        draw = self._random
        if field in LISTED:
            return draw.choice(LISTED[field])
        if field == "symbol":
            return f"A/C.3/{draw.randint(60, 80)}/L.{draw.randint(1, 80)}"
        if field == "word":
            words = self._words if draw.random() < WORDS_OF_ARTICLES else self._other_words
            return " ".join(draw.choices(words, k=draw.choice((1, 1, 2))))
        # some countries are asked for a hundred times as often as others
        return self._few[min(int(draw.paretovariate(0.6)), len(self._few)) - 1]
