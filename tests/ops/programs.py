"""Prometheus, Alertmanager and their tools: installed, from Debian's packages, or built from Go's; without root."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from streams.kafka.jars import default_cache
from tests.environment import skip_or_fail
from tests.ops.compose import go, services

DEBIAN = {"prometheus": "prometheus", "promtool": "prometheus"}
"""Debian's package of a program. It unpacks in seconds, where Prometheus takes minutes to build."""
ALERTMANAGER = "github.com/prometheus/alertmanager"
"""Go's module of ``alertmanager`` and ``amtool``: Debian's want files in /usr/share."""
LISTS = ("-o", "Dir::State::lists={0}/lists", "-o", "Dir::Cache={0}/cache", "-o", "APT::Sandbox::User=")
"""Lists of packages of our own: the machine's may be missing, or not ours to write."""
SECONDS = 900
"""Two busy cores with no cache of Go take over five minutes to build Alertmanager."""


def run(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the programs to its end."""
    return subprocess.run([program(name), *arguments], capture_output=True, text=True, check=False, timeout=SECONDS)


@cache
def program(name: str) -> str:
    """Return the path of prometheus, promtool, alertmanager or amtool."""
    if installed := shutil.which(name):
        return installed
    folder = default_cache() / "programs" / (DEBIAN.get(name) or _image("alertmanager"))
    if not (folder / name).exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            made = Path(scratch)
            try:
                found = _unpack(DEBIAN[name], made) if name in DEBIAN else _build_alertmanager(made)
            except (FileNotFoundError, subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                told = error.stderr.decode() if isinstance(error, subprocess.CalledProcessError) else str(error)
                skip_or_fail(f"{name} is not installed and cannot be had: {told[-500:]}")
            shutil.rmtree(folder, ignore_errors=True)
            found.rename(folder)
    return str(folder / name)


def _image(service: str) -> str:
    """Return name and version of a service's image, as a folder: ``alertmanager-v0.34.2``."""
    image: str = services()[service]["image"]
    return image.rpartition("/")[2].replace(":", "-")


def _unpack(package: str, scratch: Path) -> Path:
    own = [each.format(scratch) for each in LISTS]
    for folder in ("lists/partial", "cache/archives/partial"):
        (scratch / folder).mkdir(parents=True)
    _do("apt-get", *own, "update", within=scratch)
    _do("apt-get", *own, "download", package, within=scratch)
    (archive,) = scratch.glob("*.deb")
    _do("dpkg-deb", "-x", str(archive), "unpacked", within=scratch)
    return scratch / "unpacked" / "usr" / "bin"


def _build_alertmanager(scratch: Path) -> Path:
    version = _image("alertmanager").rpartition("-")[2]
    (scratch / "go.mod").write_text(f"module fetch\n\nrequire {ALERTMANAGER} {version}\n")
    _do(*go(), "mod", "download", ALERTMANAGER, within=scratch)
    module = _do(*go(), "list", "-m", "-f", "{{.Dir}}", ALERTMANAGER, within=scratch)
    source = shutil.copytree(module, scratch / "source", copy_function=shutil.copyfile)
    page = source / "ui" / "app" / "dist" / "index.html"  # built by npm before a release, and not in the module
    page.parent.mkdir(exist_ok=True)
    page.touch()
    _do(*go(), "build", "-o", f"{scratch / 'built'}/", "./cmd/alertmanager", "./cmd/amtool", within=source)
    return scratch / "built"


def _do(*command: str, within: Path) -> str:
    environment = os.environ | {"CGO_ENABLED": "0", "GOFLAGS": "-mod=mod", "GOWORK": "off"}
    done = subprocess.run(command, cwd=within, env=environment, capture_output=True, check=True, timeout=SECONDS)
    return done.stdout.decode().strip()
