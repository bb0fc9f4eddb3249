"""The folder of a local Kafka: whose it is, which cluster is in it, and what its logs said last.

It holds ``records/`` (Kafka's own files), ``server.properties`` (written at each start), ``kafka.log``, ``console.log``
(what Java itself printed), ``tmp/`` (native libraries that Java unpacks; a crash leaves them) and ``lock``.
"""

import fcntl
import os
import re
import shutil
import time
from contextlib import ExitStack
from pathlib import Path

from streams.kafka.jars import LocalKafkaError

LOCK_SECONDS = 5.0
"""A broker whose program has just gone needs half a second to end: a restart waits for it."""
FREE_BYTES = 64 * 2**20
"""Disk space without which no start is tried: Kafka's log alone may take 30 MB."""
LAST_LINES = 5
LAST_CHARACTERS = 200
"""Of a line: Kafka's can name every partition there is."""
LAST_BYTES = 64 * 1024
TROUBLE = re.compile(r" (?:ERROR|FATAL) |^(?:Caused by: |Error|Exception in thread |(?:java|org\.apache\.kafka)\.\S+:)")
"""What Kafka's and Java's lines about a failure look like, as against those about settings and stack frames."""


def claim(folder: Path) -> int:
    """Make ``folder`` ready for a broker, and lock it; return the descriptor of the lock.

    The lock holds until the last copy of the descriptor is closed: the broker inherits one.

    :raises LocalKafkaError: if another broker holds it, or the disk is full.
    :raises OSError: if the folder cannot be made or written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    with ExitStack() as unless_ready:
        unless_ready.callback(os.close, lock)
        _take(lock, folder)
        _demand_space(folder)
        shutil.rmtree(folder / "tmp", ignore_errors=True)
        for name in ("records", "tmp"):
            (folder / name).mkdir(exist_ok=True)
        unless_ready.pop_all()
    return lock


def sign(lock: int, pid: int) -> None:
    """Write into the lock who holds it, for whoever finds the folder in use."""
    os.ftruncate(lock, 0)
    os.pwrite(lock, b"%d\n" % pid, 0)


def _take(lock: int, folder: Path) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "unknown"
                raise LocalKafkaError(
                    f"{folder} is in use by another Kafka (process {holder}): stop that one, or choose another folder."
                ) from None
            time.sleep(0.1)
        else:
            return


def _demand_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < FREE_BYTES:
        raise LocalKafkaError(
            f"There is no space for Kafka in {folder}: {free // 2**20} MB are free, {FREE_BYTES // 2**20} MB are "
            "needed. Free some, or choose another folder."
        )


def read_cluster_id(folder: Path) -> str | None:
    """Return the id of the cluster whose records are in ``folder``, None if it was never formatted."""
    try:
        lines = (folder / "records" / "meta.properties").read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return None
    return dict(line.split("=", 1) for line in lines if "=" in line).get("cluster.id")


def log_size(folder: Path) -> int:
    """Return the size of ``kafka.log`` in bytes, 0 if there is none yet."""
    file = folder / "kafka.log"
    return file.stat().st_size if file.exists() else 0


def last_words(folder: Path, since: int) -> str:
    """Return the last lines about trouble, or else the last lines at all, of the logs in ``folder``.

    ``since`` is the size in bytes that ``kafka.log`` had before the start.
    """
    lines = [
        "".join(character for character in line if character.isprintable())
        for name, offset in (("console.log", 0), ("kafka.log", since))
        for line in _tail(folder / name, offset).splitlines()
    ]
    trouble = [line for line in lines if TROUBLE.search(line)]
    return "\n".join(map(_shortened, (trouble or lines)[-LAST_LINES:]))


def _shortened(line: str) -> str:
    return line if len(line) <= LAST_CHARACTERS else f"{line[: LAST_CHARACTERS - 1]}…"


def _tail(file: Path, offset: int) -> str:
    """Return what was written after ``offset``, at most its last 64 KiB; a rolled file is read from its start."""
    if not file.exists():
        return ""
    size = file.stat().st_size
    with file.open("rb") as stream:
        stream.seek(max(offset if offset <= size else 0, size - LAST_BYTES))
        return stream.read().decode("utf-8", "replace")
