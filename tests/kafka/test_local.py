"""The local Kafka is a real one: it keeps what it acknowledged, and never outlives the program that started it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic
from kafka.errors import KafkaError

from streams.kafka import folder as data
from streams.kafka import local, node
from streams.kafka.jars import LocalKafkaError
from streams.kafka.local import LocalKafka

pytestmark = pytest.mark.broker

PARENT = """
import os, sys, time
from pathlib import Path
from streams.kafka.local import LocalKafka
with LocalKafka(Path(sys.argv[1]), port=0) as broker:
    heir = os.fork()  # it inherits whatever the program holds open, and outlives it
    if heir:
        print(broker.pid, broker.bootstrap, flush=True)
    time.sleep(120 if heir else 20)
    os._exit(0)
"""


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKafka]:
    """A broker of this module's own, in a folder whose name needs care."""
    with LocalKafka(tmp_path_factory.mktemp("local") / "Kafka's ürgent, files", port=0) as broker:
        yield broker


def write(bootstrap: str, topic: str, value: bytes, **config: str) -> None:
    """Create ``topic`` and write one record, acknowledged by the broker."""
    with KafkaAdminClient(bootstrap_servers=bootstrap) as admin:
        admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1, topic_configs=config)])
    with KafkaProducer(bootstrap_servers=bootstrap, acks="all", max_request_size=10 * 2**20) as producer:
        producer.send(topic, value).get(timeout=30)


def read(bootstrap: str, topic: str) -> bytes:
    """Return the value of the first record of ``topic``."""
    with KafkaConsumer(bootstrap_servers=bootstrap, max_partition_fetch_bytes=10 * 2**20) as consumer:
        partition = TopicPartition(topic, 0)
        consumer.assign([partition])
        consumer.seek_to_beginning(partition)
        (records,) = consumer.poll(timeout_ms=30_000).values()
        value: bytes = records[0].value
        return value


def eventually(condition: Callable[[], bool], seconds: float = 15) -> bool:
    """Tell whether ``condition`` becomes true within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid)


def test_a_second_start_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    """The same folder is the same cluster with the same records, also on other ports."""
    with LocalKafka(tmp_path, port=0) as first:
        write(first.bootstrap, "kept", b"adopted")
        cluster_id, pid, bootstrap = data.read_cluster_id(tmp_path), first.pid, first.bootstrap
    assert gone(pid)
    with LocalKafka(tmp_path, port=0) as second:
        assert second.bootstrap != bootstrap
        assert read(second.bootstrap, "kept") == b"adopted"
        assert data.read_cluster_id(tmp_path) == cluster_id


def test_only_this_machine_can_reach_it(broker: LocalKafka) -> None:
    """Broker and controller listen on the loopback interface and nowhere else."""
    listening = [c.laddr.ip for c in psutil.Process(broker.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert len(listening) == 2
    assert {address.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


def test_it_is_small(broker: LocalKafka) -> None:
    """A started broker takes 165 MB; twice that would be worth a look."""
    assert psutil.Process(broker.pid).memory_info().rss < 330e6


def test_a_topic_can_allow_records_of_8_mib(broker: LocalKafka) -> None:
    """A topic's own ``max.message.bytes`` is all it takes."""
    value = b"x" * (8 * 2**20 - 1024)
    write(broker.bootstrap, "large", value, **{"max.message.bytes": str(8 * 2**20)})
    assert read(broker.bootstrap, "large") == value


