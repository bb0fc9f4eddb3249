"""``reswatch topics``: the topics of a cluster, and the schemas of a registry, beside their contracts."""

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, load_settings, with_kafka

if TYPE_CHECKING:
    from streams.cli.difference import Difference
    from streams.settings import Settings

DIFFERS = 3
"""Exit code when something differs; 2 is click's for a wrong option."""


@click.group()
def topics() -> None:
    """Compare the topics with their contracts, and create what is missing.

    The contracts are the files of schemas/topics/: partitions, retention, size limits. With RESWATCH_REGISTRY_URL set,
    the Avro schemas in that registry are compared too. Nothing is ever deleted. `acls`
    lists who needs which permission.
    """


@topics.command("plan")
@broker_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def plan_command(broker: str | None, as_json: bool) -> None:
    """Show what differs, and change nothing.

    Exit codes: 0 when nothing differs; 3 when something does; 1 when Kafka or the registry does not answer, or refuses;
    2 for a wrong option.
    """
    difference = _find(load_settings(broker=broker))
    if as_json:
        import orjson  # noqa: PLC0415  (--help need not wait for it)

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
    """Create what is missing, and mend settings that differ.

    What differs is shown first. Missing topics are created and schemas registered at once; settings of topics that
    exist are changed after a question, or with --yes. Partitions are only added with --grow-partitions: from then on
    the records of an article may lie in another partition than its older ones.

    Exit codes: 0 when all is as it should be; 3 when too few partitions were left as they are; 1 when Kafka or the
    registry does not answer, or refuses; 2 for a wrong option.
    """
    from streams.cli.difference import make  # noqa: PLC0415  (takes 1 s, which --help need not wait for)

    settings = load_settings(broker=broker)
    difference = _find(settings)
    _show(difference)
    wanted = difference if grow_partitions else difference.without_growth()
    if wanted.touches_settings and not yes:
        _confirm()
    if wanted:
        with_kafka(asyncio.to_thread(make, settings, wanted))
        click.echo("Done.")
    if wanted != difference:
        click.echo("Too few partitions were left as they are: more of them move keys. Add --grow-partitions.", err=True)
        sys.exit(DIFFERS)


@topics.command()
@click.option(
    "--principal-prefix",
    default="User:reswatch-",
    show_default=True,
    metavar="TEXT",
    help="What the commands of --commands put before a role's name.",
)
@click.option("--commands", is_flag=True, help="The commands of Kafka's kafka-acls that allow it.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a role and resource.")
def acls(principal_prefix: str, commands: bool, as_json: bool) -> None:
    """Show which permissions each role and command needs in a Kafka with ACLs, and no more.

    Read from the topics' contracts; the consumer groups begin with the setting app_id, and with the setting guarantee
    exactly_once there are transactional ids, which begin with what is shown. Kafka is not asked. With
    --commands each role has a user of its own, and any Kafka consumer is left out: it brings a group of its own.

    \b
    Examples:
      reswatch topics acls
      reswatch topics acls --commands | sed 's/^kafka-acls/& --bootstrap-server kafka:9093/'

    Exit codes: 0; 1 when the settings are not valid.
    """
    from streams.cli import acls as work  # noqa: PLC0415  (--help need not wait for the contracts)

    settings = load_settings()
    exactly_once = settings.guarantee == "exactly_once"
    if as_json:
        lines = work.as_json(settings.app_id, exactly_once=exactly_once)
    elif commands:
        lines = work.as_commands(settings.app_id, principal_prefix, exactly_once=exactly_once)
    else:
        lines = work.as_table(settings.app_id, exactly_once=exactly_once)
    for line in lines:
        click.echo(line)


def _find(settings: "Settings") -> "Difference":
    from streams.cli.difference import find  # noqa: PLC0415  (takes 1 s, which --help need not wait for)

    return with_kafka(asyncio.to_thread(find, settings))


def _show(difference: "Difference") -> None:
    for line in difference.lines() or ["The topics are as their contracts say."]:
        click.echo(line)


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise click.ClickException("Settings of topics that exist would be changed: add --yes. Nothing was changed.")
    click.confirm("Change these settings?", abort=True)
