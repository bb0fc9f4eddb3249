"""What operators do, and what disks do: two workers of one name, and a broker whose disk is full."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.contracts.topics import ARTICLES_RAW
from streams.kafka.local import LocalKafka
from streams.kafka.node import free_port
from tests.broker.conftest import make_topics
from tests.broker.kafka_io import publish, read
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.story import wait_for
from tests.broker.test_crash import article
from tests.broker.test_exactly_once import EXACTLY_ONCE, OUTPUTS, all_out, done, seen_twice

DISK_BYTES = 160 << 20


def test_of_two_workers_of_one_name_one_ends(stream_kafka: str, tmp_path: Path) -> None:
    """The same instance id by mistake: one of them ends with that reason, and the other goes on behind it."""
    settings = {**EXACTLY_ONCE, "RESWATCH_INSTANCE_ID": "desk-1", "RESWATCH_SESSION_TIMEOUT": "9"}
    publish(stream_kafka, ARTICLES_RAW, map(article, range(300)))
    log = tmp_path / "workers.log"
    with (
        running_worker(stream_kafka, log, **settings) as first,
        running_worker(stream_kafka, log, **settings) as second,
    ):
        wait_for(lambda: first.process.poll() is not None or second.process.poll() is not None, 120)
        assert "another worker has its name, desk-1" in log.read_text()
        publish(stream_kafka, ARTICLES_RAW, map(article, range(300, 400)))
        outputs = read(stream_kafka, OUTPUTS, all_out(stream_kafka))
        (left,) = [each for each in (first, second) if each.process.poll() is None]
        assert left.terminate() == 0
    assert seen_twice(outputs) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_broker_whose_disk_is_full(small_disk: Path, tmp_path: Path) -> None:
    """It ends amid transactions. With room made and started again, all comes out and nothing is visible twice."""
    kafka = LocalKafka(small_disk / "kafka", port=free_port())
    kafka.start()
    filler = small_disk / "filler"
    try:
        make_topics(kafka.bootstrap)
        publish(kafka.bootstrap, ARTICLES_RAW, map(article, range(3_000)))
        worker = WorkerProcess(kafka.bootstrap, tmp_path / "first.log", **EXACTLY_ONCE)
        try:
            wait_for(lambda: tried(worker) > 100)
            fill(filler)
            wait_for(lambda: not running(kafka), 120)
            kafka.kill()
            filler.unlink()
            kafka.start()
            with running_worker(kafka.bootstrap, tmp_path / "second.log", **EXACTLY_ONCE):
                outputs = read(kafka.bootstrap, OUTPUTS, all_out(kafka.bootstrap), 120)
        finally:
            worker.kill()
        assert seen_twice(outputs) == []
    finally:
        kafka.kill()


def tried(worker: WorkerProcess) -> float:
    """Return how many articles a worker has done; 0 while it starts."""
    try:
        return done(worker)
    except OSError:
        return 0


def running(kafka: LocalKafka) -> bool:
    """Say whether the broker's process is there, and no zombie."""
    try:
        return Path(f"/proc/{kafka.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def fill(file: Path) -> None:
    """Leave no room."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as out:
        while True:
            out.write(b"\0" * (1 << 16))
