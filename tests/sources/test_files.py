"""Articles from files, folders and streams: every format, in order, and nothing that is wrong ends the run."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.model import RawArticle, Rejected
from streams.sources import files, samples
from streams.sources.files import Format, Found, guess_format, read, read_stream

ROW = {"uri": "https://wire.example/1", "media_type": "text/plain", "content": "The council met."}


def rows(data: bytes) -> list[Found]:
    return list(read_stream(io.BytesIO(data), "wires.jsonl", "jsonl"))


def row(**fields: Any) -> bytes:
    return json.dumps({**ROW, **fields}).encode() + b"\n"


def only(found: list[Found]) -> RawArticle:
    (one,) = found
    assert isinstance(one.article, RawArticle)
    return one.article


def test_what_enrich_prints_is_named_and_no_raw_article() -> None:
    row = files.raw_row(b'{"event_id": "a", "uri": "u", "body": "text", "resolution_events": []}')
    assert isinstance(row, Rejected)
    assert row.detail == "it is what `reswatch enrich` prints, and no raw article"
    other = files.raw_row(b'{"uri": "u"}')
    assert isinstance(other, Rejected)
    assert other.detail == "content is missing"


def test_the_samples_can_be_read_and_say_that_they_are_fiction() -> None:
    """All are small, have a reserved address if any, and stand beside a note that says what they are."""
    paths = samples()
    found = list(read(paths))
    assert len(found) == 16
    assert all(isinstance(one.article, RawArticle) for one in found)
    assert all(".example" in one.article.uri for one in found if one.article.uri)
    assert all(path.stat().st_size < 8_000 for path in paths)
    note = (paths[0].parent / "README.md").read_text()
    assert "**fiction**" in note
    assert all(f"`{path.name}`" in note for path in paths)


def test_rows_come_in_order_with_their_line_numbers() -> None:
    """Empty lines count and give nothing; CRLF, a byte order mark and a missing last line end do not matter."""
    data = (
        b"\xef\xbb\xbf"
        + row(uri="u:1")
        + b"\r\n  \n"
        + row(uri="u:2").replace(b"\n", b"\r\n")
        + row(uri="u:3").rstrip()
    )
    assert [(one.place, one.article.uri) for one in rows(data)] == [
        ("wires.jsonl:1", "u:1"),
        ("wires.jsonl:4", "u:2"),
        ("wires.jsonl:5", "u:3"),
    ]


@pytest.mark.parametrize(
    ("line", "cause", "uri"),
    [
        (b"\xff\xfe\x00\n", "undecodable_envelope", None),
        (b"\x00\x00\x00\n", "undecodable_envelope", None),
        (b"[" * 100_000 + b"\n", "undecodable_envelope", None),
        (b"[1]\n", "undecodable_envelope", None),
        (b'{"uri": "u:9"}\n', "invalid_field", "u:9"),
        (row(content=3), "invalid_field", ROW["uri"]),
        (row(published_at="yesterday"), "invalid_field", ROW["uri"]),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_next_one_is_read(line: bytes, cause: str, uri: str | None) -> None:
    """Rejected with its cause, its line, and its uri where it has one."""
    bad, good = rows(line + row())
    assert isinstance(bad.article, Rejected)
    assert (bad.place, bad.article.cause, bad.article.uri) == ("wires.jsonl:1", cause, uri)
    assert isinstance(good.article, RawArticle)


def test_a_row_without_bound_is_skipped_without_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the limit is ever held; a row of exactly the limit is read."""
    exact = row(content="x")
    monkeypatch.setattr(files, "LIMIT_BYTES", len(exact))
    too_long, last = rows(b"y" * 5 * len(exact) + b"\n" + exact)
    assert isinstance(too_long.article, Rejected)
    assert too_long.article.cause == "invalid_field"
    assert isinstance(last.article, RawArticle)
    assert last.place == "wires.jsonl:2"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<!doctype html><p>Hello", "text/html"),
        (" <p>Hello</p>", "text/html"),
        ("3 < 4", "text/plain"),
        ("", "text/plain"),
    ],
)
@pytest.mark.parametrize("given", [{}, {"media_type": None}, {"media_type": ""}])
def test_a_missing_media_type_is_told_from_the_content(content: str, expected: str, given: dict[str, Any]) -> None:
    """A row says nothing: HTML where it begins like HTML, else plain text."""
    fields = {name: value for name, value in ROW.items() if name != "media_type"}
    article = only(rows(json.dumps({**fields, **given, "content": content}).encode()))
    assert article.media_type == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"UNITED NATIONS (AP) - The council met.", "text"),
        (b"", "text"),
        (b"<3 the council", "text"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "html"),
        (b"\n  <html>", "html"),
        (b"<?xml version='1.0'?><html>", "html"),
        (b'{"uri": "u:1", "content": "The council met."}', "jsonl"),
        (b'{\n  "uri": "u:1",\n  "body_html": "<p>The council met.</p>"\n}', "ninjs"),
    ],
)
def test_the_format_is_told_from_the_first_bytes(head: bytes, expected: Format) -> None:
    assert guess_format(head) == expected


