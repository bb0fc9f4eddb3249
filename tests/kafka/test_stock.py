"""That faust-streaming and aiokafka are still as they were read: our overrides replace their code, or lean on it.

A new release that changes any of it fails here by name. Then read what changed, mend the override if it must be, name
its new line, and write the new digest down (the failure prints it).
"""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.client import AIOKafkaClient
from aiokafka.consumer.fetcher import Fetcher
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.producer.message_accumulator import BatchBuilder, MessageAccumulator, MessageBatch
from aiokafka.producer.sender import AddOffsetsToTxnHandler, Sender, SendProduceReqHandler, TxnOffsetCommitHandler
from aiokafka.producer.transaction_manager import TransactionManager
from faust.app.base import App
from faust.tables.recovery import Recovery
from faust.transport import consumer as stock
from faust.transport.drivers import aiokafka as driver

from streams.kafka.consumer import RunConsumer
from streams.kafka.consumer_thread import RunConsumerThread
from streams.kafka.producer import RunProducer
from streams.kafka.transport import RunApp, RunTransport

REPLACED: dict[Callable[..., Any], str] = {
    stock.Consumer.getmany: "4b168d84882a70d6",
    stock.Consumer._wait_next_records: "6218e1969a636b3f",
    stock.Consumer.on_buffer_drop: "4b57e8a418d5ad9c",
    stock.Consumer._add_gap: "4df2573ded7c1c2c",
    stock.Consumer._new_offset: "1d2c7ea89a7ad4f1",
    stock.Consumer.perform_seek: "0e8c130ff4b0afd8",
    stock.Consumer.on_partitions_assigned: "29ce96596f05a18c",
    stock.ThreadDelegateConsumer._commit: "a20eec84e4b2ed50",
    stock.Consumer.on_partitions_revoked: "d04b7ae72c6fc206",
    driver.Consumer._new_consumer_thread: "0870ec53dea75083",
    driver.AIOKafkaConsumerThread._create_worker_consumer: "c2701bfc3e6f6cad",
    driver.AIOKafkaConsumerThread.on_start: "38b4e8bd1e10723a",
    driver.AIOKafkaConsumerThread.on_thread_stop: "8dfc004e258b6c25",
    driver.AIOKafkaConsumerThread._fetch_records: "39a2c6c79fc1455a",
    driver.AIOKafkaConsumerThread._commit: "932852ce7a23f658",
    driver.AIOKafkaConsumerThread._log_slow_processing: "c2586fec776a080b",
    driver.Producer._settings_extra: "a4c7bc41b6382223",
    App.on_stop: "bfe5a933defb2324",
    App._new_transport: "42db531312dd776f",
    App._new_producer_transport: "eb3b4aa6a8961275",
}
"""What an override of ours replaces: faust-streaming 0.15.3."""
LEANED_ON: dict[Callable[..., Any], str] = {
    stock.Consumer.ack: "5fcf41cf45153475",
    stock.Consumer.commit: "a354437baaa08bf8",
    stock.Consumer.wait_empty: "e4662fe24f094819",
    stock.Consumer._drain_messages: "44a2500309e83c63",
    Fetcher.fetched_records: "be4348896b9b66af",
    Fetcher.close: "1cd24bc1c442149e",
    stock.Consumer._commit_offsets: "1a69799041188441",
    App._on_partitions_revoked: "d5c895bbe57dc73a",
    App._on_partitions_assigned: "de932b7927db85b3",
    Recovery._resume_streams: "d986a6710c1aca98",
    GroupCoordinator._do_fetch_commit_offsets: "b0f3598132715552",
    GroupCoordinator.fetch_committed_offsets: "6c049c7379165952",
    GroupCoordinator._send_req: "fa4b12e914ce9fcf",
    AIOKafkaConsumer.seek_to_committed: "f6cd85c8b70a4ccf",
    AIOKafkaConsumer.committed: "d8706147ab1573ad",
    AIOKafkaProducer.commit_transaction: "c7f9677c89413f97",
    AIOKafkaProducer.send_offsets_to_transaction: "4b58002b44962a5c",
    Sender._fail_all: "5a67e3b6f87be0c5",
    Sender._maybe_do_transactional_request: "71227a8a4d9ca80d",
    Sender._do_txn_commit: "8263eaebb7c30ea1",
    Sender._do_add_offsets_to_txn: "c061788b781233ae",
    Sender._find_coordinator: "33001a36bf6a0ae0",
    AddOffsetsToTxnHandler.handle_response: "d9a23120e688bca8",
    AIOKafkaClient._metadata_update: "06dc51ed3e0d38b8",
    TransactionManager.maybe_add_partition_to_txn: "e0a118be379a7f75",
    TransactionManager.is_empty_transaction: "124ac059b2a77809",
    TxnOffsetCommitHandler.create_request: "4f6bf93bb0a1639e",
    AIOKafkaConsumer.start: "2f1ba70443327538",
    driver.Producer._new_producer: "e72355c3430ed02f",
    SendProduceReqHandler._can_retry: "7ff5d491d977aacf",
    AIOKafkaProducer.send: "08ce81263f439838",
    AIOKafkaProducer._partition: "e45fa9c539d431d1",
    BatchBuilder.append: "657d76f55157d9ca",
    BatchBuilder.close: "084fb8748d27f9b6",
    MessageAccumulator.add_message: "56ff7e6c19185f83",
    MessageAccumulator._append_batch: "4762abfc42cbaa15",
    MessageAccumulator.create_builder: "13dcd0ebf6b9eb44",
    MessageAccumulator.drain_by_nodes: "fc995afbfc5718e2",
    MessageBatch.append: "e3ff2fc253fdd6ce",
    MessageBatch.done: "2d765e5c2dc8638d",
    MessageBatch.failure: "719b2122c318e955",
    MessageBatch.remaining_linger: "6f296891237ba250",
    MessageBatch.wait_drain: "076520f9d25910f8",
}
"""What our code relies on without replacing it: the same, and aiokafka 0.14."""

CODE = {**REPLACED, **LEANED_ON}
OURS = (RunConsumer, RunConsumerThread, RunProducer, RunTransport, RunApp)


def digest_of(function: Callable[..., Any]) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


def overrides() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield each attribute of ours that a base class has too, and the function of that base."""
    for ours in OURS:
        for name in vars(ours):
            of_bases = (vars(base)[name] for base in ours.__mro__[1:] if name in vars(base))
            replaced = next(of_bases, None)
            if inspect.isfunction(replaced) and not name.startswith("__"):
                yield f"{ours.__name__}.{name}", replaced


@pytest.mark.parametrize("function", CODE, ids=lambda function: function.__qualname__)
def test_the_code_is_what_was_read(function: Callable[..., Any]) -> None:
    """A release that changes it fails here."""
    found = digest_of(function)
    assert found == CODE[function], (
        f"read what changed in {function.__module__}.{function.__qualname__}, mend what replaces it or leans on it in "
        f"streams/kafka, then update its digest here to {found}"
    )


def test_every_override_is_listed() -> None:
    """An override that nobody watches would go on replacing what it was not written for."""
    unlisted = [name for name, function in overrides() if function not in REPLACED]
    assert not unlisted, f"list what these replace: {unlisted}"


def test_nothing_is_listed_that_is_not_replaced() -> None:
    """What is no longer replaced need not be watched as such."""
    replaced = {function for _, function in overrides()}
    assert not [function.__qualname__ for function in REPLACED if function not in replaced]
