"""Topic administration: what differs is found, only what is asked for is changed, and refusals are told."""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from kafka.admin import KafkaAdminClient

from streams.kafka.changes import Configure, Create, Existing, Grow, compare, describe_change
from streams.kafka.cluster import Cluster
from streams.kafka.handshake import UnreachableError
from streams.kafka.topics import TopicsError, apply, connect, describe, plan, require


@dataclass(frozen=True)
class Topic:
    name: str
    partitions: int = 2
    config: Mapping[str, str] = field(default_factory=lambda: {"retention.ms": "1000000"})


@pytest.fixture
def admin(kafka: str) -> Iterator[KafkaAdminClient]:
    with connect(Cluster(kafka)) as client:
        yield client


@pytest.fixture
def name() -> str:
    return f"admin-{uuid4().hex[:8]}"


def test_nothing_differs() -> None:
    """Settings that nobody asked for, and more partitions than wanted, are no difference."""
    existing = {"a": Existing(3, {"retention.ms": "1000000", "cleanup.policy": "compact"})}
    assert compare(existing, [Topic("a")]) == ()


def test_each_difference_is_found() -> None:
    """A missing topic, missing partitions, another value, a setting that the broker does not know."""
    existing = {"a": Existing(1, {"retention.ms": "5"})}
    wanted = [Topic("a", config={"retention.ms": "6", "odd": "x"}), Topic("b")]
    assert compare(existing, wanted) == (
        Grow("a", 1, 2),
        Configure("a", "retention.ms", "5", "6"),
        Configure("a", "odd", None, "x"),
        Create("b", 2, {"retention.ms": "1000000"}),
    )


def test_changes_read_well() -> None:
    """One line each."""
    changes = (Create("a", 2, {}), Grow("a", 1, 2), Configure("a", "retention.ms", "5", "6"))
    assert [describe_change(change) for change in changes] == [
        "a: create, partitions 2",
        "a: partitions 1 -> 2",
        "a: retention.ms 5 -> 6",
    ]


def test_what_is_planned_is_made_and_then_nothing_is_left(admin: KafkaAdminClient, name: str) -> None:
    """Created, grown, configured; other settings and other topics stay as they are."""
    other = Topic(f"{name}-other")
    first = Topic(name, config={"retention.ms": "1000000", "max.message.bytes": "5000"})
    apply(admin, plan(admin, [first, other]))
    assert plan(admin, [first, other]) == ()
    second = Topic(name, 3, {"retention.ms": "2000000"})
    changes = plan(admin, [second])
    assert changes == (Grow(name, 2, 3), Configure(name, "retention.ms", "1000000", "2000000"))
    apply(admin, changes)
    assert plan(admin, [second, other]) == ()
    asked = Topic(name, config={"retention.ms": "", "max.message.bytes": ""})
    assert describe(admin, [asked])[name] == Existing(3, {"retention.ms": "2000000", "max.message.bytes": "5000"})


def test_fewer_partitions_are_never_made(admin: KafkaAdminClient, name: str) -> None:
    """Neither planned, nor done when asked for all the same."""
    apply(admin, [Create(name, 3, {})])
    assert plan(admin, [Topic(name, 1, {})]) == ()
    with pytest.raises(TopicsError, match="would not be an increase"):
        apply(admin, [Grow(name, 3, 1)])


def test_refusals_are_told_and_the_rest_is_made(admin: KafkaAdminClient, name: str) -> None:
    """Kafka's own words beside the topic's name."""
    good, bad = Topic(f"{name}-good"), Topic(f"{name}-bad", config={"retention.ms": "soon"})
    with pytest.raises(TopicsError, match=f"^{name}-bad: Invalid value soon for configuration retention.ms"):
        apply(admin, plan(admin, [good, bad]))
    assert plan(admin, [good]) == ()
    with pytest.raises(TopicsError, match=f"{name}-good: .*Unknown topic config name: nonsense"):
        apply(admin, [Configure(good.name, "nonsense", None, "1")])
    with pytest.raises(TopicsError, match=f"{name}-good: .*already exists"):
        apply(admin, [Create(good.name, 1, {})])


def test_too_few_brokers_for_the_replicas(admin: KafkaAdminClient, name: str) -> None:
    """The usual mistake on a laptop."""
    with pytest.raises(TopicsError, match=f"{name}: .*replication factor"):
        apply(admin, [Create(name, 1, {})], replication_factor=3)


def test_a_worker_is_told_what_it_lacks(kafka: str, admin: KafkaAdminClient, name: str) -> None:
    """Missing topics and partitions stop it, with what to do; settings do not."""
    there = Topic(name)
    apply(admin, plan(admin, [there]))
    require(Cluster(kafka), [there, Topic(name, 1, {"retention.ms": "7"})], {})
    with pytest.raises(TopicsError) as error:
        require(Cluster(kafka), [Topic(name, 5), Topic(f"{name}-lost")], {})
    assert str(error.value).splitlines() == [
        "The topics are not ready. Run `reswatch topics apply`:",
        f"{name}: partitions 2 -> 5",
        f"{name}-lost: create, partitions 2",
    ]


def serve_http(listener: socket.socket) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        connection.close()


@pytest.mark.parametrize("kind", ["nobody", "silent", "web"])
def test_no_kafka_there_is_told_in_seconds(kind: str) -> None:
    """Nobody listens, somebody listens and says nothing, or it is a web server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        if kind == "web":
            threading.Thread(target=serve_http, args=(listener,), daemon=True).start()
        if kind == "nobody":
            listener.close()
        started = time.monotonic()
        with (
            pytest.raises(UnreachableError, match=f"No Kafka answers at 127.0.0.1:{port}"),
            connect(Cluster(f"127.0.0.1:{port}")),
        ):
            pass
        assert time.monotonic() - started < 10
