"""The page behind an item, where its host allows it."""

from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic

from streams.core.model import MediaType
from streams.sources.feeds.addresses import canonical, origin_of
from streams.sources.feeds.fetch import Fetcher, Limits, Unfetched
from streams.sources.feeds.robots import LIMIT_BYTES, NOTHING, Rules, rules_from

PAGE_LIMITS = Limits(bytes=4 * 2**20, seconds=30)
"""Three times the largest of the pages that articles-raw is measured by, and below what that topic takes."""
ROBOTS_LIMITS = Limits(bytes=LIMIT_BYTES, seconds=15)
REMEMBERED = 1_000
"""Hosts whose robots.txt is kept, the ones asked for last."""
CHARACTERS_REMEMBERED = 8 * 2**20
"""Of the rules that are kept: a quarter of a gigabyte in memory at the very most, in practice a few MB."""
MEDIA_TYPES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched; ``encoding`` is what the server declared. ``uri`` is where it is for good."""

    uri: str
    media_type: MediaType
    content: bytes
    encoding: str | None


class Pages:
    """Fetches pages, and the robots.txt of their hosts first."""

    def __init__(self, fetcher: Fetcher, robot: str) -> None:
        """Take what sends requests, and the name by which robots.txt knows this robot."""
        self._fetcher = fetcher
        self._robot = robot
        self._rules: OrderedDict[str, tuple[float, Rules]] = OrderedDict()
        self._kept = 0  # characters of rules

    async def get(self, address: str) -> Page:
        """Return the page at a canonical address.

        Its uri follows permanent redirects (301, 308), which say that the article lives elsewhere; not others, which
        lead to consent forms and login pages as well.

        :raises Unfetched: when it cannot be had, or is no page.
        """
        answer = await self._fetcher.get(address, PAGE_LIMITS, headers={"Accept": ACCEPT}, gate=self._allow)
        kind, _, parameters = answer.headers.get("content-type", "text/html").partition(";")
        media_type = MEDIA_TYPES.get(kind.strip().lower())
        if media_type is None:
            raise Unfetched("wrong_type", f"it is {kind.strip()[:60]!r}, not a page")
        if not answer.content.strip():
            raise Unfetched("no_content", "the page is empty")
        return Page(canonical(answer.permanent) or address, media_type, answer.content, _charset(parameters))

    async def _allow(self, address: str) -> None:
        rules = await self._rules_of(origin_of(address))
        if rules is NOTHING:
            raise Unfetched("robots_unreachable", "its robots.txt cannot be had, and until then nothing is allowed")
        if not rules.allow(address, self._robot):
            raise Unfetched("robots", "its robots.txt does not allow it")
        self._fetcher.slow(address, rules.delay(self._robot))

    async def _rules_of(self, origin: str) -> Rules:
        known = self._rules.get(origin)
        if known and known[0] > monotonic():
            self._rules.move_to_end(origin)
            return known[1]
        rules = await self._ask(origin)
        if origin in self._rules:
            self._kept -= self._rules.pop(origin)[1].size
        self._rules[origin] = (monotonic() + rules.seconds, rules)
        self._kept += rules.size
        while len(self._rules) > REMEMBERED or self._kept > CHARACTERS_REMEMBERED:
            self._kept -= self._rules.popitem(last=False)[1][1].size
        return rules

    async def _ask(self, origin: str) -> Rules:
        try:
            answer = await self._fetcher.get(f"{origin}/robots.txt", ROBOTS_LIMITS)
        except Unfetched as error:
            match error.reason:
                case "client_error" | "gone" | "too_many_redirects":
                    return rules_from(404, b"", self._robot)
                case "address_refused":
                    raise
                case _:
                    return rules_from(None, b"", self._robot)
        return rules_from(answer.status, answer.content, self._robot)


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40] or None
    return None
