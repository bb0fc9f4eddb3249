"""An article as a source."""

from streams.core.model import ResolutionEvents, Source
from streams.core.story import host_of, voice

UN_HOSTS = ("un.org", "ohchr.org", "ungeneva.org")
"""Hosts of the United Nations: its press releases, its news, its offices."""
UN_NAMES = frozenset(("un", "un news", "united nations", "ohchr"))


def source(told: ResolutionEvents) -> Source:
    """Return an article as the source that it is by itself, whatever other articles there are."""
    name = voice(told.uri, told.info_source, told.outlet)
    return Source(name, name, told.uri, told.version, told.outlet, is_un(told), told.published_at)


def is_un(told: ResolutionEvents) -> bool:
    """Say whether the United Nations itself tells it."""
    names = {(name or "").casefold() for name in (told.info_source, told.outlet)}
    return not names.isdisjoint(UN_NAMES) or _is_of_un(told.uri)


def _is_of_un(uri: str) -> bool:
    uri = uri.lower()
    if not any(one in uri for one in UN_HOSTS):  # as most: taking an address apart takes longer than all the rest
        return False
    host = host_of(uri)
    return any(host == one or host.endswith("." + one) for one in UN_HOSTS)
