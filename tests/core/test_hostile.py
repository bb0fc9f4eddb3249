"""What a hostile source may send: structured garbage of every kind, read without failing and within its bound.

Examples are bounded in number and size, so that the whole file takes some twenty seconds.
"""

import gzip
import json
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, Filtered, RawArticle, Rejected

HTML, PLAIN, NINJS = "text/html", "text/plain", "application/vnd.iptc.ninjs+json"
NEWS = "The U.N. Security Council on Wednesday adopted a resolution on Mali by 13 votes, with Russia abstaining. "
FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TAGS = ["p", "div", "article", "table", "td", "b", "script", "style", "svg", "template", "select", "noscript", "title"]
OPENERS = [
    "<",
    "</",
    "<!--",
    "<![CDATA[",
    "<!DOCTYPE html [<!ENTITY a '&b;&b;'>",
    "<?xml",
    "<p ",
    "<a href='",
    '<meta content="',
]
ENTITIES = ["&amp;", "&#0;", "&#x110000;", "&#xD800;", "&a;", "&lt;p&gt;", "&" * 9, "&#", "&nbsp", "&#99999999999999;"]
ENCODINGS = [
    None,
    "utf-8",
    "utf-16",
    "utf-32",
    "utf-7",
    "latin-1",
    "cp1252",
    "shift_jis",
    "gb18030",
    "iso-2022-jp",
    "idna",
    "zip",
    "x",
]
MARKS = [
    "\ufeff",
    "\x00",
    "\u202e",
    "\u0301" * 300,
    "\ud800",
    "\x1b[2J",
    "\u2028",
    "\x85",
    "ﷺ",
    "𝕌",
    "İ" * 9,
    "ß",
    "\r",
]


