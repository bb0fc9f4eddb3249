"""Kafka with TLS, passwords, client certificates and ACLs: each role works with its own permissions and no others."""

from pathlib import Path

import orjson
import pytest

from streams.app import ROLES
from streams.contracts.access import grants
from streams.contracts.topics import ALERT_SUBSCRIPTIONS, ALERTS_WAITING, ARTICLES_ENRICHED, ARTICLES_RAW, topics
from streams.kafka.handshake import AccessError
from streams.kafka.topics import require
from tests.broker.kafka_io import publish
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.secure import Rule, SecureKafka, environment
from tests.broker.secured import GRANTS, WIRE, connection, raw, refused, rules, without
from tests.broker.story import wait_for
from tests.broker.test_web import ARTICLE, VETOES, Desk
from tests.broker.whole_story import Deployment, told


def ended(worker: WorkerProcess, seconds: float = 40.0) -> str:
    """Wait until a worker ends by itself, and return the reason that it gives; no traceback comes before it."""
    assert worker.process.wait(seconds) == 1
    log = worker.log.read_text()
    assert "Traceback" not in log, log
    (reason,) = [line for line in log.splitlines() if "worker halted" in line]
    return reason


def test_every_role_works_with_its_own_permissions_and_no_others(
    secured: SecureKafka, postgres: str, tmp_path: Path
) -> None:
    """The whole story with a user for each role and command: by SCRAM, by PLAIN, by certificate."""
    deployment = Deployment(lambda user: environment(connection(secured, user)), secured.open.bootstrap)
    with told(deployment, postgres, tmp_path) as scene:
        assert "iran-drafts" in scene.reswatch("subscriptions")
        assert "Published 1 article" in scene.reswatch("publish", str(raw(tmp_path, "first")))
        wait_for(lambda: scene.workers["store"].metric("reswatch_stored_articles_total") == 3)
        assert "adopted" in scene.command("consumer")("tail", ARTICLES_ENRICHED, "--no-follow")
        scene.reswatch("dead-letters", "list")
        scene.reswatch("deliveries")
        assert "The ledger is closed." in scene.reswatch("ledger")
        assert "none differs" in scene.reswatch("replay")
        scene.reswatch("unsubscribe", "iran-drafts")
        scene.command("doctor")("topics", "plan")
        scene.reswatch("doctor")
        assert [worker.terminate() for worker in scene.workers.values()] == [0] * len(ROLES)
    for log in tmp_path.glob("*.log"):
        assert secured.password not in log.read_text(), log
        assert "uthoriz" not in log.read_text(), log


@pytest.mark.parametrize(
    ("role", "rule"), [(role, rule) for role in ROLES for rule in rules(GRANTS[role], "topic")], ids=str
)
def test_each_permission_is_needed_and_named_when_it_is_missing(secured: SecureKafka, role: str, rule: Rule) -> None:
    """What a worker asks at its start: all is well, one is taken away and named, all is well."""
    needed = {grant.name: grant.operations for grant in GRANTS[role] if grant.kind == "topic"}

    def ask() -> None:
        require(connection(secured, role), [topics()[name] for name in needed], needed)

    ask()
    with without(secured, role, rule), pytest.raises(AccessError) as caught:
        ask()
    assert f"does not allow this user: {rule[2]} on {rule[1]}. `reswatch topics acls`" in str(caught.value)


@pytest.mark.parametrize(
    ("role", "rule"), [(role, rule) for role in ROLES for rule in rules(GRANTS[role], "group")], ids=str
)
def test_a_group_that_is_refused_ends_the_worker(secured: SecureKafka, tmp_path: Path, role: str, rule: Rule) -> None:
    """Its clients would only try again, and say nothing."""
    settings = {**environment(connection(secured, role)), "RESWATCH_DATA_DIR": str(tmp_path)}
    worker = WorkerProcess("", tmp_path / "log", role, **settings)
    try:
        with without(secured, role, rule):
            assert f"this user may not use the consumer group ({rule[1]}). `reswatch topics acls`" in ended(worker)
    finally:
        worker.kill()


