"""Clean, tag, detect: the one function that the agents, the command, the benchmarks and the tests all call."""

from streams.core.clean import clean
from streams.core.detect import detect
from streams.core.model import EnrichedArticle, Filtered, Outcome, RawArticle, Rejected, Unreadable
from streams.core.tag import tag


def enrich(raw: RawArticle) -> Outcome:
    """Return what ``raw`` tells: the cleaned article with its entities and resolution events, or why there is none.

    Never raises, on any bytes: content that cannot be read comes back as ``Rejected``. Time is linear in the content,
    which the topic's size bounds.
    """
    try:
        article = clean(raw)
    except Unreadable as error:
        return Rejected(error.cause, error.detail, raw.uri)
    if isinstance(article, Filtered):
        return article
    entities = tag(article)
    found = detect(article, entities)
    return EnrichedArticle(article, found.subjects, entities, found.events)
