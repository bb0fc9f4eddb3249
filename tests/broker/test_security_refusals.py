"""Who is not let in, or may not do what a command does, hears why: one error, from every command that connects."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW
from streams.kafka.cluster import Cluster
from tests.broker.kafka_io import publish
from tests.broker.secure import Rule, SecureKafka, certificates, environment, with_security
from tests.broker.secured import raw, refused, without
from tests.cli.commands import run

COMMANDS = {
    "worker": ("worker", "--role", "enrich"),
    "publish": ("publish", "--quiet", "{article}"),
    "tail": ("tail", ARTICLES_ENRICHED, "--no-follow"),
    "topics": ("topics", "plan"),
    "doctor": ("doctor",),
}
FAULTS = {
    "password": "Check RESWATCH_SASL_USERNAME and RESWATCH_SASL_PASSWORD.",
    "expired": "has expired. The broker needs a new one.",
    "authority": "Name the file of its authority in RESWATCH_SSL_CAFILE.",
    "no certificate": "demands a client certificate. Set RESWATCH_SSL_CERTFILE.",
    "own certificate expired": "admin-expired.pem has expired",
    "stranger": "does not accept this client's certificate",
    "protocol": "Is RESWATCH_SECURITY_PROTOCOL=PLAINTEXT what its listener speaks?",
}


def faulty(kafka: SecureKafka, fault: str, folder: Path) -> Cluster:
    good, mutual, others = kafka.login("admin"), kafka.certified("admin"), certificates(folder / "others")
    return {
        "password": with_security(good, password=SecretStr("pa55-wrong")),
        "expired": kafka.login("admin", port=kafka.expired_port),
        "authority": with_security(good, cafile=others.cafile),
        "no certificate": with_security(mutual, certfile=None),
        "own certificate expired": kafka.certified("admin", expired=True),
        "stranger": with_security(mutual, certfile=others.issue("admin")),
        "protocol": Cluster(good.bootstrap),
    }[fault]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_whoever_is_not_let_in_hears_why(secured: SecureKafka, tmp_path: Path, fault: str, command: str) -> None:
    """One error of a line or two in seconds, exit code 1, from every command that connects."""
    article = raw(tmp_path, "unsent")
    arguments = [article if each == "{article}" else each for each in COMMANDS[command]]
    cluster = faulty(secured, fault, tmp_path)
    if command == "worker":
        told = refused(secured, cluster, *arguments)
    else:
        done = run(*arguments, **environment(cluster), RESWATCH_METRICS_PORT="0")
        told = done.output
        assert done.exit_code == 1
        assert isinstance(done.exception, SystemExit), "no traceback"
    assert FAULTS[fault] in told
    assert "pa55" not in told
    if command != "doctor":
        assert len(told.splitlines()) <= 2


@pytest.mark.parametrize(
    ("user", "rule", "arguments", "told"),
    [
        ("publish", ("topic", ARTICLES_RAW, "Write"), ("publish", "{article}"), "There is no topic articles-raw at"),
        ("consumer", ("topic", ARTICLES_ENRICHED, "Read"), ("tail", ARTICLES_ENRICHED), "that this user may see"),
        ("doctor", ("topic", ARTICLES_ENRICHED, "Describe"), ("topics", "plan"), "articles-enriched"),
        ("doctor", ("topic", ARTICLES_ENRICHED, "DescribeConfigs"), ("topics", "plan"), "articles-enriched"),
        ("admin", ("topic", ARTICLES_ENRICHED, "Alter"), ("topics", "plan"), "articles-enriched"),
    ],
    ids=str,
)
def test_a_command_without_its_permission_is_one_error(
    secured: SecureKafka, tmp_path: Path, user: str, rule: Rule, arguments: tuple[str, ...], told: str
) -> None:
    """What a topic hides from a user is, to that user, not there; what it shows and forbids is named."""
    given = [raw(tmp_path, "unsent") if each == "{article}" else each for each in arguments]
    with without(secured, user, rule):
        assert told in refused(secured, secured.login(user), *given)


@pytest.mark.parametrize("arguments", [("publish", "{article}"), ("tail", ARTICLES_RAW, "--no-follow")], ids=str)
def test_who_may_only_look_is_told_what_is_missing(
    secured: SecureKafka, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """The doctor sees every topic, and may neither read nor write one."""
    publish(secured.open.bootstrap, ARTICLES_RAW, [(None, b"something to read")])
    given = [raw(tmp_path, "unsent") if each == "{article}" else each for each in arguments]
    assert "`reswatch topics acls` lists what each role needs." in refused(secured, secured.login("doctor"), *given)
