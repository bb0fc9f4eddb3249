"""One event, one alert: fifty papers print one agency's text and five another's, and workers die meanwhile."""

import contextlib
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from streams.contracts.codec import Codec
from streams.contracts.headers import MUTED
from streams.contracts.topics import (
    ALERTS,
    ARTICLES_RAW,
    RESOLUTION_DOSSIERS,
    RESOLUTION_EVENTS,
    RESOLUTION_TRANSITIONS,
)
from streams.core.dossier import State, apply, dossiers
from streams.core.model import Dossier
from tests.broker.copies import AP, REUTERS, copies
from tests.broker.kafka_io import Out, publish, read
from tests.broker.seed_story import ADOPTED_IN_COMMITTEE, corrected, first_version, raw
from tests.broker.story import wait_for
from tests.chaos.workers import ForkedWorker
from tests.cli.commands import run
from tests.shared import shared_data

CODEC = Codec()
TO_DESK = ("--channel", "desk")


class Fleet:
    """Workers of the roles that follow resolutions."""

    def __init__(self, kafka: str, folder: Path, **environment: str) -> None:
        self._kafka = kafka
        self._folder = folder
        self._environment = {"RESWATCH_DATA_DIR": str(folder / "data"), "RESWATCH_SESSION_TIMEOUT": "6", **environment}
        self.workers: dict[str, list[ForkedWorker]] = {}

    def start(self, role: str, count: int) -> None:
        for _ in range(count):
            self.workers.setdefault(role, []).append(
                ForkedWorker(self._kafka, self._folder / f"{role}.log", role, **self._environment)
            )

    def wait_until_ready(self) -> None:
        for workers in self.workers.values():
            for worker in workers:
                worker.wait_until_ready()

    def kill_one(self, role: str, holding: str) -> None:
        """SIGKILL the worker of a role that has a partition of the topic ``holding``."""
        workers = self.workers[role]
        found: list[ForkedWorker] = []

        def is_there() -> bool:
            found[:] = [
                each
                for each in workers
                if f'reswatch_lag_records{{partition="0",topic="{holding}"}}' in each.get("/metrics")[1]
            ]
            return bool(found)

        wait_for(is_there)
        workers.remove(found[0])
        found[0].kill()

    def wait_until_settled(self, role: str) -> None:
        """Return when one worker of the role says that nothing waits, twice in a row."""
        wait_for(lambda: all(self._lag(role) == 0 for _ in range(2)), 90)

    def _lag(self, role: str) -> float:
        time.sleep(0.5)
        if not all(each.is_ready for each in self.workers[role]):
            return -1
        return sum(each.metric("reswatch_lag_records") for each in self.workers[role])

    def end(self) -> None:
        for workers in self.workers.values():
            for worker in workers:
                if worker.process.poll() is None:
                    worker.kill()


@contextlib.contextmanager
def fleet(kafka: str, folder: Path, **environment: str) -> Iterator[Fleet]:
    found = Fleet(kafka, folder, **environment)
    try:
        yield found
    finally:
        found.end()


def newest_dossiers(kafka: str, count: int) -> dict[str, Dossier]:
    outs = read(kafka, [RESOLUTION_DOSSIERS], lambda found: len(found) >= count)
    newest = {(out.key or b"").decode(): out.value for out in outs}
    return {name: CODEC.decode_dossier(value) for name, value in newest.items() if value is not None}


def replayed(kafka: str, count: int) -> dict[str, Dossier]:
    """Return the dossiers that all of ``resolution-events`` makes, folded in this process."""
    state = State()
    for out in read(kafka, [RESOLUTION_EVENTS], lambda found: len(found) >= count):
        if out.value is not None:
            state, _ = apply(state, CODEC.decode_events(out.value))
    return {dossier.dossier_id: dossier for dossier in dossiers(state)}


def distinct(outs: list[Out]) -> list[str]:
    return list(dict.fromkeys(CODEC.decode_transition(out.value or b"").transition_id for out in outs))


def test_fifty_five_papers_are_one_alert_and_one_update(stream_kafka: str, tmp_path: Path) -> None:
    """In any order, with two of three workers killed: first sight, confirmation, no more; two independent sources."""
    kafka, chance = stream_kafka, random.Random(7)
    at = datetime.now(UTC) - timedelta(hours=4)
    printed = [*copies("AP", AP, 50, at, chance), *copies("Reuters", REUTERS, 5, at, chance)]
    chance.shuffle(printed)
    for name, clause in {"juba": "target:SSD", "lima": "target:PER"}.items():
        assert run("subscribe", name, "--all", clause, *TO_DESK, "--broker", kafka).exit_code == 0
    with fleet(kafka, tmp_path) as workers:
        workers.start("enrich", 1)
        workers.start("track", 3)
        workers.start("match", 3)
        workers.wait_until_ready()
        for part in (printed[:20], printed[20:40]):
            publish(kafka, ARTICLES_RAW, [each.raw() for each in part])
            workers.kill_one("track", RESOLUTION_EVENTS)
            workers.kill_one("match", RESOLUTION_TRANSITIONS)
        publish(kafka, ARTICLES_RAW, [each.raw() for each in printed[40:]])
        told = read(kafka, [RESOLUTION_EVENTS], lambda found: len({out.key for out in found}) == len(printed))
        for role in ("track", "match"):
            workers.wait_until_settled(role)

        changes = read(kafka, [RESOLUTION_TRANSITIONS], lambda found: len(distinct(found)) >= 2)
        alerts = [CODEC.decode_alert(out.value or b"") for out in read(kafka, [ALERTS], lambda found: len(found) >= 2)]
        assert [(alert.subscription_id, alert.change, alert.independent_sources) for alert in alerts] == [
            ("juba", "first_sight", 1),
            ("juba", "confirmed", 2),
        ]
        assert len({alert.thread for alert in alerts}) == 1
        assert len(distinct(changes)) == 2
        known = newest_dossiers(kafka, len(printed))
        assert known == replayed(kafka, len(told))
        (dossier,) = known.values()
        (fact,) = dossier.facts
        assert (fact.stage, fact.status, fact.independent_sources) == ("adopted", "confirmed", 2)
        assert {source.uri for source in fact.sources} <= {each.uri for each in printed}


