"""``reswatch ledger`` on real topics: markers of transactions, aborted outputs, expired records, repeats, holes."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient

from streams.contracts.headers import provenance
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS
from tests.cli.commands import run

GROUP = "reswatch-enrich"
Sent = tuple[str, int, bytes | None, Sequence[tuple[str, bytes]]]
"""Topic, partition, value and headers."""


class Desk:
    """Writes what publishers and workers write, as a test tells it to."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._transactions = 0

    def write(self, records: Iterable[Sent], *, abort: bool = False) -> None:
        """Write the records in one transaction, which leaves a marker behind them in each partition."""
        self._transactions += 1
        producer = Producer({"bootstrap.servers": self._bootstrap, "transactional.id": f"test-{self._transactions}"})
        producer.init_transactions(30)
        producer.begin_transaction()
        for topic, partition, value, headers in records:
            producer.produce(topic, value, b"key", partition, headers=list(headers))
        producer.flush(30)
        producer.abort_transaction(30) if abort else producer.commit_transaction(30)

    def raw(self, partition: int, count: int) -> None:
        self.write([(ARTICLES_RAW, partition, b"raw", [])] * count)

    def commit(self, partition: int, offset: int) -> None:
        consumer = Consumer({"bootstrap.servers": self._bootstrap, "group.id": GROUP})
        consumer.commit(offsets=[TopicPartition(ARTICLES_RAW, partition, offset)], asynchronous=False)
        consumer.close()

    def expire(self, topic: str, partition: int, before: int) -> None:
        """Remove what is below the offset ``before``, as retention does."""
        admin = AdminClient({"bootstrap.servers": self._bootstrap})
        for done in admin.delete_records([TopicPartition(topic, partition, before)]).values():
            done.result(30)


def output(
    partition: int, offset: int, topic: str = ARTICLES_ENRICHED, value: bytes | None = b"v", by: str = "enrich"
) -> Sent:
    """An output of a raw record."""
    source = provenance(ARTICLES_RAW, partition, offset, 1_700_000_000_000, f"{by}/0.1.0")
    return topic, 0, value, source


def drawn_up(bootstrap: str, *arguments: object) -> tuple[dict[int, dict[str, Any]], dict[str, Any], int]:
    """Return the ledger's rows by partition, the whole of it, and the exit code."""
    result = run("ledger", "--json", "--broker", bootstrap, *arguments)
    assert result.exit_code in (0, 1), result.output
    told = json.loads(result.stdout)
    return {row["partition"]: row for row in told["partitions"]}, told, result.exit_code


def test_every_record_is_counted_once_and_what_is_wrong_is_named(stream_kafka: str) -> None:
    """Holes, repeats and contradictions by their offsets; markers, aborted outputs and strangers are none."""
    desk = Desk(stream_kafka)
    desk.raw(0, 10)  # offsets 0-9, a marker at 10
    desk.raw(0, 10)  # 11-20, 21
    desk.write([output(0, offset) for offset in (0, 1, 2, 3, 4)])
    desk.write([output(0, 5), output(0, 6)], abort=True)
    desk.write([output(0, 7, ARTICLES_FILTERED), output(0, 8, DEAD_LETTERS), output(0, 12, value=None), output(0, 15)])
    desk.write([output(0, 3), output(0, 4)])  # after a crash
    desk.write([(DEAD_LETTERS, 0, b"v", provenance("alerts", 0, 9, 0, "deliver/0.1.0")), (DEAD_LETTERS, 0, b"v", [])])
    desk.commit(0, 13)
    rows, told, code = drawn_up(stream_kafka)
    row = rows[0]
    assert (row["from"], row["to"], row["committed"]) == (0, 22, 13)
    assert [row[name] for name in ("received", "enriched", "filtered", "dead_lettered")] == [20, 7, 1, 1]
    assert row["in_flight"] == 7, "13, 14 and 16 to 20; 15 is settled, though not committed"
    assert (row["holes"], row["hole_offsets"]) == (4, [[5, 6], [9, 9], [11, 11]])
    assert (row["repeats"], row["repeat_offsets"]) == (2, [[3, 4]])
    assert (row["contradictory"], told["closed"], code) == (0, False, 1)
    assert told["outputs_without_source"] == {DEAD_LETTERS: 1}

    assert drawn_up(stream_kafka, "--isolation", "read_uncommitted")[0][0]["hole_offsets"] == [[9, 9], [11, 11]]
    rows, told, code = drawn_up(stream_kafka, "--from", "0:12", "--to", "0:14")
    assert (rows[0]["received"], rows[0]["in_flight"], told["closed"], code) == (2, 1, True, 0)

    text = run("ledger", "--broker", stream_kafka)
    assert text.exit_code == 1
    assert "articles-raw/0: no output of offsets 5-6, 9, 11 (4 in all)" in text.stdout
    assert "articles-raw/0: repeated, offsets 3-4 (2 in all)" in text.stdout
    assert "The ledger is not closed." in text.stdout


