"""Topic administration: looks at a cluster's topics, and makes the changes that streams.kafka.changes finds.

Nothing is ever deleted, no partition taken away, and no setting touched that is not named by what is wanted.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient
from kafka.errors import KafkaError, TopicAuthorizationFailedError, for_code

from streams.kafka.changes import Change, Configure, Create, Existing, Grow, Wanted, compare, describe_change
from streams.kafka.cluster import Cluster
from streams.kafka.handshake import ANSWER_MS, AccessError, UnreachableError, denial, shake_hands_now

CHANGE_MS = 30_000
"""How long a change may take."""
POLL_SECONDS = 0.05
NO_ERROR = 0
UNKNOWN_TOPIC = 3


class TopicsError(Exception):
    """Topics are not as they are needed, or cannot be made so; the message says which and what to do."""


@contextmanager
def connect(cluster: Cluster) -> Iterator[KafkaAdminClient]:
    """Connect an admin client.

    :raises UnreachableError: when no broker answers within seconds.
    :raises AccessError: when none lets us in.
    :raises TopicsError: when Kafka fails or refuses inside the block.
    """
    shake_hands_now(cluster)  # kafka-python would try for seconds, and not say why it failed
    try:
        admin = KafkaAdminClient(
            **cluster.options(),
            bootstrap_timeout_ms=ANSWER_MS,
            request_timeout_ms=CHANGE_MS,
            client_id="reswatch",
        )
    except KafkaError as error:
        raise UnreachableError(f"No Kafka answers at {cluster}.") from error
    try:
        yield admin
    except KafkaError as error:
        raise TopicsError(f"Kafka at {cluster} did not do it: {denial(error) or error}") from error
    finally:
        admin.close()


def plan(admin: KafkaAdminClient, wanted: Iterable[Wanted]) -> tuple[Change, ...]:
    """Return what has to change before every topic is as ``wanted``: nothing, where the tuple is empty."""
    topics = list(wanted)
    return compare(describe(admin, topics), topics)


def describe(admin: KafkaAdminClient, topics: Iterable[Wanted]) -> dict[str, Existing]:
    """Return those of ``topics`` that exist, with the settings that each of them names.

    :raises TopicsError: when the broker does not let us look at one.
    """
    asked = {topic.name: topic for topic in topics}
    partitions: dict[str, int] = {}
    for found in admin.describe_topics(list(asked)):
        if found["error_code"] not in (NO_ERROR, UNKNOWN_TOPIC):
            error = for_code(found["error_code"])(found["name"])
            raise TopicsError(f"Kafka does not show {found['name']}: {denial(error) or _reason(found['error_code'])}")
        allowed = found["authorized_operations"]
        if allowed and "DESCRIBE_CONFIGS" not in allowed:  # kafka-python would show a topic without settings
            error = TopicAuthorizationFailedError(found["name"])
            raise TopicsError(f"Kafka does not show the settings of {found['name']}: {denial(error)}")
        if found["error_code"] == NO_ERROR:
            partitions[found["name"]] = len(found["partitions"])
    if not partitions:
        return {}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name, list(asked[name].config)) for name in partitions]
    settings = admin.describe_configs(resources, config_filter="all")["topic"]
    return {
        name: Existing(count, {setting: entry["value"] for setting, entry in settings[name].items()})
        for name, count in partitions.items()
    }


def apply(admin: KafkaAdminClient, changes: Iterable[Change], *, replication_factor: int = -1) -> None:
    """Make the changes; returns when every new topic has leaders and the cluster shows all that was changed.

    :param replication_factor: of the topics that are created; -1 is the broker's default.
    :raises TopicsError: naming each change that the broker refused, and why; the others are made.
    """
    steps = list(changes)
    refusals = [
        *_create(admin, [step for step in steps if isinstance(step, Create)], replication_factor),
        *_grow(admin, [step for step in steps if isinstance(step, Grow)]),
        *_configure(admin, [step for step in steps if isinstance(step, Configure)]),
    ]
    if refusals:
        raise TopicsError("\n".join(refusals))
    _wait_until_shown(admin, steps)


def require(cluster: Cluster, wanted: Iterable[Wanted], needed: Mapping[str, Collection[str]]) -> None:
    """Check that every topic is there and has at least the partitions ``wanted``; settings are not looked at.

    :param needed: the operations that we must be allowed, by topic, in Kafka's words: Read, Write.
    :raises TopicsError: naming what is missing.
    :raises UnreachableError: when no broker answers.
    :raises AccessError: when none lets us in, or a permission is missing.
    """
    topics = {topic.name: topic for topic in wanted}
    with connect(cluster) as admin:
        found = admin.describe_topics(list(topics))
    refused = [f"{operation} on {topic}" for topic, operation in _refused(found, needed)]
    if refused:
        raise AccessError(
            f"Kafka at {cluster} does not allow this user: {', '.join(refused)}. "
            "`reswatch topics acls` lists what each role needs."
        )
    existing = {each["name"]: Existing(len(each["partitions"]), {}) for each in found if not each["error_code"]}
    changes = compare(existing, topics.values())
    lacking = [describe_change(change) for change in changes if not isinstance(change, Configure)]
    if lacking:
        raise TopicsError("\n".join(["The topics are not ready. Run `reswatch topics apply`:", *lacking]))


def _refused(found: Iterable[Mapping[str, Any]], needed: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Yield each topic and operation that the broker would refuse; brokers before Kafka 2.3 do not tell."""
    for topic in found:
        allowed = topic["authorized_operations"]
        hidden = topic["error_code"] == TopicAuthorizationFailedError.errno
        for operation in needed.get(topic["name"], ()):
            if hidden or (topic["error_code"] == NO_ERROR and allowed and operation.upper() not in allowed):
                yield topic["name"], operation


