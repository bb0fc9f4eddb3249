"""Runs of records as Faust events: a transport on which a stream costs a tenth per message and loses none.

Stock faust-streaming wraps every record in a message, a queue slot, an event and an ack. Here one event carries a
*run*: consecutive records of one partition, bounded in number and bytes. Whoever handles a run acknowledges it whole,
after all its outputs are acknowledged by the broker; so the next offset to commit is always the last acknowledged one
plus one.

Nothing here knows articles. Each override names the faust-streaming 0.15.3 code that it replaces, and why.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

import faust
from aiokafka.errors import IllegalStateError, KafkaError
from aiokafka.structs import OffsetAndMetadata
from faust.auth import Credentials, SASLCredentials, SSLCredentials
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, AppT, ConsumerMessage

from streams.kafka.cluster import Security
from streams.kafka.handshake import denial

RUN_RECORDS = 256
"""Most records of a run: enough that the cost of an event vanishes, and few enough to be redelivered after a crash."""
RUN_BYTES = 1 << 20
"""Most bytes of a run (keys and values), unless its first record alone is larger."""
RUNS_BUFFERED = 8
"""Runs that wait for the agent before fetching pauses: at most 8 MiB of ordinary records, and never an idle agent."""
UNREADY_SECONDS = 150.0
"""Twice the 60 s that a rebalance may take, and a margin."""


class Record(Protocol):
    """One record as aiokafka hands it out; ``timestamp`` is in milliseconds since 1970, UTC."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    timestamp_type: int
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive records of one partition, in the order of their offsets; never empty."""

    partition: TP
    records: Sequence[Record]


class RunMessage(ConsumerMessage):
    """What Faust carries: its offset is the run's last, its value None, so that no Faust codec touches the records."""

    run: Run


def split_into_runs(partition: TP, records: Sequence[Record]) -> Iterator[Run]:
    """Cut the fetched ``records`` of one partition into runs of at most RUN_RECORDS records and RUN_BYTES bytes."""
    first, size = 0, 0
    for index, record in enumerate(records):
        weight = len(record.key or b"") + len(record.value or b"")
        if index > first and (index - first == RUN_RECORDS or size + weight > RUN_BYTES):
            yield Run(partition, records[first:index])
            first, size = index, 0
        size += weight
    if first < len(records):
        yield Run(partition, records[first:])


class RunConsumerThread(driver.AIOKafkaConsumerThread):
    """Commits."""

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        """Commit; a missing permission ends the worker in a sentence, where stock logs a traceback and crashes."""
        held = {tp: OffsetAndMetadata(offset, "") for tp, offset in offsets.items() if tp in self.assignment()}
        try:
            await self._ensure_consumer().commit({driver.ensure_aiokafka_TP(tp): each for tp, each in held.items()})
        except KafkaError as error:
            if words := denial(error):
                _halt(self.app, f"cannot commit: {words}")
            return await super()._commit(offsets)  # tries again, and knows what each error means
        self.tp_last_committed_at.update(dict.fromkeys(held, time.monotonic()))
        return True


