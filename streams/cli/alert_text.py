"""An alert for people: what was told, and the sentences that say so."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from streams.cli.common import harmless, one_line
from streams.cli.live import STAGE_STYLES
from streams.core.model import Alert, ResolutionEvent
from streams.sinks import message, wording

WIDEST = 110
"""Columns beyond which text is tiring to read."""


def as_card(alert: Alert) -> RenderableType:
    """Return when and where an alert's article came from, its event, and each clause that held with its sentences."""
    when = alert.published_at or alert.fetched_at
    head = [f"{when:%Y-%m-%d %H:%M}" if when else "", alert.info_source or "", alert.headline or message.title(alert)]
    lines: list[RenderableType] = [Text(one_line("  ".join(filter(None, head))), "bold")]
    if alert.event is not None:
        lines.append(_indented(_event(alert.event), 2))
    said = filter(None, (wording.news(alert), wording.more(alert)))
    lines.extend(_indented(Text(one_line(sentence)), 2) for sentence in said)
    shown: set[str] = set()
    for matched in alert.matched:
        lines.append(_indented(Text(one_line(f"{matched.clause.field}: {matched.value}")), 2))
        for quote in matched.quotes:
            if quote.text not in shown:
                shown.add(quote.text)
                lines.append(_indented(Text(f"“{harmless(' '.join(quote.text.split()))}”", "dim"), 4))
    return Group(*lines, Text())


def _event(event: ResolutionEvent) -> Text:
    about = (event.organ, event.symbol, event.draft_symbol, ", ".join(event.targets))
    stage = Text(event.stage.replace("_", " "), STAGE_STYLES.get(event.stage, ""))
    return Text("  ").join([stage, *(Text(one_line(one)) for one in about if one)])


def _indented(content: RenderableType, columns: int) -> Padding:
    return Padding(content, (0, 0, 0, columns), expand=False)
