"""Brokers that can be killed, stopped and frozen one by one: a cluster of one, or of three with three replicas."""

import base64
import os
import signal
import subprocess
import uuid
from collections.abc import Iterable
from pathlib import Path

from streams.contracts.topics import ARTICLES_ENRICHED, topics
from streams.kafka import local
from streams.kafka.cluster import Cluster
from streams.kafka.node import HOST, answers, free_port, server_properties
from streams.kafka.supervise import Supervised, environment
from streams.kafka.topics import apply, connect, plan
from tests.chaos.articles import LARGEST_OUTPUT

REPLICATED = {
    "default.replication.factor": "3",
    "min.insync.replicas": "2",
    "offsets.topic.replication.factor": "3",
    "transaction.state.log.replication.factor": "3",
    "transaction.state.log.min.isr": "2",
}


class Broker:
    """One node, broker and controller in one; its ports stay the same over its lives."""

    def __init__(self, number: int, folder: Path) -> None:
        self.number = number
        self.name = f"broker {number}"
        self.port, self.controller_port = free_port(), free_port()
        self.frozen = False
        self._folder = folder / f"kafka-{number}"
        self._process: Supervised | None = None
        self._cluster_id = ""

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def answers(self) -> bool:
        return answers(self.port, self._cluster_id)

    def format(self, cluster_id: str, voters: str, properties: dict[str, str]) -> None:
        """Prepare the folder of a node of that cluster."""
        self._cluster_id = cluster_id
        for name in ("records", "tmp"):
            (self._folder / name).mkdir(parents=True)
        extra = {**properties, "node.id": str(self.number), "controller.quorum.voters": voters}
        text = server_properties(self.port, self.controller_port, extra)
        (self._folder / "server.properties").write_text(text)
        command = [*self._java(), "kafka.tools.StorageTool", "format", f"--cluster-id={cluster_id}"]
        with (self._folder / "format.log").open("wb") as log:
            subprocess.run(
                [*command, "--config=server.properties"],
                cwd=self._folder,
                env=environment(),
                stdout=log,
                stderr=log,
                check=True,
            )

    def start(self) -> None:
        """Start it, without waiting until it answers."""
        command = [*self._java(), "kafka.Kafka", "server.properties"]
        self._process = Supervised(command, self._folder, self._folder / "console.log")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process, self.frozen = None, False

    def stop(self) -> None:
        """Stop it cleanly, and wait for that."""
        if self._process is not None:
            self.thaw()
            self._process.stop()
            self._process = None

    def freeze(self) -> None:
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGSTOP)
            self.frozen = True

    def thaw(self) -> None:
        if self._process is not None and self.frozen:
            os.kill(self._process.pid, signal.SIGCONT)
            self.frozen = False

    @staticmethod
    def _java() -> list[str]:
        return local._java_command(lambda _: None)


def make_brokers(count: int, folder: Path) -> list[Broker]:
    """Prepare the nodes of a new cluster.

    :raises LocalKafkaError: if Java or Kafka's jars are missing and cannot be had.
    """
    brokers = [Broker(number, folder) for number in range(1, count + 1)]
    voters = ",".join(f"{each.number}@{HOST}:{each.controller_port}" for each in brokers)
    cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
    for each in brokers:
        each.format(cluster_id, voters, REPLICATED if count > 1 else {})
    return brokers


def bootstrap(brokers: Iterable[Broker]) -> str:
    """Return how clients are told of the cluster."""
    return ",".join(f"{HOST}:{each.port}" for each in brokers)


def make_topics(servers: str) -> None:
    """Make the missing topics; articles-enriched takes less than its contract says, so that something is refused."""
    small = {"max.message.bytes": str(LARGEST_OUTPUT)}
    wanted = [
        topic.model_copy(update={"config": {**topic.config, **small}}) if topic.name == ARTICLES_ENRICHED else topic
        for topic in topics().values()
    ]
    with connect(Cluster(servers)) as admin:
        apply(admin, plan(admin, wanted))
