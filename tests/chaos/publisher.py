"""Publishes the articles of a run at an even pace, in a thread, through whatever befalls the brokers."""

import threading
import time
from collections.abc import Iterable
from typing import TypeAlias

from confluent_kafka import KafkaException, Message, Producer

from streams.contracts.topics import ARTICLES_RAW
from tests.chaos.articles import Fate

FLUSH_SECONDS = 600

Place: TypeAlias = tuple[int, int]
"""Partition and offset of a raw record."""


class Publisher(threading.Thread):
    """Publishes ``least`` articles, and more until ``enough`` is set.

    ``fates`` is what must become of each record that Kafka acknowledged; it is whole once the thread has ended.
    """

    def __init__(
        self, servers: str, articles: Iterable[tuple[bytes, bytes, Fate]], least: int, per_second: float
    ) -> None:
        super().__init__(name="publisher", daemon=True)
        self._articles = articles
        self._least = least
        self._per_second = per_second
        self.enough = threading.Event()
        self._producer = Producer(
            {
                "bootstrap.servers": servers,
                "enable.idempotence": True,
                "linger.ms": 5,
                "message.timeout.ms": 0,  # never: a record that is given up is no loss of the stream
                "log_level": 0,
            }
        )
        self.fates: dict[Place, Fate] = {}
        self.failures: list[str] = []

    def run(self) -> None:
        began = time.monotonic()
        for number, (key, value, fate) in enumerate(self._articles):
            if number >= self._least and self.enough.is_set():
                break
            while (early := began + number / self._per_second - time.monotonic()) > 0:
                self._producer.poll(early)  # which returns as soon as it has told of an acknowledgement
            self._send(key, value, fate)
        if left := self._producer.flush(FLUSH_SECONDS):
            self.failures.append(f"{left} were never acknowledged")

    def _send(self, key: bytes, value: bytes, fate: Fate) -> None:
        def told(error: object, message: Message) -> None:
            partition, offset = message.partition(), message.offset()
            if error is not None:
                self.failures.append(str(error))
            elif partition is not None and offset is not None:  # unknown where the first acknowledgement was lost
                self.fates[partition, offset] = fate

        while True:
            try:
                self._producer.produce(ARTICLES_RAW, value, key, on_delivery=told)
            except BufferError:
                self._producer.poll(0.1)
            except KafkaException as error:
                self.failures.append(str(error))
                return
            else:
                return
