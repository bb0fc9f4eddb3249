"""``python -m tests.chaos --seeds 50 --resume chaos.jsonl``: runs of the seeds 0, 1, 2 …, until all have passed.

Each is a cluster of its own (one broker or three), workers of the enrich role under a seeded schedule of faults, and at
the end the ledger and an independent count: nothing lost, nothing visible twice, repeats the same byte for byte. With
RESWATCH_GUARANTEE=exactly_once the workers run so, and nothing at all may come twice.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.chaos.plan import plan
from tests.chaos.run import GUARANTEE, Result, carry_out


def version() -> str:
    """Return what names the code under test: the tree of ``streams/`` in git, marked where it has been changed."""
    tree = subprocess.run(["git", "rev-parse", "HEAD:streams"], capture_output=True, text=True, check=False).stdout
    changed = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "streams"], check=False).returncode
    return tree.strip()[:12] + ("+changes" if changed else "")


def passed_before(file: Path | None, code: str) -> set[int]:
    """Return the seeds that ``file`` says have passed with the same code and guarantee."""
    if file is None or not file.exists():
        return set()
    rows = map(json.loads, file.read_text().splitlines())
    return {row["seed"] for row in rows if not row["problems"] and (row["code"], row["guarantee"]) == (code, GUARANTEE)}


def one(seed: int, logs: Path | None) -> Result:
    """Run one seed; its logs are kept where it fails, or where a folder for ``logs`` is named."""
    folder = Path(tempfile.mkdtemp(prefix=f"chaos-{seed}-", dir=logs))
    result = carry_out(plan(seed), folder)
    if result.passed and logs is None:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        result.figures["logs"] = str(folder)  # type: ignore[assignment]  # shown beside the figures
    return result


def show(result: Result) -> None:
    figures = ", ".join(
        f"{name} {value:,}" if isinstance(value, (int, float)) else f"{name} {value}"
        for name, value in result.figures.items()
    )
    print(f"seed {result.seed} ({result.scenario}): {'passed' if result.passed else 'FAILED'}; {figures}", flush=True)
    if not result.passed:
        print("\n".join(f"  {problem}" for problem in result.problems), result.timeline, sep="\n", flush=True)


def main() -> int:
    """Run the seeds; return 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, metavar="N", help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first of them (%(default)s)")
    parser.add_argument("--resume", type=Path, metavar="FILE", help="note results there; skip those that have passed")
    parser.add_argument("--at-once", type=int, default=1, metavar="N", help="runs side by side (%(default)s)")
    parser.add_argument("--logs", type=Path, metavar="FOLDER", help="keep the logs of all runs there")
    options = parser.parse_args()
    code = version()
    done = passed_before(options.resume, code)
    seeds = [seed for seed in range(options.first, options.first + options.seeds) if seed not in done]
    results: list[Result] = []

    def run(seed: int) -> None:
        result = one(seed, options.logs)
        results.append(result)
        show(result)
        if options.resume:
            row: dict[str, Any] = {**asdict(result), "code": code, "guarantee": GUARANTEE, "load": os.getloadavg()[0]}
            with options.resume.open("a") as file:
                file.write(json.dumps(row) + "\n")

    with ThreadPoolExecutor(options.at_once) as pool:
        list(pool.map(run, seeds))
    failed = sorted(result.seed for result in results if not result.passed)
    repeats = [result.figures.get("repeats", 0) for result in results]
    print(f"{len(results) - len(failed)} of {len(results)} passed ({len(done)} before), {GUARANTEE}, code {code}")
    if results:
        received = sum(result.figures.get("received", 0) for result in results)
        print(f"{received:,} records; repeats a run: median {statistics.median(repeats):,}, most {max(repeats):,}")
    if failed:
        print(f"failed: {failed}; each again: python -m tests.chaos --first SEED --seeds 1")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
