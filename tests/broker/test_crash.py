"""Laws 1 to 3 under SIGKILL: nothing lost, the ledger closed, and the same ids for what comes twice."""

import threading
import time
from collections import Counter
from pathlib import Path

import orjson

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS
from tests.broker.kafka_io import Out, ledger_holes, publish, read
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.records import decoded

MESSAGES = 5_000
KILLS = 3

PARAGRAPHS = (
    "UNITED NATIONS (AP) — The Security Council met behind closed doors on Tuesday, diplomats said, and heard report "
    "number {number} on the talks.",
    "No draft resolution has been circulated, said the diplomats, who asked not to be named as talks are private.",
    "A second round is planned for next week in Geneva, according to a spokesman who gave no details.",
)


def article(number: int) -> tuple[bytes, bytes]:
    """A raw article of a kilobyte, as JSON."""
    uri = f"https://wire.example/{number}"
    text = "\n\n".join(PARAGRAPHS).format(number=number)
    return uri.encode(), orjson.dumps({"uri": uri, "media_type": "text/plain", "content": text})


def test_a_worker_killed_amid_5000_messages_loses_none(stream_kafka: str, worker_log: Path) -> None:
    """SIGKILL three times: 5,000 distinct event ids come out and every source offset is accounted for."""
    producing = threading.Thread(target=lambda: publish(stream_kafka, ARTICLES_RAW, map(article, range(MESSAGES))))
    producing.start()
    settled_when_killed = []
    for _ in range(KILLS):
        with running_worker(stream_kafka, worker_log) as worker:
            before = worker.metric("reswatch_articles_enriched_total")
            while worker.metric("reswatch_articles_enriched_total") < before + 200:
                time.sleep(0.02)
            settled_when_killed.append(worker.metric("reswatch_articles_enriched_total"))
            worker.kill()
    producing.join()
    assert all(0 < count < MESSAGES for count in settled_when_killed), "the kills must fall amid the work"

    with running_worker(stream_kafka, worker_log) as worker:
        outputs = read(stream_kafka, [ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS], everything_is_out)
        assert list(ledger_holes(stream_kafka, ARTICLES_RAW, outputs)) == []
        ids = {out.source: decoded(out)["event_id"] for out in outputs if out.topic == ARTICLES_ENRICHED}
        assert len(set(ids.values())) == MESSAGES
        assert_repeats_keep_their_ids(outputs)
        wait_until_lag_is_gone(worker)
        assert worker.terminate() == 0


def everything_is_out(outputs: list[Out]) -> bool:
    return len({out.source for out in outputs}) >= MESSAGES


def assert_repeats_keep_their_ids(outputs: list[Out]) -> None:
    """What a kill had sent twice is byte for byte the same, so that a consumer can drop it."""
    repeated = [source for source, count in Counter(out.source for out in outputs).items() if count > 1]
    for source in repeated:
        assert len({out.value for out in outputs if out.source == source}) == 1


def wait_until_lag_is_gone(worker: WorkerProcess) -> None:
    deadline = time.monotonic() + 10
    while worker.metric("reswatch_lag_records") > 0:
        assert time.monotonic() < deadline, "offsets are not committed"
        time.sleep(0.1)
