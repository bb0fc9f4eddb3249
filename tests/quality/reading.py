"""Ways to read a labelled text: detection on the body that its reader cut out, or all of ``enrich()`` on the page."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from streams.core.detect import detect
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, RawArticle
from streams.core.tag import tag
from tests.core.detect.articles import article
from tests.quality.labels import Row
from tests.quality.read import Held, Reading
from tests.quality.scoring import Report, judge

Reader: TypeAlias = Callable[[Row], Reading]


def read_body(row: Row) -> Reading:
    """Tag and detect, in the body as its reader cut it out."""
    read = article(row.body, published=row.published, headline=row.headline, language=row.language)
    found = detect(read, tag(read))
    held = (Held(row.body[one.start : one.end], one.rule, one.reason) for one in found.held_back)
    return Reading(row.body, found.events, found.subjects, tuple(held))


def read_page(row: Row) -> Reading:
    """Clean, tag and detect, from the page as a scraper left it."""
    day = datetime.fromisoformat(row.published).replace(hour=12, tzinfo=UTC) if row.published else None
    outcome = enrich(RawArticle("text/plain", (row.page or row.body).encode(), published_at=day))
    if not isinstance(outcome, EnrichedArticle):
        return Reading("")
    return Reading(outcome.article.body, outcome.resolution_events, outcome.subjects)


def score(rows: Iterable[Row], reader: Reader = read_body) -> Report:
    """Read and judge labelled texts."""
    report = Report()
    for row in rows:
        found = reader(row)
        seen = len(report.misses)
        judge(report, row, found.events, found.subjects)
        report.misses[seen:] = [replace(miss, reading=found) for miss in report.misses[seen:]]
    return report
