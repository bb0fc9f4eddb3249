"""What differs between the contracts and a cluster, with its schema registry where one is set; and making it so."""

from dataclasses import asdict, dataclass

import click

from streams.contracts.registry import Registry, RegistryError, unregistered
from streams.contracts.schemas import Schema, schemas
from streams.contracts.topics import topics
from streams.kafka.changes import Change, Configure, Grow, describe_change
from streams.kafka.topics import TopicsError, apply, connect, plan
from streams.settings import Settings


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to change; false when nothing has to."""

    changes: tuple[Change, ...]
    unregistered: tuple[tuple[str, Schema], ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.unregistered)

    @property
    def touches_settings(self) -> bool:
        """Whether settings of a topic that exists would be changed."""
        return any(isinstance(change, Configure) for change in self.changes)

    def without_growth(self) -> "Difference":
        """Return the same, but for partitions that would be added."""
        kept = tuple(change for change in self.changes if not isinstance(change, Grow))
        return Difference(kept, self.unregistered)

    def lines(self) -> list[str]:
        """Return a line for people on each change."""
        registrations = [f"{topic}: register schema {schema}" for topic, schema in self.unregistered]
        return [*map(describe_change, self.changes), *registrations]

    def as_json(self) -> dict[str, object]:
        """Return the changes as JSON values."""
        return {
            "changes": [{"change": type(change).__name__.lower(), **asdict(change)} for change in self.changes],
            "unregistered": [{"topic": topic, "schema": str(schema)} for topic, schema in self.unregistered],
        }


def find(settings: Settings) -> Difference:
    """Compare the contracts with the cluster and the registry of ``settings``. Blocks.

    :raises click.ClickException: when one of them refuses, or the registry does not answer.
    :raises streams.kafka.clients.UnreachableError: when no broker answers.
    """
    try:
        with connect(settings.cluster) as admin:
            changes = plan(admin, topics().values())
        if settings.registry is None:
            return Difference(changes, ())
        with Registry(settings.registry, settings.registry_cafile) as registry:
            return Difference(changes, tuple(unregistered(registry, topics().values(), schemas())))
    except (TopicsError, RegistryError) as error:
        raise click.ClickException(str(error)) from None


def make(settings: Settings, difference: Difference) -> None:
    """Make the changes. Blocks, and raises as ``find`` does."""
    try:
        if difference.changes:
            with connect(settings.cluster) as admin:
                apply(admin, difference.changes, replication_factor=settings.replication_factor)
        if settings.registry is not None:
            with Registry(settings.registry, settings.registry_cafile) as registry:
                for topic, schema in difference.unregistered:
                    registry.register(topic, schema)
    except (TopicsError, RegistryError) as error:
        raise click.ClickException(str(error)) from None