def test_a_file_is_one_article_untouched(tmp_path: Path) -> None:
    """HTML, text and ninjs keep their bytes; what they say of themselves is left to cleaning."""
    contents = {
        "a.html": b"<p>caf\xe9</p>",
        "b.txt": b"The council met.\r\n",
        "c.json": b'{"uri": "tag:wire.example,2026:1", "body_text": "The council met."}',
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    articles = [one.article for one in read([tmp_path])]
    assert [article.content for article in articles if isinstance(article, RawArticle)] == list(contents.values())
    assert [article.uri for article in articles] == [None, None, None]
    assert [article.media_type for article in articles if isinstance(article, RawArticle)] == [
        "text/html",
        "text/plain",
        "application/vnd.iptc.ninjs+json",
    ]


def test_a_file_too_large_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and no more than the limit is read of it."""
    monkeypatch.setattr(files, "LIMIT_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    (found,) = read([tmp_path / "a.txt"])
    assert isinstance(found.article, Rejected)
    assert found.place.endswith("a.txt")


def test_folders_are_read_recursively_and_in_order(tmp_path: Path) -> None:
    """By name; what is hidden, of no known name, or behind a link to a folder is left out, and loops do not matter."""
    for name in ("b/2.txt", "b/1.HTML", "a.txt", ".hidden.txt", ".git/x.txt", "notes.md", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The council met.")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert [Path(one.place).relative_to(tmp_path).as_posix() for one in read([tmp_path])] == [
        "a.txt",
        "b/1.HTML",
        "b/2.txt",
    ]


def test_with_a_format_given_every_file_of_a_folder_is_read(tmp_path: Path) -> None:
    """Crawlers give files names without an end."""
    (tmp_path / "page1").write_text("<p>One</p>")
    (tmp_path / ".state").write_text("3")
    (found,) = read([tmp_path], "html")
    assert found.place == str(tmp_path / "page1")


def test_a_file_that_is_missing_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        list(read([Path("no-such-file.txt")]))


def test_rows_come_as_they_arrive() -> None:
    """A row is given out before the next one is written: nothing waits for the end of the stream."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb", buffering=0) as sink:
        sink.write(row(uri="u:1"))
        found = read_stream(source, "stdin")
        assert next(found).article.uri == "u:1"
        sink.write(row(uri="u:2"))
        assert next(found).article.uri == "u:2"


@given(st.binary(max_size=300), st.sampled_from(files.FORMATS))
def test_any_bytes_are_articles_or_rejected(data: bytes, format: Format) -> None:  # noqa: A002  (the parameter's name)
    """Whatever the bytes, reading ends without an exception."""
    for one in read_stream(io.BytesIO(data), "input", format):
        assert isinstance(one.article, RawArticle | Rejected)
