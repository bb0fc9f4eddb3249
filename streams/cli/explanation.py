"""What ``reswatch explain`` shows of one article: its cleaned text, what it names, what happened, and what proves it.

Pure: values in, something to print out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from streams.cli.common import harmless, one_line
from streams.cli.live import STAGE_STYLES
from streams.cli.quotes import Quotes
from streams.core.detect import HeldBack
from streams.core.model import EnrichedArticle, Entity, EntityType, Evidence, Filtered, Rejected, ResolutionEvent, Vote

ENTITY_STYLES: Mapping[EntityType, str] = {
    "country": "cyan",
    "un_body": "bold blue",
    "organization": "magenta",
    "person": "green",
    "place": "yellow",
}
EVIDENCE_STYLE = "underline"
VALUE_WIDTH = len("A/C.3/80/L.41/Rev.1")
"""Columns that values have at least, where there is room: a symbol on one line."""
FIELDS = (
    "stage",
    "organ",
    "symbol",
    "draft_symbol",
    "sponsors",
    "targets",
    "vote",
    "subjects",
    "binding",
    "occurred_on",
    "scheduled_for",
)


def explanation(enriched: EnrichedArticle, held_back: Sequence[HeldBack]) -> RenderableType:
    """Return all that was found in one article, from its headline to what was nearly an event."""
    quotes = Quotes(enriched.article.body)
    parts: list[RenderableType] = [_head(enriched), *_section("Cleaned text", [Padding(_body(enriched), (0, 2))])]
    events = [_event(number, event, enriched, quotes) for number, event in enumerate(enriched.resolution_events, 1)]
    parts += _section("What happened", events or [Text("  No event of a UN resolution.", "dim")])
    if held_back:
        parts += _section("Nearly an event", [_held_back(one, quotes) for one in held_back])
    if enriched.entities:
        parts += _section("Named", [_names(enriched.entities)])
    return Group(*parts)


def setback(outcome: Filtered | Rejected) -> RenderableType:
    """Return why an article went no further."""
    kind, why, style = (
        ("Filtered", outcome.reason, "yellow") if isinstance(outcome, Filtered) else ("Rejected", outcome.cause, "red")
    )
    text = Text.assemble((f"{kind}: {why.replace('_', ' ')}", f"bold {style}"), "\n", one_line(outcome.detail))
    if outcome.uri:
        text.append("\n" + one_line(outcome.uri), "dim")
    return Panel(text, box=ROUNDED, border_style=style)


def _section(title: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    yield Padding(Rule(Text(title, "bold"), align="left", style="dim"), (1, 0))
    yield from parts


def _head(enriched: EnrichedArticle) -> RenderableType:
    article = enriched.article
    published = f"{article.published_at:%-d %B %Y, %H:%M} UTC" if article.published_at else None
    status = None if article.pub_status == "usable" else article.pub_status
    facts = (article.info_source, article.outlet, article.byline, article.dateline, published, article.language, status)
    text = Text(one_line(article.headline or "(no headline)"), "bold")
    text.append("\n" + one_line(" · ".join(dict.fromkeys(filter(None, facts)))), "not bold")
    text.append("\n" + one_line(article.uri), "not bold dim")
    return Panel(text, box=ROUNDED, border_style="dim", padding=(0, 1))


def _body(enriched: EnrichedArticle) -> Text:
    """Return the body, entities in the colour of their type, what proves an event underlined; and what colours mean."""
    text = Text(harmless(enriched.article.body))
    for entity in enriched.entities:
        text.stylize(ENTITY_STYLES[entity.type], entity.start, entity.end)
    for event in enriched.resolution_events:
        for span in _spans(event):
            text.stylize(EVIDENCE_STYLE, span.start, span.end)
    shown = {entity.type for entity in enriched.entities}
    legend = [(type_.replace("_", " "), style) for type_, style in ENTITY_STYLES.items() if type_ in shown]
    if enriched.resolution_events:
        legend.append(("evidence", EVIDENCE_STYLE))
    if legend:
        text.append("\n\n")
    for word, style in legend:
        text.append(word, style).append("   ")
    return text


def _spans(event: ResolutionEvent) -> Iterator[Evidence]:
    for spans in event.evidence.values():
        yield from spans


def _event(number: int, event: ResolutionEvent, enriched: EnrichedArticle, quotes: Quotes) -> RenderableType:
    style = STAGE_STYLES[event.stage]
    table = Table(box=None, padding=(0, 2, 0, 0), expand=True, show_edge=False, header_style="dim")
    table.add_column("field", style="dim", no_wrap=True)
    table.add_column("value", ratio=2, width=VALUE_WIDTH, overflow="fold")  # with a ratio it is the least
    table.add_column("proof", ratio=4)
    table.add_column("rule", style="dim", overflow="fold")
    names = {entity.id: entity.wikipedia for entity in enriched.entities if entity.id and entity.wikipedia}
    told: set[tuple[int, int]] = set()
    for field in FIELDS:
        value = _value(field, getattr(event, field), names)
        spans = event.evidence.get(field, ())
        if value or spans:
            proofs = Text("\n").join(quotes.quote(span.start, span.end, style, told) for span in spans)
            rules = "\n".join(dict.fromkeys(span.rule for span in spans))
            table.add_row(field.replace("_", " "), Text(value, style if field == "stage" else "bold"), proofs, rules)
    title = Text.assemble(
        f" {number}  ", (event.stage.replace("_", " "), f"not dim {style}"), f"  {event.organ or ''} "
    )
    return Panel(
        table,
        title=title,
        title_align="left",
        subtitle=Text(f" confidence {event.confidence:.2f} ", "dim"),
        subtitle_align="right",
        box=ROUNDED,
        border_style="dim",
        padding=(1, 1),
    )


def _value(field: str, value: Any, names: Mapping[str, str]) -> str:
    """Write a field's value as people read it; empty where the text does not say."""
    if field == "stage":
        return str(value).replace("_", " ")
    if field == "vote":
        return _vote(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, tuple):
        return "\n".join(f"{id_}  {names[id_]}" if id_ in names else id_ for id_ in value)
    return value or ""


