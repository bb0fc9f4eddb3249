"""The independent count of a run: confluent-kafka and fastavro, and nothing of the stream or of its ledger."""

import io
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition
from fastavro import parse_schema, schemaless_reader

from streams.contracts.files import schemas_folder
from tests.broker.kafka_io import Out
from tests.chaos.publisher import Place

RAW = "articles-raw"
OUTPUTS = ("articles-enriched", "articles-filtered", "dead-letters")
ENRICHED = parse_schema(json.loads((schemas_folder() / "avro" / "enriched_article.v2.avsc").read_text()))
SECONDS = 120.0


@dataclass(slots=True)
class Count:
    """What a reader of committed records finds."""

    received: int = 0
    lost: list[Place] = field(default_factory=list)
    repeats: int = 0
    differing: list[Place] = field(default_factory=list)
    """Sources whose outputs are not the same byte for byte."""
    visible_twice: int = 0
    """Articles that a consumer sees twice, though it drops the ids that it knows."""
    published_twice: int = 0
    """Raw records of an article that the raw topic already has: the publisher's repeats, not the stream's."""
    elsewhere: list[str] = field(default_factory=list)
    """Records that did not end where they should."""


def count(servers: str, fates: Mapping[Place, str], since: Mapping[int, int]) -> Count:
    """Read all topics and count; of the raw topic from the offsets ``since`` on."""
    raw = {place for place in _places(_read(servers, (RAW,))) if place[1] >= since.get(place[0], 0)}
    found: defaultdict[Place, list[Out]] = defaultdict(list)
    for message in _read(servers, OUTPUTS):
        out = _out(message)
        if out.headers["reswatch-source-topic"] == RAW:
            found[int(out.headers["reswatch-source-partition"]), int(out.headers["reswatch-source-offset"])].append(out)
    result = Count(received=len(raw))
    ids: set[str] = set()
    for place in sorted(raw):
        outs = found.get(place, [])
        if not outs:
            result.lost.append(place)
            continue
        result.repeats += len(outs) - 1
        if len({(out.topic, out.key, out.value) for out in outs}) > 1:
            result.differing.append(place)
        known = {_id(out, place) for out in outs}
        result.visible_twice += len(known) - 1
        result.published_twice += bool(known & ids)
        ids |= known
        fate = fates.get(place)
        if fate is not None and any(out.topic != fate for out in outs):
            result.elsewhere.append(f"{place}: {outs[0].topic}, not {fate}")
    missing = [place for place in fates.keys() - raw if place[1] >= since.get(place[0], 0)]
    result.elsewhere += [f"{place} was acknowledged, and is not there" for place in missing]
    return result


def output_times(servers: str) -> Iterator[tuple[Place, float]]:
    """Yield the source of each output, and when the output was made, in seconds since 1970."""
    for message in _read(servers, OUTPUTS):
        yield _out(message).source, message.timestamp()[1] / 1000


def _id(out: Out, place: Place) -> str:
    """Return what a consumer knows an output by: an article's event id, else where it came from."""
    if out.topic != "articles-enriched" or out.value is None:
        return f"{out.topic} {place}"
    record = schemaless_reader(io.BytesIO(out.value[5:]), ENRICHED)
    assert isinstance(record, dict)
    return str(record["event_id"])


def _places(messages: list[Message]) -> list[Place]:
    return [(message.partition() or 0, message.offset() or 0) for message in messages]


def _out(message: Message) -> Out:
    headers: list[tuple[str, bytes]] = list(message.headers() or [])  # type: ignore[arg-type]  # as consumed
    topic = message.topic()
    assert topic is not None
    first = {name: value.decode() for name, value in reversed(headers)}
    return Out(topic, message.key(), message.value(), first)


def _read(servers: str, topics: tuple[str, ...]) -> list[Message]:
    """Read what is committed of the topics, whole."""
    options = {"bootstrap.servers": servers, "enable.auto.commit": False, "auto.offset.reset": "earliest"}
    consumer = Consumer({**options, "group.id": f"count-{time.time_ns()}", "enable.partition.eof": True})
    places = [
        TopicPartition(topic, number, 0)
        for topic in topics
        for number in consumer.list_topics(topic, timeout=20).topics[topic].partitions
    ]
    consumer.assign(places)
    left, found, deadline = {(each.topic, each.partition) for each in places}, [], time.monotonic() + SECONDS
    try:
        while left:
            assert time.monotonic() < deadline, f"the count could not read {sorted(left)}"
            for message in consumer.consume(1_000, 0.5):
                error = message.error()
                if error is None:
                    found.append(message)
                elif error.code() == KafkaError._PARTITION_EOF:
                    left.discard((message.topic(), message.partition()))
    finally:
        consumer.close()
    return found


def lag(servers: str, group: str) -> int:
    """Return how many raw records the group has not committed yet; -1 while that cannot be known."""
    consumer = Consumer({"bootstrap.servers": servers, "group.id": group, "log_level": 0})
    try:
        numbers = consumer.list_topics(RAW, timeout=10).topics[RAW].partitions
        places = consumer.committed([TopicPartition(RAW, number) for number in numbers], timeout=10)
        ends = [consumer.get_watermark_offsets(place, timeout=10)[1] for place in places]
        return sum(max(0, end - max(place.offset, 0)) for place, end in zip(places, ends, strict=True))
    except (KafkaException, TimeoutError):
        return -1
    finally:
        consumer.close()
