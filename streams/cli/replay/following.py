"""What follows from articles that are read otherwise: later versions of them, dossiers, alerts."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass

from aiokafka import TopicPartition

from streams.cli import subscribing
from streams.cli.codecs import Reader
from streams.cli.fetching import fetches
from streams.cli.progress import Progress
from streams.cli.replay.outputs import reading_of
from streams.cli.replay.rereading import read_again
from streams.contracts import headers
from streams.contracts.codec import Undecodable
from streams.contracts.schemas import RESOLUTION_EVENTS as EVENTS_SCHEMA
from streams.contracts.topics import ARTICLES_RAW, RESOLUTION_EVENTS
from streams.contracts.values import events_value
from streams.core.match import InvalidSubscription, Matcher, parse_subscription, subscription_json
from streams.core.model import ResolutionEvents, Subscription
from streams.core.replay import (
    AlertDifference,
    DossierDifference,
    Fold,
    Reread,
    alert_differences,
    dossier_differences,
    tells,
    tells_otherwise,
)
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.settings import Settings


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would be otherwise beside the articles."""

    dossiers: Sequence[DossierDifference] = ()
    alerts: Sequence[AlertDifference] = ()


async def consequences(
    settings: Settings, reader: Reader, rereads: Iterable[Reread], progress: Progress
) -> Consequences:
    """Return what follows from articles that differ; ``rereads`` is gone through several times.

    :raises UnknownTopicError: when a topic is missing.
    :raises UnreachableError: when no broker answers.
    """
    otherwise = [each for each in rereads if tells_otherwise(each)]
    new = [each for each in otherwise if tells(each.before) is None]
    later = [
        each async for each in later_versions(settings.cluster, reader, new, progress) if tells(each.after) is None
    ]
    fold = Fold(otherwise, later)
    if otherwise:
        async with aclosing(_told(settings.cluster, reader, progress)) as records:
            async for record, told in records:
                uri = (record.key or b"").decode("utf-8", "replace")
                at = headers.number(record.headers, headers.SOURCE_TIMESTAMP)
                anew = bool(headers.muted(record.headers))
                fold.take(uri, told, record.timestamp if at is None else at, anew=anew)
    then, now = fold.dossiers()
    subscriptions = await _subscriptions(settings)
    matcher = Matcher()
    for subscription in subscriptions.values():
        matcher.put(subscription)
    alerts = alert_differences(matcher, rereads, fold)
    wanted = tuple(each for each in alerts if _wants(subscriptions[each.alert.subscription_id], each))
    return Consequences(tuple(dossier_differences(then, now)), wanted)


async def _subscriptions(settings: Settings) -> dict[str, Subscription]:
    """Return the subscriptions that are in force: what makes no sense is left out, as the match role does."""
    found = {}
    for name, each in (await subscribing.read(settings)).items():
        if isinstance(each, Subscription):
            with suppress(InvalidSubscription):
                found[name] = parse_subscription(subscription_json(each))
    return found


def _wants(subscription: Subscription, difference: AlertDifference) -> bool:
    return difference.alert.change is None or difference.alert.change in subscription.changes


async def later_versions(
    cluster: Cluster, reader: Reader, rereads: Iterable[Reread], progress: Progress
) -> AsyncGenerator[Reread, None]:
    """Yield what came after these, up to now, under the same uri: versions, as they are read now, and takedowns."""
    firsts: dict[bytes, tuple[int, int]] = {}
    for each in rereads:
        firsts.setdefault(each.uri.encode(), (each.partition, each.offset))
    begins = _first_by_partition(firsts)
    if not begins:
        return
    async with clients.reader(cluster, ARTICLES_RAW, sorted(begins)) as raw:
        ends = await raw.end_offsets(list(raw.assignment()))
        for partition, offset in begins.items():
            raw.seek(TopicPartition(ARTICLES_RAW, partition), offset)
        async with aclosing(fetches(raw, ends, progress)) as found:
            async for records in found:
                for record in records:
                    partition, offset = firsts.get(record.key or b"", (-1, 0))
                    if record.partition == partition and record.offset > offset:
                        yield _read(record, reader)


def _first_by_partition(places: Mapping[bytes, tuple[int, int]]) -> dict[int, int]:
    first: dict[int, int] = {}
    for partition, offset in places.values():
        first[partition] = min(offset, first.get(partition, offset))
    return first


def _read(record: clients.Record, reader: Reader) -> Reread:
    after = reading_of(read_again(record, reader), reader)
    uri = (record.key or b"").decode("utf-8", "replace")
    return Reread(record.partition, record.offset, record.timestamp, uri, after, after)


async def _told(
    cluster: Cluster, reader: Reader, progress: Progress
) -> AsyncGenerator[tuple[clients.Record, ResolutionEvents | None], None]:
    """Yield all records of ``resolution-events`` that can be read, and what they say."""
    partitions = await clients.partitions_of(cluster, RESOLUTION_EVENTS)
    async with clients.reader(cluster, RESOLUTION_EVENTS, partitions) as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        async with aclosing(fetches(consumer, ends, progress)) as found:
            async for records in found:
                for record in records:
                    if record.value is None:
                        yield record, None
                        continue
                    try:
                        kind, values = reader.decode(record.value)
                    except Undecodable:  # track leaves them out too
                        continue
                    if kind == EVENTS_SCHEMA:
                        yield record, events_value(values)
