"""``reswatch topics``: the topics of a cluster, and the schemas of a registry, beside their contracts."""

import asyncio
import sys
from dataclasses import asdict, dataclass

import click
import orjson

from streams.cli.common import broker_option, load_settings, with_kafka
from streams.contracts import registry as registries
from streams.contracts.schemas import Schema, schemas
from streams.contracts.topics import topics as contracts
from streams.kafka import topics as cluster
from streams.settings import Settings

DIFFERS = 3
"""Exit code when something differs; 2 is click's for a wrong option."""


@click.group()
def topics() -> None:
    """Compare the topics with their contracts, and create what is missing.

    The contracts are the files of schemas/topics/: partitions, retention, size limits. With RESWATCH_REGISTRY_URL set,
    the Avro schemas in that registry are compared too. Nothing is ever deleted.
    """


@topics.command("plan")
@broker_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def plan_command(broker: str | None, as_json: bool) -> None:
    """Show what differs, and change nothing.

    Exit codes: 0 when nothing differs; 3 when something does; 1 when Kafka or the registry does not answer; 2 for a
    wrong option.
    """
    difference = _compare(load_settings(broker=broker))
    if as_json:
        click.echo(orjson.dumps(difference.as_json(), option=orjson.OPT_INDENT_2))
    else:
        _show(difference)
    if difference:
        sys.exit(DIFFERS)


@topics.command("apply")
@broker_option
@click.option("--yes", is_flag=True, help="Change settings of topics that exist without asking.")
@click.option("--grow-partitions", is_flag=True, help="Add partitions where there are too few.")
def apply_command(broker: str | None, yes: bool, grow_partitions: bool) -> None:
    """Create what is missing, and bring settings in line with the contracts.

    What differs is shown first. Missing topics are created and schemas registered at once; settings of topics that
    exist are changed after a question, or with --yes. Partitions are only added with --grow-partitions: from then on
    the records of an article may lie in another partition than its older ones.

    Exit codes: 0 when all is as it should be; 3 when too few partitions were left as they are; 1 when something was
    refused or does not answer; 2 for a wrong option.
    """
    settings = load_settings(broker=broker)
    difference = _compare(settings)
    _show(difference)
    left = [] if grow_partitions else [c for c in difference.changes if isinstance(c, cluster.Grow)]
    changes = [change for change in difference.changes if change not in left]
    if any(isinstance(change, cluster.Configure) for change in changes) and not yes:
        _confirm()
    with_kafka(asyncio.to_thread(_apply, settings, changes, difference.unregistered))
    if changes or difference.unregistered:
        click.echo("Done.")
    if left:
        click.echo("Too few partitions were left as they are: more of them move keys. Add --grow-partitions.", err=True)
        sys.exit(DIFFERS)


@dataclass(frozen=True, slots=True)
class _Difference:
    """What has to change; false when nothing has to."""

    changes: tuple[cluster.Change, ...]
    unregistered: tuple[tuple[str, Schema], ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.unregistered)

    def as_json(self) -> dict[str, object]:
        return {
            "changes": [{"change": type(change).__name__.lower(), **asdict(change)} for change in self.changes],
            "unregistered": [{"topic": topic, "schema": str(schema)} for topic, schema in self.unregistered],
        }


def _compare(settings: Settings) -> _Difference:
    return with_kafka(asyncio.to_thread(_compare_now, settings))


def _compare_now(settings: Settings) -> _Difference:
    try:
        with cluster.connect(settings.broker) as admin:
            changes = cluster.plan(admin, contracts().values())
        return _Difference(changes, _unregistered(settings))
    except (cluster.TopicsError, registries.RegistryError) as error:
        raise click.ClickException(str(error)) from None


def _unregistered(settings: Settings) -> tuple[tuple[str, Schema], ...]:
    if settings.registry_url is None:
        return ()
    with registries.Registry(settings.registry_url) as registry:
        return tuple(registries.unregistered(registry, contracts().values(), schemas()))


def _apply(settings: Settings, changes: list[cluster.Change], missing: tuple[tuple[str, Schema], ...]) -> None:
    try:
        if changes:
            with cluster.connect(settings.broker) as admin:
                cluster.apply(admin, changes, replication_factor=settings.replication_factor)
        if missing and settings.registry_url:
            with registries.Registry(settings.registry_url) as registry:
                for topic, schema in missing:
                    registry.register(topic, schema)
    except (cluster.TopicsError, registries.RegistryError) as error:
        raise click.ClickException(str(error)) from None


def _show(difference: _Difference) -> None:
    if not difference:
        click.echo("The topics are as their contracts say.")
    for change in difference.changes:
        click.echo(cluster.describe_change(change))
    for topic, schema in difference.unregistered:
        click.echo(f"{topic}: register schema {schema}")


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise click.ClickException("Settings of topics that exist would be changed: add --yes. Nothing was changed.")
    click.confirm("Change these settings?", abort=True)
