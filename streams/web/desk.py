"""The subscriptions on Kafka: read whole and followed, changed one at a time however many processes there are.

Kafka knows no "write if nobody else has", but it knows transactions: whoever begins one under a transactional id after
another process has asked for that id is refused. So a change asks for the id, reads the topic to its end, decides, and
commits; where it is refused, another has changed something meanwhile, and it begins anew.
"""

import asyncio
from bisect import bisect_right
from contextlib import suppress
from typing import NoReturn, Protocol

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, ProducerFenced

from streams.contracts.codec import Codec, Undecodable
from streams.contracts.topics import ALERT_SUBSCRIPTIONS
from streams.core.model import Subscription
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.kafka.handshake import denial
from streams.kafka.view import TopicView
from streams.telemetry.logs import Event, logger
from streams.web.parts import Decide
from streams.web.problems import unavailable

SECONDS = 10.0
"""For a change, and for the first reading of the topic."""
ATTEMPTS = 5

log = logger(__name__)


class Halt(Protocol):
    """Ends the process."""

    def __call__(self, reason: str) -> NoReturn: ...


class KafkaSubscriptions:
    """Is started and stopped; then as ``streams.web.parts.Subscriptions`` says.

    :param transactional_id: the same in all processes, and of nobody else.
    """

    def __init__(self, cluster: Cluster, codec: Codec, transactional_id: str, halt: Halt) -> None:
        self._cluster = cluster
        self._codec = codec
        self._transactional_id = transactional_id
        self._values: dict[str, bytes] = {}
        self._ids: list[str] | None = None
        """The ids in their order, None where they have to be put in order anew."""
        self._view = TopicView(cluster, ALERT_SUBSCRIPTIONS, self._apply, halt)
        self._whole = False
        self._producer: AIOKafkaProducer | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Begin to read."""
        await self._view.start()
        self._reading = asyncio.create_task(self._read_whole())

    async def stop(self) -> None:
        """End reading, and let go of the producer."""
        self._reading.cancel()
        await self._let_go()
        await self._view.stop()

    @property
    def is_whole(self) -> bool:
        """Whether the topic has been read to its end once."""
        return self._whole

    async def find(self, subscription_id: str) -> Subscription | None:
        """Return one as it is now."""
        await self._be_whole()
        return self._read(subscription_id)

    async def page(self, after: str, limit: int) -> list[Subscription]:
        """Return up to ``limit`` of them whose ids follow ``after``, by id."""
        await self._be_whole()
        if self._ids is None:
            self._ids = sorted(self._values)
        found: list[Subscription] = []
        for name in self._ids[bisect_right(self._ids, after) :]:
            if len(found) == limit:
                break
            found += [one for one in (self._read(name),) if one is not None]
        return found

    async def change(self, subscription_id: str, decide: Decide) -> Subscription | None:
        """Have ``decide`` change one, nobody else in between; return what it is now.

        :raises Problem: when Kafka does not answer in time; then it may have been changed, or not.
        """
        try:
            async with asyncio.timeout(SECONDS), self._lock:
                return await self._change(subscription_id, decide)
        except TimeoutError:
            raise unavailable("kafka", "Kafka does not answer: it may be changed, or not. Get it and see.") from None

    async def _change(self, name: str, decide: Decide) -> Subscription | None:
        for attempt in range(ATTEMPTS):
            try:
                producer = await self._taken()
                await self._view.caught_up()
                wanted = decide(self._read(name))
                value = None if wanted is None else self._codec.encode_subscription(wanted)
                if value != self._values.get(name):
                    async with producer.transaction():
                        await producer.send_and_wait(ALERT_SUBSCRIPTIONS, value, name.encode())
                    await self._view.caught_up()
            except (
                KafkaError
            ) as error:  # fenced: another process was faster; or its id is forgotten, or the broker away
                await self._let_go()
                if attempt == ATTEMPTS - 1 or (denial(error) and not isinstance(error, ProducerFenced)):
                    raise
                await asyncio.sleep(0.05 * 2**attempt)
            else:
                return wanted
        raise AssertionError("the last attempt returns or raises")

    async def _taken(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                **self._cluster.options(), transactional_id=self._transactional_id, enable_idempotence=True
            )
            self._producer = producer
            await producer.start()
        return self._producer

    async def _let_go(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            with suppress(KafkaError, TimeoutError):
                await asyncio.wait_for(producer.stop(), 1)

    async def _be_whole(self) -> None:
        try:
            await asyncio.wait_for(asyncio.shield(self._reading), SECONDS)
        except TimeoutError:
            raise unavailable("kafka", "Kafka does not answer. Try again later.") from None

    async def _read_whole(self) -> None:
        await self._view.caught_up()
        self._whole = True

    def _read(self, name: str) -> Subscription | None:
        value = self._values.get(name)
        if value is None:
            return None
        try:
            return self._codec.decode_subscription(value)
        except Undecodable as error:
            log.warning(Event.SUBSCRIPTION_UNREADABLE, subscription=name, reason=error.detail)
            return None

    def _apply(self, record: clients.Record) -> None:
        name = (record.key or b"").decode("utf-8", "replace")
        if record.value is None or name not in self._values:
            self._ids = None
        if record.value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = record.value
