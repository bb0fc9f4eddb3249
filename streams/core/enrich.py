"""Clean, tag, detect: the one function that the agents, the command, the benchmarks and the tests all call."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from streams.core.clean import clean
from streams.core.detect import detect
from streams.core.model import EnrichedArticle, Filtered, Outcome, RawArticle, Rejected, Unreadable
from streams.core.tag import tag

Step: TypeAlias = Literal["clean", "tag", "detect"]


def enrich(raw: RawArticle, done: Callable[[Step], None] = lambda _: None) -> Outcome:
    """Return what ``raw`` tells: the cleaned article with its entities and resolution events, or why there is none.

    Never raises, on any bytes: content that cannot be read comes back as ``Rejected``. Time is linear in the content,
    which the topic's size bounds.

    :param done: hears of each step when it has ended; for whoever measures, since nothing here reads a clock.
    """
    try:
        article = clean(raw)
    except Unreadable as error:
        return Rejected(error.cause, error.detail, raw.uri)
    done("clean")
    if isinstance(article, Filtered):
        return article
    entities = tag(article)
    done("tag")
    found = detect(article, entities)
    done("detect")
    return EnrichedArticle(article, found.subjects, entities, found.events)
