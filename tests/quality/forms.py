"""The same text in another form should tell the same: hard-wrapped, in capitals, typeset, with its lead repeated.

So should an article that comes without the day of its publication, apart from the days it tells of.

Stories are read through all of ``enrich()``. Of the sentences, which are no articles, only detection is asked, apart
from those that are long enough to be wrapped. Background (``cited``) and the order of ids are left aside.
"""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from streams.core.model import ResolutionEvent
from tests.quality.labels import Row
from tests.quality.reading import read_body, read_page
from tests.quality.sets import sentences, stories

WIDTH = 68
LONG = 3 * WIDTH
"""What is shorter is no paragraph once it is wrapped: two short lines."""


def wrapped(text: str) -> str:
    """Break the lines of each paragraph, as mail and old wires do."""
    return "\n\n".join(textwrap.fill(paragraph, WIDTH) for paragraph in text.split("\n\n"))


def typeset(text: str) -> str:
    """Write curly apostrophes and no-break spaces."""
    return text.replace("'", "’").replace(" votes", "\u00a0votes").replace("U.N. ", "U.N.\u00a0")


def repeated(text: str) -> str:
    """Repeat the lead further down, as the caption of a picture does."""
    lead, *rest = text.split("\n\n")
    return "\n\n".join([lead, *rest[:1], lead, *rest[1:]])


FORMS: dict[str, Callable[[str], str]] = {
    "wrapped": wrapped,
    "capitals": str.upper,
    "typeset": typeset,
    "repeated": repeated,
}

UNDATED = "undated"


@dataclass
class Sameness:
    """How many texts tell the same in another form, and those that do not, with what they told before and after."""

    texts: int = 0
    differ: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of texts that tell the same."""
        return 1 - len(self.differ) / max(1, self.texts)


def news(events: tuple[ResolutionEvent, ...], *, days: bool = True) -> tuple[str, ...]:
    """Return what events say, apart from where and in which order, and without ``days`` when."""
    return tuple(
        sorted(
            f"{one.organ} {one.stage} {one.symbol} {one.draft_symbol} by {sorted(one.sponsors)} on "
            f"{sorted(one.targets)} {one.vote} {(one.occurred_on, one.scheduled_for) if days else ''}"
            for one in events
            if one.stage != "cited"
        )
    )


def _readings(row: Row, story: bool) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield each form, and what the text told before and after."""
    for name, form in FORMS.items():
        if story or name != "wrapped" or len(row.body) >= LONG:
            reader = read_page if story or name == "wrapped" else read_body
            # without its headline, which would have to change its form too
            before = replace(row, headline=None)
            yield name, news(reader(before).events), news(reader(replace(before, body=form(row.body))).events)
    reader = read_page if story else read_body
    dated, undated = reader(row).events, reader(replace(row, published=None)).events
    yield UNDATED, news(dated, days=False), news(undated, days=False)


def measure_forms() -> dict[str, Sameness]:
    """Return, by form, how many of the project's own texts tell the same."""
    forms = {name: Sameness() for name in (*FORMS, UNDATED)}
    for rows, story in ((stories(), True), (sentences(), False)):
        for row in rows:
            for name, before, after in _readings(row, story):
                forms[name].texts += 1
                if before != after:
                    forms[name].differ.append((row.id, before, after))
    return forms
