"""The key of a raw article: all versions of an article must lie in one partition, in the order of their arrival."""

from streams.core.clean import clean
from streams.core.identity import content_uri
from streams.core.model import RawArticle, Unreadable


def key_of(raw: RawArticle) -> bytes:
    """Return the uri that the enriched article will have: its own, else what its content says, else the content's hash.

    A page says it as its canonical address, ninjs as its uri: so what comes without a uri is read here already.
    """
    if own := (raw.uri or "").strip():
        return own.encode()
    try:
        return clean(raw).uri.encode()
    except Unreadable:
        return content_uri(raw.content).encode()
