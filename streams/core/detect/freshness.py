"""Whether a story tells of its own time or only of years ago, as histories do: then what has no day is as old."""

from streams.core.detect.dates import When
from streams.core.detect.sightings import FINAL, HeldBack, Sighting

ANCIENT = 300
"""Days from which on a time is of another year's events."""


def names_own_time(folded: str, whens: list[When]) -> bool:
    """Say whether one of a sentence's times is of these weeks; not the day of a memory: "We asked on the Thursday"."""
    return any(
        (when.age is None or when.age < ANCIENT)
        and not (when.weekday is not None and folded.endswith(("the ", ", a "), 0, when.start))
        for when in whens
    )


def tells_news(claims: list[HeldBack | Sighting], index: int, *, behind_old: bool) -> bool:
    """Say whether a sentence tells an outcome as news: the first one does, or one that is not old.

    :param behind_old: only times of old have been told before, behind which an outcome needs a day to be new.
    """
    told = [one for one in claims if isinstance(one, Sighting) and one.claim in FINAL]
    return any(index == 0 or not (one.past or (behind_old and one.when is None)) for one in told)


def age_undated(claims: list[HeldBack | Sighting]) -> None:
    """Call past what is told without a day."""
    for one in claims:
        if isinstance(one, Sighting) and one.claim not in ("cited", "told"):
            one.past = one.past or one.when is None
