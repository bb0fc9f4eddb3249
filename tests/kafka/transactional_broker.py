"""A broker and its producer in memory, as far as transactions use them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from aiokafka.errors import KafkaError, ProducerFenced
from faust.types import TP


@dataclass
class Broker:
    """What a broker would know: visible records, the group's offset, and who owns the transactional id."""

    visible: list[bytes] = field(default_factory=list)
    aborted: list[bytes] = field(default_factory=list)
    offset: int | None = None
    owner: "FakeProducer | None" = None
    refused: Callable[[bytes], KafkaError | None] = lambda _: None

    def producer(self, transactional_id: str) -> Any:
        assert transactional_id == "group-in-0"
        return FakeProducer(self)

    async def committed(self, _: TP) -> int | None:
        return self.offset


class FakeProducer:
    """As much of aiokafka's producer as a transaction uses."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.sent: list[bytes] = []
        self.offset: int | None = None
        self._sender = self
        self.client = SimpleNamespace(_conns={})
        self.sender_task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        if self.broker.owner is not None:
            self.broker.aborted += self.broker.owner.sent
            self.broker.owner.sent = []
        self.broker.owner = self

    async def stop(self) -> None: ...

    async def begin_transaction(self) -> None: ...

    async def send(self, _: str, value: bytes) -> asyncio.Future[None]:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        error = self.broker.refused(value) if self.broker.owner is self else ProducerFenced()
        if error is None:
            self.sent.append(value)
            future.set_result(None)
        else:
            future.set_exception(error)
        return future

    async def send_offsets_to_transaction(self, offsets: dict[Any, int], group: str) -> None:
        assert group == "group"
        (self.offset,) = offsets.values()

    async def commit_transaction(self) -> None:
        if self.broker.owner is not self:
            raise ProducerFenced
        self.broker.visible += self.sent
        self.broker.offset = self.offset
        self.sent = []
