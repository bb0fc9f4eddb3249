"""Compiles what reads articles, in a wheel that is built with HATCH_BUILD_HOOK_ENABLE_CUSTOM=true.

The wheel has the sources too, and is the same in what it does: mypyc makes C of the typed Python, and Python takes what
is compiled before what is not. A checkout is never compiled in place, so nothing in it can be older than its sources:
``make compiled`` installs such a wheel into a folder of its own. See ops/decisions/0023-compiled-reading.md.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = ("streams/core/clean", "streams/core/tag", "streams/core/detect")
"""Between an article and its events. The model stays Python: its classes are made, copied and encoded by others."""
NOT_COMPILED = "cached_property"
"""Modules that speak of it stay Python: a compiled class has no dict to keep such a property in."""

TYPES = "RESWATCH_TYPES_FROM"
"""Names the Python whose packages tell their types, where another builds: without those mypy finds faults."""


class CompiledReading(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel; leaves an editable installation and the sources' archive alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling where each compiled file goes and that the wheel is for this Python alone."""
        if self.target_name != "wheel" or version == "editable":
            return
        build_data.update(pure_python=False, infer_tag=True)
        made = Path(self.root, "build", "compiled")
        for file in compiled(Path(self.root), made):
            build_data["force_include"][str(file)] = file.relative_to(made / "lib").as_posix()


def compiled(root: Path, made: Path) -> list[Path]:
    """Compile the modules into ``made``, with all processors, and return the files, as they lie below ``made/lib``."""
    from mypyc.build import mypycify  # noqa: PLC0415 - both are there only where something is compiled
    from setuptools import Distribution  # noqa: PLC0415

    sources = [
        str(file.relative_to(root))
        for folder in COMPILED
        for file in sorted((root / folder).rglob("*.py"))
        if file.name != "__init__.py" and NOT_COMPILED not in file.read_text(encoding="utf-8")
    ]
    options = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={made / 'mypy'}"]
    if python := os.environ.get(TYPES):
        options.append(f"--python-executable={python}")
    extensions = mypycify(
        [*options, *sources],
        debug_level="0",
        multi_file=True,  # one file would be one processor's work, and a gigabyte of its memory
        target_dir=str(made / "c"),
        group_name="reswatch",
    )
    build: Any = Distribution({"ext_modules": extensions, "packages": []}).get_command_obj("build_ext")
    build.build_lib, build.build_temp, build.parallel = str(made / "lib"), str(made / "o"), os.cpu_count()
    build.ensure_finalized()
    _side_by_side(build)
    build.run()
    return [Path(file) for file in build.get_outputs()]


def _side_by_side(build: Any) -> None:
    """Let the files of one extension be compiled side by side; setuptools does that with extensions alone."""
    prepare = build.build_extensions

    def build_extensions() -> None:
        one_after_another = build.compiler.compile

        def compile_all(files: list[str], **options: Any) -> list[str]:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                made = pool.map(lambda file: one_after_another([file], **options), files)
                return [each for several in made for each in several]

        build.compiler.compile = compile_all
        prepare()

    build.build_extensions = build_extensions
