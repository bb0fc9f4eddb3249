"""Articles of files, cleaned: raw ones, and enriched ones as ``reswatch enrich`` prints them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import orjson

from streams.cli.inputs import opened_in, unreadable_told
from streams.contracts.article_json import is_outcome, outcome_from_json
from streams.core.clean import clean
from streams.core.model import Article, Filtered, RawArticle, Rejected, Unreadable
from streams.sources.files import HEAD_BYTES, guess_format, raw_row, read_stream, rows

Cleaned: TypeAlias = Article | Filtered | Rejected


def articles_in(files: Iterable[Path], format: str) -> Iterator[Cleaned]:  # noqa: A002  (the option's name)
    """Yield the articles of ``files`` (standard input where there are none), or why one is none.

    :raises click.ClickException: for what cannot be opened or read.
    """
    with unreadable_told():
        for stream, name, told in opened_in(files, format):
            told = told or guess_format(stream.peek(HEAD_BYTES))  # type: ignore[attr-defined]  # noqa: PLW2901
            if told == "jsonl":
                yield from (_of_row(place, row) for place, row in rows(stream, name))
            else:
                yield from (_cleaned(found.place, found.article) for found in read_stream(stream, name, told))


def _of_row(place: str, row: bytes | Rejected) -> Cleaned:
    if isinstance(row, Rejected):
        return _cleaned(place, row)
    try:
        data = orjson.loads(row)
    except orjson.JSONDecodeError:
        return _cleaned(place, raw_row(row))  # which says what is wrong with it
    if not is_outcome(data):
        return _cleaned(place, raw_row(row))
    try:
        return outcome_from_json(data)
    except Unreadable as error:
        uri = data.get("uri")
        return _cleaned(place, Rejected(error.cause, error.detail, uri if isinstance(uri, str) else None))


def _cleaned(place: str, article: RawArticle | Rejected) -> Cleaned:
    if isinstance(article, Rejected):
        return Rejected(article.cause, f"{place}: {article.detail}", article.uri)
    try:
        return clean(article)
    except Unreadable as error:
        return Rejected(error.cause, f"{place}: {error.detail}", article.uri)
