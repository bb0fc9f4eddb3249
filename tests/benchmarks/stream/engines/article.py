"""The work of the enrich role as a plain function, for engines that are not ours: the same codec, the same enrich()."""

from collections.abc import Callable

from streams.contracts.codec import Codec
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle


def enriched() -> Callable[[bytes], bytes]:
    """Return what turns a raw record's value into an enriched article's."""
    codec = Codec()

    def work(value: bytes) -> bytes:
        outcome = enrich(codec.decode_raw(value))
        assert isinstance(outcome, EnrichedArticle)
        return codec.encode_enriched(outcome)

    return work
