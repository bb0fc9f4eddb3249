"""What ``reswatch replay --json`` prints: a line of JSON for the summary, and one for each difference. Pure."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from streams.cli.replay.following import Consequences
from streams.cli.replay.working import Found
from streams.contracts.dossiers import dossier_record
from streams.contracts.json_lines import to_json
from streams.contracts.records import alert_record, event_record
from streams.core.replay import (
    AlertDifference,
    ArticleDifference,
    DossierDifference,
    EventDifference,
    FieldDifference,
    Reread,
    Summary,
    kind_of,
)


def summary_line(found: Found, summary: Summary, following: Consequences) -> bytes:
    """Return the first line."""
    return to_json(
        {
            "kind": "summary",
            "offsets": [{"partition": each, "from": at[0], "to": at[1]} for each, at in sorted(found.offsets.items())],
            **asdict(found.tally),
            "differing": summary.articles,
            "tellings": summary.tellings,
            "dossiers": len(following.dossiers),
            "alerts_gone": sum(each.gone for each in following.alerts),
            "alerts_come": sum(not each.gone for each in following.alerts),
            "fields": dict(summary.fields.most_common()),
            "rules": {
                rule: {"gone": summary.rules_gone[rule], "come": summary.rules_come[rule]} for rule in summary.rules
            },
        }
    )


def article_line(reread: Reread, difference: ArticleDifference) -> bytes:
    """Return the line of an article that differs."""
    return to_json(
        {
            "kind": "article",
            "uri": reread.uri,
            "partition": reread.partition,
            "offset": reread.offset,
            "timestamp": datetime.fromtimestamp(reread.at / 1000, UTC),
            "before": kind_of(reread.before),
            "after": kind_of(reread.after),
            "fields": fields_record(difference.fields),
            "events": [_event(event) for event in difference.events],
        }
    )


def _event(difference: EventDifference) -> dict[str, Any]:
    return {
        "before": None if difference.before is None else event_record(difference.before),
        "after": None if difference.after is None else event_record(difference.after),
        "fields": fields_record(difference.fields),
        "rules_gone": difference.rules_gone,
        "rules_come": difference.rules_come,
    }


def fields_record(fields: Iterable[FieldDifference]) -> list[dict[str, Any]]:
    """Return differences of fields as JSON values."""
    return [each._asdict() for each in fields]


def dossier_line(difference: DossierDifference) -> bytes:
    """Return the line of a dossier that would be otherwise."""
    return to_json(
        {
            "kind": "dossier",
            "dossier_id": difference.dossier_id,
            "before": None if difference.before is None else dossier_record(difference.before),
            "after": None if difference.after is None else dossier_record(difference.after),
            "fields": fields_record(difference.fields),
        }
    )


def alert_line(difference: AlertDifference) -> bytes:
    """Return the line of an alert that only one of the two worlds has."""
    return to_json({"kind": "alert", "gone": difference.gone, **alert_record(difference.alert)})
