"""A thousand hostile records: each ends somewhere with a reason, and a good article after them comes out."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import orjson

from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, ARTICLES_RAW, DEAD_LETTERS, topics
from streams.core.model import RawArticle, RejectCause
from tests.broker.kafka_io import Out, ledger_holes, publish, read
from tests.broker.processes import running_worker
from tests.broker.records import decoded

COUNT = 1_000
SEED = 20141008
GOOD = {
    "uri": "https://wire.example/good",
    "media_type": "text/plain",
    "content": "GENEVA (Reuters) - The U.N. Human Rights Council adopted a resolution on Belarus on Friday by "
    "a vote of 22 in favour to five against, with 20 abstentions.",
}
Record = tuple[bytes | None, bytes | None]


def json_of(**fields: object) -> bytes:
    return json.dumps(
        {"uri": "https://hostile.example/", "media_type": "text/plain", "content": "x", **fields}
    ).encode()


def valid_avro(codec: Codec, content: bytes, media_type: str = "text/html") -> bytes:
    return codec.encode_raw(RawArticle(media_type=media_type, content=content, uri="https://hostile.example/a"))


def hostile_records() -> Iterator[Record]:
    """Yield COUNT records of a dozen kinds, the same ones each time."""
    dice = random.Random(SEED)
    codec = Codec()
    good = valid_avro(codec, b"<p>The council met on Monday.</p>" * 20)
    limit = topics()[ARTICLES_RAW].max_message_bytes - 4096
    encodings = ("utf-16", "utf-7", "shift_jis", "no-such-charset", "rot13", "\x00", "idna", "x" * 10_000)
    at_the_limit = iter(
        [
            valid_avro(codec, b"<div>" * (limit // 5)),
            valid_avro(codec, b"The United Nations Security Council. " * (limit // 37), "text/plain"),
            valid_avro(codec, b"\xe9" * limit, "text/plain"),
            valid_avro(codec, dice.randbytes(limit)),
            valid_avro(codec, b"<a b='" * (limit // 6)),
            json_of(content="9" * limit),
            json_of(content="\n" * (limit // 2)),
        ]
    )
    for number in range(COUNT):
        key = f"hostile-{number}".encode()
        yield key, next(at_the_limit, None) or one_of(number % 12, dice, codec, good, encodings)
    yield None, None  # a takedown of nobody knows what


def one_of(kind: int, dice: random.Random, codec: Codec, good: bytes, encodings: tuple[str, ...]) -> bytes:  # noqa: C901, PLR0911  # a list
    match kind:
        case 0:
            return dice.randbytes(dice.randrange(1, 4000))
        case 1:
            return good[: dice.randrange(1, len(good))]  # truncated Avro
        case 2:
            return good[:5] + dice.randbytes(200)  # the right id, then noise: lengths of any size
        case 3:
            return b"\0" + dice.randbytes(4) + good[5:]  # ids that nobody knows
        case 4:
            return valid_avro(codec, b"<div>" * 20_000 + b"text" + b"</div>" * dice.randrange(20_000))
        case 5:
            return json_of(encoding=dice.choice(encodings), content="é" * 500, media_type="text/html")
        case 6:
            return json_of(fetched_at=10 ** dice.randrange(1, 300), published_at=-(10 ** dice.randrange(1, 300)))
        case 7:
            return json_of(content="A\x00B\x00 " * 300, headline="\x00", language="x" * 5000)
        case 8:
            return (
                b'{"uri": "https://hostile.example/s", "media_type": "text/plain", "content": "\\ud800 lone \\udfff"}'
            )
        case 9:
            return b'{"uri": ' + b"[" * dice.randrange(1, 90_000)
        case 10:
            return valid_avro(
                codec, dice.randbytes(3000), dice.choice(["text/plain", "application/vnd.iptc.ninjs+json"])
            )
        case _:
            return json_of(media_type=dice.choice(["image/png", "video/mp4", "text/html; charset=\x00"]))


def test_hostile_records_are_settled_with_a_reason_and_the_stream_goes_on(stream_kafka: str, worker_log: Path) -> None:
    """Every one is enriched, filtered or a dead letter with a cause of the closed list, its bytes as they were."""
    sent = list(hostile_records())
    with running_worker(stream_kafka, worker_log) as worker:
        places = publish(stream_kafka, ARTICLES_RAW, sent)
        publish(stream_kafka, ARTICLES_RAW, [(GOOD["uri"].encode(), orjson.dumps(GOOD))])

        def all_out(outputs: list[Out]) -> bool:
            return len({out.source for out in outputs}) == len(sent) + 1

        outputs = read(stream_kafka, [ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS], all_out, seconds=120)
        assert list(ledger_holes(stream_kafka, ARTICLES_RAW, outputs)) == []
        assert worker.get("/livez")[0] == 200
        good = [decoded(out) for out in outputs if out.key == GOOD["uri"].encode()]
        assert [event["organ"] for event in good[0]["resolution_events"]] == ["HRC"]

        original = dict(zip(places, sent, strict=True))
        dead = [out for out in outputs if out.topic == DEAD_LETTERS]
        for letter in dead:
            assert letter.headers[headers.CAUSE] in get_args(RejectCause)
            assert letter.headers[headers.DETAIL]
            assert (letter.value or None) == original[letter.source][1], "a dead letter holds the original bytes"
        causes = Counter(letter.headers[headers.CAUSE] for letter in dead)
        assert causes["internal_error"] == 0, f"defects of ours: see {worker.log.read_text()[-3000:]}"
        assert {"undecodable_envelope", "unknown_schema", "invalid_field", "unsupported_media_type"} <= causes.keys()
        for cause, count in causes.items():
            assert worker.metric("reswatch_dead_letters_total", cause=cause) == count
        assert worker.metric("reswatch_in_flight_records") == 0
        assert worker.terminate() == 0
