"""From a feed's new item to a signed webhook, the store and the counters: the whole product, on real Kafka."""

from contextlib import ExitStack
from pathlib import Path

from streams.core.match import parse_subscription
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.receivers import DELIVERING, Receiver, receiver, subscribe
from tests.broker.story import Command, Wire, wait_for, wire

ROLES = ("enrich", "track", "match", "deliver", "store")
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


def test_a_new_item_reaches_its_subscriber_and_no_other(stream_kafka: str, postgres: str, tmp_path: Path) -> None:
    """Within a poll: enriched, stored in PostgreSQL, found, matched by one of ten, delivered signed, and counted."""
    settings = {**DELIVERING, "RESWATCH_STORE_URL": postgres, "RESWATCH_DATA_DIR": str(tmp_path / "data")}
    command = Command(RESWATCH_BROKER=stream_kafka, RESWATCH_METRICS_PORT="0", **settings)
    with ExitStack() as stack:
        site, hook = stack.enter_context(wire()), stack.enter_context(receiver())
        workers = {
            role: stack.enter_context(running_worker(stream_kafka, tmp_path / f"{role}.log", role, **settings))
            for role in ROLES
        }
        subscribe(
            stream_kafka,
            *(parse_subscription({"id": name, **clauses, "webhook": hook.url(name)}) for name, clauses in NINE.items()),
        )
        wanted = ("--all", "target:Iran", "--all", "stage:tabled,proposed", "--webhook", hook.url("iran-drafts"))
        command("subscribe", "iran-drafts", *wanted)
        site.publish("/2026/tents", "Agency needs more tents", "GENEVA (AP) — The agency said it needs more tents.")
        stack.enter_context(
            command.running(tmp_path / "watch.log", "watch", site.feed, "--allow-private", "--interval", "0.5", "1")
        )
        wait_for(lambda: workers["store"].metric("reswatch_stored_articles_total") == 1)
        _tell(site, hook, command, workers)


def _tell(site: Wire, hook: Receiver, command: Command, workers: dict[str, WorkerProcess]) -> None:
    address = site.publish("/2026/iran-draft", TITLE, *TEXT)
    seconds = wait_for(lambda: bool(hook.arrivals))
    assert seconds < 10, "within its poll"
    wait_for(lambda: workers["store"].metric("reswatch_stored_articles_total") == 2)
    wait_for(lambda: workers["track"].metric("reswatch_articles_told_total", kind="told") == 1)

    assert {each.subscription for each in hook.arrivals} == {"iran-drafts"}
    assert len(hook.taken()) == len(hook.arrivals) == 1

    (hit,) = command.lines("search", "inspectors", "--target", "Iran", "--organ", "SC", "--json")
    assert hit["uri"] == address
    assert command("search", "--target", "Syria", "--json", code=1) == ""
    (told,) = command.lines("preview", "iran-drafts", "--json")
    assert told["alert_id"] == hook.taken()[0], "what is previewed is what was sent"

    assert workers["enrich"].metric("reswatch_resolution_events_total", organ="SC") == 1
    wait_for(lambda: workers["deliver"].metric("reswatch_alerts_delivered_total") == 1)
    assert workers["deliver"].metric("reswatch_failing_receivers") == 0
    for role, worker in workers.items():
        assert worker.metric("reswatch_dead_letters_total") == 0, role
