"""The whole product, told once: from a feed's new item to a signed webhook, the store, and the dashboards."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from ops.grafana.build import queries
from ops.grafana.panels import JOBS
from streams.app import ROLES
from streams.core.match import parse_subscription
from streams.kafka.node import free_port
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.receivers import DELIVERING, Receiver, receiver, subscribe
from tests.broker.story import Command, Wire, wait_for, wire
from tests.ops.prometheus import Prometheus, running_prometheus

TITLE = "Draft resolution on Iran circulated in Security Council"
TEXT = (
    "UNITED NATIONS (Reuters) — Britain, France and Germany on Tuesday circulated a draft resolution on Iran in the "
    "United Nations Security Council, diplomats said.",
    "The text would have Tehran give inspectors access to two sites. Talks on it will begin in the coming days.",
)
Clauses = dict[str, list[dict[str, object]]]


def clause(field: str, *values: str) -> dict[str, object]:
    return {"field": field, "values": list(values)}


NINE: dict[str, Clauses] = {
    "other-country": {"all_of": [clause("target", "SYR"), clause("stage", "tabled", "proposed")]},
    "other-stage": {"all_of": [clause("target", "IRN"), clause("stage", "adopted", "vetoed")]},
    "other-organ": {"all_of": [clause("target", "IRN"), clause("organ", "HRC")]},
    "sponsor-not-target": {"all_of": [clause("sponsor", "IRN")]},
    "vetoes": {"all_of": [clause("vetoed_by", "RUS")]},
    "other-symbol": {"all_of": [clause("symbol", "S/RES/2231 (2015)")]},
    "other-words": {"all_of": [clause("word", "chemical weapons")]},
    "barred": {"all_of": [clause("target", "IRN")], "none_of": [clause("organ", "SC")]},
    "mentions-another": {"all_of": [clause("mentioned", "BRA"), clause("organ", "SC")]},
}
COUNTED = {
    'sum(up{job="enrich"}) or vector(0)': 1,
    'count(up{job=~"$job"} == 0) or vector(0)': 0,
    'count(ALERTS{alertstate="firing"}) or vector(0)': 0,
    "max(reswatch_subscriptions)": 10,
    'sum by (stage) (increase(reswatch_resolution_events_total[1h])) {stage="tabled"}': 1,
    'sum by (organ) (increase(reswatch_resolution_events_total[1h])) {organ="SC"}': 1,
    'sum by (kind) (increase(reswatch_articles_told_total[1h])) {kind="told"}': 1,
    "sum(increase(reswatch_alerts_matched_total[1h]))": 1,
    "sum(increase(reswatch_alerts_delivered_total[1h]))": 1,
    "sum(reswatch_failing_receivers)": 0,
    "sum(increase(reswatch_feed_items_published_total[1h]))": 1,
    'sum(reswatch_feed_standing_feeds{standing="well"})': 1,
    'sum(increase(reswatch_web_failures_total{cause="defect"}[1d]))': 0,
}
"""What the dashboards' queries tell of it, to the whole number; a query of several series with the labels of one."""


@dataclass(frozen=True)
class Deployment:
    """A Kafka to tell it on.

    :param connect: the settings with which a user connects, who is called as the role or the command is.
    :param hands: bootstrap servers of a listener where the test itself may do everything.
    """

    connect: Callable[[str], dict[str, str]]
    hands: str


class Told:
    """The deployment after the story, with its workers still running."""

    def __init__(self, deployment: Deployment, settings: dict[str, str], workers: dict[str, WorkerProcess]) -> None:
        self._deployment = deployment
        self._settings = settings
        self.workers = workers

    def command(self, user: str, port: int = 0) -> Command:
        """Return ``reswatch`` as ``user`` runs it."""
        return Command(RESWATCH_METRICS_PORT=str(port), **self._settings, **self._deployment.connect(user))

    def reswatch(self, *arguments: str, code: int = 0) -> str:
        """Run a command as the user of its name."""
        return self.command(arguments[0])(*arguments, code=code)


