"""Runs of records as Faust events: a transport on which a stream costs a tenth per message and loses none.

Stock faust-streaming wraps every record in a message, a queue slot, an event and an ack. Here one event carries a
*run*: consecutive records of one partition, bounded in number and bytes (streams.kafka.runs). Whoever handles a run
acknowledges it whole, after all its outputs are acknowledged by the broker; so the next offset to commit is always the
last acknowledged one plus one (streams.kafka.consumer, streams.kafka.producer).

Nothing here knows articles. Each override names the line of faust-streaming 0.15.3 that it replaces, and why;
tests/kafka/test_stock.py fails when a release changes that code.
"""

import time
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import cached_property
from types import MappingProxyType
from typing import Any, NoReturn

import faust
from aiokafka.errors import KafkaError
from faust.auth import Credentials, SASLCredentials, SSLCredentials
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

from streams.kafka.cluster import Security
from streams.kafka.consumer import RunConsumer
from streams.kafka.guarantee import Guarantee
from streams.kafka.producer import RunProducer
from streams.kafka.runs import RUN_RECORDS, Run
from streams.kafka.sender import Sender
from streams.kafka.transaction import Transaction
from streams.kafka.transactions import Transactions

RUNS_BUFFERED = 8
"""Runs that wait for the agent before fetching pauses: at most 8 MiB of ordinary records, and never an idle agent."""
UNREADY_SECONDS = 150.0
"""Twice the 60 s that a rebalance may take, and a margin."""


class RunTransport(driver.Transport):
    """The aiokafka transport with runs."""

    Consumer = RunConsumer
    Producer = RunProducer


class RunApp(faust.App):
    """A Faust app on the run transport. Give it the settings of ``run_settings``.

    ``halt`` ends the process, without another commit, for a reason that people can read. Set ``guarantee`` before it
    starts, ``outputs``, the topics that it writes, and ``producers``: at least once, what the outputs of a topic's runs
    are sent with. The app's own producer is for the one topic that has none there, since only one run at a time may
    use it.
    """

    halt: Callable[[str], NoReturn]
    guarantee: Guarantee = "at_least_once"
    outputs: Collection[str] = ()
    producers: Mapping[str, Sender] = MappingProxyType({})
    _ready_at: float | None = None

    @property
    def is_connected(self) -> bool:
        """Whether the consumer, where it has started, has a connection to some broker."""
        return not isinstance(self._consumer, RunConsumer) or self._consumer.is_connected

    def group_refusal(self) -> KafkaError | None:
        """Return what the consumer group refused to this worker, if it did."""
        return self._consumer.group_refusal if isinstance(self._consumer, RunConsumer) else None

    @property
    def run_producer(self) -> RunProducer:
        """The producer of outputs."""
        assert isinstance(self.producer, RunProducer)
        return self.producer

    @cached_property
    def transactions(self) -> Transactions | None:
        """What holds outputs and offsets together, exactly once; None where runs are delivered at least once."""
        if self.guarantee == "at_least_once":
            return None
        return Transactions(self.conf.id, self.outputs, self.run_producer.transactional, self._committed, self.halt)

    async def _committed(self, partition: TP) -> int | None:
        assert isinstance(self.consumer, RunConsumer)
        return await self.consumer.committed(partition)

    @asynccontextmanager
    async def outputs_of(self, run: Run) -> AsyncIterator[RunProducer | Sender | Transaction | None]:
        """Yield where the outputs of ``run`` are sent; None where its partition has gone to another worker.

        Acknowledge the run within the block, after its outputs are acknowledged.
        """
        if self.transactions is None:
            yield self.producers.get(run.partition.topic, self.run_producer)
            return
        async with self.transactions.of(run) as transaction:
            yield transaction

    async def on_stop(self) -> None:
        """Give the transactions up, after ``app/base.py`` 1706 ``App.on_stop`` has had them committed."""
        await super().on_stop()
        if self.transactions is not None:
            await self.transactions.close()

    def held(self, topic: str) -> set[int]:
        """Return the partitions of ``topic`` that this worker has now."""
        return {each.partition for each in self.consumer.assignment() if each.topic == topic}

    def lag(self) -> Iterator[tuple[str, int, int]]:
        """Yield topic, partition and the number of records that are not committed yet, of each partition held."""
        if self._why_not_settled() is None:
            assert isinstance(self.consumer, RunConsumer)
            yield from self.consumer.lag()

    def why_not_ready(self) -> str | None:
        """Return None while this worker is a settled member of its group and a broker is there, else why not."""
        return self._why_not_settled() or (None if self.is_connected else "no broker answers")

    def _why_not_settled(self) -> str | None:
        """Return None while this worker is a settled member of its group (with or without partitions), else why not."""
        if self.should_stop:
            return "stopping"
        if isinstance(self._consumer, RunConsumer) and self._consumer.started and not self._consumer.is_member:
            return "no longer a member of the consumer group: see the log"
        if not self.consumer_generation_id or self.consumer_generation_id < 0:
            return "not yet a member of the consumer group"
        return "the consumer group is rebalancing" if self.rebalancing else None

    def why_not_alive(self) -> str | None:
        """Return None unless this worker has not been a settled member for UNREADY_SECONDS: then start it again.

        Brokers that are away are no reason: another worker would not find them either. Call it regularly: it notes when
        it last found the worker settled.
        """
        fault, now = self._why_not_settled(), time.monotonic()
        if fault is None or self._ready_at is None:
            self._ready_at = now
        return (
            f"not ready for {now - self._ready_at:.0f} s: {fault}" if now - self._ready_at > UNREADY_SECONDS else None
        )

    def _new_transport(self) -> RunTransport:
        """Replaces ``app/base.py`` 1932 ``App._new_transport``, which knows stock transports only."""
        return RunTransport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> RunTransport:
        """Replaces ``app/base.py`` 1940 ``App._new_producer_transport``, which knows stock transports only."""
        return RunTransport(self.conf.broker_producer, self)


