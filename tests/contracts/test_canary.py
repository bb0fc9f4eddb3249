"""Canaries: one for each partition, always the same, and nothing that anybody would store."""

from kafka.partitioner.default import murmur2

from streams.contracts.canary import CANARY, canary, canary_uris, is_canary
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle


def test_each_partition_has_a_canary_that_lies_there() -> None:
    """By another client's reckoning, too."""
    twelve = list(range(12))
    uris = canary_uris(twelve)
    assert sorted(uris) == twelve
    assert all((murmur2(uri.encode()) & 0x7FFFFFFF) % 12 == partition for partition, uri in uris.items())


def test_a_canary_is_known_by_its_key() -> None:
    """And an article is not taken for one."""
    assert is_canary(canary_uris([0])[0].encode())
    assert not is_canary(b"https://wire.example/canary")
    assert not is_canary(None)


def test_a_canary_is_read_as_an_article_that_tells_nothing() -> None:
    """So that it takes the way of all others, and its id is the same each time."""
    first, second = (enrich(canary(f"{CANARY}1")) for _ in range(2))
    assert isinstance(first, EnrichedArticle)
    assert first == second
    assert first.article.uri == f"{CANARY}1"
    assert not first.resolution_events
    assert not first.entities
