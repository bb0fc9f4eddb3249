"""``python -m tests.chaos.record [NAME …]``: what Prometheus sees of real faults, kept for the tests of the rules.

Each is a stream of its own on a real Kafka, watched by a real Prometheus with the project's rules, first while it is
well, then under the fault. What the rules ask for goes to ``tests/ops/recorded/NAME.yml`` as ``promtool`` reads it, as
it came, every 15 s: no time is stretched. All of them side by side take 25 minutes.
"""

import re
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kafka.errors import KafkaError

from streams.app import ROLES
from streams.contracts.topics import ARTICLES_ENRICHED
from tests.chaos.around import around
from tests.chaos.articles import articles
from tests.chaos.notation import notation
from tests.chaos.scene import Scene, well
from tests.ops.prometheus import CONFIG, Prometheus, running_prometheus

RECORDED = Path(__file__).parents[1] / "ops" / "recorded"
STEP = 15
WELL_MINUTES = 3.0
LEFT_OUT = {"reswatch_resolution_events_total"}
"""What only a rule of a whole day asks for: a hundred series."""
OF_A_DAY = "NothingFound"
"""That rule: thousands of articles that tell of nothing are what is published here."""
ONE_BY_ONE = threading.Lock()
"""What starts a scene: brokers that start side by side take minutes."""
TIMES = {"reswatch_canary_seen_timestamp_seconds"}
"""Seconds since 1970, which are kept as seconds since the recording began, as promtool's clock begins at 0."""


@dataclass(frozen=True)
class Fault:
    """``happens`` strikes after the stream was well, and lasts."""

    words: str
    happens: Callable[[Scene], None]
    roles: tuple[str, ...] = ("enrich",)
    brokers: int = 1


def nothing(scene: Scene) -> None:
    scene.last(16, scene.asks)


def lag_grows(scene: Scene) -> None:
    scene.publish(well(1), 400)
    scene.last(18, scene.throttle(scene.workers[0], 0.5))


def bad_source(scene: Scene) -> None:
    scene.publish(articles(2, 500), 4)
    scene.last(12)


def outputs_refused(scene: Scene) -> None:
    scene.want_replicas(ARTICLES_ENRICHED, 3)
    scene.brokers[-1].kill()
    scene.last(12)


def transaction_hangs(scene: Scene) -> None:
    scene.hang_transaction(3)
    scene.last(9)


def canary_dies(scene: Scene) -> None:
    scene.end_canaries()
    scene.last(7)


def broker_away(scene: Scene) -> None:
    scene.brokers[0].kill()
    scene.last(9)


def worker_killed(scene: Scene) -> None:
    scene.fleet.kill(scene.workers[0], 1e9)
    scene.last(5)


def rebalances(scene: Scene) -> None:
    restless = scene.workers[-1]
    for _ in range(17):
        scene.fleet.kill(restless, 10)
        scene.last(0.8)


FAULTS = {
    "healthy": Fault("none: all roles and the API, with articles and canaries", nothing, tuple(ROLES)),
    "lag-grows": Fault("400 articles a second more, for a worker that gets half of its time", lag_grows),
    "rebalances": Fault("of two workers one is killed every 48 s, and back after 10", rebalances, ("enrich", "enrich")),
    "bad-source": Fault("a source sends what cannot be read, and three articles too large to go out", bad_source),
    "outputs-refused": Fault(
        "one of three brokers is killed, and the outputs' topic wants all three", outputs_refused, brokers=3
    ),
    "transaction-hangs": Fault("a publisher leaves a transaction open in one partition of twelve", transaction_hangs),
    "canary-dies": Fault("the canary is killed, the stream goes on", canary_dies),
    "broker-away": Fault("the broker is killed and does not return", broker_away),
    "worker-killed": Fault("the worker is killed and does not return", worker_killed),
}


def wanted() -> set[str]:
    """Return the names of the series that the rules are made of."""
    text = "".join((CONFIG / name).read_text() for name in ("recording.yml", "alerts.yml"))
    return set(re.findall(r"(?<![\w:])(?:up|reswatch_\w+)(?![\w:])(?=[{\[\s)])", text)) - LEFT_OUT


def attempt(name: str) -> bool:
    """Record, and say so where that fails, while the others go on."""
    try:
        record(name)
    except (AssertionError, OSError, KafkaError) as error:
        print(f"{name}: {error!r}", file=sys.stderr, flush=True)
        return False
    return True


def record(name: str) -> None:
    """Have the fault happen, and write down what Prometheus saw."""
    fault = FAULTS[name]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{name}-", ignore_cleanup_errors=True)))
        with ONE_BY_ONE:
            scene = Scene(folder, fault.roles, fault.brokers)
        stack.callback(scene.close)
        targets = {**scene.targets, **(around(scene, folder, stack) if fault.roles == tuple(ROLES) else {})}
        prometheus = stack.enter_context(running_prometheus(folder, targets, f"{STEP}s"))
        scene.last(1)  # until every target was asked, and the canaries are through
        began = datetime.now(UTC)
        scene.last(WELL_MINUTES)
        if fault.happens is not nothing:
            scene.strikes(fault.words)
        fault.happens(scene)
        text = _written(name, fault, scene, prometheus, began)
    (RECORDED / f"{name}.yml").write_text(text)
    print(f"{name}: {len(text)} bytes\n{scene.timeline}", flush=True)


def _written(name: str, fault: Fault, scene: Scene, prometheus: Prometheus, began: datetime) -> str:
    start, end = began.timestamp(), datetime.now(UTC).timestamp()
    count = int((end - start) // STEP)
    instances = {f"127.0.0.1:{slot.port}": slot.name.replace(" ", "-") for slot in scene.workers}

    def between(query: str) -> list[tuple[dict[str, str], dict[int, float]]]:
        found = prometheus.ask("query_range", query=query, start=str(start), end=str(end), step=str(STEP))["result"]
        return [
            (each["metric"], {round((at - start) / STEP): float(value) for at, value in each["values"]})
            for each in found
        ]

    fired: dict[str, int] = {}
    for labels, values in between(f'ALERTS{{alertstate="firing", alertname!="{OF_A_DAY}"}}'):
        fired[labels["alertname"]] = min(STEP * min(values), fired.get(labels["alertname"], 10**9))
    lines = [
        f"# Made by python -m tests.chaos.record {name}, on {began:%d %B %Y}: Prometheus asked every {STEP} s.",
        f"fault: {fault.words!r}",
        f"began: {round((scene.faulty_at or end) - start)} # seconds after the first sample",
        f"seconds: {count * STEP}",
        f"fired: {{{', '.join(f'{alert}: {at}' for alert, at in sorted(fired.items()))}}} # then, and when",
        "input_series:",
    ]
    for labels, values in sorted(between(f'{{__name__=~"{"|".join(sorted(wanted()))}"}}'), key=str):
        metric = labels.pop("__name__")
        labels["instance"] = instances.get(labels["instance"], labels["instance"])
        shift = start if metric in TIMES else 0.0
        samples = [None if (value := values.get(at)) is None else value - shift for at in range(count + 1)]
        series = ", ".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
        lines.append(f"  - {{series: '{metric}{{{series}}}', values: '{notation(samples)}'}}")
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> int:
    """Record those named, or all, side by side; return 1 where one failed."""
    RECORDED.mkdir(exist_ok=True)
    chosen = names or list(FAULTS)
    with ThreadPoolExecutor(len(chosen)) as pool:
        return 0 if all(list(pool.map(attempt, chosen))) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
