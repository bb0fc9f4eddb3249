"""``--all``, ``--any``, ``--none`` and ``--file``: how a subscription is written on the command line."""

import json
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_args

import click

from streams.cli.common import one_line
from streams.core.model import SubscribedTo

if TYPE_CHECKING:
    from streams.core.model import Subscription

Command = TypeVar("Command", bound=Callable[..., Any])

LARGEST_FILE = 1 << 20
"""Bytes of a subscription's file; a subscription is a tenth of it at most."""
GROUPS = {"all_of": "--all", "any_of": "--any", "none_of": "--none"}

CLAUSES_HELP = """\b
    A clause is FIELD:VALUE[,VALUE...] and holds when any of its values does:
      target, sponsor, vetoed_by    countries (Iran, IRN) or organizations, by their part in a resolution
      voted_for, voted_against,     countries that are named with how they voted (a veto is a vote against):
      abstained                       abstained:Germany
      organ, stage, subject         SC, GA, GA-C3...; tabled, adopted, vetoed...; UNBIS codes (14 covers 14.02.02)
      symbol                        of a resolution or a draft: S/RES/2254, A/C.3/69/L.28
      vote                          vetoed, unanimous, consensus, recorded (for and against are told)
      margin_below                  for and against lie less than this apart: margin_below:5
      min_confidence                how sure the reading is, from 0 to 1: min_confidence:0.8
      status, min_sources           provisional, confirmed, disputed; independent sources: min_sources:2
      mentioned, word               countries that the article names; a word or a phrase in it, in whole words
    All but the last line are asked of one and the same resolution event. One of stage cited, an earlier resolution
    named as background, matches only where a clause names that stage. A file may have groups in place of clauses, to
    any depth up to 8: {"any": [clause, {"all": [clause, clause]}, {"none": [clause]}]}.
"""


def clause_options(command: Command) -> Command:
    """Add the options that say what a subscription asks for."""
    shape = "FIELD:VALUE[,VALUE...]"
    for option in (
        click.option(
            "--on",
            type=click.Choice(get_args(SubscribedTo)),
            help="What becomes known of a resolution, once (the default), or each story that matches.",
        ),
        click.option(
            "--file", "file", type=click.Path(path_type=Path, allow_dash=True), help="JSON or TOML; - is stdin."
        ),
        click.option("--none", "none_of", metavar=shape, multiple=True, help="Must not hold. May be repeated."),
        click.option("--any", "any_of", metavar=shape, multiple=True, help="One of these must hold. May be repeated."),
        click.option("--all", "all_of", metavar=shape, multiple=True, help="Must hold. May be repeated."),
    ):
        command = option(command)
    return command


def written(file: Path | None, options: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the data of a subscription as a file or as options write it, unchecked.

    :param options: clauses by group, ``all_of`` and so on.
    :raises click.ClickException: when both are given, the file cannot be read, or an option is no clause.
    """
    if file is None:
        return {group: [_clause(group, text) for text in clauses] for group, clauses in options.items()}
    if any(options.values()):
        raise click.UsageError("Clauses come from --file, or from --all, --any and --none; not from both.")
    try:
        content = sys.stdin.buffer.read(LARGEST_FILE + 1) if str(file) == "-" else _read(file)
        if len(content) > LARGEST_FILE:
            raise click.ClickException(f"{file} is larger than {LARGEST_FILE >> 20} MiB: that is no subscription.")
        data = tomllib.loads(content.decode()) if file.suffix == ".toml" else json.loads(content)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        kind = "TOML" if file.suffix == ".toml" else "JSON"
        raise click.UsageError(f"{file} is not {kind}: {one_line(str(error))}") from None
    if not isinstance(data, dict):
        raise click.UsageError(f"{file} holds no object with the fields of a subscription.")
    return data


def checked(data: Mapping[str, Any]) -> "Subscription":
    """Return the subscription that ``data`` describes.

    :raises click.UsageError: that names each fault.
    """
    from streams.core.match import InvalidSubscription, parse_subscription  # noqa: PLC0415  (--help need not wait)

    try:
        return parse_subscription(data)
    except InvalidSubscription as error:
        invalid(error.faults)


def invalid(faults: tuple[str, ...]) -> NoReturn:
    """Say what is wrong with a subscription."""
    raise click.UsageError("\n  ".join(["The subscription is not valid:", *map(one_line, faults)]))


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _clause(group: str, text: str) -> dict[str, Any]:
    field, colon, values = text.partition(":")
    if not colon:
        raise click.UsageError(f"{GROUPS[group]} {text}: write FIELD:VALUE[,VALUE...], as in target:Iran,SYR")
    return {"field": field.strip(), "values": [value.strip() for value in values.split(",")]}
