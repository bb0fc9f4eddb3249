"""The alerts of a subscription as an Atom feed (RFC 4287): readers poll it, and show each alert once, by its id."""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from streams import __version__
from streams.core.identity import derived_id
from streams.core.model import Alert
from streams.sinks import message

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """An alert, and when it was made."""

    alert: Alert
    made_at: datetime


def feed(
    subscription_id: str, entries: Iterable[Entry], *, self_url: str, next_url: str | None = None, title: str = ""
) -> bytes:
    """Return the feed of a subscription as XML in UTF-8.

    :param entries: the newest first.
    :param self_url: where the feed is.
    :param next_url: where older ones are (RFC 5005), None at the end.
    """
    listed = list(entries)
    root = Element("feed", xmlns=NAMESPACE)
    _add(root, "id", _urn(derived_id("feed", subscription_id)))
    _add(root, "title", message.plain(title, message.HEADLINE_LIMIT) or f"Alerts of {subscription_id}")
    _add(root, "updated", _time(max((entry.made_at for entry in listed), default=LONG_AGO)))
    _add(SubElement(root, "author"), "name", "reswatch")
    _add(root, "generator", "reswatch", version=__version__)
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=self_url)
    if next_url is not None:
        _add(root, "link", rel="next", type=MEDIA_TYPE, href=next_url)
    for entry in listed:
        _entry(root, *entry)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: Element, alert: Alert, made_at: datetime) -> None:
    entry = SubElement(root, "entry")
    _add(entry, "id", _urn(alert.alert_id))
    _add(entry, "title", message.title(alert))
    _add(entry, "updated", _time(made_at))
    _add(entry, "published", _time(made_at))
    source = alert.outlet or alert.info_source
    if source and (name := message.plain(source, message.HEADLINE_LIMIT)):
        _add(SubElement(entry, "author"), "name", name)
    if link := message.link(alert.uri):
        _add(entry, "link", rel="alternate", href=link)
    for term in (alert.change, alert.event and alert.event.stage, alert.event and alert.event.organ):
        if term:
            _add(entry, "category", term=term)
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in message.paragraphs(alert))
    _add(entry, "content", html, type="html")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _urn(hex_id: str) -> str:
    """Return an id as RFC 4287 wants it: a URI that is nobody's address."""
    try:
        return UUID(hex=hex_id).urn
    except ValueError:  # what others wrote to the topic may be called anything
        return UUID(hex=derived_id("urn", hex_id)).urn


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
