"""The work of ``reswatch subscribe`` and its siblings: subscriptions from and to Kafka."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing
from typing import TypeAlias

from aiokafka.errors import KafkaError, ProducerFenced

from streams.cli.codecs import Reader, reader, writer
from streams.contracts.access import claim_on_subscriptions
from streams.contracts.schemas import SUBSCRIPTION
from streams.contracts.topics import ALERT_SUBSCRIPTIONS, topics
from streams.contracts.values import subscription_value
from streams.core.model import Subscription, Unreadable
from streams.kafka import clients
from streams.kafka.handshake import denial
from streams.settings import Settings

ATTEMPTS = 5
Decide: TypeAlias = Callable[[Mapping[str, Subscription | str]], Mapping[str, Subscription | None]]
"""Says what becomes of subscriptions, by id, None for what ends; it is given all that there are, as ``read`` does."""


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


async def change(settings: Settings, decide: Decide) -> Mapping[str, Subscription | str]:
    """Write what ``decide`` makes of the subscriptions, nobody else in between; return them as they were before.

    As the API does (streams.web.desk), under the same transactional id: where another is faster it begins anew.

    :raises UnreachableError: when no broker answers.
    """
    for attempt in range(ATTEMPTS):
        try:
            return await _change(settings, decide)
        except KafkaError as error:
            if attempt == ATTEMPTS - 1 or (denial(error) and not isinstance(error, ProducerFenced)):
                raise
            await asyncio.sleep(0.05 * 2**attempt)
    raise AssertionError("the last attempt returns or raises")


async def _change(settings: Settings, decide: Decide) -> Mapping[str, Subscription | str]:
    cluster, codec = settings.cluster, writer(settings)
    await clients.partitions_of(cluster, ALERT_SUBSCRIPTIONS)
    largest, claim = topics()[ALERT_SUBSCRIPTIONS].max_message_bytes, claim_on_subscriptions(settings.app_id)
    async with clients.producer(cluster, largest=largest, transactional_id=claim) as producer:
        before = await read(settings)
        wanted = decide(before)
        values = {name: None if each is None else codec.encode_subscription(each) for name, each in wanted.items()}
        if values:
            async with producer.transaction():
                for name, value in values.items():
                    await producer.send_and_wait(ALERT_SUBSCRIPTIONS, value, name.encode())
    return before
