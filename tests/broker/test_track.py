"""The track role on real Kafka: events told, taken back by a later version, and remembered across a crash."""

import time
from pathlib import Path

import orjson

from streams.contracts.codec import Codec
from streams.contracts.topics import ARTICLES_RAW, RESOLUTION_EVENTS
from tests.broker.kafka_io import Out, publish, read
from tests.broker.processes import running_worker

URI = b"https://wire.example/track"
ADOPTED = (
    "UNITED NATIONS (AP) — The Security Council on Thursday adopted a resolution extending the mandate of the "
    "peacekeeping mission in South Sudan. The text, drafted by the United States, received 15 votes in favour."
)
CORRECTED = (
    "UNITED NATIONS (AP) — The Security Council met on Thursday on South Sudan. An earlier version of this story was "
    "wrong, and is withdrawn; diplomats went home without a word to reporters."
)
CODEC = Codec()


def raw(text: str) -> tuple[bytes, bytes]:
    return URI, orjson.dumps({"uri": URI.decode(), "media_type": "text/plain", "content": text})


def told(outs: list[Out]) -> list[int]:
    return [len(CODEC.decode_events(out.value).events) for out in outs if out.value is not None]


def test_a_correction_takes_back_what_another_worker_told(stream_kafka: str, tmp_path: Path) -> None:
    """The first worker tells and is killed; the second remembers from the topic, and sends the empty list once."""
    with running_worker(stream_kafka, tmp_path / "enrich.log"):
        with running_worker(stream_kafka, tmp_path / "track.log", "track") as worker:
            publish(stream_kafka, ARTICLES_RAW, [raw(ADOPTED)])
            assert told(read(stream_kafka, [RESOLUTION_EVENTS], lambda outs: len(outs) >= 1)) == [1]
            time.sleep(1)  # its offset is committed
            worker.kill()
        publish(stream_kafka, ARTICLES_RAW, [raw(CORRECTED), raw(CORRECTED + " Nothing was said."), (URI, None)])
        with running_worker(stream_kafka, tmp_path / "track.log", "track") as worker:
            outs = read(stream_kafka, [RESOLUTION_EVENTS], lambda outs: len(outs) >= 3)
            assert told(outs) == [1, 0]
            assert (outs[-1].key, outs[-1].value) == (URI, None), "the takedown is handed on"
            assert worker.terminate() == 0