@contextmanager
def told(deployment: Deployment, store_url: str, folder: Path) -> Iterator[Told]:
    """Tell the story, and yield what it was told on."""
    settings = {**DELIVERING, "RESWATCH_STORE_URL": store_url, "RESWATCH_DATA_DIR": str(folder / "data")}
    with ExitStack() as stack:
        site, hook = stack.enter_context(wire()), stack.enter_context(receiver())
        workers = {
            role: stack.enter_context(
                running_worker("", folder / f"{role}.log", role, **settings, **deployment.connect(role))
            )
            for role in ROLES
        }
        scene, port = Told(deployment, settings, workers), free_port()
        subscribe(
            deployment.hands,
            *(parse_subscription({"id": name, **clauses, "webhook": hook.url(name)}) for name, clauses in NINE.items()),
        )
        wanted = ("--all", "target:Iran", "--all", "stage:tabled,proposed", "--on", "articles")
        scene.reswatch("subscribe", "iran-drafts", *wanted, "--webhook", hook.url("iran-drafts"))
        site.publish("/2026/tents", "Agency needs more tents", "GENEVA (AP) — The agency said it needs more tents.")
        polling = ("watch", site.feed, "--allow-private", "--interval", "0.5", "1")
        stack.enter_context(scene.command("watch", port).running(folder / "watch.log", *polling))
        wait_for(lambda: workers["store"].metric("reswatch_stored_articles_total") == 1)
        api, web_port = stack.enter_context(_api(scene, folder))
        ports = {**{role: worker.port for role, worker in workers.items()}, "watch": port, "web": web_port}
        targets = {job: [port] for job, port in ports.items()}
        prometheus = stack.enter_context(running_prometheus(folder, targets))
        wait_for(lambda: prometheus.value("count(up == 1)") == len(JOBS))
        wait_for(lambda: _is_asked(api, prometheus))
        _tell(site, hook, scene)
        _is_counted(prometheus)
        scene.reswatch("canary", "--once")
        wait_for(lambda: prometheus.value("count(count by (job) (reswatch_canary_seconds))") == 4)
        _no_query_is_empty(prometheus)
        yield scene


@contextmanager
def _api(scene: Told, folder: Path) -> Iterator[tuple[httpx.Client, int]]:
    """Serve the API beside the block; yield a client that may read, and the port of its metrics."""
    command, port, metrics_port = scene.command("web"), free_port(), free_port()
    headers = {"authorization": f"Bearer {command('keys', 'make', 'desk').strip()}"}
    serving = ("web", "--port", str(port), "--metrics-port", str(metrics_port))
    with (
        command.running(folder / "web.log", *serving),
        httpx.Client(base_url=f"http://127.0.0.1:{port}/v1", headers=headers, timeout=20) as client,
    ):
        yield client, metrics_port


def _is_asked(api: httpx.Client, prometheus: Prometheus) -> bool:
    """Ask the API once; return whether Prometheus has seen that it is asked."""
    try:
        assert api.get("/alerts").status_code == 200
    except httpx.TransportError:
        return False
    return (prometheus.value("sum(rate(reswatch_web_request_seconds_count[5m]))") or 0) > 0


def _tell(site: Wire, hook: Receiver, scene: Told) -> None:
    """The item comes: within its poll it is enriched, stored, found, matched by one of ten, and delivered, signed."""
    workers = scene.workers
    address = site.publish("/2026/iran-draft", TITLE, *TEXT)
    seconds = wait_for(lambda: bool(hook.arrivals))
    assert seconds < 30, "within its poll, on a machine that has other work too"
    wait_for(lambda: workers["store"].metric("reswatch_stored_articles_total") == 2)
    wait_for(lambda: workers["track"].metric("reswatch_articles_told_total", kind="told") == 1)

    assert {each.subscription for each in hook.arrivals} == {"iran-drafts"}
    assert len(hook.taken()) == len(hook.arrivals) == 1

    (hit,) = scene.command("store").lines("search", "inspectors", "--target", "Iran", "--organ", "SC", "--json")
    assert hit["uri"] == address
    assert scene.command("store")("search", "--target", "Syria", "--json", code=1) == ""
    (previewed,) = scene.command("preview").lines("preview", "iran-drafts", "--json")
    assert previewed["uri"] == address, "what is previewed is what was sent"
    for role, worker in workers.items():
        assert worker.metric("reswatch_dead_letters_total") == 0, role


def _is_counted(prometheus: Prometheus) -> None:
    """The dashboards' own queries tell the same."""
    asked = {query for _, _, query in queries()}

    def shown(query: str) -> int | None:
        expr, _, labels = query.partition(" {")
        assert expr in asked, f"on no dashboard: {expr}"
        where = dict(each.split("=") for each in labels.rstrip("}").split(",") if each)
        values = [
            value
            for series, value in prometheus.query(as_grafana_asks(expr))
            if all(series[name] == wanted.strip('"') for name, wanted in where.items())
        ]
        return round(values[0]) if len(values) == 1 else None

    def differing() -> dict[str, int | None]:
        return {query: shown(query) for query, value in COUNTED.items() if shown(query) != value}

    try:
        wait_for(lambda: not differing())
    except AssertionError:
        raise AssertionError(differing()) from None


def _no_query_is_empty(prometheus: Prometheus) -> None:
    """Each query of each panel gives at least one series with a number."""
    empty = [
        (board, title, query)
        for board, title, query in queries()
        if all(math.isnan(value) for _, value in prometheus.query(as_grafana_asks(query)))
    ]
    assert empty == []


def as_grafana_asks(query: str) -> str:
    """Return the query with Grafana's variables filled in: all roles, and four scrapes."""
    return query.replace("$job", "|".join(JOBS)).replace("$__rate_interval", "5s")
