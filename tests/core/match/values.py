"""Subscriptions and enriched articles for the tests of matching."""

from dataclasses import replace
from typing import Any

from streams.core.detect import detect
from streams.core.detect.words.text import sentences
from streams.core.match import parse_subscription
from streams.core.model import (
    Change,
    EnrichedArticle,
    Fact,
    FactStatus,
    Quote,
    ResolutionEvents,
    SubscribedTo,
    Subscription,
    Transition,
)
from streams.core.tag import tag
from tests.core.detect.articles import article

VETO = (
    "Russia on Tuesday vetoed a U.N. Security Council draft resolution on Syria. The text was drafted by France.\n\n"
    "It demanded that the bombing of Aleppo end at once. Iraq’s ambassador spoke of a “lost day”."
)
"""A veto; the body names Iraq, which the resolution is not about."""
BACKGROUND = (
    "Aid trucks reached Aleppo on Monday. Security Council resolution 2254 of 2015 called for a ceasefire in Syria."
)
"""An earlier resolution, named as background."""
WEATHER = "Farmers in Iraq began the harvest of dates on Monday, after the heaviest rains in years."


def enriched(body: str, headline: str | None = None) -> EnrichedArticle:
    """Read a body as the stream does."""
    read = article(body, headline=headline)
    read = replace(read, fetched_at=read.published_at)
    entities = tag(read)
    found = detect(read, entities)
    return EnrichedArticle(read, found.subjects, entities, found.events)


def subscription(
    *all_of: str,
    any_of: tuple[str, ...] = (),
    none_of: tuple[str, ...] = (),
    name: str = "desk",
    on: SubscribedTo = "articles",
) -> Subscription:
    """Return a subscription to clauses written ``field:value,value``."""
    groups = {"all_of": all_of, "any_of": any_of, "none_of": none_of}
    data = {group: [_clause(clause) for clause in clauses] for group, clauses in groups.items()}
    return parse_subscription({"id": name, **data, "channels": ["desk"], "on": on})


def _clause(text: str) -> dict[str, object]:
    field, _, values = text.partition(":")
    return {"field": field, "values": values.split(",")}


def transition(
    body: str, change: Change = "first_sight", headline: str | None = None, sources: int = 1, **known: Any
) -> Transition:
    """Return that the first event of a body became known; ``known`` is what is believed of it besides."""
    read = enriched(body, headline)
    article, event = read.article, read.resolution_events[0]
    told = ResolutionEvents(
        article.uri,
        article.version,
        article.event_id,
        article.headline,
        "AP",
        "The Paper",
        "en",
        article.published_at,
        article.fetched_at,
        None,
        (event,),
        b"signature",
        tuple(Quote(body[start:end], start, end) for start, end in sentences(body)),
        tuple(sorted({entity.id for entity in read.entities if entity.id})),
    )
    status: FactStatus = "confirmed" if sources > 1 else "provisional"
    believed = replace(event, **known)
    fact = Fact("fact", believed.organ, believed.stage, status, believed, sources)
    return Transition("transition", "dossier", ("older",), change, fact, None, told)
