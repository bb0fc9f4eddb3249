"""Raw payload to article: decode, find the article, read what the wires print around it, name the language."""

from datetime import datetime, timedelta

from streams.core.clean.decode import resolved, text_of, tidy
from streams.core.clean.found import Found
from streams.core.clean.heading import byline_near, headline_of, masthead_of
from streams.core.clean.html import byline_above, main_text
from streams.core.clean.language import language_of
from streams.core.clean.lines import Line
from streams.core.clean.markup import read_markup
from streams.core.clean.metadata import Metadata, field
from streams.core.clean.ninjs import read_ninjs
from streams.core.clean.notes import is_kill, said_in, without_slug
from streams.core.clean.plain import lines_of
from streams.core.clean.printed import is_printed, unprinted
from streams.core.clean.scripts import without_scripts
from streams.core.clean.select import select
from streams.core.clean.times import dated
from streams.core.clean.wire import agency_in, dateline_of, without_leading_note, without_marks, without_sign_off
from streams.core.identity import article_event_id, article_version, content_uri
from streams.core.model import Article, Filtered, PubStatus, RawArticle, Unreadable

__all__ = ["clean"]

AHEAD = timedelta(hours=1)
"""How far ``published_at`` may lie after ``fetched_at``: clocks differ, and what is later is not believed."""
HTML = ("text/html", "application/xhtml+xml")
NINJS = "application/vnd.iptc.ninjs+json"
_READ = (NINJS, *HTML, "text/plain")


def clean(raw: RawArticle) -> Article | Filtered:
    """Return the article in ``raw``, or ``Filtered`` with ``no_text`` where nothing readable is left of it.

    What the feed says wins over what the content says, and its metadata over the notes of its desk; empty strings count
    as absent. A canceled article needs no text:
    it is an ``Article`` with an empty body, since its withdrawal must reach everybody who has an earlier version.

    Raises ``Unreadable``: ``unsupported_media_type``, ``undecodable_content``, ``invalid_ninjs``, or ``invalid_field``
    for a publication status or an embargo that cannot be read. No other exception, on any bytes; the time is linear in
    their length.
    """
    media, encoding = form_of(raw)
    if media == NINJS:
        return _composed(raw, _signed(read_ninjs(raw.content, encoding)))
    text = text_in(raw.content, media, encoding)
    return _composed(raw, _signed(_read_html(text) if is_markup(text, media) else _read_plain(text)))


def form_of(raw: RawArticle) -> tuple[str, str | None]:
    """Return the media type of the content without its parameters, and the encoding that is declared.

    Raises ``Unreadable``, ``unsupported_media_type``.
    """
    media, _, parameters = raw.media_type.partition(";")
    media = media.strip().lower()
    if media not in _READ:
        raise Unreadable(
            "unsupported_media_type",
            f"{raw.media_type[:100]!r} is not read; send text/plain, text/html or {NINJS}",
        )
    return media, raw.encoding or _charset(parameters)


def text_in(content: bytes, media: str, encoding: str | None) -> str:
    """Return the content of a page or a text as characters. Raises ``Unreadable``, ``undecodable_content``."""
    return text_of(without_scripts(content) if media in HTML else content, encoding)


def is_markup(text: str, media: str) -> bool:
    """Return whether ``text`` is a page: servers say plain text of pages, and HTML of text without a single tag."""
    return "<" in text if media in HTML else text[:1000].lstrip()[:15].lower().startswith(("<!doctype html", "<html"))


def _read_html(page: str) -> Found:
    markup = read_markup(page)
    metadata = Metadata(markup)
    main = main_text(page, markup, metadata)
    byline = metadata.byline or byline_above(markup, main.paragraphs)
    return Found(
        paragraphs=main.paragraphs,
        notes=main.selection.notes,
        uri=metadata.uri,
        headline=metadata.headline,
        byline=byline,
        info_source=agency_in(byline),
        outlet=metadata.outlet,
        published_at=metadata.published_at,
        language=metadata.language,
    )


def lines_in(text: str) -> list[Line]:
    """Return the lines of a text without markup, those of printed pages put together."""
    return lines_of(tidy(resolved(unprinted(text) if is_printed(text) else text)))


def _read_plain(text: str) -> Found:
    published_at, text = dated(text)
    lines = lines_in(text)
    selection = select(lines)
    byline = byline_near(lines, selection)
    return Found(
        paragraphs=selection.paragraphs,
        notes=selection.notes,
        headline=headline_of(lines, selection),
        byline=byline.name if byline else None,
        dateline=byline.place if byline else None,
        info_source=byline.agency if byline else None,
        outlet=masthead_of(lines) if "Newspaper" in text else None,
        published_at=published_at,
    )


def _signed(found: Found) -> Found:
    """Take out of the text what is not its own: the headline at its top, the dateline, notes of the desk."""
    if found.headline and is_kill(found.headline):
        found.notes = (*found.notes, found.headline)
        found.headline = None
    paragraphs = list(found.paragraphs)
    if paragraphs:
        paragraphs[0] = without_leading_note(paragraphs[0])
        paragraphs[-1] = without_sign_off(paragraphs[-1])
    paragraphs = [paragraph for paragraph in map(without_marks, paragraphs) if paragraph]
    if paragraphs and paragraphs[0] == found.headline:
        del paragraphs[0]
    dateline = dateline_of(paragraphs[0]) if paragraphs else None
    found.headline = without_slug(found.headline) if found.headline else None
    if dateline is not None:
        paragraphs[0] = paragraphs[0][dateline.end :]
        found.dateline = dateline.place or found.dateline
        found.info_source = found.info_source or dateline.agency
    found.paragraphs = tuple(paragraphs)
    return found


def _composed(raw: RawArticle, found: Found) -> Article | Filtered:
    uri = (raw.uri or "").strip() or found.uri or content_uri(raw.content)
    published_at = _believed(raw.published_at or found.published_at, raw.fetched_at)
    said = said_in(found.notes, published_at or raw.fetched_at)
    status = _status(raw.pub_status or found.pub_status or said.pub_status)
    withdrawn = said.pub_status == status == "canceled"  # what is left is the notice
    body = "" if withdrawn else "\n\n".join(found.paragraphs)
    if not body and status != "canceled":
        return Filtered(uri, "no_text", f"no sentence was left of {len(raw.content)} bytes of {raw.media_type[:100]}")
    headline = field(raw.headline) or found.headline
    version = article_version(headline, body, status)
    declared = field(raw.language)
    return Article(
        uri=uri,
        version=version,
        event_id=article_event_id(uri, version),
        headline=headline,
        byline=found.byline,
        dateline=found.dateline,
        info_source=field(raw.info_source) or found.info_source,
        outlet=field(raw.outlet) or found.outlet,
        published_at=published_at,
        fetched_at=raw.fetched_at,
        pub_status=status,
        embargoed_until=raw.embargoed_until or found.embargoed_until or said.embargoed_until,
        language=language_of(body, declared or found.language, trusted=declared is not None),
        body=body,
    )


def _status(text: str | None) -> PubStatus:
    match (text or "usable").strip().lower():
        case "usable":
            return "usable"
        case "withheld":
            return "withheld"
        case "canceled":
            return "canceled"
    raise Unreadable("invalid_field", f"pub_status is {str(text)[:100]!r}, not usable, withheld or canceled")


def _believed(published_at: datetime | None, fetched_at: datetime | None) -> datetime | None:
    if published_at is None or fetched_at is None:
        return published_at
    return published_at if published_at - fetched_at <= AHEAD else None


def _charset(parameters: str) -> str | None:
    """Return the charset of a media type's parameters."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
