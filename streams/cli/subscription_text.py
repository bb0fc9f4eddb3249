"""Subscriptions in words."""

from collections.abc import Iterable
from difflib import ndiff
from urllib.parse import urlsplit

from streams.cli.common import one_line
from streams.core.match.facts import EVENT_FIELDS
from streams.core.model import Clause, ClauseField, Subscription
from streams.core.tag import known_entities

VERBS: dict[ClauseField, str] = {
    "target": "it is about",
    "sponsor": "it is sponsored by",
    "vetoed_by": "it is vetoed by",
    "mentioned": "the article names",
    "organ": "the organ is",
    "stage": "the stage is",
    "subject": "the subject is",
    "symbol": "the symbol is",
    "word": "the article has the words",
}
NAMED = frozenset({"target", "sponsor", "vetoed_by", "mentioned"})


def in_words(subscription: Subscription) -> list[str]:
    """Return what a subscription matches and whom it reaches, a line for each clause."""
    clauses = (*subscription.all_of, *subscription.any_of)
    of_events = any(clause.field in EVENT_FIELDS for clause in clauses)
    lines = [f"Alerts when an article {'tells of a resolution, and' if of_events else 'comes in, and'}"]
    for intro, group in (
        ("all of this holds:", subscription.all_of),
        ("one of this holds:", subscription.any_of),
        ("none of this holds:", subscription.none_of),
    ):
        if group:
            lines += [f"  {intro}", *(f"    {_clause(clause)}" for clause in group)]
    return [*lines, f"Sent to: {receivers(subscription)}"]


def in_short(subscription: Subscription) -> str:
    """Return what a subscription asks for on one line, as the options of ``subscribe`` write it."""
    groups = (("", subscription.all_of), ("any ", subscription.any_of), ("none ", subscription.none_of))
    return " ".join(f"{intro}{clause.field}:{','.join(clause.values)}" for intro, group in groups for clause in group)


def receivers(subscription: Subscription, *, short: bool = False) -> str:
    """Return where alerts go: the URL, or in short its host, and the channels."""
    url = subscription.webhook
    webhook = [] if url is None else [f"webhook {one_line(urlsplit(url).hostname or url if short else url)}"]
    return ", ".join([*webhook, *(f"channel {name}" for name in subscription.channels)])


def difference(before: Subscription, after: Subscription) -> list[str]:
    """Return the lines of ``in_words`` that go and that come: ``- …`` and ``+ …``; none where both say the same."""
    return [line.rstrip() for line in ndiff(in_words(before), in_words(after)) if line[0] in "+-"]


def _clause(clause: Clause) -> str:
    values = tuple(map(one_line, clause.values))
    if clause.field in NAMED:
        values = tuple(map(_named, values))
    elif clause.field == "word":
        values = tuple(f'"{one}"' for one in values)
    return f"{VERBS.get(clause.field, one_line(clause.field))} {_or(values)}"


def _named(identity: str) -> str:
    known = known_entities().get(identity)
    return f"{known.name} ({identity})" if known else identity


def _or(values: Iterable[str]) -> str:
    *others, last = [*values] or ["nothing"]
    return f"{', '.join(others)} or {last}" if others else last
