"""From a candidate to what is remembered of it, and to the alert that tells it."""

from dataclasses import replace
from datetime import UTC, datetime

from streams.core.identity import derived_id
from streams.core.model import Alert, Change, Telling
from streams.core.told.stories import about
from streams.core.told.threads import Thread
from streams.core.told.values import value_of, with_value

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def of_story(candidate: Alert, thread: str | None) -> Telling:
    """Return what is to be remembered of an article; ``thread`` is that of the story, None where it is a new one."""
    name = thread or derived_id("thread", candidate.subscription_id, "story", candidate.uri)
    value = about(candidate.event)
    told = _telling(candidate, derived_id("alert", name, value), name, value)
    return replace(told, signature=candidate.signature)


def of_fact(candidate: Alert, thread: Thread | None, change: Change) -> Telling:
    """Return what is to be remembered of a fact, where it is told as ``change`` to who was told ``thread``."""
    value, fact = value_of(candidate.event), fact_id(candidate)
    oldest = candidate.dossier_ids[0] if candidate.dossier_ids else candidate.uri
    name = thread.thread if thread else derived_id("thread", candidate.subscription_id, oldest, fact)
    if change == "corrected" and thread is not None:
        before: str | None = thread.known
    else:
        before = None if candidate.before is None else value_of(candidate.before)
    # The same may be told of a fact twice where it was corrected, disputed or taken back in between.
    alert_id = derived_id("alert", name, change, value, str(thread.tellings if thread else 0))
    told = _telling(candidate, alert_id, name, value)
    return replace(told, change=change, before=before, fact_id=fact, dossier_ids=candidate.dossier_ids)


def of_no_news(candidate: Alert) -> Telling:
    """Return what is to be remembered of a fact that is no news, so that it is none either when it comes again."""
    name = derived_id("silent", candidate.subscription_id, candidate_id(candidate))
    told = _telling(candidate, name, name, value_of(candidate.event))
    return replace(told, fact_id=fact_id(candidate), dossier_ids=candidate.dossier_ids, is_silent=True)


def _telling(candidate: Alert, alert_id: str, thread: str, value: str) -> Telling:
    """Return what is to be remembered of any candidate; where and when it was told is for the caller to say."""
    return Telling(
        subscription_id=candidate.subscription_id,
        alert_id=alert_id,
        candidate_id=candidate_id(candidate),
        place=0,
        at=LONG_AGO,
        thread=thread,
        change=candidate.change,
        status=candidate.status,
        value=value,
        uri=candidate.uri,
        article_event_id=candidate.article_event_id,
    )


def alert_of(candidate: Alert, told: Telling, more: int, held_until: datetime | None) -> Alert:
    """Return the alert that tells ``candidate``."""
    before = candidate.before
    if told.change == "first_sight":
        before = None
    elif told.change == "corrected" and candidate.event is not None and value_of(before) != (told.before or ""):
        before = with_value(candidate.event, told.before or "")  # this subscription believed something else
    return replace(
        candidate,
        alert_id=told.alert_id,
        thread=told.thread,
        change=told.change,
        before=before,
        more=more,
        held_until=held_until,
        held_back=told.held_back,
    )


def candidate_id(candidate: Alert) -> str:
    """Return by what a candidate is known when it comes again."""
    return candidate.transition_id or candidate.alert_id


def fact_id(candidate: Alert) -> str:
    """Return which fact of its dossier a candidate is of."""
    if candidate.fact_id is not None or candidate.event is None:
        return candidate.fact_id or ""
    return derived_id("fact", candidate.event.organ, candidate.event.stage)
