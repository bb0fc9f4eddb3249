"""Stand-ins for what a test need not start."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka.errors import KafkaConnectionError, KafkaError

from streams.kafka.batches import Outgoing


@dataclass
class FakeRecord:
    """A consumed record."""

    offset: int
    value: bytes | None
    key: bytes | None = None
    topic: str = "articles-raw"
    partition: int = 3
    timestamp: int = 1_412_780_400_000
    timestamp_type: int = 0
    headers: Sequence[tuple[str, bytes]] = ()


@dataclass
class FakeProducer:
    """Acknowledges at once, fails with the error that ``verdict`` returns, or is silent."""

    verdict: Callable[[Outgoing], KafkaError | None] = lambda _: None
    silent: bool = False
    sent: list[Outgoing] = field(default_factory=list)
    acknowledged: list[Outgoing] = field(default_factory=list)
    renewed: int = 0
    renewals_that_fail: int = 0
    unknown: tuple[str, ...] = ()

    async def dispatch(self, record: Outgoing) -> asyncio.Future[Any]:
        self.sent.append(record)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self.silent:
            return future
        error = self.verdict(record)
        if error is None:
            self.acknowledged.append(record)
            future.set_result(None)
        else:
            future.set_exception(error)
        return future

    def hurry(self) -> None: ...

    def knows(self, topic: str) -> bool:
        return topic not in self.unknown

    async def renew(self) -> None:
        if self.renewals_that_fail:
            self.renewals_that_fail -= 1
            raise KafkaConnectionError
        self.renewed += 1
