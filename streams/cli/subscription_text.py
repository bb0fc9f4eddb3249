"""Subscriptions in words."""

from collections.abc import Iterable
from difflib import ndiff
from urllib.parse import urlsplit

from streams.cli.common import one_line
from streams.core.match.facts import ARTICLE_FIELDS
from streams.core.match.reading import clauses_of
from streams.core.model import SIDES, USUAL_CHANGES, Clause, ClauseField, Condition, GroupKind, Subscription
from streams.core.tag import known_entities

VERBS: dict[ClauseField, str] = {
    "target": "it is about",
    "sponsor": "it is sponsored by",
    "vetoed_by": "it is vetoed by",
    "voted_for": "those who voted for it include",
    "voted_against": "those who voted against it include",
    "abstained": "those who abstained include",
    "mentioned": "the article names",
    "organ": "the organ is",
    "stage": "the stage is",
    "subject": "the subject is",
    "symbol": "the symbol is",
    "word": "the article has the words",
    "vote": "the vote is",
    "margin_below": "for and against lie less apart than",
    "min_confidence": "what is told of it is sure to",
    "min_sources": "independent sources are at least",
    "status": "the fact is",
}
INTROS: dict[GroupKind, str] = {
    "all": "all of this holds:",
    "any": "one of this holds:",
    "none": "none of this holds:",
}
NAMED = frozenset({"target", "sponsor", "vetoed_by", *SIDES, "mentioned"})


def in_words(subscription: Subscription) -> list[str]:
    """Return what a subscription matches and whom it reaches, a line for each clause."""
    lines = [f"Alerts {_when(subscription)}"]
    for kind, group in _groups(subscription):
        lines += [f"  {INTROS[kind]}", *_lines(group, "    ")]
    lines.append(f"Sent to: {receivers(subscription)}")
    if subscription.on == "transitions" and subscription.changes != USUAL_CHANGES:
        lines.append(f"Of changes: {', '.join(map(one_line, subscription.changes))}")
    lines.append(f"At most {subscription.per_hour:,} an hour{'; paused: none is sent' if subscription.paused else ''}")
    return lines


def in_short(subscription: Subscription) -> str:
    """Return what a subscription asks for on one line, as the options of ``subscribe`` write it; groups in brackets."""
    intros = {"all": "", "any": "any ", "none": "none "}
    asked = [f"{intros[kind]}{_short(one)}" for kind, group in _groups(subscription) for one in group]
    return " ".join([*asked, *(["on articles"] if subscription.on == "articles" else []), *_state(subscription)])


def _state(subscription: Subscription) -> list[str]:
    return ["(paused)"] if subscription.paused else []


def _groups(subscription: Subscription) -> list[tuple[GroupKind, tuple[Condition, ...]]]:
    groups: list[tuple[GroupKind, tuple[Condition, ...]]] = [
        ("all", subscription.all_of),
        ("any", subscription.any_of),
        ("none", subscription.none_of),
    ]
    return [(kind, group) for kind, group in groups if group]


def _when(subscription: Subscription) -> str:
    if subscription.on == "transitions":
        return "when something new is known of a resolution, and"
    clauses = clauses_of((*subscription.all_of, *subscription.any_of))
    of_events = any(clause.field not in ARTICLE_FIELDS for clause in clauses)
    return f"when an article {'tells of a resolution, and' if of_events else 'comes in, and'}"


def _lines(conditions: tuple[Condition, ...], indent: str) -> list[str]:
    lines = []
    for one in conditions:
        if isinstance(one, Clause):
            lines.append(f"{indent}{_clause(one)}")
        else:
            lines += [f"{indent}{INTROS.get(one.kind, one_line(one.kind))}", *_lines(one.parts, f"{indent}  ")]
    return lines


def _short(condition: Condition) -> str:
    if isinstance(condition, Clause):
        return f"{condition.field}:{','.join(condition.values)}"
    return f"{condition.kind}({' '.join(map(_short, condition.parts))})"


def receivers(subscription: Subscription, *, short: bool = False) -> str:
    """Return where alerts go: the URL, or in short its host, and the channels."""
    url = subscription.webhook
    webhook = [] if url is None else [f"webhook {one_line(urlsplit(url).hostname or url if short else url)}"]
    named = [*webhook, *(f"channel {name}" for name in subscription.channels)]
    return ", ".join(named) or "nobody, only read"


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