def test_outputs_that_contradict_each_other_or_cannot_be_open_the_ledger(stream_kafka: str) -> None:
    """Other bytes, another topic, an offset that is not there, a group beyond the end."""
    desk = Desk(stream_kafka)
    desk.raw(1, 4)
    desk.write([output(1, 0), output(1, 1), output(1, 2), output(1, 3)])
    desk.commit(1, 4)
    only = [part for other in range(12) if other != 1 for part in ("--to", f"{other}:0")]
    assert drawn_up(stream_kafka, *only)[2] == 0
    desk.write([output(1, 0, value=b"read otherwise", by="replay")])
    rows, _, code = drawn_up(stream_kafka, *only)
    assert (rows[1]["replayed"], rows[1]["repeats"], code) == (1, 0, 0)
    desk.write([output(1, 1, value=b"other"), output(1, 2, DEAD_LETTERS)])
    rows, told, code = drawn_up(stream_kafka, *only)
    assert (rows[1]["contradictory_offsets"], told["contradictions"], code) == ([[1, 2]], [], 1)
    desk.write([output(2, 5)])
    desk.commit(3, 7)
    assert drawn_up(stream_kafka, *only)[1]["contradictions"] == [
        "Outputs name articles-raw/2 up to offset 5, and it ends at 0.",
        "The group stands at offset 7 of articles-raw/3, and it ends at 0.",
    ]


def test_what_has_expired_is_no_hole(stream_kafka: str) -> None:
    """Raw records that are gone were not received; those whose output may be gone are unproven."""
    desk = Desk(stream_kafka)
    desk.raw(4, 6)
    desk.write([output(4, offset) for offset in range(6)])
    desk.commit(4, 6)
    desk.expire(ARTICLES_RAW, 4, 2)
    rows, _, _ = drawn_up(stream_kafka)
    assert (rows[4]["from"], rows[4]["received"], rows[4]["enriched"]) == (2, 4, 4)
    end = rows[4]["to"]
    desk.raw(4, 2)
    desk.commit(4, end + 2)
    rows, _, _ = drawn_up(stream_kafka)
    assert rows[4]["hole_offsets"] == [[end, end + 1]]
    desk.write([output(4, 0)])
    consumer = Consumer({"bootstrap.servers": stream_kafka, "group.id": "ends"})
    (_, enriched_end) = consumer.get_watermark_offsets(TopicPartition(ARTICLES_ENRICHED, 0), timeout=10)
    consumer.close()
    desk.expire(ARTICLES_ENRICHED, 0, enriched_end - 2)
    rows, _, _ = drawn_up(stream_kafka)
    assert (rows[4]["holes"], rows[4]["unproven"]) == (0, 6), "their outputs may be among what has expired"


def test_without_kafka_and_for_a_wrong_option_the_exit_code_is_another() -> None:
    """A script must not take what could not be drawn up for one with holes."""
    result = run("ledger", "--broker", "127.0.0.1:1")
    assert result.exit_code == 2
    assert "No Kafka answers" in result.output
    assert run("ledger", "--from", "-1").exit_code == 2
    assert "is not an offset" in run("ledger", "--to", "3:x").output
