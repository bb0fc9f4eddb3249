"""Articles a second and CPU an article through the whole flow: ``python -m tests.benchmarks.flow [ARTICLES]``.

A local Kafka is filled with a backlog of plain-text articles of about 3 KB, 3 in 100 about the UN; then one worker of
the enrich role works it off. CPU is the worker's own, from when it is ready until its lag is gone. Texts are
ours: the samples, and a story like most.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS
from streams.core.clean import clean
from streams.core.model import Article, RawArticle
from streams.kafka.local import LocalKafka
from streams.sources import samples
from streams.sources.files import read as read_files
from tests.broker.conftest import make_topics
from tests.broker.kafka_io import ledger_holes, publish, read
from tests.broker.processes import WorkerProcess

SIZE = 3_000
"""Characters of an article: what a wire story has."""
UN_IN_100 = 3
UN_WORDS = ("UN ", "U.N.", "United Nations", "Third Committee", "ONU")
ORDINARY = """LISBON (AP) — Olive growers in southern Portugal began their harvest two weeks early this year after a dry
summer that left the fruit small and the trees bare of leaves, an industry group said on Monday.

The group expects about 110,000 tons, a fifth less than last year, and prices that rise again before Christmas. Spain
and Italy, which press more oil than anyone else, have cut their own forecasts.

"We pick what there is, and we pick it by night because of the heat," said the owner of a mill near Beja. His
grandfather, he said, started in November. Rain is forecast for the weekend.
"""
"""What most articles are like: about nothing that is looked for."""


def long(text: str) -> str:
    """Return ``text`` repeated to SIZE, no paragraph of it twice the same."""
    copies = 1 + SIZE // len(text)
    return "\n\n".join(text.replace(". ", f" {copy}. ") for copy in range(copies))[:SIZE]


def about_the_un() -> list[str]:
    """Return the cleaned texts of the samples that name the UN."""
    cleaned = (clean(found.article) for found in read_files(samples()) if isinstance(found.article, RawArticle))
    bodies = [article.body for article in cleaned if isinstance(article, Article)]
    return [long(body) for body in bodies if any(word in body for word in UN_WORDS)]


def articles(count: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield key and JSON value of ``count`` distinct articles."""
    about, ordinary = about_the_un(), [long(ORDINARY)]
    for number in range(count):
        texts = about if number % 100 < UN_IN_100 else ordinary
        uri = f"https://wire.example/{number}"
        content = f"Report {number} of the day.\n\n{texts[number % len(texts)]}"
        yield uri.encode(), json.dumps({"uri": uri, "media_type": "text/plain", "content": content}).encode()


def measure(count: int) -> dict[str, float]:
    """Work off ``count`` articles and return the figures."""
    with tempfile.TemporaryDirectory() as folder, LocalKafka(Path(folder) / "kafka", port=0) as kafka:
        make_topics(kafka.bootstrap)
        publish(kafka.bootstrap, ARTICLES_RAW, articles(count))
        worker = WorkerProcess(kafka.bootstrap, Path(folder) / "worker.log")
        try:
            worker.wait_until_ready()
            process, started = psutil.Process(worker.process.pid), time.monotonic()
            before, done_before = process.cpu_times(), worker.metric("reswatch_end_to_end_seconds_count")
            while (done := worker.metric("reswatch_end_to_end_seconds_count")) < count:
                time.sleep(0.1)
            seconds, after = time.monotonic() - started, process.cpu_times()
            reading = sum(
                worker.metric("reswatch_stage_seconds_sum", stage=stage) for stage in ("clean", "tag", "detect")
            )
            coding = sum(worker.metric("reswatch_stage_seconds_sum", stage=stage) for stage in ("decode", "encode"))
            outputs = read(
                kafka.bootstrap, [ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS], lambda outs: len(outs) >= count
            )
            assert list(ledger_holes(kafka.bootstrap, ARTICLES_RAW, outputs)) == []
        finally:
            worker.kill()
    worked = done - done_before
    cpu = after.user + after.system - before.user - before.system
    return {
        "articles": worked,
        "articles a second": worked / seconds,
        "CPU µs an article": cpu / worked * 1e6,
        "of these enrich()": reading / count * 1e6,
        "and the codec": coding / count * 1e6,
    }


if __name__ == "__main__":
    for name, figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000).items():
        print(f"{figure:10,.0f}  {name}")
