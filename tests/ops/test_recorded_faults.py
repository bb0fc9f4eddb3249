"""The alert rules on what Prometheus saw of real faults (`python -m tests.chaos.record`): each fires, none before."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.chaos.notation import notation
from tests.ops.programs import run
from tests.ops.prometheus import CONFIG

RECORDED = Path(__file__).with_name("recorded")
ALONE = {"RoleMissing"}
"""Fires where only enrich was run."""
FIRES = {
    "healthy": set(),
    "canary-dies": {"CanaryLate", *ALONE},
    "broker-away": {"CanaryLate", "WorkerNotReady", *ALONE},
    "worker-killed": {"WorkerDown", *ALONE},
    "rebalances": {"RebalanceStorm", "WorkerDown", "SlowStream", *ALONE},
    "bad-source": {"Defect", "ManyDeadLetters", *ALONE},
    "outputs-refused": {"SendsFail", "PartitionStuck", *ALONE},
    "transaction-hangs": {"PartitionStuck", *ALONE},
    "lag-grows": {"LagGrows", "PartitionStuck", "SlowStream", *ALONE},
}
"""The alerts of each recording."""
BETWEEN = {
    ("canary-dies", "CanaryLate"): (180, 270),
    ("broker-away", "CanaryLate"): (180, 270),
    ("broker-away", "WorkerNotReady"): (300, 345),
    ("worker-killed", "WorkerDown"): (105, 150),
    ("bad-source", "Defect"): (0, 90),
    ("bad-source", "ManyDeadLetters"): (300, 450),
    ("outputs-refused", "PartitionStuck"): (90, 150),
    ("outputs-refused", "SendsFail"): (300, 345),
    ("transaction-hangs", "PartitionStuck"): (90, 135),
    ("lag-grows", "LagGrows"): (900, 990),
}
"""How many seconds after the fault each alert is still silent, and by when it fires."""


@cache
def recording(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((RECORDED / f"{name}.yml").read_text())
    return found


def fired(name: str, seconds: int, expected: set[str], folder: Path, among: str = ".+") -> str:
    """Have the rules see a recording up to ``seconds``; return what differs from ``expected`` to have fired by then.

    :param among: a regular expression of the alerts that are looked at.
    """
    firing = f'ALERTS{{alertstate="firing", alertname=~"{among}"}}'
    expr = f"group by (alertname) (count_over_time({firing}[{seconds + 1}s]))"
    samples = [{"labels": f'{{alertname="{each}"}}', "value": 1} for each in sorted(expected)]
    asked = [{"expr": expr, "eval_time": f"{seconds}s", "exp_samples": samples}]
    test = {"interval": "15s", "input_series": recording(name)["input_series"], "promql_expr_test": asked}
    rules = [str(CONFIG / each) for each in ("recording.yml", "alerts.yml")]
    file = folder / f"{name}-{seconds}.yml"
    file.write_text(yaml.safe_dump({"rule_files": rules, "evaluation_interval": "15s", "tests": [test]}))
    done = run("promtool", "test", "rules", file)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_all_are_recorded() -> None:
    """None is without its test."""
    assert {file.stem for file in RECORDED.glob("*.yml")} == FIRES.keys()


@pytest.mark.parametrize("name", FIRES)
def test_each_rule_fires_on_its_fault_and_not_before(name: str, tmp_path: Path) -> None:
    """At the pace at which it happened."""
    seen = recording(name)
    assert set(seen["fired"]) <= FIRES[name], "what Prometheus itself had fire"
    assert fired(name, seen["seconds"], FIRES[name], tmp_path) == ""
    assert fired(name, seen["began"], set(), tmp_path) == ""


@pytest.mark.parametrize(("name", "alert"), BETWEEN)
def test_each_alert_fires_in_time(name: str, alert: str, tmp_path: Path) -> None:
    """Not on what passes by itself, and soon enough to do something about it."""
    began, (silent, by) = recording(name)["began"], BETWEEN[name, alert]
    assert fired(name, began + silent, set(), tmp_path, alert) == ""
    assert fired(name, began + by, {alert}, tmp_path, alert) == ""


def test_a_rule_that_is_wrong_is_seen(tmp_path: Path) -> None:
    """The recordings can fail: what fired is not what one that expects nothing says."""
    assert "CanaryLate" in fired("canary-dies", recording("canary-dies")["seconds"], set(), tmp_path)


def test_samples_are_written_as_promtool_reads_them() -> None:
    """Even steps in short, a series that goes as stale, and tenths exact."""
    assert notation([0, 0, 0, 0, 1, 3, 5, 7, None, None, 2.25, 2, 1, 0]) == "0x3 1+2x3 stale _x1 2.2 2-1x2"
    assert notation([None, None, 9]) == "_x2 9"
    assert notation([]) == ""
