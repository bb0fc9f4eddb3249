"""``reswatch replay --apply``: what is read otherwise is published anew, muted, so that what follows takes it over."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from aiokafka.errors import KafkaError

from streams import __version__
from streams.cli import codecs
from streams.contracts import headers
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW, topics
from streams.core.model import EnrichedArticle
from streams.core.replay import Reread, tells
from streams.kafka import clients
from streams.kafka.handshake import UnreachableError
from streams.settings import Settings

PRODUCER = f"{headers.REPLAY}{__version__}"
WHY = b"replay"
WINDOW = 500
"""Records that are on their way at a time."""


def is_appliable(reread: Reread) -> bool:
    """Say whether publishing what is read now corrects what was published.

    An article that would be filtered or rejected now, or be another's by its uri, stays as it was: only a takedown
    could take it back, and that is for people to say.
    """
    before, after = reread.before, reread.after
    if not isinstance(after, EnrichedArticle):
        return False
    return not isinstance(before, EnrichedArticle) or before.article.uri == after.article.uri


@dataclass(slots=True)
class Later:
    """What came after articles that differ: takedowns (the last of each uri, by partition and offset), and versions
    that tell nothing, which have to be told again where an older version tells something now."""

    takedowns: dict[str, tuple[int, int]] = field(default_factory=dict)
    silent: dict[tuple[int, int], Reread] = field(default_factory=dict)


async def looked_at(later: AsyncIterator[Reread], rereads: Iterable[Reread]) -> Later:
    """Return what ``later`` versions mean for the articles that differ."""
    newly = {each.uri for each in rereads if tells(each.before) is None and tells(each.after) is not None}
    found = Later()
    async for each in later:
        place = each.partition, each.offset
        if each.after is None:
            found.takedowns[each.uri] = place
        elif each.uri in newly and isinstance(each.after, EnrichedArticle) and tells(each.after) is None:
            found.silent[place] = each
    return found


def to_publish(rereads: Iterable[Reread], later: Later) -> Iterator[Reread]:
    """Yield what is to be published: articles that differ and are not taken down since, then their later versions."""
    for each in rereads:
        later.silent.pop((each.partition, each.offset), None)
        if is_appliable(each) and not _is_down(each, later.takedowns):
            yield each
    yield from (each for each in later.silent.values() if not _is_down(each, later.takedowns))


def _is_down(reread: Reread, takedowns: Mapping[str, tuple[int, int]]) -> bool:
    partition, offset = takedowns.get(reread.uri, (-1, 0))
    return partition == reread.partition and offset > reread.offset


async def publish(settings: Settings, rereads: Iterable[Reread]) -> tuple[int, list[str]]:
    """Publish articles muted, as made from their raw records; return how many, and the uris of those too large.

    :raises UnreachableError: when no broker answers, or none does any more. What was sent then is found as published
        by the next replay.
    """
    codec, limit = codecs.writer(settings), topics()[ARTICLES_ENRICHED].max_message_bytes
    sent, too_large, pending = 0, list[str](), list[asyncio.Future[object]]()
    async with clients.producer(settings.cluster, largest=limit) as producer:
        try:
            for each in rereads:
                assert isinstance(each.after, EnrichedArticle)
                key, value = each.uri.encode(), codec.encode_enriched(each.after)
                if len(key) + len(value) + clients.BATCH_OVERHEAD > limit:
                    too_large.append(each.uri)
                    continue
                place = headers.provenance(ARTICLES_RAW, each.partition, each.offset, each.at, PRODUCER)
                told = [*place, (headers.MUTED, WHY)]
                pending.append(await producer.send(ARTICLES_ENRICHED, value, key, headers=told))
                sent += 1
                if len(pending) == WINDOW:
                    await asyncio.gather(*pending)
                    pending.clear()
            await asyncio.gather(*pending)
        except KafkaError as error:
            raise UnreachableError(f"Kafka took no more ({error}); run it again for the rest.") from error
    return sent, too_large
