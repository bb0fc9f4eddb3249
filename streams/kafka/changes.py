"""What differs between the topics of a cluster and those that are wanted. Pure; streams.kafka.topics looks and acts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias


class Wanted(Protocol):
    """A topic as it should be: a minimum of partitions, and settings as text."""

    @property
    def name(self) -> str: ...
    @property
    def partitions(self) -> int: ...
    @property
    def config(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Existing:
    """A topic as it is; ``config`` holds the settings that were asked for and that the broker knows."""

    partitions: int
    config: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Create:
    """A topic is missing."""

    topic: str
    partitions: int
    config: dict[str, str]


@dataclass(frozen=True, slots=True)
class Grow:
    """A topic has fewer partitions than wanted. More of them move keys: old and new records of one may lie apart."""

    topic: str
    now: int
    partitions: int


@dataclass(frozen=True, slots=True)
class Configure:
    """A setting differs; ``now`` None means that the broker does not know it."""

    topic: str
    setting: str
    now: str | None
    value: str


Change: TypeAlias = Create | Grow | Configure


def compare(existing: Mapping[str, Existing], wanted: Iterable[Wanted]) -> tuple[Change, ...]:
    """Return the changes that lead from ``existing``, by name, to ``wanted``. More partitions than wanted are fine."""
    changes: list[Change] = []
    for topic in wanted:
        found = existing.get(topic.name)
        if found is None:
            changes.append(Create(topic.name, topic.partitions, dict(topic.config)))
            continue
        if found.partitions < topic.partitions:
            changes.append(Grow(topic.name, found.partitions, topic.partitions))
        changes += [
            Configure(topic.name, setting, found.config.get(setting), value)
            for setting, value in topic.config.items()
            if found.config.get(setting) != value
        ]
    return tuple(changes)


def describe_change(change: Change) -> str:
    """Return a change as one line for people."""
    match change:
        case Create():
            return f"{change.topic}: create, partitions {change.partitions}"
        case Grow():
            return f"{change.topic}: partitions {change.now} -> {change.partitions}"
        case Configure():
            return f"{change.topic}: {change.setting} {change.now or '(unknown)'} -> {change.value}"
