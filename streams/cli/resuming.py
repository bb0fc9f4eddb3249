"""The work of ``reswatch deliveries resume``."""

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import replace

from streams.cli import subscribing
from streams.cli.codecs import reader
from streams.contracts.schemas import TROUBLE
from streams.contracts.topics import RECEIVER_TROUBLES, topics
from streams.contracts.values import trouble_value
from streams.core.model import Subscription, Trouble, Unreadable
from streams.kafka import clients
from streams.settings import Settings


async def resumed(settings: Settings, subscription_id: str) -> list[str]:
    """Resume the receivers of a subscription; return what was paused, by name, when all replicas know of it.

    :raises UnknownTopicError: when there is no such topic.
    :raises UnreachableError: when no broker answers.
    """
    troubles = await _paused(settings)
    paused = {key: each.receiver for key, each in troubles.items() if _is_of(each, subscription_id)}
    async with clients.producer(settings.cluster, largest=topics()[RECEIVER_TROUBLES].max_message_bytes) as producer:
        for key in paused:
            await producer.send_and_wait(RECEIVER_TROUBLES, None, key)
    names = list(paused.values())

    def resume(found: Mapping[str, Subscription | str]) -> Mapping[str, Subscription | None]:
        one = found.get(subscription_id)
        if not isinstance(one, Subscription) or not one.paused:
            return {}
        return {subscription_id: replace(one, paused=False)}

    if resume(await subscribing.change(settings, resume)):
        names.append("the subscription itself")
    return names


def _is_of(trouble: Trouble, subscription_id: str) -> bool:
    return trouble.subscription_id == subscription_id and trouble.paused_at is not None


async def _paused(settings: Settings) -> dict[bytes, Trouble]:
    """Return the receivers that take nothing, by the keys of their records."""
    found: dict[bytes, Trouble] = {}
    partitions = await clients.partitions_of(settings.cluster, RECEIVER_TROUBLES)
    with reader(settings) as codec:
        async with clients.reader(settings.cluster, RECEIVER_TROUBLES, partitions) as consumer:
            ends = await consumer.end_offsets(list(consumer.assignment()))
            async with aclosing(clients.read_until(consumer, ends)) as records:
                async for record in records:
                    found.pop(record.key or b"", None)
                    if record.value is None:
                        continue
                    try:
                        kind, read = codec.decode(record.value)
                    except Unreadable:  # what the deliver role leaves out too
                        continue
                    if kind == TROUBLE:
                        found[record.key or b""] = trouble_value(read)
    return found
