"""Records as lines of JSON: what commands print, and what receivers are sent."""

import base64
from datetime import UTC, date, datetime

import orjson

from streams.contracts.records import Record, enriched_record
from streams.core.model import EnrichedArticle, Filtered, Outcome


def to_json(record: Record) -> bytes:
    """Return ``record`` as one line of JSON in UTF-8, without the line's end.

    Times are written ``2014-10-08T14:00:00Z``, with milliseconds only where they are not zero; dates ``2014-10-08``.
    Bytes are shown as UTF-8, what is not UTF-8 as U+FFFD; a signature, which is no text, in base64.
    """
    return orjson.dumps(_with_signature_as_text(record), default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)


def _with_signature_as_text(record: Record) -> Record:
    """Return ``record``, an alert or what articles say, or what holds one of these, with the signature in base64."""
    if "signature" in record:
        return {**record, "signature": base64.b64encode(record["signature"]).decode()}
    for name in ("told", "data"):  # of a transition, and of a webhook's payload
        if name in record:
            return {**record, name: _with_signature_as_text(record[name])}
    return record


def outcome_json(outcome: Outcome) -> bytes:
    """Return what became of an article as one line of JSON.

    An enriched article is its record. What was set aside is ``{"uri": …, "filtered": {"reason": …, "detail": …}}``, and
    what could not be read ``{"uri": …, "rejected": {"cause": …, "detail": …}}``.
    """
    if isinstance(outcome, EnrichedArticle):
        return to_json(enriched_record(outcome))
    if isinstance(outcome, Filtered):
        why = {"filtered": {"reason": outcome.reason, "detail": outcome.detail}}
    else:
        why = {"rejected": {"cause": outcome.cause, "detail": outcome.detail}}
    return to_json({"uri": outcome.uri, **why})


def _plain(value: object) -> str:
    """Write what JSON has no form for."""
    if isinstance(value, datetime):
        text = value.astimezone(UTC).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
        return text.removesuffix("+00:00") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    raise TypeError(f"no JSON form for {type(value).__name__}")
