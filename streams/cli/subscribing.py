"""The work of ``reswatch subscribe`` and its siblings: subscriptions from and to Kafka."""

from collections.abc import Mapping
from contextlib import aclosing

from streams.cli.codecs import Reader, reader, writer
from streams.contracts.schemas import SUBSCRIPTION
from streams.contracts.topics import ALERT_SUBSCRIPTIONS, topics
from streams.contracts.values import subscription_value
from streams.core.model import Subscription, Unreadable
from streams.kafka import clients
from streams.settings import Settings


async def read(settings: Settings) -> dict[str, Subscription | str]:
    """Return the subscriptions by id, or why one cannot be read: all that there are at the time of the call.

    :raises UnknownTopicError: when there is no such topic.
    :raises UnreachableError: when no broker answers.
    """
    cluster = settings.cluster
    partitions = await clients.partitions_of(cluster, ALERT_SUBSCRIPTIONS)
    found: dict[str, Subscription | str] = {}
    with reader(settings) as codec:
        async with clients.reader(cluster, ALERT_SUBSCRIPTIONS, partitions) as consumer:
            ends = await consumer.end_offsets(list(consumer.assignment()))
            async with aclosing(clients.read_until(consumer, ends)) as records:
                async for record in records:
                    name = (record.key or b"").decode("utf-8", "replace")
                    found.pop(name, None)
                    if record.value is not None:
                        found[name] = _decoded(codec, record.value)
    return dict(sorted(found.items()))


def _decoded(codec: Reader, value: bytes) -> Subscription | str:
    try:
        kind, record = codec.decode(value)
        return subscription_value(record) if kind == SUBSCRIPTION else f"a record of schema {kind}"
    except Unreadable as error:
        return error.detail


async def write(settings: Settings, changes: Mapping[str, Subscription | None]) -> None:
    """Publish subscriptions by id, None for what ends; return when all replicas have them.

    :raises UnreachableError: when no broker answers.
    """
    cluster, codec = settings.cluster, writer(settings)
    await clients.partitions_of(cluster, ALERT_SUBSCRIPTIONS)
    async with clients.producer(cluster, largest=topics()[ALERT_SUBSCRIPTIONS].max_message_bytes) as producer:
        for name, subscription in changes.items():
            value = None if subscription is None else codec.encode_subscription(subscription)
            await producer.send_and_wait(ALERT_SUBSCRIPTIONS, value, name.encode())
