"""What ``reswatch run`` shows: a card for each article that comes out, and one line that counts.

Pure: values in, text out.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from streams.cli.common import harmless, one_line
from streams.core.detect.words.lexicon import LANGUAGES, primary
from streams.core.model import Alert, Stage
from streams.sinks import message

STAGE_STYLES: Mapping[Stage, str] = {
    "proposed": "cyan",
    "tabled": "cyan",
    "vote_scheduled": "yellow",
    "postponed": "yellow",
    "amended": "yellow",
    "adopted_in_committee": "green",
    "adopted": "bold green",
    "rejected": "bold red",
    "vetoed": "bold red",
    "withdrawn": "magenta",
    "cited": "dim",
}
EXCERPT = 320
"""Characters of evidence that are shown."""
WINDOW_SECONDS = 5.0
"""Rates are of the last seconds."""
_SENTENCE_END = re.compile(r'(?<=[.!?”"])\s+(?=[“"A-Z0-9])')


@dataclass
class Tally:
    """What has been seen so far."""

    enriched: int = 0
    filtered: int = 0
    dead: int = 0
    events: int = 0
    alerts: int = 0
    latencies: deque[float] = field(default_factory=lambda: deque(maxlen=1000))
    arrivals: deque[float] = field(default_factory=deque)

    @property
    def out(self) -> int:
        """Records that have come out, wherever."""
        return self.enriched + self.filtered + self.dead

    def saw(self, now: float, latency: float) -> None:
        """Note that a record came out at ``now`` (monotonic seconds), ``latency`` seconds after it went in."""
        self.arrivals.append(now)
        self.latencies.append(latency)

    def rate(self, now: float) -> float:
        """Return the records a second of the last WINDOW_SECONDS."""
        while self.arrivals and self.arrivals[0] < now - WINDOW_SECONDS:
            self.arrivals.popleft()
        return len(self.arrivals) / WINDOW_SECONDS


def status_line(tally: Tally, published: int, now: float, hint: str) -> Text:
    """Return the line at the foot: what went in, what came out, how fast."""
    middle = sorted(tally.latencies)[len(tally.latencies) // 2] * 1000 if tally.latencies else None
    line = Text(" ")
    for count, name, style in (
        (published, "in", "bold"),
        (tally.enriched, "enriched", "bold green"),
        (tally.filtered, "filtered", "bold yellow"),
        (tally.dead, "dead letters", "bold red" if tally.dead else "bold"),
        (tally.events, "resolution events", "bold cyan"),
    ):
        line.append(f"{count} ", style).append(f"{name}   ", "dim")
    line.append(f"{tally.rate(now):.1f}/s", "bold")
    if middle is not None:
        line.append("   median ", "dim").append(f"{middle:.0f} ms", "bold").append(" from Kafka to Kafka", "dim")
    return line.append(f"   {hint}", "dim")


def roles_line(alerts: int, stored: int, lag: Mapping[str, int]) -> Text:
    """Return the second line at the foot: what followed from the articles, and what waits for each role."""
    line = Text(" ")
    line.append(f"{alerts} ", "bold magenta").append("alerts   ", "dim")
    line.append(f"{stored} ", "bold").append("stored   ", "dim")
    if lag:
        line.append("waiting for ", "dim")
        for role, count in lag.items():
            line.append(f"{role} ", "dim").append(f"{count}  ", "bold yellow" if count else "dim")
    return line


def feeds_line(feeds: Mapping[str, int]) -> Text:
    """Return the third line at the foot: how many feeds stand how."""
    styles = {"well": "bold green", "failing": "bold red", "unasked": "bold yellow"}
    line = Text(" feeds ", "dim")
    for standing, count in feeds.items():
        if count:
            line.append(f"{count} ", styles.get(standing, "bold")).append(f"{standing}   ", "dim")
    return line


def alert_card(alert: Alert) -> RenderableType:
    """Return what is shown of an alert: whose it is, and the sentence that proves it."""
    head = Text.assemble(("⚑ ", "bold magenta"), ("alert for ", "dim"), (alert.subscription_id, "bold magenta"))
    head.append(f"   {one_line(alert.headline or message.title(alert))}", "dim")
    quotes = dict.fromkeys(quote.text for matched in alert.matched for quote in matched.quotes)
    proofs = [_indented(Text(f"“{one_line(quote)[:EXCERPT]}”", "dim"), 2) for quote in list(quotes)[:1]]
    return Group(head, *proofs, Text())


def enriched_card(record: Mapping[str, Any], latency: float) -> RenderableType:
    """Return what is shown of an enriched article, given as its decoded record; ``latency`` in seconds."""
    events: Sequence[Mapping[str, Any]] = record["resolution_events"]
    head = Text()
    head.append("● " if events else "○ ", "bold green" if events else "dim")
    head.append(one_line(record["headline"] or record["uri"]), "bold" if events else "")
    source = one_line(" · ".join(filter(None, (record["info_source"], record["outlet"], record["language"]))))
    head.append(f"   {source}   {latency * 1000:.0f} ms", "dim")
    parts: list[RenderableType] = [head]
    if not events:
        named = list(dict.fromkeys(e["id"] for e in record["entities"] if e["id"]))[:12]
        read = primary(record["language"]) in LANGUAGES
        nothing = "nothing about a UN resolution" if read else "not read for events: no rules for its language yet"
        parts.append(Text(f"  {nothing}; names {', '.join(named) or 'nobody we know'}", "dim"))
    for event in events:
        parts.append(_indented(_event_line(event), 2))
        evidence = event["evidence"].get("stage")
        if evidence:
            sentence = excerpt(record["body"], evidence[0]["start"], evidence[0]["end"], STAGE_STYLES[event["stage"]])
            parts.append(_indented(sentence, 4))
    return Group(*parts, Text())


def _indented(content: RenderableType, columns: int) -> Padding:
    return Padding(content, (0, 0, 0, columns), expand=False)


def _event_line(event: Mapping[str, Any]) -> Table:
    table = Table.grid(padding=(0, 2))
    cells = [
        Text(event["stage"].replace("_", " "), STAGE_STYLES[event["stage"]]),
        Text(event["organ"] or "organ not said", "bold" if event["organ"] else "dim"),
        Text(event["symbol"] or event["draft_symbol"] or ""),
        _labelled("on", event["targets"]),
        _labelled("by", event["sponsors"]),
        Text(vote_words(event["vote"]), "bold"),
        Text(f"{event['confidence']:.2f}", "dim"),
    ]
    table.add_row(*(cell for cell in cells if cell))
    return table


def _labelled(label: str, ids: Sequence[str]) -> Text:
    return Text.assemble((f"{label} ", "dim"), ", ".join(ids)) if ids else Text()


def vote_words(vote: Mapping[str, Any] | None) -> str:
    """Return a vote as people write it: ``111-19-55``, ``unanimous``, ``vetoed by RUS``; empty for None."""
    if vote is None:
        return ""
    words = []
    tally = [vote["for"], vote["against"], vote["abstain"]]
    while tally and tally[-1] is None:
        tally.pop()
    if tally:
        words.append("-".join("?" if count is None else str(count) for count in tally))
    words += [word for word in ("unanimous", "consensus") if vote[word]]
    if vote["vetoed_by"]:
        words.append("vetoed by " + ", ".join(vote["vetoed_by"]))
    return " ".join(words)


def excerpt(body: str, start: int, end: int, style: str) -> Text:
    """Return the sentence around ``body[start:end]``, that span in ``style``; an ellipsis where it is too long."""
    body = harmless(body)
    opening = max(body.rfind("\n", 0, start) + 1, 0)
    closing = body.find("\n", end)
    closing = len(body) if closing < 0 else closing
    breaks = [opening, *(m.end() + opening for m in _SENTENCE_END.finditer(body[opening:closing])), closing]
    first = max(at for at in breaks if at <= start)
    last = min(at for at in breaks if at >= end)
    text = Text().append("“", "dim")  # no style of its own, which would dim the span too
    text.append(body[first:start], "dim").append(body[start:end], style).append(body[end:last].rstrip(), "dim")
    text.truncate(EXCERPT, overflow="ellipsis")
    return text.append("”", "dim")


def setback_card(kind: str, name: str, detail: str) -> RenderableType:
    """Return what is shown of an article that was filtered or dead-lettered."""
    style = "yellow" if kind == "filtered" else "red"
    name, detail = one_line(name), one_line(detail)
    return Group(Text.assemble(("✕ ", style), (kind, f"bold {style}"), f"  {name}  ", (detail, "dim")), Text())


def takedown_card(uri: str) -> RenderableType:
    """Return what is shown of a takedown."""
    return Group(Text.assemble(("○ ", "dim"), ("taken down", "bold"), f"  {one_line(uri)}"), Text())
