"""Topic contracts: the files are valid, agree with the code, and a mistake in one is named."""

from pathlib import Path

import pytest

from streams.contracts import topics as module
from streams.contracts.files import ContractError, schemas_folder
from streams.contracts.headers import DETAIL_LIMIT, provenance, rejection
from streams.contracts.schemas import schemas
from streams.contracts.topics import (
    ALERT_CANDIDATES,
    ALERT_SUBSCRIPTIONS,
    ALERTS,
    ALERTS_PAUSED,
    ALERTS_TOLD,
    ALERTS_WAITING,
    ARTICLES_ENRICHED,
    ARTICLES_FILTERED,
    ARTICLES_RAW,
    DEAD_LETTERS,
    ORIGINAL_BYTES,
    RECEIVER_TROUBLES,
    RESOLUTION_DOSSIERS,
    RESOLUTION_EVENTS,
    RESOLUTION_TRANSITIONS,
    load_topics,
    topics,
)

VALID = (schemas_folder() / "topics" / f"{ARTICLES_RAW}.yaml").read_text(encoding="utf-8")


def write(folder: Path, text: str, name: str = "some-topic.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_file_has_a_constant_and_every_constant_a_file() -> None:
    """Code names topics by constants only; none is forgotten, none left over."""
    articles = {ARTICLES_RAW, ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS}
    resolutions = {RESOLUTION_EVENTS, RESOLUTION_DOSSIERS, RESOLUTION_TRANSITIONS}
    alerts = {ALERT_SUBSCRIPTIONS, ALERT_CANDIDATES, ALERTS, ALERTS_TOLD, ALERTS_WAITING, ALERTS_PAUSED}
    assert set(topics()) == articles | resolutions | alerts | {RECEIVER_TROUBLES}


def test_every_value_is_a_published_schema_or_original_bytes() -> None:
    """Every schema is used, and no topic names one that does not exist."""
    assert {topic.value for topic in topics().values()} - {ORIGINAL_BYTES} == {schema.name for schema in schemas()}


def test_any_record_and_its_headers_fit_into_the_dead_letters() -> None:
    """The largest record of any topic becomes a dead letter without loss, with the longest headers there can be."""
    longest = [*provenance("t" * 249, 2**31 - 1, 2**63 - 1, 2**63 - 1, "p" * 249), *rejection("c" * 249, "𝄞" * 5000)]
    size = sum(len(name) + len(value) + 10 for name, value in longest)
    assert size < 4 * DETAIL_LIMIT + 2_000
    largest = max(topic.max_message_bytes for name, topic in topics().items() if name != DEAD_LETTERS)
    assert topics()[DEAD_LETTERS].max_message_bytes - largest > 100 * size


def test_raw_and_enriched_have_the_same_partitions() -> None:
    """A key is in the same partition of both, so that they can be joined."""
    assert topics()[ARTICLES_RAW].partitions == topics()[ARTICLES_ENRICHED].partitions


def test_only_what_is_a_state_is_compacted() -> None:
    """Every version, and every failure, stays until it is old: nothing is thrown away for having the same key."""
    policies = {name: topic.config["cleanup.policy"] for name, topic in topics().items()}
    assert {name for name, policy in policies.items() if policy == "compact"} == {
        ALERT_SUBSCRIPTIONS,
        ALERTS_TOLD,
        RECEIVER_TROUBLES,
        RESOLUTION_DOSSIERS,
    }
    assert set(policies.values()) == {"compact", "delete"}


def test_what_state_is_replayed_from_is_kept_for_ever() -> None:
    """The dossiers are a fold over all that was ever told, and a timeline has its beginning."""
    kept = {name for name, topic in topics().items() if topic.config.get("retention.ms") == "-1"}
    assert kept == {RESOLUTION_EVENTS, RESOLUTION_TRANSITIONS}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("partitions: 12", "partitions: 0", "some-topic.yaml: partitions: "),
        ("partitions: 12", "partitions: '12'", "some-topic.yaml: partitions: "),
        ("partitions: 12", "partition: 12", "some-topic.yaml: partition: Extra"),
        ("value: raw_article", "value: ''", "some-topic.yaml: value: "),
        ("  encoding: utf-8\n", "", "some-topic.yaml: key.encoding: Field required"),
        ("  max.message.bytes: 6291456", "  max.message.bytes: 6 MiB", "some-topic.yaml: config: .*max.message.bytes"),
        ("  cleanup.policy: delete", "  cleanup.policy: [delete]", "some-topic.yaml: config.cleanup.policy: "),
        ("producers: ", "producers: []\nmore: ", "some-topic.yaml: producers: "),
    ],
)
def test_a_mistake_is_named_with_file_and_field(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """Whoever edits a contract learns at once which field of which file is wrong."""
    assert old in VALID
    with pytest.raises(ContractError, match=complaint):
        load_topics(write(tmp_path, VALID.replace(old, new, 1)))


@pytest.mark.parametrize("text", ["", "- a list", "key: [", "a: !!python/object/apply:os.system ['true']", "\x00"])
def test_what_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    """An empty, broken or malicious file gives the file's name."""
    with pytest.raises(ContractError, match=r"some-topic\.yaml"):
        load_topics(write(tmp_path, text))


def test_a_name_that_kafka_would_not_take_is_refused(tmp_path: Path) -> None:
    """The file's name is the topic's."""
    with pytest.raises(ContractError, match=r"Some_Topic\.yaml: name"):
        load_topics(write(tmp_path, VALID, "Some_Topic.yaml"))


def test_topics_cannot_be_changed() -> None:
    """What everybody reads, nobody writes."""
    with pytest.raises(TypeError):
        topics()[ARTICLES_RAW].config["retention.ms"] = "1"  # type: ignore[index]
    assert module.topics() is module.topics()