def read(content: bytes, media_type: str = HTML, **fields: Any) -> None:
    """Enrich twice: one of the three outcomes, the same both times, and in UTF-8 whatever came in."""
    raw = RawArticle(media_type, content, **fields)
    outcome = enrich(raw)
    assert outcome == enrich(raw)
    assert isinstance(outcome, EnrichedArticle | Filtered | Rejected)
    if isinstance(outcome, EnrichedArticle):
        body = outcome.article.body
        body.encode("utf-8")
        assert all(body[one.start : one.end] == one.text for one in outcome.entities)
        spans = [one for event in outcome.resolution_events for of in event.evidence.values() for one in of]
        assert all(0 <= one.start < one.end <= len(body) for one in spans)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw a page of broken markup around news: bombs of tags and entities, unclosed and misnested elements."""
    piece = st.one_of(
        st.builds(
            lambda tag, depth: f"<{tag}>" * depth + NEWS + f"</{tag}>" * (depth // 2),
            st.sampled_from(TAGS),
            st.integers(1, 400),
        ),
        st.builds(lambda entity, count: entity * count, st.sampled_from(ENTITIES), st.integers(1, 400)),
        st.builds(lambda opener, count: opener * count, st.sampled_from(OPENERS), st.integers(1, 100)),
        st.builds(lambda name, value: f"<div {name}='{value}'>", st.text(max_size=9), st.text(max_size=300)),
        st.sampled_from([NEWS * 3, f"<p>{NEWS}</p>" * 5, *MARKS]),
        st.text(max_size=60),
    )
    return "".join(draw(st.lists(piece, max_size=12)))


@FEW
@given(pages(), st.sampled_from(ENCODINGS), st.sampled_from(ENCODINGS))
def test_broken_pages(page: str, written: str | None, declared: str | None) -> None:
    """Markup of any kind, written in one encoding and declared as another."""
    try:
        content = page.encode(written or "utf-8", "replace")
    except (LookupError, UnicodeError):
        content = page.encode("utf-8", "replace")
    read(content, encoding=declared)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.just(NEWS)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)),
    max_leaves=12,
)
KEYS = [
    *("uri", "type", "headline", "headlines", "byline", "body_text", "body_xhtml", "bodies", "pubstatus"),
    *("versioncreated", "firstcreated", "embargoed", "language", "located", "infosources", "copyrightholder"),
]


@FEW
@given(st.dictionaries(st.sampled_from(KEYS), JSON), st.booleans(), st.integers(0, 40))
def test_broken_ninjs(fields: dict[str, Any], told: bool, cut: int) -> None:
    """Objects whose fields have any type, with and without news in them, whole and cut short."""
    content = json.dumps(fields | ({"body_text": NEWS * 3} if told else {})).encode("utf-8", "replace")
    read(content[: len(content) - cut], NINJS)


@FEW
@given(
    st.lists(
        st.one_of(
            st.sampled_from([NEWS, "x" * 5000, "U.N. " * 500, "12-0 " * 400, '"' * 999, "\n" * 999, *MARKS]),
            st.text(max_size=80),
        ),
        max_size=14,
    ),
    st.sampled_from(["", " ", "\n", "\n\n"]),
)
def test_broken_texts(pieces: list[str], between: str) -> None:
    """Huge lines, endless repetition, control characters, lone surrogates, characters that grow in lower case."""
    read(between.join(pieces).encode("utf-8", "surrogatepass"), PLAIN)


@FEW
@given(
    st.sampled_from([HTML, PLAIN, NINJS, "image/png", "text/html; charset=", ";;;", "TEXT/PLAIN;charset=utf-16"]),
    st.text(max_size=30),
    st.text(max_size=60),
    st.text(max_size=12),
    st.binary(max_size=200),
)
def test_broken_fields(media_type: str, uri: str, headline: str, language: str, content: bytes) -> None:
    """Whatever a source declares of its content."""
    read(
        NEWS.encode() + content,
        media_type,
        uri=uri,
        headline=headline,
        language=language,
        pub_status=headline,
        outlet=uri,
    )


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (HTML, b"<div>" * 200_000 + NEWS.encode()),
        (HTML, b"<p>" + NEWS.encode() + b"&amp;" * 300_000),
        (HTML, (b"<table><tr><td>" * 30_000) + NEWS.encode() * 20),
        (HTML, b"<a href=x>" * 100_000),
        (HTML, b"<!--" * 300_000),
        (HTML, b"<script>" + b"<" * 1_000_000),
        (NINJS, b"[" * 1_000_000),
        (NINJS, b'{"body_text": "' + b"\\u0055" * 150_000 + b'"}'),
        (PLAIN, b"U.N. resolution " * 60_000),
        (PLAIN, gzip.compress(NEWS.encode() * 1000) * 50),
        (PLAIN, ("The U.N. " + "\u0301" * 500_000).encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bombs_of_a_megabyte(media_type: str, content: bytes) -> None:
    """One of the three outcomes, in seconds; a machine that others use too is given some room."""
    started = process_time()
    assert isinstance(enrich(RawArticle(media_type, content)), EnrichedArticle | Filtered | Rejected)
    assert process_time() - started < 5


DEEP = "[" * 1_000 + "]" * 1_000
"""As deep as JSON is read: deeper than Python writes a list."""
OBJECT = '{"body_text": "%s", "bodies": [{"value": "A text.", "%s": %s}], "%s": %s}'


@pytest.mark.parametrize(
    "field", ["role", "contenttype", "value", "rel", "pubstatus", "embargoed", "headlines", "infosource", "uri"]
)
def test_ninjs_of_deep_lists(field: str) -> None:
    """What should be a word, a time or a name may be a list of lists of lists."""
    read((OBJECT % (NEWS * 3, field, DEEP, field, DEEP)).encode(), NINJS)
    objects = f'[{{"value": "A headline", "name": "AP", "{field}": {DEEP}}}]'
    read(f'{{"body_text": "{NEWS}", "headlines": {objects}, "infosources": {objects}}}'.encode(), NINJS)


@pytest.mark.parametrize("field", ["@id", "@type", "@graph", "headline", "author", "publisher", "datePublished"])
def test_json_ld_of_deep_lists(field: str) -> None:
    """A page tells more of itself than anybody sees; it must not cost the article."""
    told = f'{{"@type": "NewsArticle", "author": {{"{field}": {DEEP}}}, "{field}": {DEEP}}}'
    page = f'<script type="application/ld+json">{told}</script><p>{NEWS * 3}</p>'
    read(page.encode())
    assert isinstance(enrich(RawArticle(HTML, page.encode())), EnrichedArticle)


def test_reading_takes_linear_time() -> None:
    """Four times as many sentences about one text take some four times as long, up to what is read of a body."""

    def seconds(length: int) -> float:
        raw = RawArticle(PLAIN, (NEWS + "\n\n" + ("Russia vetoed it. " * 5_000)[:length]).encode())
        started = process_time()
        enrich(raw)
        return process_time() - started

    seconds(1_000)
    runs = [(seconds(15_000), seconds(60_000)) for _ in range(4)]
    short, long = (min(times) for times in zip(*runs, strict=True))  # apart: what others do slows either of them
    assert long < 8 * short  # were it quadratic, 16
