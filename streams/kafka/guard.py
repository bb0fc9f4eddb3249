"""Notices that a running worker has lost its access to Kafka: it must end loudly, where its clients only try again.

aiokafka keeps what the consumer group's coordinator refused for a caller of ``getmany`` who, in Faust, never calls; and
after a password was changed or a certificate has expired it connects anew for ever.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, NoReturn

from mode import Service

from streams.kafka.cluster import Cluster
from streams.kafka.handshake import AccessError, UnreachableError, denial, shake_hands
from streams.kafka.transport import RunApp

LOOK_SECONDS = 0.5
KNOCK_SECONDS = 5.0
"""Between two attempts to hear why there is no connection."""


class AccessGuard(Service):
    """Calls ``halt`` with a sentence once Kafka refuses the consumer of ``app``, or lets nobody in any more."""

    def __init__(self, app: RunApp, cluster: Cluster, halt: Callable[[str], NoReturn], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._app = app
        self._cluster = cluster
        self._halt = halt

    @Service.task
    async def _watch(self) -> None:
        knocked = time.monotonic()
        while not self.should_stop:
            await asyncio.sleep(LOOK_SECONDS)
            if error := self._app.group_refusal():
                self._halt(denial(error) or f"the consumer group refuses this worker: {error!r}")
            if not self._app.is_connected and time.monotonic() - knocked > KNOCK_SECONDS:
                knocked = time.monotonic()
                await self._knock()

    async def _knock(self) -> None:
        try:
            await shake_hands(self._cluster)
        except AccessError as error:
            self._halt(str(error))
        except UnreachableError:
            pass  # it may come back
