"""``reswatch search``: what the store holds."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

import click

from streams.cli.common import load_settings
from streams.cli.times import Time
from streams.core.model import SIDES, ClauseField, Organ, Stage

if TYPE_CHECKING:
    from streams.sinks.store import Query

FIELDS: dict[str, ClauseField] = {
    "countries": "mentioned",
    "targets": "target",
    "sponsors": "sponsor",
    "vetoed_by": "sponsor",
    **{side: side for side in SIDES},
}
"""The options that name countries, and what clauses take the same names."""


class Until(Time):
    """A time as ``Time`` reads it; a day is its end."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time, UTC."""
        time = super().convert(value, param, ctx)
        return time + timedelta(days=1) if isinstance(value, str) and re.fullmatch(r"[\d-]+", value) else time


@click.command()
@click.argument("words", nargs=-1)
@click.option("--country", "countries", multiple=True, help="Names this country, anywhere.")
@click.option("--target", "targets", multiple=True, help="An event on this country.")
@click.option("--sponsor", "sponsors", multiple=True, help="An event sponsored by this country or organization.")
@click.option("--vetoed-by", "vetoed_by", multiple=True, help="An event vetoed by this country.")
@click.option("--voted-for", "voted_for", multiple=True, help="An event that this country voted for, by name.")
@click.option("--voted-against", "voted_against", multiple=True, help="An event that it voted against: a veto too.")
@click.option("--abstained", "abstained", multiple=True, help="An event on which it abstained.")
@click.option("--organ", "organs", multiple=True, type=click.Choice(get_args(Organ)), help="An event in this organ.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(get_args(Stage)), help="An event of this stage.")
@click.option("--symbol", "symbols", multiple=True, help="An event of this resolution or draft: S/RES/2254 (2015).")
@click.option("--since", type=Time(), help="Published since then: 24h, 7d, 2026-01-31, 2026-01-31T08:00Z.")
@click.option("--until", type=Until(), help="Published until then; a day counts in whole (UTC).")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Articles at most.")
@click.option("--relevant", is_flag=True, help="The most relevant first, and not the newest.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON an article: its record, and the sentence.")
def search(words: tuple[str, ...], *, as_json: bool, relevant: bool, **asked: object) -> None:
    """Find articles in the store: all WORDS, in any order, and all that the options ask.

    A word is found in its English forms too: veto finds vetoes and vetoed. "Double quotes" inside single ones ask for
    what is in them as it is: '"arms embargo"'. Case and accents do not count. Countries are ISO 3166-1 alpha-3 codes or
    names. Given twice, an option asks for either. Options on events are about one event.
    The store is that of the setting `store_url`; no Kafka is needed.

    \b
    Examples:
      reswatch search '"peacekeeping mission"' --country Sudan
      reswatch search --organ SC --stage vetoed --since 2026-01-01
      reswatch search --target PRK --json | jq .resolution_events

    Exit codes: 0 when something was found; 1 when nothing was, or the store cannot be read; 2 for a wrong option.
    """
    settings = load_settings()
    query = _query(" ".join(words), relevant=relevant, **asked)
    from streams.cli import found  # noqa: PLC0415  (--help need not wait for the database's package)
    from streams.sinks.store import Query, Store, StoreError  # noqa: PLC0415

    try:
        store = Store.open(settings.store, make=False)
        hits = store.search(query)
        is_empty = not hits and not store.search(Query(limit=1))
        store.close()
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        for hit in hits:
            click.echo(found.line(hit))
    elif hits:
        found.show(hits)
    if not hits:
        told = f"Nothing in {store.name} is like that. Fewer words or options find more."
        if is_empty:
            told = (
                f"There is no article in {store.name} yet: `reswatch worker --role store`, or `reswatch run`, fills it."
            )
        click.echo(told, err=True)
        raise SystemExit(1)


def _query(words: str, *, relevant: bool, **asked: object) -> "Query":
    from streams.sinks.store import Query  # noqa: PLC0415

    fields = {name: value for name, value in asked.items() if value is not None}
    for name in FIELDS:
        fields[name] = _ids(name, asked[name])  # type: ignore[arg-type]  # click gives a tuple of texts
    if symbols := asked["symbols"]:
        from streams.core.detect.bodies.symbols import asked_symbol  # noqa: PLC0415  (as in _ids)

        fields["symbols"] = tuple(asked_symbol(each) or each for each in symbols)  # type: ignore[attr-defined]  # texts
    return Query(words, order="relevance" if relevant else "newest", **fields)  # type: ignore[arg-type]  # as above


def _ids(option: str, names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()  # without what names countries, which takes half a second to import
    from streams.core.match.values import UnknownValue, canonical  # noqa: PLC0415

    try:
        return tuple(canonical(FIELDS[option], name) for name in names)
    except UnknownValue as error:
        raise click.BadParameter(str(error)) from None
