"""The labelled sets: those beside the checkout (``../shared/data``) and the project's own."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.quality.labels import Row, row_of, rows_in
from tests.quality.reading import Reader, read_body, read_page
from tests.shared import shared_data

OWN = Path(__file__).resolve().parents[1] / "core" / "detect"
_DATELINE = re.compile(r"[^()]{0,80}\(Reuters\) - ")


def leads() -> Iterator[Row]:
    """Yield items of a few sentences, with and without events, and votes that are not the United Nations'."""
    for name in ("resolution_events.jsonl", "hard_negatives.jsonl"):
        yield from rows_in(shared_data("dev") / name)


def pages(*languages: str) -> Iterator[Row]:
    """Yield the stored news pages of some languages: the body that the labels cut out, and the page it stands in."""
    folder = shared_data("resolution_pages")
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "stored" and record["language"] in languages:
            page = (folder / record["file"]).read_text(encoding="utf-8")
            yield row_of(record | {"body": _body(record, page)}, "", page)


def _body(record: dict[str, Any], page: str) -> str:
    """Return the article's own text, in paragraphs and without its dateline, as cleaning gives it."""
    start = page.find(record["body_starts_with"])
    end = page.rfind(record["body_ends_with"]) + len(record["body_ends_with"])
    return _DATELINE.sub("", re.sub(r"\n+", "\n\n", page[start:end].strip()), count=1)


def sentences() -> Iterator[Row]:
    """Yield the project's own sentences, those still read wrongly among them, and its hard negatives."""
    for name in ("cases.jsonl", "still_wrong.jsonl", "hard_negatives.txt"):
        yield from rows_in(OWN / name)


def romance_sentences() -> Iterator[Row]:
    """Yield the project's own French and Spanish sentences, those still read wrongly among them."""
    for name in ("fr.jsonl", "es.jsonl", "still_wrong_romance.jsonl"):
        yield from rows_in(OWN / name)


def italian_sentences() -> Iterator[Row]:
    """Yield the project's own Italian sentences and stories, those still read wrongly among them."""
    for name in ("it.jsonl", "still_wrong_it.jsonl"):
        yield from rows_in(OWN / name)


def stories(folder: str = "stories", *, but: str = "-") -> Iterator[Row]:
    """Yield the project's own whole stories of a folder, without those of files whose names begin with ``but``."""
    for path in sorted((OWN / folder).glob("*.jsonl")):
        if not path.name.startswith(but):
            yield from rows_in(path)


@dataclass(frozen=True)
class LabelledSet:
    """A set, what it is called, how it is read, and the folder of ``../shared/data`` that it needs."""

    title: str
    rows: Callable[[], Iterable[Row]]
    reader: Reader = read_body
    folder: str | None = None

    def text_of(self, row: Row) -> Row:
        """Return a row whose body is what the set's reader reads: for whole pages, the page."""
        return replace(row, body=row.page) if self.reader is read_page and row.page else row


DETECTION = {
    "stories": LabelledSet("Whole stories, the project's own", stories),
    "stories_second": LabelledSet(
        "Whole stories measured unseen, and mended on since", lambda: stories("stories_second")
    ),
    "stories_papers": LabelledSet(
        "Whole stories built as scraped pages are, measured unseen, and mended on since",
        lambda: stories("stories_papers"),
    ),
    "stories_unseen": LabelledSet(
        "Whole stories that no rule was written beside: not to be mended on", lambda: stories("stories_unseen")
    ),
    "stories_ordinary": LabelledSet(
        "Whole stories in the mix of the pages, that no rule was written beside", lambda: stories("stories_ordinary")
    ),
    "stories_on_the_way": LabelledSet(
        "Features that tell of a text on the way in words of their own: half unread, the rest hardly mended on",
        lambda: stories("stories_on_the_way"),
    ),
    "whole_pages": LabelledSet(
        "Whole pages through enrich(), boilerplate and all", lambda: pages("en"), read_page, "resolution_pages"
    ),
    "pages": LabelledSet("The same pages, body cut out by the labels", lambda: pages("en"), folder="resolution_pages"),
    "leads": LabelledSet("Leads", leads, folder="dev"),
    "sentences": LabelledSet("Sentences, the project's own", sentences),
    "whole_pages_fr_es": LabelledSet(
        "Whole pages in French and Spanish, through enrich()", lambda: pages("fr", "es"), read_page, "resolution_pages"
    ),
    "sentences_fr_es": LabelledSet("French and Spanish sentences, the project's own", romance_sentences),
    "sentences_it": LabelledSet("Italian sentences and stories, the project's own", italian_sentences),
}
"""Whole articles first: they weigh most."""
