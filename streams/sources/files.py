"""Articles from files, folders and streams of bytes.

Four formats are read: JSON Lines (a raw article a row), and one article a file as HTML, plain text or IPTC ninjs.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, get_args

import orjson

from streams.contracts.raw_json import raw_from_json
from streams.core.model import MediaType, RawArticle, Rejected, Unreadable

Format: TypeAlias = Literal["jsonl", "html", "text", "ninjs"]
FORMATS: tuple[Format, ...] = get_args(Format)

MEDIA_TYPES: dict[Format, MediaType] = {
    "html": "text/html",
    "text": "text/plain",
    "ninjs": "application/vnd.iptc.ninjs+json",
}
SUFFIXES: dict[str, Format | None] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".ninjs": "ninjs",
    ".json": None,  # ninjs, or JSON Lines under another name: the content decides
}
"""What the end of a file's name says of its format."""

LIMIT_BYTES = 16 * 2**20
"""Of one row or one file, so that no input takes memory without bound. Far above what the raw topic takes."""
HEAD_BYTES = 64 * 2**10
"""How much of a file is looked at to tell its format."""
BOM = b"\xef\xbb\xbf"
OF_ROWS = (b'"content"', b'"media_type"', b'"event_id"')
"""Fields that raw articles have, or enriched ones, and ninjs has not."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article, or why it could not be read; ``place`` is where it stood, as ``wires.jsonl:12``."""

    place: str
    article: RawArticle | Rejected


def read(paths: Iterable[Path], format: Format | None = None) -> Iterator[Found]:  # noqa: A002  (the option's name)
    """Yield the articles of files and, recursively, of folders, in the order given and folders sorted by name.

    ``format`` None: the file's name tells, or else its content. In folders hidden files are left out, and, unless a
    format is given, those whose names tell nothing.

    :raises OSError: for a file that cannot be opened or read.
    """
    for stream, name, told in opened(paths, format):
        yield from read_stream(stream, name, told)


def opened(paths: Iterable[Path], format: Format | None = None) -> Iterator[tuple[BinaryIO, str, Format | None]]:  # noqa: A002  (the option's name)
    """Yield the files that ``read`` reads, open, with name and format, None where the name does not tell it.

    :raises OSError: for a file that cannot be opened.
    """
    for path in files(paths, known_only=format is None):
        with path.open("rb", buffering=HEAD_BYTES) as stream:
            yield stream, str(path), format or SUFFIXES.get(path.suffix.lower())


def files(paths: Iterable[Path], *, known_only: bool = True) -> Iterator[Path]:
    """Yield files as they are, and what folders hold, recursively and without following links to folders.

    :raises FileNotFoundError: for a path that does not exist.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, subfolders, names in os.walk(path):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                known = not known_only or file.suffix.lower() in SUFFIXES
                if known and not name.startswith(".") and file.is_file():
                    yield file


def read_stream(stream: BinaryIO, name: str, format: Format | None = None) -> Iterator[Found]:  # noqa: A002  (as above)
    """Yield the articles of an open stream; ``format`` None: what its first bytes look like. Rows come as they arrive.

    :param stream: readable, and able to ``peek`` if ``format`` is None, as all buffered binary files are.
    """
    format = format or guess_format(stream.peek(HEAD_BYTES))  # type: ignore[attr-defined]  # noqa: A001  (documented)
    if format == "jsonl":
        yield from _rows(stream, name)
        return
    content = stream.read(LIMIT_BYTES + 1)
    if len(content) > LIMIT_BYTES:
        yield Found(name, _too_large("the file"))
        return
    yield Found(name, RawArticle(media_type=MEDIA_TYPES[format], content=content))


def guess_format(head: bytes) -> Format:
    """Return the format that the first bytes of a file look like."""
    if head.removeprefix(BOM).lstrip().startswith(b"{"):
        return "jsonl" if any(field in head for field in OF_ROWS) else "ninjs"
    return "html" if _looks_like_html(head) else "text"


def _looks_like_html(head: bytes) -> bool:
    head = head.removeprefix(BOM).lstrip()
    return head.startswith(b"<") and (head[1:2] in (b"!", b"?") or head[1:2].isalpha())


def _rows(stream: BinaryIO, name: str) -> Iterator[Found]:
    for place, row in rows(stream, name):
        yield Found(place, row if isinstance(row, Rejected) else raw_row(row))


def rows(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes | Rejected]]:
    """Yield the rows of JSON Lines that are not empty, each with its place."""
    number = 0
    while line := stream.readline(LIMIT_BYTES + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > LIMIT_BYTES:
            _skip_line(stream, line)
            yield place, _too_large("the row")
        elif row := line.removeprefix(BOM).strip():
            yield place, row


def raw_row(row: bytes) -> RawArticle | Rejected:
    """Read one row as the stream reads a JSON record; only here may ``media_type`` be missing."""
    try:
        return raw_from_json(_with_media_type(row))
    except Unreadable as error:
        detail = "it is what `reswatch enrich` prints, and no raw article" if _is_enriched(row) else error.detail
        return Rejected(error.cause, detail, _own_uri(row))


def _with_media_type(row: bytes) -> bytes:
    """Add the media type that the content looks like where none is given; what is no article is returned as it was."""
    try:
        fields = orjson.loads(row)
        if fields.get("media_type"):
            return row
        head = fields["content"][:HEAD_BYTES].encode()
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return row  # decoding says what is wrong with it
    return orjson.dumps({**fields, "media_type": MEDIA_TYPES["html" if _looks_like_html(head) else "text"]})


def _is_enriched(row: bytes) -> bool:
    try:
        fields = orjson.loads(row)
    except orjson.JSONDecodeError:
        return False
    return isinstance(fields, dict) and "content" not in fields and {"event_id", "resolution_events"} <= fields.keys()


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LIMIT_BYTES)


def _too_large(what: str) -> Rejected:
    return Rejected("invalid_field", f"{what} is larger than the {LIMIT_BYTES // 2**20} MiB that are read")


def _own_uri(row: bytes) -> str | None:
    """Return the uri of a row that is otherwise no article."""
    try:
        fields = orjson.loads(row)
    except orjson.JSONDecodeError:
        return None
    uri = fields.get("uri") if isinstance(fields, dict) else None
    return uri if isinstance(uri, str) and uri else None