def _vote(vote: Vote | None) -> str:
    if vote is None:
        return ""
    counts = {"for": vote.for_, "against": vote.against, "abstaining": vote.abstain, "absent": vote.absent}
    words = [f"{count} {word}" for word, count in counts.items() if count is not None]
    words += [word for word, said in (("unanimous", vote.unanimous), ("consensus", vote.consensus)) if said]
    words += [f"vetoed by {', '.join(vote.vetoed_by)}"] if vote.vetoed_by else []
    named = {"for": vote.voted_for, "against": vote.against_without_veto, "abstaining": vote.abstained}
    words += [f"{side}: {' '.join(names)}" for side, names in named.items() if names]
    return ", ".join(words)


def _held_back(one: HeldBack, quotes: Quotes) -> RenderableType:
    text = Text("• ", "dim")
    text.append(one.reason).append(f"  {one.rule}\n", "dim")
    text.append_text(quotes.quote(one.start, one.end, "italic", set()))
    return Padding(text, (0, 2, 1, 2))


def _names(entities: Sequence[Entity]) -> RenderableType:
    """Return a table of the entities, most often named first within each type."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for _ in range(4):
        table.add_column(overflow="fold")
    ways: dict[tuple[EntityType, str | None, str | None], Counter[str]] = {}
    for entity in entities:
        name = entity.wikipedia or (None if entity.id else entity.text)
        ways.setdefault((entity.type, entity.id, name), Counter())[entity.text] += 1
    order = list(ENTITY_STYLES)
    for (type_, id_, name), texts in sorted(ways.items(), key=lambda row: (order.index(row[0][0]), -row[1].total())):
        written = ", ".join(
            one_line(text) if count == 1 else f"{one_line(text)} ×{count}" for text, count in texts.most_common()
        )
        style = ENTITY_STYLES[type_]
        table.add_row(
            Text(type_.replace("_", " "), style),
            Text(id_ or "", "bold"),
            Text(one_line(name or "")),
            Text(written, "dim"),
        )
    return Padding(table, (0, 2))
