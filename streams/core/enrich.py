"""Clean, tag, detect: the one function that the stream, the command, the benchmarks and the tests all call."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from streams.core.clean import clean
from streams.core.detect import detect
from streams.core.model import Article, EnrichedArticle, Outcome, RawArticle, Rejected, Unreadable
from streams.core.tag import tag

Step: TypeAlias = Literal["clean", "tag", "detect"]


def enrich(raw: RawArticle, done: Callable[[Step], None] = lambda _: None) -> Outcome:
    """Return what ``raw`` says: the cleaned article with its entities and resolution events, or why there is none.

    Never raises, whatever the bytes; the time it takes grows linearly with them.

    :param done: is called with the name of each step when that step has ended; for whoever measures, since nothing here
        reads a clock.
    """
    try:
        article = clean(raw)
    except Unreadable as error:
        return Rejected(error.cause, error.detail, raw.uri)
    done("clean")
    if not isinstance(article, Article):
        return article
    entities = tag(article)
    done("tag")
    detection = detect(article, entities)
    done("detect")
    return EnrichedArticle(article, detection.subjects, entities, detection.events)
