"""Delivery: whatever a transform raises and a broker answers, a run ends acknowledged, or the process halts."""

from dataclasses import replace
from typing import NoReturn

import pytest
from aiokafka import errors
from faust.types import TP

from streams.agents import delivery, outbox
from streams.agents.delivery import Delivery, Unavailable
from streams.agents.outbox import Output
from streams.core.model import RejectCause
from streams.kafka.batches import Outgoing
from streams.kafka.runs import Record, Run
from streams.telemetry.metrics import Metrics
from tests.fakes import FakeProducer, FakeRecord


class Halted(BaseException):
    """Stands for the end of the process."""


def halt(reason: str) -> NoReturn:
    raise Halted(reason)


def upper(record: Record) -> Output:
    assert record.value is not None
    return Output("out", record.key, record.value.upper(), [("offset", b"%d" % record.offset)], settled=_count_enriched)


def dead_letter(record: Record, cause: RejectCause, detail: str) -> Output:
    def count(metrics: Metrics) -> None:
        metrics.dead_lettered.labels(cause).inc()

    return Output(
        "dead", record.key, record.value, [("cause", cause.encode()), ("detail", detail.encode())], settled=count
    )


def _count_enriched(metrics: Metrics) -> None:
    metrics.enriched.inc()


def run_of(*values: bytes) -> Run:
    return Run(TP("in", 0), [FakeRecord(offset, value, b"key") for offset, value in enumerate(values)])


def delivery_to(producer: FakeProducer, limits: dict[str, int] | None = None) -> tuple[Delivery, Metrics]:
    metrics = Metrics()
    return Delivery(producer, dead_letter, limits or {}, metrics, halt), metrics


