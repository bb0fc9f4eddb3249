"""One Kafka node on the loopback interface: its ports, its settings, and whether it answers."""

import contextlib
import json
import random
import re
import socket
import struct
from collections.abc import Mapping

HOST = "127.0.0.1"
NODE_ID = 1
NOT_LENT = range(20_000, 32_768)
"""Ports that no system lends to outgoing connections, behind those of most services."""
TRIES = 50
"""Ports tried before any that is free is taken."""
LISTENERS = frozenset({"listeners", "advertised.listeners", "listener.security.protocol.map"})
"""Lists of listeners: those that a caller gives are added to the node's own."""

PROPERTY_NAME = re.compile(r"[A-Za-z0-9._-]+")


def is_free(port: int) -> bool:
    """Tell whether ``port`` of the loopback interface can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java does: a connection in TIME_WAIT is no bar
        try:
            probe.bind((HOST, port))
            probe.listen()
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a port of the loopback interface that is free now; another program may take it before it is used.

    It is none that systems lend to outgoing connections, of which one would take it by chance: these begin at 32768
    (Linux, net.ipv4.ip_local_port_range) or at 49152 (RFC 6335).
    """
    for chosen in random.sample(NOT_LENT, TRIES):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, chosen))
            return chosen
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def server_properties(port: int, controller_port: int, extra: Mapping[str, str]) -> str:
    """Return the text of ``server.properties``: a broker that is its own controller. ``extra`` wins.

    :raises ValueError: if a name in ``extra`` cannot be one of a property.
    """
    properties = {
        "process.roles": "broker,controller",
        "node.id": str(NODE_ID),
        "controller.quorum.voters": f"{NODE_ID}@{HOST}:{controller_port}",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "listeners": f"PLAINTEXT://{HOST}:{port},CONTROLLER://{HOST}:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{port}",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "log.dirs": "records",  # relative to the folder, which may be moved
        "auto.create.topics.enable": "false",  # a misspelt topic is an error, as in production
        # one node cannot hold the three copies that are the default
        "offsets.topic.replication.factor": "1",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        # small and quick: few partitions to open, no waiting for a second consumer
        "offsets.topic.num.partitions": "4",
        "transaction.state.log.num.partitions": "4",
        "group.initial.rebalance.delay.ms": "0",
        "log.cleaner.dedupe.buffer.size": str(4 * 2**20),
        # after a crash the controller waits this long for the broker that was: with Kafka's 9 s a restart takes 13 s
        "broker.session.timeout.ms": "2000",
        "broker.heartbeat.interval.ms": "500",
        # retention removes closed segments only: with Kafka's 1 GiB, a laptop would keep a gigabyte a partition
        "log.segment.bytes": str(128 * 2**20),
    }
    for name, value in extra.items():
        if not PROPERTY_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a Kafka property")
        properties[name] = f"{properties[name]},{value}" if name in LISTENERS else value
    # Java reads this file as Latin-1 with escapes, which are those of JSON
    return "".join(f"{name}={json.dumps(value)[1:-1]}\n" for name, value in properties.items())


def answers(port: int, cluster_id: str) -> bool:
    """Tell whether the Kafka on ``port`` serves requests and is the cluster ``cluster_id``, not another's.

    It is asked for the metadata of no topic (Kafka protocol, Metadata v2); a broker answers once it is ready to serve.
    """
    metadata, version, correlation, no_client_id, no_topics = 3, 2, 1, -1, 0
    request = struct.pack(">hhihi", metadata, version, correlation, no_client_id, no_topics)
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection, connection.makefile("rb") as reader:
            connection.sendall(struct.pack(">i", len(request)) + request)
            (size,) = struct.unpack(">i", reader.read(4))
            return cluster_id.encode() in reader.read(min(max(size, 0), 64 * 1024))
    except (OSError, struct.error):
        return False
