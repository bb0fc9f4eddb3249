"""What reads articles can be compiled, and reads the same when it is: hatch_build.py, ``make compiled``."""

import ast
import filecmp
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hatch_build import COMPILED
from streams.core.detect import detection
from streams.core.enrich import enrich
from streams.core.model import RawArticle

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / ".venv" / "compiled"
STORIES = sorted((ROOT / "tests" / "core" / "detect" / "stories").glob("*.jsonl"))
PAGE = "<html><head><title>News</title></head><body><main><article><p>{body}</p></article></main></body></html>"


def told() -> dict[str, str]:
    """Return by story a digest of all that reading it gives, as text and as a page."""
    found = {}
    for file in STORIES:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            body = json.loads(line)["body"]
            page = PAGE.format(body=body.replace("\n\n", "</p><p>"))
            read = [enrich(RawArticle("text/plain", body.encode())), enrich(RawArticle("text/html", page.encode()))]
            found[f"{file.name}:{number}"] = hashlib.sha256(repr(read).encode("utf-8", "surrogatepass")).hexdigest()
    return found


def test_compiled_reads_the_same() -> None:
    """Every story on the UN, as text and as a page: the article, its entities, its subjects and its events."""
    if not (BUILT / ".installed").exists():
        pytest.skip("nothing is compiled here: make compiled")
    if _differing(filecmp.dircmp(ROOT / "streams", BUILT / "streams")):
        pytest.skip("compiled from other sources: make compiled")
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "tests.core.test_compiled"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{BUILT}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    compiled = json.loads(ran.stdout)
    assert Path(compiled.pop("read with")).parent == BUILT / "streams" / "core" / "detect"
    own = told()
    assert [name for name in own if own[name] != compiled[name]] == []


def _differing(found: filecmp.dircmp[str]) -> list[str]:
    """Return the sources that are not the same in both, or are in the checkout alone."""
    here = [name for name in (*found.left_only, *found.diff_files) if name.endswith(".py")]
    return here + [name for folder in found.subdirs.values() for name in _differing(folder)]


@pytest.mark.parametrize("folder", COMPILED)
def test_nothing_is_written_that_cannot_be_compiled(folder: str) -> None:
    """What mypyc 2 stumbles over, and mypy does not tell: ``in (*THESE, "that")``, and half a surrogate in a string."""
    found = []
    for file in sorted((ROOT / folder).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        found += [f"{file.relative_to(ROOT)}:{line}" for line in _stumbling(nodes)]
    assert found == []


def _stumbling(nodes: list[ast.AST]) -> Iterator[int]:
    for node in nodes:
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            among = node.comparators[0]
            starred = isinstance(among, ast.Tuple | ast.List | ast.Set) and any(
                isinstance(one, ast.Starred) for one in among.elts
            )
        else:
            starred = False
        halved = isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_whole(node.value)
        if (starred or halved) and isinstance(node, ast.expr):
            yield node.lineno


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


if __name__ == "__main__":
    print(json.dumps({"read with": detection.__file__, **told()}))
