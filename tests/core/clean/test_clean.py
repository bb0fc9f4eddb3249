"""What clean() decides whatever the form: identity, status, times, media types, bounds."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from streams.core.clean import clean
from streams.core.clean.times import parse_time
from streams.core.identity import article_event_id, article_version, content_uri
from streams.core.model import Article, RawArticle, Unreadable

TEXT = "The council adopted the resolution without a vote after three days of talks that nobody had expected."
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
MEGABYTES = 5_000_000
SECONDS = 3.0
"""Three times the bound of a quiet machine: tests share theirs."""


def read(content: str = TEXT, media_type: str = "text/plain", **fields: object) -> Article:
    article = clean(RawArticle(media_type, content.encode(), **fields))  # type: ignore[arg-type]  # fields of a case
    assert isinstance(article, Article)
    return article


def test_ids_are_derived_from_uri_and_version() -> None:
    """A new advert makes no new version, a correction does."""
    article = read(uri="https://news.example/1")
    assert article.version == article_version(None, TEXT, "usable")
    assert article.event_id == article_event_id("https://news.example/1", article.version)
    assert read(f"{TEXT}\n\nSubscribe now").version == article.version
    assert read(TEXT.replace("three", "four")).version != article.version
    assert read().uri == content_uri(TEXT.encode())


@pytest.mark.parametrize("status", ["usable", "withheld", "canceled", "Usable", ""])
def test_publication_status_is_one_of_three(status: str) -> None:
    """As the feed says, in any case; absent means usable."""
    assert read(pub_status=status).pub_status == (status.lower() or "usable")


def test_another_status_is_refused() -> None:
    """What nobody knows how to publish is not published."""
    with pytest.raises(Unreadable) as error:
        clean(RawArticle("text/plain", TEXT.encode(), pub_status="spiked"))
    assert error.value.cause == "invalid_field"


def test_a_time_after_the_fetch_is_not_believed() -> None:
    """Up to an hour is a clock that goes wrong; more is a wrong time."""
    hour = timedelta(hours=1)
    assert read(published_at=NOW + hour, fetched_at=NOW).published_at == NOW + hour
    assert read(published_at=NOW + hour + timedelta(seconds=1), fetched_at=NOW).published_at is None
    assert read(published_at=NOW + 2 * hour).published_at == NOW + 2 * hour


@pytest.mark.parametrize("media_type", ["text/plain;charset=UTF-8", " Text/Plain ; format=flowed", "TEXT/PLAIN"])
def test_media_types_are_read_with_their_parameters(media_type: str) -> None:
    """Case and parameters do not matter."""
    assert read(media_type=media_type).body == TEXT


def test_the_charset_of_the_media_type_is_the_declared_encoding() -> None:
    """It serves where the source declares none."""
    content = f"{TEXT} ґедзь".encode("koi8-u")
    article = clean(RawArticle('text/plain; charset="koi8-u"', content))
    assert isinstance(article, Article)
    assert article.body.endswith("ґедзь")


def test_a_wrong_media_type_between_page_and_text_is_seen_through() -> None:
    """A page that is called plain text is read as a page, a text that is called HTML as a text."""
    assert read(f"<!DOCTYPE html><html><body><nav>Menu</nav><p>{TEXT}</p></body></html>").body == TEXT
    assert read(f"{TEXT}\n\n{TEXT[::-1]} It was so.", "text/html").body == f"{TEXT}\n\n{TEXT[::-1]} It was so."


@pytest.mark.parametrize("media_type", ["image/png", "application/json", "", "text", ";"])
def test_other_media_types_are_refused(media_type: str) -> None:
    """The error says what to send."""
    with pytest.raises(Unreadable, match="send text/plain") as error:
        clean(RawArticle(media_type, TEXT.encode()))
    assert error.value.cause == "unsupported_media_type"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-03T10:20:30Z", datetime(2026, 3, 3, 10, 20, 30, tzinfo=UTC)),
        ("2026-03-03T10:20:30.987654+02:00", datetime(2026, 3, 3, 8, 20, 30, 987000, tzinfo=UTC)),
        ("2026-03-03T10:20:30-0500", datetime(2026, 3, 3, 15, 20, 30, tzinfo=UTC)),
        ("2026-03-03T10:20:30", datetime(2026, 3, 3, 10, 20, 30, tzinfo=UTC)),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 10:20:30 +0200", datetime(2026, 3, 3, 8, 20, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("soon", None),
        ("", None),
        ("2" * 100, None),
    ],
)
def test_times_are_utc_in_whole_milliseconds(text: str, moment: datetime | None) -> None:
    """ISO 8601 and RFC 2822; without a zone, UTC; what cannot be a time is None."""
    assert parse_time(text) == moment


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<x></y>",
        "<b id=1><p>",
        '<a href="',
        "<",
        "<!--",
        "<script>",
        "</p>",
        "<br>",
        "<table><tr><td>",
        "<li>A sentence of the list. ",
        "<h1>a b c</h1>",
        "<div class='author'>x</div>",
        "&amp;",
        "\n",
        "a b\n",
        "* a\n",
        " \u00a0",
        "UNITED NATIONS (AP) — x\n",
        "UNITED NATIONS ",
        "A – ",
        "a\u0301\u0323",
        "â€™",
        "word " * 14 + "\n",
        "(This version of the story ",
        "\f",
        "a line of a page \f- 2 -\n",
        "some words and a bro-\nken one ",
        "- more -\n",
        "Page 1 of 2\n",
        "of a text that goes on and on from line to line\n",
        "\xad\n",
    ],
)
@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_five_megabytes_of_anything_take_a_bounded_time(media_type: str, piece: str) -> None:
    """No input costs more than linear time: each of these has hung a parser or a pattern that was not made for it."""
    content = (piece * (MEGABYTES // len(piece.encode()))).encode()
    started = process_time()
    clean(RawArticle(media_type, content))
    assert process_time() - started < SECONDS
