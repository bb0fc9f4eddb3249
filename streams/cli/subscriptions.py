"""``reswatch subscribe``, ``subscriptions`` and ``unsubscribe``: who wants to hear of what."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from streams.cli.clauses import CLAUSES_HELP, checked, clause_options, invalid, written
from streams.cli.common import broker_option, load_settings, one_line, with_kafka
from streams.cli.widths import fault_of_width
from streams.core.model import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streams.core.model import Subscription
    from streams.settings import Settings


@click.command(
    help=f"""Have alerts sent of what becomes known of resolutions: to a webhook, or to a channel (mail, chat).

    ID names the subscription: lower-case letters, digits and hyphens. Where it exists it is replaced, and what changes
    is shown. Matching begins within a second of writing it, with the articles that come in from then on. Each fact is
    told once, however many articles tell it, and told again when it is confirmed, corrected or retracted; with --on
    articles it is each story that matches.

    What can never match is refused with why. So is what would have given more than 100 alerts on one of the last seven
    days, by the articles in the store, if there is one; --wide takes it all the same.

    {CLAUSES_HELP}
    \b
    Examples:
      reswatch subscribe iran-syria --all target:Iran,SYR --all stage:tabled,adopted --webhook https://desk.example/un
      reswatch subscribe vetoes --any stage:vetoed --any vetoed_by:Russia,China --none organ:GA --channel desk
      reswatch subscribe close --all organ:SC --all margin_below:3 --all status:confirmed --channel desk
      reswatch subscribe sahel --file sahel.toml

    A file holds what `reswatch subscriptions --json` prints: all_of, any_of, none_of (lists of field and values),
    webhook, channels, on, changes, per_hour and paused; as JSON, or as TOML where it is called *.toml.

    Exit codes: 0; 1 when Kafka is not there or a file cannot be read; 2 when the subscription is not valid.
    """
)
@click.argument("name", metavar="ID")
@clause_options
@click.option("--webhook", metavar="URL", help="Where alerts are posted to, signed (Standard Webhooks).")
@click.option(
    "--channel", "channels", metavar="NAME", multiple=True, help="A channel of the settings. May be repeated."
)
@click.option(
    "--change",
    "changes",
    type=click.Choice(get_args(Change)),
    multiple=True,
    help="Of a fact, hear of this. May be repeated; else of all but disputed and merged.",
)
@click.option(
    "--per-hour", type=int, help="Alerts in an hour; how many more there were is told with the next.  [default: 20]"
)
@click.option("--wide", is_flag=True, help="Take it however many alerts it would have given.")
@broker_option
def subscribe(  # noqa: PLR0913  (the command's options)
    name: str,
    *,
    all_of: tuple[str, ...],
    any_of: tuple[str, ...],
    none_of: tuple[str, ...],
    file: Path | None,
    on: str | None,
    webhook: str | None,
    channels: tuple[str, ...],
    changes: tuple[str, ...],
    per_hour: int | None,
    wide: bool,
    broker: str | None,
) -> None:
    data = written(file, {"all_of": all_of, "any_of": any_of, "none_of": none_of})
    if data.setdefault("id", name) != name:
        raise click.UsageError(f"{file} is the subscription {one_line(str(data['id']))}, and not {name}.")
    given = {"webhook": webhook, "channels": list(channels), "on": on, "changes": list(changes), "per_hour": per_hour}
    data |= {field: value for field, value in given.items() if value not in (None, [])}
    wanted = checked(data)
    settings = load_settings(broker=broker)
    _check_receivers(wanted, settings)
    if not wide and (fault := fault_of_width(wanted, settings)):
        invalid((f"all_of, any_of: {fault}. Narrow it, or take it as it is with --wide.",))
    before, made = with_kafka(_replace(settings, wanted))
    _tell(made, before, settings)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a subscription.")
@broker_option
def subscriptions(as_json: bool, broker: str | None) -> None:
    """List the subscriptions, by id: what each asks for, and where its alerts go.

    Of a webhook's URL the table shows the host alone, since the rest of it may be private; --json shows all of it.

    \b
    Examples:
      reswatch subscriptions
      reswatch subscriptions --json | jq -r .id
      reswatch subscriptions --json | jq 'select(.id == "sahel")' > sahel.json

    Exit codes: 0, also when there are none; 1 when Kafka is not there, or a subscription cannot be read.
    """
    settings = load_settings(broker=broker)
    from streams.cli import subscribing  # noqa: PLC0415  (--help need not wait for aiokafka)
    from streams.core.match import subscription_json  # noqa: PLC0415

    found = with_kafka(subscribing.read(settings))
    readable = [one for one in found.values() if not isinstance(one, str)]
    if as_json:
        for one in readable:
            click.echo(json.dumps(subscription_json(one), ensure_ascii=False))
    elif readable:
        _print_table(readable)
    else:
        click.echo("There are no subscriptions: `reswatch subscribe --help` shows how to make one.")
    if unreadable := {name: why for name, why in found.items() if isinstance(why, str)}:
        told = "\n".join(one_line(f"{name}: cannot be read: {why}") for name, why in unreadable.items())
        raise click.ClickException(told)


@click.command()
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@broker_option
def unsubscribe(names: tuple[str, ...], broker: str | None) -> None:
    """End subscriptions. Alerts that still wait for another attempt are dropped.

    \b
    Examples:
      reswatch unsubscribe vetoes
      reswatch unsubscribe sahel iran-syria
      reswatch subscriptions --json | jq -r 'select(.channels == ["desk"]).id' | xargs reswatch unsubscribe

    Exit codes: 0; 1 when there is no such subscription (the others are ended) or Kafka is not there.
    """
    settings = load_settings(broker=broker)
    unknown = with_kafka(_end(settings, names))
    ended = len(set(names)) - len(unknown)
    click.echo(f"Ended {ended} subscription{'' if ended == 1 else 's'}.")
    if unknown:
        raise click.ClickException(f"There is no subscription {', '.join(map(one_line, unknown))}.")


async def _replace(settings: "Settings", wanted: "Subscription") -> "tuple[Subscription | str | None, Subscription]":
    """Write a subscription; return what was there before, and what is there now: its secret stays as it is."""
    from streams.cli import subscribing  # noqa: PLC0415
    from streams.core.model import Subscription  # noqa: PLC0415

    def made_of(before: Subscription | str | None) -> Subscription:
        return replace(wanted, secret_version=before.secret_version) if isinstance(before, Subscription) else wanted

    def decide(found: "Mapping[str, Subscription | str]") -> "Mapping[str, Subscription | None]":
        before = found.get(wanted.id)
        return {} if before == made_of(before) else {wanted.id: made_of(before)}

    before = (await subscribing.change(settings, decide)).get(wanted.id)
    return before, made_of(before)


async def _end(settings: "Settings", names: tuple[str, ...]) -> list[str]:
    """End those that exist, and return the others."""
    from streams.cli import subscribing  # noqa: PLC0415

    found = await subscribing.change(settings, lambda found: {name: None for name in names if name in found})
    return [name for name in dict.fromkeys(names) if name not in found]


def _check_receivers(wanted: "Subscription", settings: "Settings") -> None:
    from streams.sinks.webhook import needs_allowance, url_fault  # noqa: PLC0415

    if wanted.webhook and (fault := url_fault(wanted.webhook, allow_private=settings.allow_private)):
        invalid((f"webhook: {fault}",))
    if wanted.webhook and needs_allowance(wanted.webhook):
        click.echo(
            "Warning: for development only: nothing is sent to that webhook unless the deliver role (and `reswatch "
            "run`) has RESWATCH_ALLOW_PRIVATE=1 in its settings too.",
            err=True,
        )
    if not wanted.webhook and not wanted.channels:
        click.echo("Warning: nobody is sent its alerts: give --webhook or --channel, or read them.", err=True)
    if unknown := [name for name in wanted.channels if name not in settings.channels]:
        names = ", ".join(unknown)
        click.echo(f"Warning: the settings here have no channel {names}; those of the deliver role must.", err=True)


def _tell(wanted: "Subscription", before: "Subscription | str | None", settings: "Settings") -> None:
    from streams.cli.subscription_text import difference, in_words  # noqa: PLC0415
    from streams.core.model import Subscription  # noqa: PLC0415

    if before == wanted:
        click.echo(f"{wanted.id} is as it was.")
        return
    if isinstance(before, Subscription):
        click.echo(f"Warning: {wanted.id} existed, and is replaced:", err=True)
        click.echo("\n".join(difference(before, wanted)))
    else:
        click.echo("\n".join([f"Subscribed {wanted.id}.", *in_words(wanted)]))
    if wanted.webhook and not (isinstance(before, Subscription) and before.webhook):
        _tell_secret(wanted, settings)


def _tell_secret(wanted: "Subscription", settings: "Settings") -> None:
    from streams.sinks.keyfile import FILE, KeyFileError, webhook_key  # noqa: PLC0415
    from streams.sinks.webhook import signing_secret  # noqa: PLC0415

    try:
        key = webhook_key(settings.webhook_key, settings.data_dir)
    except KeyFileError as error:
        raise click.ClickException(f"Subscribed, but the signing secret is not known: {error}") from None
    click.echo("\nIts receiver verifies the signatures with this secret, which is shown only now:")
    click.echo(f"  {signing_secret(key, wanted.id, wanted.secret_version)}")
    if settings.webhook_key is None:
        where = settings.data_dir / FILE
        click.echo(f"It comes from {where}; if alerts are sent from another machine, set RESWATCH_WEBHOOK_KEY on both.")


def _print_table(found: "list[Subscription]") -> None:
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from streams.cli.subscription_text import in_short, receivers  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("ID", "ASKS FOR", "SENT TO"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(Text(one_line(one.id)), Text(one_line(in_short(one))), Text(receivers(one, short=True)))
    Console(highlight=False).print(table)
