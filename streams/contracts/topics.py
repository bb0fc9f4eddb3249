"""The topics and their contracts, read from ``schemas/topics/``: a file a topic, called as the topic is."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from streams.contracts.files import ContractError, schemas_folder

ARTICLES_RAW = "articles-raw"
ARTICLES_ENRICHED = "articles-enriched"
ARTICLES_FILTERED = "articles-filtered"
DEAD_LETTERS = "dead-letters"
RESOLUTION_EVENTS = "resolution-events"
RESOLUTION_DOSSIERS = "resolution-dossiers"
RESOLUTION_TRANSITIONS = "resolution-transitions"
ALERT_SUBSCRIPTIONS = "alert-subscriptions"
ALERT_CANDIDATES = "alert-candidates"
ALERTS = "alerts"
ALERTS_TOLD = "alerts-told"
ALERTS_WAITING = "alerts-waiting"
ALERTS_PAUSED = "alerts-paused"
RECEIVER_TROUBLES = "receiver-troubles"

ORIGINAL_BYTES = "original bytes"
"""The value of a topic that carries other topics' records as they were."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Setting = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
"""The value of a Kafka setting: text, or in the file a whole number."""


class Key(BaseModel):
    """What a record's key is: the ``field`` it holds, its ``encoding``, and a sentence ``about`` it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: Text
    encoding: Text
    about: Text


class Topic(BaseModel):
    """One topic's contract.

    ``value`` names a schema of ``schemas/avro/`` or is ``ORIGINAL_BYTES``. ``config`` holds Kafka's topic settings as
    text, the way Kafka gives them back. Replication is not here: a deployment decides it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    purpose: Text
    key: Key
    value: Text
    producers: Texts
    consumers: Texts
    partitions: Annotated[int, Field(ge=1, strict=True)]
    config: Mapping[str, Setting]

    @field_validator("config")
    @classmethod
    def _has_a_size_limit(cls, config: Mapping[str, str]) -> Mapping[str, str]:
        if not config.get("max.message.bytes", "").isdecimal():
            raise ValueError("max.message.bytes is missing or not a number of bytes")
        return MappingProxyType(dict(config))

    @property
    def max_message_bytes(self) -> int:
        """The largest record batch that the broker takes, in bytes, as compressed."""
        return int(self.config["max.message.bytes"])


@cache
def topics() -> Mapping[str, Topic]:
    """Return every topic by its name; the files are read once."""
    return load_topics(schemas_folder() / "topics")


def load_topics(folder: Path) -> Mapping[str, Topic]:
    """Read every ``*.yaml`` of ``folder``.

    :raises ContractError: naming the file and each field that is missing, unknown or wrong.
    """
    return MappingProxyType({path.stem: _load(path) for path in sorted(folder.glob("*.yaml"))})


def _load(path: Path) -> Topic:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContractError(f"{path.name}: not YAML in UTF-8: {error}") from None
    if not isinstance(data, dict):
        raise ContractError(f"{path.name}: must be a mapping of fields")
    try:
        return Topic.model_validate({**data, "name": path.stem})
    except ValidationError as error:
        wrong = [f"{path.name}: {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise ContractError("\n".join(wrong)) from None
