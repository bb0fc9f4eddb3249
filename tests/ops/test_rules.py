"""Prometheus' rules and Alertmanager's configuration: valid, each rule tested, each alert with its page."""

import re
import shutil
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml

from ops.grafana.build import BOARDS, FOLDER, files, queries
from streams.cli.main import cli
from streams.core.model import RejectCause
from streams.settings import Settings
from streams.sources.feeds.fetch import Reason
from streams.telemetry.logs import Event
from tests.ops.compose import ROOT
from tests.ops.programs import run
from tests.ops.prometheus import CONFIG

RUNBOOKS = ROOT / "ops" / "runbooks"
RULES = {
    rule.get("alert") or rule["record"]: rule
    for name in ("recording.yml", "alerts.yml")
    for group in yaml.safe_load((CONFIG / name).read_text())["groups"]
    for rule in group["rules"]
}
ALERTS = {name: rule for name, rule in RULES.items() if "alert" in rule}
PAGES = {file.stem: file.read_text() for file in RUNBOOKS.glob("*.md") if file.stem != "README"}
CASES = yaml.safe_load((CONFIG / "tests.yml").read_text())["tests"]


def test_the_configurations_are_valid() -> None:
    """Prometheus and Alertmanager would take them."""
    for done in (
        run("promtool", "check", "config", CONFIG / "prometheus.yml"),
        run("amtool", "check-config", CONFIG / "alertmanager.yml"),
    ):
        assert done.returncode == 0, done.stdout + done.stderr


def test_rules_do_what_their_cases_say() -> None:
    """``promtool test rules``."""
    done = run("promtool", "test", "rules", CONFIG / "tests.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rule_that_is_wrong_fails_its_case(tmp_path: Path) -> None:
    """The cases can fail: an alert of twice the wait, and one of half the threshold."""
    for right, wrong in (("for: 2m", "for: 9m"), ("> 900", "> 450")):
        folder = shutil.copytree(CONFIG, tmp_path / wrong.strip("> :").replace(" ", ""))
        file = folder / "alerts.yml"
        text = file.read_text()
        assert text.count(right) == 1
        file.write_text(text.replace(right, wrong))
        assert run("promtool", "test", "rules", folder / "tests.yml").returncode != 0


def test_each_rule_has_its_cases() -> None:
    """An alert is seen to fire, and to be silent; a recording rule gives a value."""
    fires: set[str] = set()
    silent: set[str] = set()
    for case in CASES:
        for each in case.get("alert_rule_test", ()):
            (fires if each["exp_alerts"] else silent).add(each["alertname"])
    asked = " ".join(each["expr"] for case in CASES for each in case.get("promql_expr_test", ()) if each["exp_samples"])
    assert fires == silent == set(ALERTS)
    assert all(name in asked for name in RULES.keys() - ALERTS.keys())


def test_each_alert_has_its_page_and_each_page_its_alert() -> None:
    """The annotation leads there, the page tells the same severity, and the list has them all."""
    assert PAGES.keys() == ALERTS.keys()
    listed = (RUNBOOKS / "README.md").read_text()
    for name, rule in ALERTS.items():
        assert (ROOT / rule["annotations"]["runbook"]) == RUNBOOKS / f"{name}.md"
        assert PAGES[name].startswith(f"# {name}\n\nSeverity: {rule['labels']['severity']}.\n")
        assert f"[{name}]({name}.md)" in listed
        for heading in ("**Who notices.**", "## Look", "## Mend"):
            assert heading in PAGES[name], name


@pytest.mark.parametrize("name", sorted(PAGES))
def test_what_a_page_names_exists(name: str) -> None:
    """Commands and their options, settings, metrics, causes, log events, panels and other pages."""
    page = PAGES[name]
    spans = re.findall(r"`([^`]+)`", page)
    for command in (span for span in spans if span.startswith("reswatch ")):
        assert_command_exists(command.split("|")[0])
    names = {*Settings.model_fields, *get_args(RejectCause), *get_args(Reason)}
    metrics = {match for _, _, query in queries() for match in re.findall(r"\breswatch_\w+", query)}
    for span in spans:
        if re.fullmatch(r"[a-z]+(_[a-z]+)+", span):
            assert span in (metrics if span.startswith("reswatch_") else names), span
    titles = {panel.title for board in BOARDS for panel in board.panels()} | {
        row.title for board in BOARDS for row in board.rows
    }
    for title in re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", page):
        assert title in titles, title
    for link in re.findall(r"\]\(([^)]+)\)", page):
        assert (RUNBOOKS / link).exists(), link
    for event in re.findall(r"`(?!reswatch )([a-z]+ [a-z]+)`", page):
        assert event in set(Event), event


def assert_command_exists(line: str) -> None:
    """Walk from ``reswatch`` to its command, and look for each option there."""
    words = line.split()[1:]
    command: click.Command = cli
    while isinstance(command, click.Group) and not (command.invoke_without_command and not words):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    options = {each for parameter in command.params for each in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= options, line


def test_the_pages_that_panels_name_exist() -> None:
    """Each panel says what it shows, and some where to read on."""
    for board in BOARDS:
        for panel in board.panels():
            assert panel.means, panel.title
            for page in re.findall(r"ops/runbooks/\w+\.md", panel.means):
                assert (ROOT / page).exists(), page


def test_the_dashboards_are_those_that_are_built() -> None:
    """ops/grafana/build.py was run after the last change."""
    assert {file.name: file.read_text() for file in FOLDER.glob("*.json")} == files()
