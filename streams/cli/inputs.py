"""FILES and ``--format``: how the commands that read articles are told which."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

if TYPE_CHECKING:
    from streams.sources.files import Format, Found

Command = TypeVar("Command", bound=Callable[..., Any])

STDIN = Path("-")
FORMAT_CHOICE = click.Choice(["auto", "jsonl", "html", "text", "ninjs"])
INPUT_HELP = """
    FILES are files and folders (read recursively, hidden files left out); `-`, or no FILES at all, is standard input.

    Formats: `jsonl` (a raw article a row: uri, media_type, content, encoding, fetched_at, published_at, info_source,
    outlet, pub_status, embargoed_until, language, headline; only content must be there, and a missing media_type is
    told from it), and one article a file as `html`, `text` or `ninjs`. `auto` goes by the file's name, or else by how
    the content begins; in a folder it reads *.jsonl, *.ndjson, *.html, *.htm, *.xhtml, *.txt, *.text, *.ninjs, *.json.
"""


def input_options(command: Command) -> Command:
    """Add FILES (as ``files``) and ``--format`` (as ``format``) to a command."""
    files = click.argument(
        "files", nargs=-1, type=click.Path(exists=True, readable=True, allow_dash=True, path_type=Path)
    )
    format_ = click.option(
        "--format", type=FORMAT_CHOICE, default="auto", show_default=True, help="What the files hold."
    )
    return files(format_(command))


def found_in(files: Iterable[Path], format: str) -> "Iterator[Found]":  # noqa: A002  (the option's name)
    """Yield the articles of ``files``, standard input where there are none.

    :raises click.ClickException: for what cannot be opened or read.
    """
    from streams.sources.files import read_stream  # noqa: PLC0415  (--help need not wait for it)

    with unreadable_told():
        for stream, name, told in opened_in(files, format):
            yield from read_stream(stream, name, told)


def opened_in(files: Iterable[Path], format: str) -> "Iterator[tuple[BinaryIO, str, Format | None]]":  # noqa: A002
    """Yield ``files`` open, standard input where there are none, with name and format, None where it must be guessed.

    :raises OSError: for what cannot be opened.
    """
    from streams.sources.files import opened  # noqa: PLC0415  (--help need not wait for it)

    files = list(files)
    if not files and sys.stdin.isatty():
        raise click.UsageError("Name files or folders, or pipe articles in; `-` reads what you type.")
    wanted: Format | None = None if format == "auto" else format  # type: ignore[assignment]  # click.Choice has checked it
    for path in files or [STDIN]:
        if path == STDIN:
            yield sys.stdin.buffer, "stdin", wanted
        else:
            yield from opened([path], wanted)


@contextmanager
def unreadable_told() -> Iterator[None]:
    """Say in a sentence which file cannot be opened or read.

    :raises click.ClickException: instead of OSError.
    """
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'standard input'}: {error.strerror}") from None
