"""What an alert says of its fact, in words: what changed, who tells it, and how many more there are."""

from streams.core.model import Alert, Change, ResolutionEvent, Vote

MOST_DISPUTED = 5
MOST_VOICES = 5
_HEADINGS: dict[Change, str] = {
    "confirmed": "Confirmed",
    "corrected": "Corrected",
    "completed": "More is known",
    "disputed": "Disputed",
    "retracted": "Retracted",
    "merged": "One resolution",
}


_SIDES = frozenset({"voted for", "voted against", "abstained"})
"""Of these more may become known, which takes nothing back."""


def tally(vote: Vote | None) -> str | None:
    """Return ``111-19-55`` (for, against, abstaining), ``unanimous``, ``by consensus``; None where none is told."""
    if vote is None:
        return None
    numbers = (vote.for_, vote.against, vote.abstain)
    if vote.for_ is not None and vote.against is not None:
        return "-".join(str(number) for number in numbers if number is not None)
    if vote.unanimous:
        return "unanimous"
    return "by consensus" if vote.consensus else None


def headed(alert: Alert, what: str) -> str:
    """Return ``what``, headed by what happened to it; a first sight, and an alert on an article, go without."""
    heading = _HEADINGS.get(alert.change) if alert.change else None
    return f"{heading}: {what}" if heading else what


def news(alert: Alert) -> str | None:
    """Return in a sentence or two what happened to the fact, and how many tell it; None of an alert on an article."""
    if alert.change is None:
        return None
    if alert.change == "retracted":
        return "Retracted: no source tells it any more."
    if alert.change == "confirmed":
        return _standing(alert)
    happened = {
        "first_sight": "First sight",
        "corrected": f"Corrected{_from_what(alert)}",
        "completed": f"More is known{_from_what(alert)}",
        "disputed": f"The sources disagree{_disagreements(alert)}",
        "merged": "What was told of two drafts is of one resolution",
    }
    return f"{happened[alert.change]}. {_standing(alert)}"


def more(alert: Alert) -> str | None:
    """Return in a sentence how many alerts were held back before this one, or will be after it; None where neither."""
    held = (
        f"And {alert.more:,} more {'alert' if alert.more == 1 else 'alerts'} before this one." if alert.more else None
    )
    last = None
    if alert.held_until is not None:
        last = (
            f"As many were sent as may be in an hour: what else comes before {alert.held_until:%H:%M} UTC is held back."
        )
    return " ".join(filter(None, (held, last))) or None


def differences(before: ResolutionEvent, now: ResolutionEvent) -> list[str]:
    """Return what is believed otherwise than before, each as ``for 112, not 111``."""
    old, new = _told(before), _told(now)
    return [
        f"{name} {new.get(name) or 'unknown'}, not {word}"
        for name, word in old.items()
        if new.get(name) != word and not (name in _SIDES and _are_more(word, new.get(name)))
    ]


def additions(before: ResolutionEvent, now: ResolutionEvent) -> list[str]:
    """Return what is known now and was not before, each as ``against 19``."""
    old = _told(before)
    return [
        f"{name} {word}"
        for name, word in _told(now).items()
        if name not in old or (name in _SIDES and word != old[name])
    ]


def _are_more(names: str, now: str | None) -> bool:
    """Say whether all of some names are told still, and others beside them."""
    return set(names.split(", ")) <= set((now or "").split(", "))


def _from_what(alert: Alert) -> str:
    if alert.before is None or alert.event is None:
        return ""
    found = differences(alert.before, alert.event) or additions(alert.before, alert.event)
    return f": {'; '.join(found)}" if found else ""


def _told(event: ResolutionEvent) -> dict[str, str]:
    """Return what an event tells that may be told otherwise, by its name in a text."""
    vote = event.vote or Vote()
    told: dict[str, object] = {
        "stage": event.stage.replace("_", " "),
        "organ": event.organ,
        "symbol": event.symbol,
        "for": vote.for_,
        "against": vote.against,
        "abstaining": vote.abstain,
        "absent": vote.absent,
        "unanimous": _yes_or_no(vote.unanimous),
        "by consensus": _yes_or_no(vote.consensus),
        "vetoed by": ", ".join(vote.vetoed_by) or None,
        "voted for": ", ".join(vote.voted_for) or None,
        "voted against": ", ".join(vote.against_without_veto) or None,
        "abstained": ", ".join(vote.abstained) or None,
        "scheduled for": event.scheduled_for,
        "sponsors": ", ".join(event.sponsors) or None,
        "on": ", ".join(event.targets) or None,
    }
    return {name: str(word) for name, word in told.items() if word is not None}


def _yes_or_no(claim: bool | None) -> str | None:
    return None if claim is None else "yes" if claim else "no"


def _standing(alert: Alert) -> str:
    if alert.status == "confirmed" or alert.change == "confirmed":
        return f"Confirmed by {_sources(alert)}."
    return f"Told by {_sources(alert)}{', and by others otherwise' if alert.status == 'disputed' else ''}."


def _sources(alert: Alert) -> str:
    count = alert.independent_sources
    if count is None:
        return "its sources"
    return "one source" if count == 1 else f"{count:,} independent sources"


def _disagreements(alert: Alert) -> str:
    told = [  # "vote.for", of all, and "vote.of.DEU", of one member
        f"{_words(each.field.removeprefix('vote.').removeprefix('of.'))} {_words(each.value)}"
        f" ({', '.join(each.voices[:MOST_VOICES])})"
        for each in alert.disputed[:MOST_DISPUTED]
    ]
    return f": {'; '.join(told)}" if told else ""


def _words(name: str) -> str:
    return name.replace("_", " ")