class RunConsumer(driver.Consumer):
    """Hands runs to the streams and commits in order."""

    def _new_consumer_thread(self) -> RunConsumerThread:
        return RunConsumerThread(self, loop=self.loop, beacon=self.beacon)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Any]]:  # noqa: ASYNC109  # stock's signature
        """Yield the fetched records as runs; replaces ``Consumer.getmany``, which yields them one by one."""
        fetched, active = await self._wait_next_records(timeout)
        generation = self.app.consumer_generation_id
        if fetched is None or self.should_stop:
            return
        if not self.flow_active:
            await self._seek_back()
            return
        for partition, records in fetched.items():
            if active is not None and partition not in active and partition not in self._buffered_partitions:
                continue
            for run in split_into_runs(partition, records):
                if not self.flow_active or self.app.consumer_generation_id != generation:
                    return  # a rebalance began: what is left is fetched again by the partition's next owner
                yield partition, self._message_of(run)

    async def _seek_back(self) -> None:
        """Rewind to the committed offsets: what was fetched while the flow stood still is fetched again."""
        if self.assignment():
            with suppress(IllegalStateError):  # another rebalance has begun, and seeks at its end
                await self.perform_seek()

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Commit before a rebalance; stock forgets what is acknowledged first, and so has it all delivered again."""
        await self.commit()
        await super().on_partitions_revoked(revoked)

    @property
    def is_connected(self) -> bool:
        """Whether a connection to some broker is open."""
        inner = self._thread._consumer
        return inner is None or any(each.connected() for each in list(inner._client._conns.values()))

    @property
    def group_refusal(self) -> KafkaError | None:
        """What the group's coordinator refused, which aiokafka keeps for a caller of its own ``getmany``."""
        inner = self._thread._consumer
        return None if inner is None or inner._coordinator is None else inner._coordinator._pending_exception

    @property
    def is_member(self) -> bool:
        """Whether this consumer still takes part in its group; aiokafka ends that silently on a fatal error."""
        inner = self._thread._consumer
        if inner is None or inner._coordinator is None:
            return False
        task = inner._coordinator._coordination_task
        return task is None or not task.done()

    def _message_of(self, run: Run) -> RunMessage:
        last = run.records[-1]
        message = RunMessage(
            last.topic,
            last.partition,
            last.offset,
            last.timestamp / 1000.0,
            last.timestamp_type,
            None,
            None,
            None,
            None,
            tp=run.partition,
            generation_id=self.app.consumer_generation_id,
        )
        message.run = run
        return message

    async def _wait_next_records(
        self,
        timeout: float,  # noqa: ASYNC109  # stock's signature
    ) -> tuple[Any, set[TP] | None]:
        """Fetch; replaces the stock method, which sleeps a whole second when every partition's buffer is full."""
        if not self.flow_active:
            await self.wait(self.can_resume_flow)  # type: ignore[arg-type]  # as stock: any object with wait() will do
        self.not_waiting_next_records.set()
        active = self._get_active_partitions()
        if not active:
            await asyncio.sleep(0.005)
            return {}, active
        # With one partition's buffer full, a long poll on the quiet others would leave that buffer to run dry.
        patience = 0.02 if self._buffered_partitions else timeout
        try:
            return await self._getmany(active_partitions=active, timeout=patience), active
        except KafkaError as error:
            if words := denial(error):
                _halt(self.app, f"cannot read: {words}")
            raise

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Do nothing; stock keeps an interval tree of the offsets between messages, which here lie inside runs."""

    def _new_offset(self, tp: TP) -> int | None:
        """Return the offset to commit: runs of a partition are acknowledged in order, so the last one plus one.

        Stock looks for consecutive offsets among single records, and passes unacknowledged ones (faust issue 606).
        """
        acknowledged = self._acked[tp]
        if not acknowledged:
            return None
        last = max(acknowledged)
        acknowledged.clear()
        self._acked_index[tp].clear()
        return last + 1

    def lag(self) -> Iterator[tuple[str, int, int]]:
        """Yield topic, partition and the number of records that are not committed yet, of each partition held."""
        for partition in self.assignment():
            end = self.highwater(partition)
            if end is not None:  # None until the first fetch
                yield partition.topic, partition.partition, max(0, end - (self._committed_offset[partition] or 0))


class RunProducer(driver.Producer):
    """Sends without Faust's bookkeeping; idempotent, and every send is acknowledged by all in-sync replicas."""

    def _settings_extra(self) -> dict[str, Any]:
        """Turn idempotence on; stock does so for exactly-once only."""
        return {"acks": "all", "enable_idempotence": True}

    async def renew(self) -> None:
        """Replace the connection and the producer id; call it when no send is under way.

        After the broker refuses a batch, aiokafka's idempotent producer has a gap in its sequence numbers, and every
        later batch of that partition fails with OutOfOrderSequenceNumber (seen with aiokafka 0.14 on Kafka 4.3).
        """
        await self._ensure_producer().stop()
        self._producer = self._new_producer()
        await self._producer.start()

    async def dispatch(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        headers: Sequence[tuple[str, bytes]],
        partition: int | None = None,
    ) -> asyncio.Future[Any]:
        """Queue one record and return the future of the broker's acknowledgement; ``partition`` None is the key's.

        Waits only while the batch of its partition is full. Stock's ``send`` adds sensors, locks and copies.

        :raises aiokafka.errors.KafkaError: when the record cannot be queued (too large, topic unknown).
        """
        future: asyncio.Future[Any] = await self._ensure_producer().send(
            topic, value, key=key, partition=partition, headers=headers
        )
        return future


class RunTransport(driver.Transport):
    """The aiokafka transport with runs."""

    Consumer = RunConsumer
    Producer = RunProducer


class RunApp(faust.App):
    """A Faust app on the run transport. Give it the settings of ``run_settings``.

    ``halt`` ends the process, without another commit, for a reason that people can read.
    """

    halt: Callable[[str], NoReturn]
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

    def lag(self) -> Iterator[tuple[str, int, int]]:
        """Yield topic, partition and the number of records that are not committed yet, of each partition held."""
        if self.why_not_ready() is None:
            assert isinstance(self.consumer, RunConsumer)
            yield from self.consumer.lag()

    def why_not_ready(self) -> str | None:
        """Return None while this worker is a settled member of its group (with or without partitions), else why not."""
        if self.should_stop:
            return "stopping"
        if isinstance(self._consumer, RunConsumer) and self._consumer.started and not self._consumer.is_member:
            return "no longer a member of the consumer group: see the log"
        if not self.consumer_generation_id or self.consumer_generation_id < 0:
            return "not yet a member of the consumer group"
        return "the consumer group is rebalancing" if self.rebalancing else None

    def why_not_alive(self) -> str | None:
        """Return None unless this worker has not been ready for UNREADY_SECONDS: then it should be started again.

        Call it regularly: it notes when it last found the worker ready.
        """
        fault, now = self.why_not_ready(), time.monotonic()
        if fault is None or self._ready_at is None:
            self._ready_at = now
        return (
            f"not ready for {now - self._ready_at:.0f} s: {fault}" if now - self._ready_at > UNREADY_SECONDS else None
        )

    def _new_transport(self) -> RunTransport:
        return RunTransport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> RunTransport:
        return RunTransport(self.conf.broker_producer, self)


def _halt(app: AppT, reason: str) -> NoReturn:
    assert isinstance(app, RunApp)
    app.halt(reason)


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
        "broker_heartbeat_interval": session_timeout / 3,
        "broker_request_timeout": max(session_timeout, 40.0),
        "broker_commit_interval": commit_interval,
        "broker_max_poll_records": 2000,
        "consumer_auto_offset_reset": "earliest",
        "consumer_max_fetch_size": 4 << 20,
        "consumer_metadata_max_age_ms": 15_000,  # a topic made anew, or grown, is noticed so soon; stock: five minutes
        "producer_acks": -1,
        "producer_linger": 0.005,
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
