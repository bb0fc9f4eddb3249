"""What a dashboard is made of: boards of rows of panels of queries, and how Grafana writes them down."""

import json
from dataclasses import dataclass
from typing import Literal, TypeAlias

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as options
from grafana_foundation_sdk.models import dashboard as model

from streams.app import ROLES

JOBS = (*ROLES, "watch", "web")
"""The label ``job`` in Prometheus: a role each."""
TAG = "reswatch"

Steps: TypeAlias = tuple[tuple[float | None, str], ...]
"""From which value on which colour holds; None is where they begin."""
Words: TypeAlias = tuple[tuple[str, str, str], ...]
"""Value, what is shown in its place, in which colour."""

NEUTRAL: Steps = ((None, "blue"),)
NONE_IS_GOOD: Steps = ((None, "green"), (1, "red"))
SOME_IS_GOOD: Steps = ((None, "red"), (1, "green"))


@dataclass(frozen=True, slots=True)
class Query:
    """A PromQL expression, and the name of each of its series (``{{label}}`` stands for a label's value)."""

    expr: str
    legend: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture; ``means`` tells an operator what is seen and what good looks like."""

    title: str
    means: str
    kind: Literal["stat", "lines", "stacked"]
    unit: str
    width: int
    queries: tuple[Query, ...]
    steps: Steps = NEUTRAL
    words: Words = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and the panels that answer it."""

    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """One dashboard: ``uid`` is its file's name and its address in Grafana."""

    uid: str
    title: str
    means: str
    rows: tuple[Row, ...]
    by_job: bool = False

    def panels(self) -> list[Panel]:
        """Return the panels of all rows."""
        return [panel for row in self.rows for panel in row.panels]


def zero_without(expr: str, label: str, gauge: str) -> str:
    """Return ``expr``, or where it has no series 0 as ``label`` "none"; nothing where ``gauge`` is not there either.

    For series that are there only while something is wrong: without them all is well, if anybody tells at all.
    """
    return f'{expr} or on() label_replace(0 * max({gauge}), "{label}", "none", "", "")'


def counted(metric: str, label: str, window: str = "1h") -> str:
    """Return how often a counter was raised within ``window``, by ``label``."""
    return f"sum by ({label}) (increase({metric}[{window}]))"


def quantile(share: float, metric: str, label: str, where: str = "") -> str:
    """Return the quantile of a histogram over five minutes, by ``label``: the window of the recording rules."""
    return f"histogram_quantile({share}, sum by ({label}, le) (rate({metric}_bucket{where}[5m])))"


def render(board: Board) -> str:
    """Return the JSON of ``board`` as Grafana imports it."""
    made = (
        dashboard.Dashboard(board.title)
        .uid(board.uid)
        .description(board.means)
        .tags([TAG])
        .readonly()
        .timezone("browser")
        .tooltip(model.DashboardCursorSync.CROSSHAIR)
        .time("now-6h", "now")
        .refresh("30s")
        .link(
            dashboard.DashboardLink("Other dashboards of reswatch")
            .type(model.DashboardLinkType.DASHBOARDS)
            .tags([TAG])
            .keep_time(True)
        )
        .with_variable(_datasource())
    )
    if board.by_job:
        made.with_variable(_job())
    number = 0
    for row in board.rows:
        number += 1
        made.with_row(dashboard.Row(row.title).id(number))
        for panel in row.panels:
            number += 1
            made.with_panel((_stat if panel.kind == "stat" else _lines)(panel).id(number))
    return json.dumps(made.build(), cls=JSONEncoder, indent=2, sort_keys=True) + "\n"


def _datasource() -> dashboard.DatasourceVariable:
    current = model.VariableOption(selected=True, text="Prometheus", value="prometheus")
    return dashboard.DatasourceVariable("datasource").label("Prometheus").type("prometheus").current(current)


def _job() -> dashboard.CustomVariable:
    """The closed list, so that a role of which nothing is left can still be chosen."""
    everything = model.VariableOption(selected=True, text=["All"], value=["$__all"])
    return (
        dashboard.CustomVariable("job")
        .label("Role")
        .values(",".join(JOBS))
        .multi(True)
        .include_all(True)
        .current(everything)
    )


SOURCE = model.DataSourceRef(type_val="prometheus", uid="${datasource}")


def _queries(panel: Panel) -> list[prometheus.Dataquery]:
    queries = []
    for letter, each in zip("ABCDEFGHIJ", panel.queries, strict=False):
        query = prometheus.Dataquery().ref_id(letter).expr(each.expr).legend_format(each.legend).datasource(SOURCE)
        queries.append(query.instant() if panel.kind == "stat" else query.range())
    return queries


def _thresholds(steps: Steps) -> dashboard.ThresholdsConfig:
    made = [model.Threshold(value=value, color=colour) for value, colour in steps]
    return dashboard.ThresholdsConfig().mode(model.ThresholdsMode.ABSOLUTE).steps(made)


def _mappings(words: Words) -> list[model.ValueMapping]:
    if not words:
        return []
    return [model.ValueMap({value: model.ValueMappingResult(text=text, color=colour) for value, text, colour in words})]


def _stat(panel: Panel) -> stat.Panel:
    return (
        stat.Panel()
        .title(panel.title)
        .description(panel.means)
        .datasource(SOURCE)
        .height(4)
        .span(panel.width)
        .unit(panel.unit)
        .decimals(0)
        .targets(_queries(panel))
        .thresholds(_thresholds(panel.steps))
        .mappings(_mappings(panel.words))
        .color_mode(options.BigValueColorMode.BACKGROUND)
        .graph_mode(options.BigValueGraphMode.NONE)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
    )


def _lines(panel: Panel) -> timeseries.Panel:
    made = (
        timeseries.Panel()
        .title(panel.title)
        .description(panel.means)
        .datasource(SOURCE)
        .height(8)
        .span(panel.width)
        .unit(panel.unit)
        .min(0)
        .targets(_queries(panel))
        .fill_opacity(10)
        .show_points(options.VisibilityMode.NEVER)
        .legend(
            common.VizLegendOptions()
            .display_mode(options.LegendDisplayMode.TABLE)
            .placement(options.LegendPlacement.BOTTOM)
            .show_legend(True)
            .calcs(["lastNotNull", "max"])
        )
        .tooltip(common.VizTooltipOptions().mode(options.TooltipDisplayMode.MULTI).sort(options.SortOrder.DESCENDING))
    )
    if panel.kind == "stacked":
        made.stacking(common.StackingConfig().mode(options.StackingMode.NORMAL)).fill_opacity(40)
    if panel.steps != NEUTRAL:  # the line above which somebody is told
        style = common.GraphThresholdsStyleConfig().mode(options.GraphThresholdsStyleMode.DASHED)
        made.thresholds(_thresholds(panel.steps)).thresholds_style(style)
    return made