def value(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE_SECONDS", 0.001)


async def test_every_record_has_one_acknowledged_output_and_is_counted() -> None:
    """The plain way: order kept, and received = enriched with nothing in flight."""
    producer = FakeProducer()
    deliver, metrics = delivery_to(producer)
    await deliver.deliver(run_of(b"a", b"b", b"c"), upper)
    assert [sent.value for sent in producer.acknowledged] == [b"A", b"B", b"C"]
    assert value(metrics, "reswatch_records_received_total") == value(metrics, "reswatch_articles_enriched_total") == 3
    assert value(metrics, "reswatch_in_flight_records") == 0
    assert value(metrics, "reswatch_end_to_end_seconds_count") == 3


async def test_an_exception_costs_one_record_its_reading_and_no_other() -> None:
    """A defect becomes a dead letter with the original bytes; its neighbours are delivered."""

    def faulty(record: Record) -> Output:
        if record.value == b"b":
            raise ZeroDivisionError
        return upper(record)

    producer = FakeProducer()
    deliver, metrics = delivery_to(producer)
    await deliver.deliver(run_of(b"a", b"b", b"c"), faulty)
    assert [(sent.topic, sent.value) for sent in producer.acknowledged] == [
        ("out", b"A"),
        ("dead", b"b"),
        ("out", b"C"),
    ]
    assert value(metrics, "reswatch_dead_letters_total", cause="internal_error") == 1


async def test_an_output_above_its_topics_limit_is_never_sent() -> None:
    """A refused batch takes its mates with it, so what is known to be too large goes to the dead letters."""
    producer = FakeProducer()
    deliver, metrics = delivery_to(producer, {"out": 1000})
    await deliver.deliver(run_of(b"a", b"b" * 600), upper)
    assert [sent.topic for sent in producer.sent] == ["out", "dead"]
    assert value(metrics, "reswatch_dead_letters_total", cause="output_too_large") == 1


async def test_a_refused_batch_is_sent_again_record_by_record() -> None:
    """All mates of a refused batch fail; each is sent alone, and only the guilty one is dead-lettered."""
    producer = FakeProducer()
    tries: dict[bytes | None, int] = {}

    def refuse(sent: Outgoing) -> errors.KafkaError | None:
        tries[sent.value] = tries.get(sent.value, 0) + 1
        first_batch = tries[sent.value] == 1 and sent.topic == "out"
        guilty = sent.topic == "out" and sent.value == b"B"
        return errors.MessageSizeTooLargeError() if first_batch or guilty else None

    producer.verdict = refuse
    deliver, metrics = delivery_to(producer)
    await deliver.deliver(run_of(b"a", b"b", b"c"), upper)
    assert sorted((sent.topic, sent.value) for sent in producer.acknowledged) == [
        ("dead", b"b"),
        ("out", b"A"),
        ("out", b"C"),
    ]
    assert producer.renewed == 2, "after the refused batch, and after the refused record"
    assert value(metrics, "reswatch_articles_enriched_total") == 2
    assert value(metrics, "reswatch_dead_letters_total", cause="output_too_large") == 1


async def test_a_dead_letter_that_is_too_large_goes_without_its_value() -> None:
    """Compressed it came in, uncompressed it cannot get out: it must not block its partition for ever."""
    producer = FakeProducer()
    deliver, metrics = delivery_to(producer, {"out": 1000, "dead": 1000})
    await deliver.deliver(run_of(b"b" * 5000), upper)
    (sent,) = producer.acknowledged
    assert (sent.topic, sent.value) == ("dead", b"")
    assert ("reswatch-value-omitted", b"5000") in sent.headers
    assert value(metrics, "reswatch_dead_letters_total", cause="output_too_large") == 1


async def test_a_dead_letter_that_the_broker_refuses_goes_without_its_value() -> None:
    """The broker's limit may be below the contract's; only a letter that is refused empty halts."""

    def refuse(sent: Outgoing) -> errors.KafkaError | None:
        return errors.MessageSizeTooLargeError() if sent.value else None

    producer = FakeProducer(verdict=refuse)
    deliver, _ = delivery_to(producer)
    await deliver.deliver(run_of(b"a"), upper)
    assert [(sent.topic, sent.value) for sent in producer.acknowledged] == [("dead", b"")]


async def test_nothing_escapes_a_delivery() -> None:
    """Faust would go on with the next run, and its ack would commit past this one."""

    async def no_schema(_: Run) -> None:
        raise RuntimeError("registry")

    producer = FakeProducer()
    deliver, _ = delivery_to(producer)
    with pytest.raises(Halted, match="registry"):
        await deliver.deliver(run_of(b"a"), upper, no_schema)


async def test_a_producer_that_cannot_be_renewed_at_once_is_renewed_later() -> None:
    """Right after a refusal the broker may be away."""
    producer = FakeProducer(verdict=lambda sent: errors.MessageSizeTooLargeError() if sent.topic == "out" else None)
    producer.renewals_that_fail = 2
    deliver, _ = delivery_to(producer)
    await deliver.deliver(run_of(b"a"), upper)
    assert [sent.topic for sent in producer.acknowledged] == ["dead"]


async def test_what_may_pass_is_tried_again() -> None:
    """A broker that has no leader for a while costs time, not records."""
    failures = iter([errors.NotLeaderForPartitionError(), errors.KafkaTimeoutError(), None])
    producer = FakeProducer(verdict=lambda _: next(failures))
    deliver, metrics = delivery_to(producer)
    await deliver.deliver(run_of(b"a"), upper)
    assert [sent.value for sent in producer.acknowledged] == [b"A"]
    assert value(metrics, "reswatch_send_errors_total", error="KafkaTimeoutError") == 1


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (lambda _: errors.TopicAuthorizationFailedError(), "cannot publish to out"),
        (lambda _: errors.MessageSizeTooLargeError(), "refused a dead letter"),
        (lambda _: errors.NotLeaderForPartitionError(), "could not publish to out for"),
    ],
    ids=["not authorised", "even the dead letter is refused", "no leader for longer than a run may take"],
)
async def test_where_going_on_would_lose_the_process_halts(
    verdict: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ack of a later run would commit past this one, so there is no going on."""
    monkeypatch.setattr(delivery, "DELIVERY_SECONDS", 0.05)
    producer = FakeProducer(verdict=verdict)  # type: ignore[arg-type]  # parametrize hides the type
    deliver, _ = delivery_to(producer)
    with pytest.raises(Halted, match=reason):
        await deliver.deliver(run_of(b"a"), upper)


async def test_what_waits_for_long_is_counted_before_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees the counts of a process that has ended; begun at 0, so that the first is an increase."""
    monkeypatch.setattr(outbox, "LATE_SECONDS", 0.02)
    monkeypatch.setattr(delivery, "DELIVERY_SECONDS", 0.1)
    deliver, metrics = delivery_to(FakeProducer(silent=True))
    assert metrics.registry.get_sample_value("reswatch_send_errors_total", {"error": "NotAcknowledged"}) == 0
    with pytest.raises(Halted):
        await deliver.deliver(run_of(b"a"), upper)
    assert 1 <= value(metrics, "reswatch_send_errors_total", error="NotAcknowledged") <= 5


async def test_a_broker_that_does_not_answer_halts_within_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """An idempotent producer waits for ever; a run does not, since it would block the rebalance."""
    monkeypatch.setattr(delivery, "DELIVERY_SECONDS", 0.05)
    deliver, metrics = delivery_to(FakeProducer(silent=True))
    with pytest.raises(Halted, match=r"1 outputs to out were not acknowledged within 40 s$"):
        await deliver.deliver(run_of(b"a"), upper)
    assert value(metrics, "reswatch_in_flight_records") == 1, "what was not delivered stays in flight"


async def test_a_topic_that_was_deleted_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads why the worker ended need not look for what is missing."""
    monkeypatch.setattr(delivery, "DELIVERY_SECONDS", 0.05)
    deliver, _ = delivery_to(FakeProducer(silent=True, unknown=("out",)))
    with pytest.raises(Halted, match=r"there is no out\. Make it with `reswatch topics apply`"):
        await deliver.deliver(run_of(b"a"), upper)


async def test_a_record_may_have_several_outputs_or_none() -> None:
    """Each output is acknowledged, in order, and nothing stays in flight for a record without one."""
    producer = FakeProducer()
    deliver, metrics = delivery_to(producer)
    await deliver.deliver(run_of(b"a", b"", b"b"), lambda record: [upper(record)] * (2 if record.value else 0))
    assert [sent.value for sent in producer.acknowledged] == [b"A", b"A", b"B", b"B"]
    assert value(metrics, "reswatch_in_flight_records") == 0


async def test_an_output_can_name_its_partition() -> None:
    """What waits is sent to the partition of its time to wait."""
    producer = FakeProducer()
    deliver, _ = delivery_to(producer)
    await deliver.deliver(run_of(b"a"), lambda record: replace(upper(record), partition=5))
    assert [sent.partition for sent in producer.acknowledged] == [5]


async def test_acting_is_tried_again_while_its_object_is_away() -> None:
    """A database that comes back finds its run."""
    producer = FakeProducer()
    deliver, metrics = delivery_to(producer)
    attempts = []

    async def act(run: Run) -> list[tuple[Record, Output]]:
        attempts.append(len(run.records))
        if len(attempts) < 3:
            raise Unavailable("The database does not answer.")
        return []

    await deliver.act(run_of(b"a", b"b"), act)
    assert attempts == [2, 2, 2]
    assert not producer.sent
    assert value(metrics, "reswatch_in_flight_records") == 0


async def test_acting_halts_when_its_object_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Going on would lose the run."""
    monkeypatch.setattr(delivery, "DELIVERY_SECONDS", 0.01)
    deliver, _ = delivery_to(FakeProducer())

    async def act(run: Run) -> list[tuple[Record, Output]]:
        raise Unavailable("The database does not answer.")

    with pytest.raises(Halted, match="The database does not answer"):
        await deliver.act(run_of(b"a"), act)


async def test_acting_isolates_the_guilty_record() -> None:
    """A defect costs one record its turn: it is dead-lettered, the others are acted on alone."""
    producer = FakeProducer()
    deliver, metrics = delivery_to(producer)
    done: list[bytes | None] = []

    async def act(run: Run) -> list[tuple[Record, Output]]:
        if any(record.value == b"bad" for record in run.records):
            raise ZeroDivisionError
        done.extend(record.value for record in run.records)
        return [(record, upper(record)) for record in run.records]

    await deliver.act(run_of(b"a", b"bad", b"b"), act)
    assert done == [b"a", b"b"]
    assert [sent.value for sent in producer.acknowledged] == [b"A", b"bad", b"B"]
    assert value(metrics, "reswatch_dead_letters_total", cause="internal_error") == 1
