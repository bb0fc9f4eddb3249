"""Dossiers then and now, compared; and the alerts that only one of the two worlds has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from streams.core.model import Alert, Dossier, EnrichedArticle, Fact, Transition
from streams.core.replay.events import event_words
from streams.core.replay.fields import FieldDifference, differing, without_common
from streams.core.replay.fold import Fold
from streams.core.replay.reading import Reading, Reread

FIELDS = ("organ", "stage", "symbol", "draft_symbols", "sponsors", "targets", "subjects", "flags")


@dataclass(frozen=True, slots=True)
class DossierDifference:
    """A dossier that is otherwise; ``before`` None: there would be one more; ``after`` None: there would be none."""

    dossier_id: str
    before: Dossier | None
    after: Dossier | None
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class AlertDifference:
    """An alert that was sent and would not be (``gone``), or that was not and would be; whether a subscription knew it
    already is not asked."""

    alert: Alert
    gone: bool


class Matcher(Protocol):
    """What is asked of ``streams.core.match.Matcher``."""

    def match(self, enriched: EnrichedArticle) -> tuple[Alert, ...]: ...
    def match_transition(self, transition: Transition) -> tuple[Alert, ...]: ...


def dossier_differences(then: Mapping[str, Dossier], now: Mapping[str, Dossier]) -> Iterator[DossierDifference]:
    """Yield the dossiers that say something else, by their ids.

    Not those that only follow: with the spans of their evidence, and the ids of their articles.
    """
    for dossier_id in sorted(then.keys() | now.keys()):
        before, after = then.get(dossier_id), now.get(dossier_id)
        if before is None or after is None:
            yield DossierDifference(dossier_id, before, after, ())
        elif before != after:
            fields = [*differing((field, getattr(before, field), getattr(after, field)) for field in FIELDS)]
            facts = [[fact_words(fact) for fact in one.facts] for one in (before, after)]
            if facts[0] != facts[1]:
                fields.append(without_common("facts", *facts))
            if fields:
                yield DossierDifference(dossier_id, before, after, tuple(fields))


def fact_words(fact: Fact) -> str:
    """Return a fact in a line: what is believed, and how sure it is."""
    sources = f"{fact.independent_sources} independent source{'' if fact.independent_sources == 1 else 's'}"
    disputed = (f"{each.field} {each.value}?" for each in fact.disputed)
    flags = (flag.replace("_", " ") for flag in fact.flags)
    return f"{event_words(fact.event)} ({', '.join((fact.status, sources, *disputed, *flags))})"


def alert_differences(matcher: Matcher, rereads: Iterable[Reread], fold: Fold) -> Iterator[AlertDifference]:
    """Yield the alerts on articles that differ, then those on transitions that only one world has."""
    for reread in rereads:
        before, after = _alerts(matcher, reread.before), _alerts(matcher, reread.after)
        yield from (AlertDifference(alert, gone=True) for name, alert in before.items() if name not in after)
        yield from (AlertDifference(alert, gone=False) for name, alert in after.items() if name not in before)
    for transitions, gone in ((fold.gone, True), (fold.come, False)):
        for transition in transitions.values():
            yield from (AlertDifference(alert, gone) for alert in matcher.match_transition(transition))


def _alerts(matcher: Matcher, reading: Reading) -> dict[str, Alert]:
    found = matcher.match(reading) if isinstance(reading, EnrichedArticle) else ()
    return {alert.alert_id: alert for alert in found}