def test_a_folder_in_use_is_refused(broker: LocalKafka, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two brokers never share a folder; the error names the process that has it."""
    monkeypatch.setattr(data, "LOCK_SECONDS", 0.2)
    with pytest.raises(LocalKafkaError, match=rf"in use by another Kafka \(process {broker.pid}\)"):
        LocalKafka(broker.folder, port=0).start()
    assert node.answers(int(broker.bootstrap.split(":")[1]), str(data.read_cluster_id(broker.folder)))


def test_another_cluster_is_not_taken_for_ours(broker: LocalKafka) -> None:
    """An answer counts only if it comes from the cluster in our folder."""
    assert not node.answers(int(broker.bootstrap.split(":")[1]), "another-cluster-000000")


def test_a_port_that_was_asked_for_and_is_taken_is_refused(broker: LocalKafka, tmp_path: Path) -> None:
    """Clients would look for it there: another port would not do."""
    port = int(broker.bootstrap.split(":")[1])
    with pytest.raises(LocalKafkaError, match=f"Port {port} cannot be used"):
        LocalKafka(tmp_path, port=port).start()


def test_where_the_usual_port_is_taken_a_free_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a wish the usual port is tried first; a port lost to a race is replaced, too."""
    with socket.create_server((node.HOST, 0)) as usual, socket.create_server((node.HOST, 0)) as snatched:
        ports = [snatched.getsockname()[1]]
        monkeypatch.setattr(local, "USUAL_PORT", usual.getsockname()[1])
        monkeypatch.setattr(local, "free_port", lambda: ports.pop() if ports else node.free_port())
        with LocalKafka(tmp_path) as broker:
            assert broker.bootstrap.split(":")[1] not in {str(s.getsockname()[1]) for s in (usual, snatched)}


def test_when_its_program_is_killed_it_ends_and_keeps_its_records(tmp_path: Path) -> None:
    """SIGKILL of the program, then of the supervisor: no JVM is left, and the folder stays good."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as output:
        pid, bootstrap = output.readline().split()
    write(bootstrap, "kept", b"vetoed")
    parent.kill()
    parent.wait()
    assert eventually(lambda: gone(int(pid)))
    with LocalKafka(tmp_path, port=0) as broker:
        assert read(broker.bootstrap, "kept") == b"vetoed"
        supervisor = psutil.Process(broker.pid).parent()
        assert supervisor is not None
        supervisor.kill()
        if sys.platform == "linux":  # elsewhere it ends when the program does
            assert eventually(lambda: gone(broker.pid))
    assert eventually(lambda: gone(broker.pid))


def test_after_a_crash_of_the_broker_the_next_start_recovers(tmp_path: Path) -> None:
    """SIGKILL of the JVM: the program is told, and what was acknowledged is there after the next start."""
    with LocalKafka(tmp_path, port=0) as broker:
        write(broker.bootstrap, "kept", b"tabled")
        os.kill(broker.pid, signal.SIGKILL)
        with pytest.raises(LocalKafkaError, match="Kafka ended by itself"):
            broker.wait()
    with LocalKafka(tmp_path, port=0) as broker:
        assert read(broker.bootstrap, "kept") == b"tabled"


@pytest.mark.parametrize("formatted", [False, True])
def test_a_broker_that_dies_at_start_says_why(tmp_path: Path, formatted: bool) -> None:
    """The error has the line of the log that matters and the place of the rest, and nothing is left running."""
    if formatted:
        (tmp_path / "records").mkdir()
        (tmp_path / "records" / "meta.properties").write_text(
            "version=1\nnode.id=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\n"
        )
    broker = LocalKafka(tmp_path, port=0, properties={"log.retention.ms": "for ever"})
    with pytest.raises(LocalKafkaError) as raised:
        broker.start()
    assert "Invalid value for ever for configuration log.retention.ms" in str(raised.value)
    assert str(tmp_path / "kafka.log") in str(raised.value)
    assert broker.pid == 0


def test_no_space(tmp_path: Path) -> None:
    """A full disk is said to be full, before anything is tried."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "small", tmp_path], check=False).returncode:
        pytest.skip("this root may not mount")
    try:
        with pytest.raises(LocalKafkaError, match=r"no space for Kafka in .*: [78] MB are free, 64 MB are needed"):
            LocalKafka(tmp_path, port=0).start()
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(LocalKafkaError, match=r"Kafka cannot use .*file/kafka: Not a directory"):
        LocalKafka(tmp_path / "file" / "kafka").start()


def test_listeners_of_the_caller_are_added(tmp_path: Path) -> None:
    """A listener with passwords stands beside the open one: the right password opens it, no other does."""
    port = node.free_port()
    properties = {
        "listeners": f"SASL_PLAINTEXT://127.0.0.1:{port}",
        "advertised.listeners": f"SASL_PLAINTEXT://127.0.0.1:{port}",
        "listener.security.protocol.map": "SASL_PLAINTEXT:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms": "PLAIN",
        "listener.name.sasl_plaintext.plain.sasl.jaas.config": (
            'org.apache.kafka.common.security.plain.PlainLoginModule required user_desk="sécret";'
        ),
    }
    with LocalKafka(tmp_path, port=0, properties=properties) as broker:
        write(broker.bootstrap, "open", b"")
        assert sasl_topics(port, "sécret") == ["open"]
        with pytest.raises(KafkaError):
            sasl_topics(port, "secret")


def sasl_topics(port: int, password: str) -> list[str]:
    with KafkaAdminClient(
        bootstrap_servers=f"127.0.0.1:{port}",
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="PLAIN",
        sasl_plain_username="desk",
        sasl_plain_password=password,
        bootstrap_timeout_ms=3_000,
    ) as admin:
        topics: list[str] = admin.list_topics()
        return topics


def test_a_property_cannot_smuggle_another() -> None:
    """Names are checked, and a line break in a value stays in that value."""
    assert "\\nb=c\n" in node.server_properties(1, 2, {"a": "1\nb=c"})
    with pytest.raises(ValueError, match="not the name of a Kafka property"):
        node.server_properties(1, 2, {"a\nb": "c"})


def test_a_free_port_is_none_that_connections_are_given() -> None:
    """Else one of them may take it before the service that it was found for does."""
    ports = {node.free_port() for _ in range(50)}
    assert ports <= set(node.NOT_LENT)
    assert len(ports) > 1