def test_exactly_once_needs_the_transactional_ids(secured: SecureKafka, tmp_path: Path) -> None:
    """Without them a worker ends with that reason; with what ``reswatch topics acls`` lists it works."""
    (rule,) = rules(grants(topics(), "reswatch", exactly_once=True)["enrich"], "transactional-id")
    settings = {
        **environment(connection(secured, "enrich")),
        "RESWATCH_DATA_DIR": str(tmp_path),
        "RESWATCH_GUARANTEE": "exactly_once",
    }
    worker = WorkerProcess("", tmp_path / "log", **settings)
    try:
        assert "this user may not use the transactional id" in ended(worker, 90)
    finally:
        worker.kill()
    secured.allow("enrich", rule)
    try:
        with running_worker("", tmp_path / "log2", **settings) as worker:
            value = orjson.dumps({"media_type": "text/plain", "content": f"{WIRE} {tmp_path.name}"})
            publish(secured.open.bootstrap, ARTICLES_RAW, [(None, value)])
            wait_for(lambda: worker.metric("reswatch_articles_enriched_total") > 0)
            wait_for(lambda: worker.metric("reswatch_lag_records") == 0)
            assert worker.terminate() == 0
    finally:
        secured.forbid("enrich", rule)


def test_a_worker_that_may_not_write_says_so_and_ends(secured: SecureKafka) -> None:
    """Before it consumes anything."""
    with without(secured, "enrich", ("topic", ARTICLES_ENRICHED, "Write")):
        told = refused(secured, secured.login("enrich"), "worker", "--role", "enrich")
    assert len(told.splitlines()) == 1
    assert f"Write on {ARTICLES_ENRICHED}" in told


@pytest.mark.parametrize(
    ("role", "rule", "told"),
    [
        ("enrich", ("topic", ARTICLES_RAW, "Read"), "may not do that to a topic (articles-raw)"),
        ("enrich", ("topic", ARTICLES_ENRICHED, "Write"), "cannot publish to articles-enriched"),
        ("enrich", ("group", "reswatch-enrich", "Read"), "may not use the consumer group"),
        ("match", ("topic", ALERT_SUBSCRIPTIONS, "Read"), "cannot read alert-subscriptions"),
        ("deliver", ("topic", ALERTS_WAITING, "Read"), "cannot read alerts-waiting"),
    ],
    ids=str,
)
def test_a_worker_that_loses_a_permission_ends_loudly(
    secured: SecureKafka, tmp_path: Path, role: str, rule: Rule, told: str
) -> None:
    """Within seconds, with one reason, and without a commit of what it has not settled."""
    settings = {**environment(connection(secured, role)), "RESWATCH_DATA_DIR": str(tmp_path)}
    with running_worker("", tmp_path / "log", role, **settings) as worker, without(secured, role, rule):
        value = orjson.dumps({"media_type": "text/plain", "content": f"{WIRE} {tmp_path.name}"})
        publish(secured.open.bootstrap, ARTICLES_RAW, [(None, value)])
        assert told in ended(worker)
    assert secured.password not in worker.log.read_text()


def test_a_worker_whose_password_was_changed_ends_at_its_next_connection(secured: SecureKafka, tmp_path: Path) -> None:
    """aiokafka alone would try again for ever."""
    settings = environment(secured.login("enrich", port=secured.brief_port))
    with running_worker("", tmp_path / "log", **settings, RESWATCH_DATA_DIR=str(tmp_path)) as worker:
        secured.add_user("enrich", "another")
        try:
            assert "does not let user enrich in" in ended(worker)
        finally:
            secured.add_user("enrich")


def test_the_api_works_with_its_permissions(secured: SecureKafka, tmp_path: Path) -> None:
    """It reads and changes subscriptions, sends articles, and sees how far behind the stream is."""
    desk = Desk(environment(connection(secured, "web")), tmp_path)
    with desk.process() as client:
        assert client.post("/v1/subscriptions", json={**VETOES, "id": "of-the-api"}).status_code == 201
        assert client.get("/v1/subscriptions/of-the-api").status_code == 200
        assert client.post("/v1/articles", json=ARTICLE).status_code == 202
        assert client.delete("/v1/subscriptions/of-the-api").status_code == 204
    assert "is not known" not in desk.logged(), "how much waits"
