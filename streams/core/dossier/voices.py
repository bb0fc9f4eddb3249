"""Who tells a fact: each article as a source, with who answers for it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from streams.core.model import ResolutionEvents, Source
from streams.core.story import similar, voice

UN_HOSTS = ("un.org", "ohchr.org", "ungeneva.org")
"""Hosts of the United Nations: its press releases, its news, its offices."""
UN_NAMES = frozenset(("un", "un news", "united nations", "ohchr"))


def sources(articles: Iterable[ResolutionEvents]) -> dict[str, Source]:
    """Return each article of one fact as a source. An article that names no agency is of the voice of the same text."""
    told = sorted(articles, key=lambda each: (each.info_source is None, each.uri))
    found: dict[str, Source] = {}
    texts: list[tuple[bytes, str]] = []
    for each in told:
        same_text = None
        if each.info_source is None and each.signature:
            same_text = next((name for text, name in texts if similar(text, each.signature)), None)
        name = voice(each.uri, each.info_source, each.outlet)
        heard = voice(each.uri, each.info_source, each.outlet, same_text)
        if each.signature and same_text is None:
            texts.append((each.signature, heard))
        found[each.uri] = Source(name, heard, each.uri, each.version, each.outlet, is_un(each), each.published_at)
    return found


def is_un(told: ResolutionEvents) -> bool:
    """Say whether the United Nations itself tells it."""
    host = urlsplit(told.uri).hostname or ""
    names = {(name or "").casefold() for name in (told.info_source, told.outlet)}
    return any(host == one or host.endswith("." + one) for one in UN_HOSTS) or not names.isdisjoint(UN_NAMES)
