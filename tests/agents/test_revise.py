"""The track role: records in, what is told out, and a memory that is the topic itself."""

from dataclasses import replace

from streams.agents.revise import Revise
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import DEAD_LETTERS, RESOLUTION_EVENTS
from streams.core.model import EnrichedArticle
from tests.core.dossier.test_revise import ADOPTED, version
from tests.fakes import FakeRecord

CODEC = Codec()


def record(offset: int, enriched: EnrichedArticle | None) -> FakeRecord:
    value = None if enriched is None else CODEC.encode_enriched(enriched)
    return FakeRecord(offset, value, b"https://wire.example/1", topic="articles-enriched", partition=7)


def test_what_is_told_names_its_source() -> None:
    """Key, topic and provenance are those that the contract promises."""
    (output,) = Revise(CODEC).transform(record(4, version(0, ADOPTED)))
    assert (output.topic, output.key) == (RESOLUTION_EVENTS, b"https://wire.example/1")
    assert CODEC.decode_events(output.value or b"").events == (ADOPTED,)
    assert headers.read(output.headers, headers.SOURCE_TOPIC) == "articles-enriched"
    assert headers.read(output.headers, headers.SOURCE_OFFSET) == "4"


def test_a_new_worker_remembers_from_the_topic() -> None:
    """What one worker told, another takes back."""
    (output,) = Revise(CODEC).transform(record(0, version(0, ADOPTED)))
    other = Revise(CODEC)
    assert other.transform(record(1, version(1))) == ()
    other.remember(FakeRecord(0, output.value, output.key, topic=RESOLUTION_EVENTS))
    (taken_back,) = other.transform(record(1, version(1)))
    assert CODEC.decode_events(taken_back.value or b"").events == ()


def test_a_takedown_reaches_only_what_was_told() -> None:
    """The tombstone goes on where there is something to forget."""
    role = Revise(CODEC)
    assert role.transform(record(0, None)) == ()
    role.transform(record(1, version(0, ADOPTED)))
    (output,) = role.transform(record(2, None))
    assert (output.topic, output.key, output.value) == (RESOLUTION_EVENTS, b"https://wire.example/1", None)
    assert role.transform(record(3, None)) == ()


def test_what_cannot_be_read_is_a_dead_letter() -> None:
    """Byte for byte."""
    bad = replace(record(0, None), value=b"\0\0\0")
    (output,) = Revise(CODEC).transform(bad)
    assert (output.topic, output.value) == (DEAD_LETTERS, b"\0\0\0")


def test_foreign_records_among_the_events_are_ignored() -> None:
    """They stop no worker."""
    Revise(CODEC).remember(FakeRecord(0, b"rubbish", b"k", topic=RESOLUTION_EVENTS))