def credentials(security: Security) -> Credentials | None:
    """Return ``security`` as Faust's setting ``broker_credentials``, which its consumer and its producer both read.

    :raises OSError: as ``Security.ssl_context``.
    """
    context = security.ssl_context()
    if security.is_authenticated:
        password = security.password.get_secret_value() if security.password else None
        return SASLCredentials(
            username=security.username, password=password, mechanism=security.mechanism, ssl_context=context
        )
    return SSLCredentials(context) if context else None


def run_settings(*, max_request_bytes: int, session_timeout: float, commit_interval: float) -> dict[str, Any]:
    """Return the Faust settings under which the run transport loses nothing.

    :param max_request_bytes: size of the largest record that is sent.
    :param session_timeout: seconds after which a silent worker's partitions are given to others.
    :param commit_interval: seconds between offset commits; what a crash redelivers.
    """
    return {
        "broker_session_timeout": session_timeout,
        "broker_heartbeat_interval": min(1.0, session_timeout / 3),  # by which a rebalance is heard of
        "broker_request_timeout": max(session_timeout, 40.0),
        "broker_commit_interval": commit_interval,
        "broker_max_poll_records": 2 * RUN_RECORDS,  # of a backlog, before the next partition has its turn
        "consumer_auto_offset_reset": "earliest",
        "consumer_max_fetch_size": 4 << 20,
        "consumer_metadata_max_age_ms": 15_000,  # a topic made anew, or grown, is noticed so soon; stock: five minutes
        "producer_acks": -1,
        "producer_linger": 0.1,  # while a run is being read; at its end nothing lingers (``RunProducer.hurry``)
        "producer_max_batch_size": 256 << 10,
        "producer_max_request_size": max_request_bytes,
        "producer_request_timeout": 15.0,  # and how long a send waits for a full buffer
        "stream_buffer_maxsize": RUNS_BUFFERED,
        "stream_wait_empty": True,  # a rebalance waits for the run in hand
        "stream_publish_on_commit": False,
        "table_standby_replicas": 0,
        "topic_allow_declare": False,  # topics come from their contracts
        "topic_disable_leader": True,
        "web_enabled": False,  # Faust's web server binds every address
    }
