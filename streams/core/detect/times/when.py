"""One statement of time."""

from datetime import date
from typing import NamedTuple


class When(NamedTuple):
    """One statement of time at ``[start, end)``.

    ``day`` is the calendar day where the text and the day of publication give it. ``age`` counts days before
    publication (negative: after), at least roughly, or is None where it cannot be known.
    """

    start: int
    end: int
    day: date | None
    age: int | None
    weekday: int | None = None
    bound: bool = False  # an end or a name and no time of a deed: "until Thursday", "declaring July 11 a day of"
