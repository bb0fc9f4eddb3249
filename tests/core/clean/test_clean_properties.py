"""Laws of clean() on arbitrary input."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.clean import clean
from streams.core.model import Article, Filtered, RawArticle, Unreadable

MEDIA = st.one_of(
    st.sampled_from(
        [
            "text/plain",
            "text/html",
            "TEXT/HTML; charset=latin-1",
            "application/xhtml+xml",
            "application/vnd.iptc.ninjs+json",
            "image/png",
        ]
    ),
    st.text(max_size=30),
)
ENCODINGS = st.one_of(
    st.none(), st.sampled_from(["utf-8", "utf-16", "latin-1", "gb18030", "zip", "iso-2022-jp"]), st.text()
)
PIECES = st.sampled_from(
    [
        "UNITED NATIONS (AP) — The council voted on the draft late on Monday, its president told reporters there.",
        "GENEVA – ",
        "By Ana Lind, Reuters",
        "Subscribe to our newsletter",
        "Related",
        "<p>",
        "</p>",
        "<div class='related'>",
        "<a href='x'>",
        "<!--",
        "<script>",
        "&#x0;",
        "&amp",
        "\u2028",
        "\u0301" * 40,
        "â€™",
        "\x85",
        '<meta name="author" content="',
        '{"body_text": "',
        '", "pubstatus": "canceled"}',
        "* ",
        "\n\n",
        "\f",
        "reso-\nlution",
        "Page 1 of 2",
        "# # #",
        "The delegate said that the text would be put to the vote before the end of the week.",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("\n".join))
CONTENT = st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))


def outcome(raw: RawArticle) -> Article | Filtered | str:
    try:
        return clean(raw)
    except Unreadable as error:
        return error.cause


@settings(max_examples=600, deadline=None)
@given(MEDIA, CONTENT, ENCODINGS)
def test_any_bytes_give_one_of_three_outcomes(media: str, content: bytes, encoding: str | None) -> None:
    """An article, a filter or Unreadable, twice the same; and an article keeps the promises of its body."""
    raw = RawArticle(media_type=media, content=content, encoding=encoding, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    result = outcome(raw)
    assert result == outcome(raw)
    if isinstance(result, Article):
        assert result.body or result.pub_status == "canceled"
        for paragraph in result.body.split("\n\n") if result.body else []:
            assert paragraph
            assert paragraph == " ".join(paragraph.split())
        for text in (result.body, result.headline or "", result.byline or "", result.outlet or ""):
            text.encode("utf-8")
            assert "\x00" not in text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40), st.text(max_size=40))
def test_any_feed_fields_are_taken(uri: str, headline: str, language: str, source: str) -> None:
    """Whatever a feed puts into its fields, the article can be written as UTF-8 and has an address."""
    raw = RawArticle(
        media_type="text/plain",
        content=b"The council adopted the resolution without a vote after three days of talks in Geneva.",
        uri=uri,
        headline=headline,
        language=language,
        info_source=source,
    )
    article = clean(raw)
    assert isinstance(article, Article)
    assert article.uri
    "".join(filter(None, (article.uri, article.headline, article.language, article.info_source))).encode("utf-8")
