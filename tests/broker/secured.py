"""Users of a Kafka that trusts nobody: each role and command with exactly its permissions, and how they connect."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streams.contracts.access import ADMIN, CONSUMER, PLAN, Grant, grants
from streams.contracts.topics import topics
from streams.kafka.cluster import Cluster
from tests.broker.secure import Rule, SecureKafka, environment

GRANTS = {
    {ADMIN: "admin", PLAN: "doctor", CONSUMER: "consumer"}.get(name, name): found
    for name, found in grants(topics(), "reswatch").items()
}
WIRE = (
    "UNITED NATIONS (AP) — The Security Council on Thursday adopted a resolution extending the mandate of the "
    "peacekeeping mission in South Sudan. The text, drafted by the United States, received 15 votes in favour."
)


def rules(grants_: tuple[Grant, ...], kind: str = "") -> list[Rule]:
    return [
        (grant.kind, grant.name, operation)
        for grant in grants_
        for operation in grant.operations
        if kind in ("", grant.kind)
    ]


def connection(kafka: SecureKafka, user: str) -> Cluster:
    """Return how ``user`` connects: every way has its role."""
    if user == "track":
        return kafka.certified(user)
    return kafka.login(user, mechanism="PLAIN" if user == "match" else "SCRAM-SHA-512")


def raw(folder: Path, name: str) -> Path:
    file = folder / f"{name}.txt"
    file.write_text(f"{WIRE} The story is called {name}.")
    return file


def refused(kafka: SecureKafka, cluster: Cluster, *arguments: object) -> str:
    """Run a command that must fail, and return its one error: no traceback, no password."""
    done = subprocess.run(
        [sys.executable, "-m", "streams", *map(str, arguments)],
        env={**clean(), **environment(cluster), "RESWATCH_METRICS_PORT": "0"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "Traceback" not in told
    assert kafka.password not in told
    return told


def clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}


@contextmanager
def without(kafka: SecureKafka, user: str, *taken: Rule) -> Iterator[None]:
    kafka.forbid(user, *taken)
    try:
        yield
    finally:
        kafka.allow(user, *taken)
