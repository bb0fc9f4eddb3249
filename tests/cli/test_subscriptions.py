"""``reswatch subscribe``, ``subscriptions`` and ``unsubscribe``: on a real Kafka, and what is refused without one."""

import base64
import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from streams.cli import subscribing
from streams.cli.common import load_settings
from streams.cli.subscription_text import in_short
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_SUBSCRIPTIONS
from streams.core.match import parse_subscription
from streams.core.model import Subscription
from streams.settings import Settings
from streams.sinks.webhook import signing_secret
from tests.broker.kafka_io import publish
from tests.cli.commands import run

KEY = "k" * 32
HOOK = "https://desk.example/private/path"


@pytest.fixture
def name() -> str:
    return f"test-{uuid.uuid4().hex[:12]}"


def listed(broker: str) -> dict[str, dict[str, Any]]:
    """Return what ``subscriptions --json`` prints, by id; others write there too."""
    result = run("subscriptions", "--json", "--broker", broker)
    return {one["id"]: one for one in map(json.loads, result.stdout.splitlines())}


def test_a_subscription_is_told_in_words_and_listed(broker: str, name: str) -> None:
    """With the secret that its webhooks are signed with."""
    clauses = ("--all", "target:Iran,syr", "--any", "stage:tabled", "--any", "word:cease-fire", "--none", "organ:ga")
    result = run("subscribe", name, *clauses, "--webhook", HOOK, "--broker", broker, RESWATCH_WEBHOOK_KEY=KEY)
    assert result.exit_code == 0, result.output
    assert (
        result.stdout
        == f"""Subscribed {name}.
Alerts when something new is known of a resolution, and
  all of this holds:
    it is about Iran (IRN) or Syria (SYR)
  one of this holds:
    the stage is tabled
    the article has the words "cease-fire"
  none of this holds:
    the organ is GA
Sent to: webhook {HOOK}
At most 20 an hour

Its receiver verifies the signatures with this secret, which is shown only now:
  {signing_secret(KEY.encode(), name)}
"""
    )
    assert listed(broker)[name] == {
        "id": name,
        "all_of": [{"field": "target", "values": ["IRN", "SYR"]}],
        "any_of": [{"field": "stage", "values": ["tabled"]}, {"field": "word", "values": ["cease-fire"]}],
        "none_of": [{"field": "organ", "values": ["GA"]}],
        "webhook": HOOK,
        "channels": [],
        "on": "transitions",
        "changes": ["first_sight", "confirmed", "corrected", "retracted"],
        "per_hour": 20,
        "paused": False,
        "secret_version": 0,
    }
    table = run("subscriptions", "--broker", broker).stdout
    assert name in table
    assert "private" not in table


def test_replacing_one_shows_the_difference_and_no_secret(broker: str, name: str) -> None:
    """And the same again changes nothing."""

    def subscribe(clause: str) -> Result:
        return run("subscribe", name, "--all", clause, "--webhook", HOOK, "--broker", broker, RESWATCH_WEBHOOK_KEY=KEY)

    assert "whsec_" in subscribe("target:SYR").stdout
    result = subscribe("target:IRQ")
    assert result.stderr == f"Warning: {name} existed, and is replaced:\n"
    assert result.stdout == "-     it is about Syria (SYR)\n+     it is about Iraq (IRQ)\n"
    assert subscribe("target:Iraq").stdout == f"{name} is as it was.\n"


@pytest.mark.parametrize("suffix", ["json", "toml", "-"])
def test_a_subscription_from_a_file(broker: str, name: str, tmp_path: Path, suffix: str) -> None:
    """JSON, TOML, or JSON on stdin; what is listed can be read again."""
    content = '{"all_of": [{"field": "target", "values": ["Mali"]}], "channels": ["desk"]}'
    if suffix == "toml":
        content = 'channels = ["desk"]\n[[all_of]]\nfield = "target"\nvalues = ["Mali"]\n'
    file = tmp_path / f"file.{suffix}"
    file.write_text(content)
    source, given = ("-", content) if suffix == "-" else (file, None)
    result = run("subscribe", name, "--file", source, "--broker", broker, given=given)
    assert result.exit_code == 0, result.output
    assert result.stderr == "Warning: the settings here have no channel desk; those of the deliver role must.\n"
    again = run("subscribe", name, "--file", "-", "--broker", broker, given=json.dumps(listed(broker)[name]))
    assert again.stdout == f"{name} is as it was.\n"


def test_replacing_one_keeps_its_secret_where_that_was_changed(broker: str, name: str) -> None:
    """By the API: its receiver verifies with the new one by now."""
    assert run("subscribe", name, "--all", "target:Iran", "--webhook", HOOK, "--broker", broker).exit_code == 0
    rotated = replace(parse_subscription(listed(broker)[name]), secret_version=3)
    publish(broker, ALERT_SUBSCRIPTIONS, [(name.encode(), Codec().encode_subscription(rotated))])
    result = run("subscribe", name, "--all", "target:Iran", "--webhook", HOOK, "--broker", broker)
    assert result.stdout == f"{name} is as it was.\n"
    assert run("subscribe", name, "--all", "target:Iraq", "--webhook", HOOK, "--broker", broker).exit_code == 0
    assert listed(broker)[name]["secret_version"] == 3