def _create(admin: KafkaAdminClient, steps: list[Create], replication_factor: int) -> list[str]:
    if not steps:
        return []
    answer = admin.create_topics(
        {
            step.topic: {
                "num_partitions": step.partitions,
                "replication_factor": replication_factor,
                "configs": dict(step.config),
            }
            for step in steps
        },
        raise_errors=False,
    )
    refused = {topic["name"]: topic for topic in answer["topics"] if topic["error_code"] != NO_ERROR}
    admin.wait_for_topics([step.topic for step in steps if step.topic not in refused], timeout_ms=CHANGE_MS)
    return [f"{name}: {_reason(topic['error_code'], topic.get('error_message'))}" for name, topic in refused.items()]


def _grow(admin: KafkaAdminClient, steps: list[Grow]) -> list[str]:
    if not steps:
        return []
    answer = admin.create_partitions({step.topic: step.partitions for step in steps}, raise_errors=False)
    return [
        f"{result.name}: {_reason(result.error_code, result.error_message)}"
        for result in answer.results
        if result.error_code != NO_ERROR
    ]


def _configure(admin: KafkaAdminClient, steps: list[Configure]) -> list[str]:
    by_topic: dict[str, dict[str, str]] = {}
    for step in steps:
        by_topic.setdefault(step.topic, {})[step.setting] = step.value
    if not by_topic:
        return []
    resources = [ConfigResource(ConfigResourceType.TOPIC, name, values) for name, values in by_topic.items()]
    answers: dict[str, str] = admin.alter_configs(resources, raise_on_unknown=False)["topic"]
    return [f"{name}: {answer}" for name, answer in answers.items() if answer != "OK"]


@dataclass(slots=True)
class _Target:
    """What a topic should be after some changes."""

    name: str
    partitions: int = 0
    config: dict[str, str] = field(default_factory=dict)


def _wait_until_shown(admin: KafkaAdminClient, steps: list[Change]) -> None:
    """Wait for the broker that answers us: it learns of a change a little later than the controller that made it."""
    targets: dict[str, _Target] = {}
    for step in steps:
        target = targets.setdefault(step.topic, _Target(step.topic))
        match step:
            case Create(partitions=partitions, config=config):
                target.partitions, target.config = partitions, dict(config)
            case Grow(partitions=partitions):
                target.partitions = partitions
            case Configure(setting=setting, value=value):
                target.config[setting] = value
    deadline = time.monotonic() + CHANGE_MS / 1000
    while left := plan(admin, targets.values()):
        if time.monotonic() > deadline:
            raise TopicsError(
                "\n".join(["Kafka took these changes and does not show them:", *map(describe_change, left)])
            )
        time.sleep(POLL_SECONDS)


def _reason(code: int, message: Any = None) -> str:
    return str(message or for_code(code).description or for_code(code).__name__)