@pytest.fixture(scope="module")
def one_of_each(stream_kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """A worker of each role."""
    with fleet(stream_kafka, tmp_path_factory.mktemp("fleet")) as workers:
        for role in ("enrich", "track", "match"):
            workers.start(role, 1)
        workers.wait_until_ready()
        yield workers


def test_history_alerts_nobody_and_does_not_silence_the_first_live_evidence(
    stream_kafka: str, one_of_each: Fleet
) -> None:
    """Law 7: what the archive tells is known, and told when an article of today tells it."""
    for name, changes in {"haiti": (), "haiti-all": ("--change", "first_sight", "--change", "completed")}.items():
        wanted = ("--all", "target:HTI", *changes, *TO_DESK)
        assert run("subscribe", name, *wanted, "--broker", stream_kafka).exit_code == 0
    text = (
        "UNITED NATIONS (AP) — The Security Council on Monday adopted a resolution that extends the mandate of its "
        "mission in Haiti until October, by 13 votes in favor and two abstentions.\n\nThe text was drafted by Mexico."
    )
    old, live = (
        ("https://a.example/archive", "UN extends Haiti mission"),
        ("https://b.example/today", "Haiti: UN votes"),
    )
    publish(stream_kafka, ARTICLES_RAW, [raw((*old, "2026-11-23T16:00:00Z", text))], [(MUTED, b"replay")])
    wait_for(lambda: any(dossier.targets == ("HTI",) for dossier in newest_dossiers(stream_kafka, 1).values()))
    for role in ("track", "match"):
        one_of_each.wait_until_settled(role)
    publish(stream_kafka, ARTICLES_RAW, [raw((*live, "2026-11-23T18:00:00Z", text))])
    told_to(stream_kafka, "haiti-all", 1)
    for name in ("haiti", "haiti-all"):
        (alert,) = (CODEC.decode_alert(out.value or b"") for out in told_to(stream_kafka, name, 1))
        assert (alert.change, alert.uri, alert.independent_sources) == ("first_sight", live[0], 1)


def test_the_rival_drafts_of_the_seed_go_their_ways(stream_kafka: str, one_of_each: Fleet) -> None:
    """Two dossiers on one country; one is adopted in committee, then in the plenary, then its tally is corrected.

    Each transition alerts once, and none is of the other draft.
    """
    page = (shared_data("seed") / "000_d1470157f9950da5.txt").read_text()
    seed = ("https://paper.example/nation/human-rights", "", "2014-10-08T14:00:00Z", page)
    assert run("subscribe", "korea", "--all", "target:PRK", *TO_DESK, "--broker", stream_kafka).exit_code == 0
    steps = (
        (raw(seed), [("first_sight", "proposed", "EU JPN"), ("first_sight", "tabled", "PRK")]),
        (raw(ADOPTED_IN_COMMITTEE), [("first_sight", "adopted_in_committee", "EU JPN")]),
        (first_version(), [("first_sight", "adopted", "EU JPN")]),
        (corrected(), [("corrected", "adopted", "EU JPN")]),
    )
    expected: list[tuple[str, str, str]] = []
    for record, changes in steps:
        publish(stream_kafka, ARTICLES_RAW, [record])
        expected += changes
        told = [CODEC.decode_alert(out.value or b"") for out in told_to(stream_kafka, "korea", len(expected))]
        events = [(alert.change, alert.event) for alert in told]
        happened = [(change, event.stage, " ".join(event.sponsors)) for change, event in events if event]
        assert sorted(happened, key=str) == sorted(expected)
    for role in ("enrich", "track", "match"):
        one_of_each.wait_until_settled(role)
    told = [CODEC.decode_alert(out.value or b"") for out in told_to(stream_kafka, "korea", len(expected))]
    assert len(told) == len(expected)
    drafts = [dossier for dossier in newest_dossiers(stream_kafka, 1).values() if dossier.targets == ("PRK",)]
    assert sorted((each.stage, each.symbol) for each in drafts) == [("adopted", "A/RES/69/188"), ("tabled", None)]
    (adopted,) = (fact for each in drafts for fact in each.facts if fact.stage == "adopted")
    vote = adopted.event.vote
    assert vote is not None
    assert (vote.for_, vote.against, vote.abstain) == (116, 20, 53)


def told_to(kafka: str, name: str, count: int) -> list[Out]:
    """Return the alerts of a subscription once there are ``count``."""
    outs = read(kafka, [ALERTS], lambda found: sum(out.key == name.encode() for out in found) >= count)
    return [out for out in outs if out.key == name.encode()]
