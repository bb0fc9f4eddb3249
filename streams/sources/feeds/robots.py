"""What a host's robots.txt allows (RFC 9309). Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

LIMIT_BYTES = 512 * 2**10
"""RFC 9309, 2.5: at least 500 KiB are parsed. What is larger counts as a file that cannot be had."""
FRESH_SECONDS = 86_400.0
"""RFC 9309, 2.4: a copy older than a day is asked for again."""
UNREACHABLE_SECONDS = 600.0
"""How soon a host that could not say what it allows is asked again."""
LONGEST_DELAY = 30.0
"""Seconds of Crawl-delay (no part of the RFC, but widely written) that are kept to."""
_NAMING = re.compile(r"\s*user[-\s]*agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)
_OF_NO_GROUP = re.compile(r"\s*(?:#|$|site-?maps?\b|host\b)", re.IGNORECASE)
"""What neither belongs to a group of rules nor ends the names that it begins with."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows, and for how many seconds this holds. ``parsed`` None: all is allowed, or nothing is.

    ``size`` is how many characters were parsed; in memory they are up to thirty times as many bytes.
    """

    parsed: Protego | None
    otherwise: bool
    seconds: float = FRESH_SECONDS
    size: int = 0

    def allow(self, address: str, agent: str) -> bool:
        """Tell whether the robot called ``agent`` (``reswatch``) may fetch ``address``."""
        return self.parsed.can_fetch(address, agent) if self.parsed else self.otherwise

    def delay(self, agent: str) -> float:
        """Return the seconds that the host wants between two requests."""
        return min(max((self.parsed.crawl_delay(agent) if self.parsed else None) or 0.0, 0.0), LONGEST_DELAY)


EVERYTHING = Rules(None, otherwise=True)
NOTHING = Rules(None, otherwise=False, seconds=UNREACHABLE_SECONDS)


def rules_from(status: int | None, content: bytes, agent: str) -> Rules:
    """Return what the answer to a request for robots.txt allows the robot called ``agent``.

    RFC 9309, 2.3.1: without such a file (4xx) everything is allowed; while the host cannot say (5xx, or no answer at
    all: ``status`` None) nothing is. 429 counts as the latter: whoever asks for fewer requests is not sent more.
    """
    if status is None or status >= 500 or status == 429:
        return NOTHING
    if not 200 <= status < 300:
        return EVERYTHING
    text = "\n".join(_groups_for(agent.lower(), content.decode("utf-8-sig", "replace")))
    return Rules(Protego.parse(text), otherwise=True, size=len(text))


def _groups_for(agent: str, text: str) -> Iterator[str]:
    """Yield the groups of rules that are for ``agent`` or for all: the parser keeps each rule once for each name before
    it, so that a file of thousands of names and rules would fill the memory.
    """
    names: list[str] = []
    naming = False
    for line in text.splitlines():
        if found := _NAMING.match(line):
            name = found[1].strip().lower()
            name = name if name == "*" else name.replace("*", "")  # as the parser reads names
            names = names if naming else []
            names += [name] if name in (agent, "*") and name not in names else []
            naming = True
        elif not _OF_NO_GROUP.match(line):
            if naming:
                yield from (f"User-agent: {one}" for one in names)
            naming = False
            if names:
                yield line