async def test_who_is_faster_is_seen(broker: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another changes subscriptions between what was read and what is written: it is decided anew."""
    settings = load_settings(broker=broker)
    mine = parse_subscription({"id": name, "all_of": [{"field": "target", "values": ["IRN"]}]})
    theirs = replace(mine, channels=("theirs",))
    read, seen = subscribing.read, list[object]()

    async def read_and_be_overtaken(settings: Settings) -> dict[str, Subscription | str]:
        found = await read(settings)
        if not seen:
            seen.append("overtaken")
            await subscribing.change(settings, lambda _: {name: theirs})
        return found

    def decide(found: Mapping[str, Subscription | str]) -> Mapping[str, Subscription | None]:
        seen.append(found.get(name))
        return {name: mine}

    monkeypatch.setattr(subscribing, "read", read_and_be_overtaken)
    before = await subscribing.change(settings, decide)
    assert before[name] == theirs
    assert seen == ["overtaken", None, theirs]
    assert (await read(settings))[name] == mine


def test_groups_and_what_it_hears_of(broker: str, name: str) -> None:
    """Told in words with their indentation, listed in brackets; nobody being sent anything is told."""
    conditions = [{"any": [{"field": "vote", "values": ["vetoed"]}, {"none": [{"field": "organ", "values": ["SC"]}]}]}]
    given = json.dumps({"all_of": [{"field": "target", "values": ["Mali"]}, *conditions]})
    options = ("--on", "transitions", "--change", "confirmed", "--per-hour", "3")
    result = run("subscribe", name, "--file", "-", *options, "--broker", broker, given=given)
    assert result.stderr == "Warning: nobody is sent its alerts: give --webhook or --channel, or read them.\n"
    assert (
        result.stdout
        == f"""Subscribed {name}.
Alerts when something new is known of a resolution, and
  all of this holds:
    it is about Mali (MLI)
    one of this holds:
      the vote is vetoed
      none of this holds:
        the organ is SC
Sent to: nobody, only read
Of changes: confirmed
At most 3 an hour
"""
    )
    assert listed(broker)[name]["all_of"][1] == conditions[0]
    in_brackets = in_short(parse_subscription(listed(broker)[name]))
    assert in_brackets == "target:MLI any(vote:vetoed none(organ:SC))"


def test_a_webhook_of_development_is_warned_of(broker: str, name: str) -> None:
    """What allows it here must allow it where alerts are sent from."""
    options = ("--all", "target:Iran", "--webhook", "http://127.0.0.1:28999/un", "--broker", broker)
    result = run("subscribe", name, *options, RESWATCH_WEBHOOK_KEY=KEY, RESWATCH_ALLOW_PRIVATE="1")
    assert result.exit_code == 0, result.output
    assert "nothing is sent to that webhook unless the deliver role" in result.stderr


def test_unsubscribing(broker: str, name: str) -> None:
    """Those that exist are ended, and the others told."""
    run("subscribe", name, "--all", "target:SYR", "--channel", "desk", "--broker", broker)
    result = run("unsubscribe", name, "nobody", "--broker", broker)
    assert (result.exit_code, result.stdout) == (1, "Ended 1 subscription.\n")
    assert result.stderr == "Error: There is no subscription nobody.\n"
    assert name not in listed(broker)
    assert run("unsubscribe", name, "--broker", broker).exit_code == 1


def test_one_that_cannot_be_read_is_told(broker: str, name: str) -> None:
    """The others are listed all the same; writing it anew mends it, and so does ending it."""
    publish(broker, ALERT_SUBSCRIPTIONS, [(name.encode(), b"rubbish\x1b[31m")])
    result = run("subscriptions", "--broker", broker)
    assert result.exit_code == 1
    assert f"{name}: cannot be read: neither Avro nor JSON" in result.stderr
    assert run("subscribe", name, "--all", "target:SYR", "--channel", "desk", "--broker", broker).exit_code == 0
    assert run("unsubscribe", name, "--broker", broker).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--all", "target:IRQ2", "--channel", "a"],
            "all_of[0].values[0]: 'IRQ2' is no country or organization known;",
        ),
        (["--all", "target"], "--all target: write FIELD:VALUE[,VALUE...], as in target:Iran,SYR"),
        (["--none", "target:SYR", "--channel", "a"], "all_of, any_of: nothing is asked for"),
        (["--all", "target:SYR", "--on", "articles", "--change", "confirmed"], "changes: are of transitions"),
        (["--all", "target:SYR", "--per-hour", "0"], "per_hour: must be a whole number from 1 to 10,000"),
        (["--all", "target:SYR", "--webhook", "http://desk.example"], "webhook: it must begin with https://"),
        (["--all", "target:SYR", "--file", "-"], "not from both"),
        (["--file", "no-such-file.json"], "no-such-file.json cannot be read: No such file"),
    ],
)
def test_what_is_not_valid_is_refused_before_kafka_is_asked(arguments: list[str], told: str) -> None:
    """The error names the field, and there is no Kafka at that address."""
    result = run("subscribe", "x", *arguments, "--broker", "127.0.0.1:1", given="{}")
    assert result.exit_code in (1, 2)
    assert told in result.stderr


@pytest.mark.parametrize("given", ["[1]", "{", '{"all_of": 1}', '{"id": "y"}', "[" * 10_000, "x" * (2 << 20)])
def test_bad_files_are_refused(given: str) -> None:
    """Whatever they hold."""
    result = run("subscribe", "x", "--file", "-", "--broker", "127.0.0.1:1", given=given)
    assert result.exit_code in (1, 2), result.output
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output


def test_the_secret_comes_from_a_key_of_its_own_where_none_is_set(broker: str, name: str, tmp_path: Path) -> None:
    """Made once, and said where."""
    result = run(
        "subscribe", name, "--all", "target:SYR", "--webhook", HOOK, "--broker", broker, RESWATCH_DATA_DIR=str(tmp_path)
    )
    key = (tmp_path / "webhook.key").read_text().strip().encode()
    secret = signing_secret(key, name)
    assert secret in result.stdout
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert f"It comes from {tmp_path / 'webhook.key'}" in result.stdout
