"""What ``reswatch replay`` shows people: a summary, then each difference as diff does. Pure: values in, text out."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.text import Text

from streams.cli.common import one_line
from streams.cli.replay.following import Consequences
from streams.cli.replay.working import Found
from streams.contracts.topics import ARTICLES_RAW
from streams.core.model import Dossier
from streams.core.replay import (
    AlertDifference,
    ArticleDifference,
    DossierDifference,
    EventDifference,
    FieldDifference,
    Reread,
    Summary,
)
from streams.core.replay.dossiers import fact_words
from streams.core.replay.events import event_words

GONE, COME, HEAD = "red", "green", "bold"


def summary_text(found: Found, summary: Summary, following: Consequences) -> Iterator[Text]:
    """Yield how much was read and differs, in which fields, and by which rules; and what follows from it."""
    tally = found.tally
    verdict = f"{summary.articles:,} {'differs' if summary.articles == 1 else 'differ'}"
    read = f"{tally.read:,} article{'' if tally.read == 1 else 's'}"
    yield Text(f"{read} read again; {verdict if summary.articles else 'none differs'}.", HEAD)
    if tally.unpublished:
        yield Text(f"Without an output to compare with, in flight or expired: {tally.unpublished:,}.", "dim")
    if summary.fields:
        counts = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in summary.fields.most_common())
        yield Text(f"Articles by what differs: {counts}.")
        gone = sum(each.gone for each in following.alerts)
        yield Text(
            f"Dossiers that would be otherwise: {len(following.dossiers):,}. "
            f"Alerts that would not have been sent: {gone:,}; that would have been: {len(following.alerts) - gone:,}."
        )
    if summary.rules:
        yield Text()
        yield Text("Rules whose evidence changed, and in how many articles:", HEAD)
        width = max(map(len, summary.rules))
        for rule in summary.rules:
            line = Text(f"  {rule:<{width}}")
            line.append(f"  -{summary.rules_gone[rule]:,}", GONE if summary.rules_gone[rule] else "dim")
            yield line.append(f"  +{summary.rules_come[rule]:,}", COME if summary.rules_come[rule] else "dim")


def article_text(reread: Reread, difference: ArticleDifference) -> Iterator[Text]:
    """Yield what differs in an article."""
    at = datetime.fromtimestamp(reread.at / 1000, UTC)
    yield Text()
    yield Text.assemble(
        (one_line(reread.uri) or "(no uri)", HEAD),
        (f"  {ARTICLES_RAW}/{reread.partition}/{reread.offset}, {at:%Y-%m-%d %H:%M} UTC", "dim"),
    )
    yield from fields_text(difference.fields, 2)
    for event in difference.events:
        yield from _event(event)


def _event(difference: EventDifference) -> Iterator[Text]:
    before, after = difference.before, difference.after
    if before is not None and after is not None:
        yield _line(2, f"event: {event_words(after)}", "")
        yield from fields_text(difference.fields, 4)
    elif before is not None:
        yield _line(2, f"- event: {event_words(before)}", GONE)
    elif after is not None:
        yield _line(2, f"+ event: {event_words(after)}", COME)
    for sign, style, rules in (("-", GONE, difference.rules_gone), ("+", COME, difference.rules_come)):
        if rules:
            yield _line(4, f"{sign} by {', '.join(rules)}", f"dim {style}")


def dossier_text(difference: DossierDifference) -> Iterator[Text]:
    """Yield what is otherwise in a dossier."""
    before, after = difference.before, difference.after
    yield Text()
    yield Text.assemble(("dossier ", HEAD), (difference.dossier_id, "dim"), f"  {_about(after or before)}")
    if before is None or after is None:
        sign, style, facts = ("+", COME, after) if before is None else ("-", GONE, before)
        yield from (_line(2, f"{sign} {fact_words(fact)}", style) for fact in (facts.facts if facts else ()))
    yield from fields_text(difference.fields, 2)


def _about(dossier: Dossier | None) -> str:
    if dossier is None:
        return ""
    on = f"on {', '.join(dossier.targets)}" if dossier.targets else ""
    name = dossier.symbol or next(iter(dossier.draft_symbols), "")
    return one_line(" ".join(filter(None, (dossier.organ or "", name, on))))


def alert_text(difference: AlertDifference) -> Text:
    """Return an alert that only one of the two worlds has, in a line."""
    alert, sign = difference.alert, "-" if difference.gone else "+"
    change = f"{alert.change.replace('_', ' ')}: " if alert.change else ""
    told = event_words(alert.event) if alert.event else alert.headline or alert.uri
    line = f"{sign} alert to {alert.subscription_id}: {change}{told}  {alert.uri}"
    return _line(0, line, GONE if difference.gone else COME)


def fields_text(fields: Iterable[FieldDifference], columns: int) -> Iterator[Text]:
    """Yield each field that differs, with what is gone and what has come."""
    for each in fields:
        yield _line(columns, each.field.replace("_", " "), "dim")
        yield from (_line(columns, f"- {value}", GONE) for value in each.gone)
        yield from (_line(columns, f"+ {value}", COME) for value in each.come)


def _line(columns: int, text: str, style: str) -> Text:
    return Text(" " * columns + one_line(text), style)
