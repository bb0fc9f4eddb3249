"""``reswatch keys``: who may ask the API."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from streams.cli.common import load_settings, one_line

if TYPE_CHECKING:
    from streams.sinks.store import ApiKey, Store

SCOPES = ("read", "write", "publish")
"""Those of streams.sinks.store, which takes a while to import: not for --help."""


@click.group()
def keys() -> None:
    """Make, list and revoke keys of the API (`reswatch web`). They are kept in the store, as hashes."""


@keys.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    help="What it may do; may be repeated.  [default: read]",
)
def make(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for NAME, and print it. It cannot be shown again.

    `read` asks; `write` changes subscriptions and acknowledges alerts; `publish` sends articles.

    \b
    Examples:
      reswatch keys make desk --scope read --scope write
      KEY=$(reswatch keys make feed-reader)

    Exit codes: 0; 1 when the store cannot be written.
    """
    if not name.strip() or len(name) > 200:
        raise click.UsageError("NAME is 1 to 200 characters: who uses the key.")
    with _store() as store:
        key, text = store.keys.make(name.strip(), scopes or ("read",), datetime.now(UTC))  # type: ignore[arg-type]
    click.echo(text)
    click.echo(f"Key {key.key_id} of {one_line(key.name)}: {', '.join(sorted(key.scopes))}. Shown only now.", err=True)


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a key.")
def list_(as_json: bool) -> None:
    """List the keys: ids, names, scopes; never the keys themselves.

    Exit codes: 0, also when there are none; 1 when the store cannot be read.
    """
    with _store() as store:
        found = store.keys.all()
    for key in found:
        click.echo(json.dumps(_row(key), ensure_ascii=False) if as_json else _line(key))
    if not found and not as_json:
        click.echo("There are no keys: `reswatch keys make NAME` makes one.")


@keys.command()
@click.argument("key_id", metavar="ID")
def revoke(key_id: str) -> None:
    """End the key with this ID, at once.

    Exit codes: 0; 1 when there is no such key, or the store cannot be written.
    """
    with _store() as store:
        found = store.keys.revoke(key_id, datetime.now(UTC))
    if found is None:
        raise click.ClickException(
            f"There is no key {one_line(key_id)}: `reswatch keys list` shows those that there are."
        )
    click.echo(f"Revoked {found.key_id} of {one_line(found.name)}.")


@contextmanager
def _store() -> "Iterator[Store]":
    settings = load_settings()
    from streams.sinks.store import Store, StoreError  # noqa: PLC0415  (--help need not wait for it)

    try:
        store = Store.open(settings.store)
        yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    store.close()


def _row(key: "ApiKey") -> dict[str, object]:
    times = {"made_at": key.made_at, "revoked_at": key.revoked_at}
    shown = {name: None if time is None else f"{time:%Y-%m-%dT%H:%M:%SZ}" for name, time in times.items()}
    return {"id": key.key_id, "name": key.name, "scopes": sorted(key.scopes), **shown}


def _line(key: "ApiKey") -> str:
    ended = "" if key.revoked_at is None else f"  revoked {key.revoked_at:%Y-%m-%d %H:%M} UTC"
    return f"{key.key_id}  {', '.join(sorted(key.scopes)):<22} {key.made_at:%Y-%m-%d}  {one_line(key.name)}{ended}"
