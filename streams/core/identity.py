"""Derived ids: the same input gives the same id on every machine and in every replay. Nothing here is random.

Ids are BLAKE2b digests of 16 bytes in hexadecimal over length-prefixed parts, so that no two lists of parts collide by
where one ends and the next begins.
"""

import base64
import hashlib
from collections.abc import Iterable

DIGEST_BYTES = 16


def derived_id(*parts: str | None) -> str:
    """Return 32 hexadecimal digits derived from ``parts``; None and the empty string differ."""
    told = [None if part is None else part.encode("utf-8", "surrogatepass") for part in parts]
    whole = b"".join([b"-" if data is None else b"%d:%b" % (len(data), data) for data in told])
    return hashlib.blake2b(whole, digest_size=DIGEST_BYTES).hexdigest()


def content_uri(content: bytes) -> str:
    """Return the RFC 6920 name of ``content``, the uri of an article whose source gives it no address."""
    digest = hashlib.sha256(content).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def article_version(headline: str | None, body: str, pub_status: str) -> str:
    """Return the version of an article: only what a reader would call a change makes a new one."""
    return derived_id("version", headline, body, pub_status)


def article_event_id(uri: str, version: str) -> str:
    """Return the id of the enriched article: one per version of a uri."""
    return derived_id("article", uri, version)


def resolution_event_id(
    article_id: str,
    symbol: str | None,
    organ: str | None,
    targets: Iterable[str],
    sponsors: Iterable[str],
    *,
    ordinal: int = 0,
) -> str:
    """Return the id of a resolution event within one version of one article.

    The symbol alone identifies it where there is one, else organ, targets and sponsors (in any order). ``ordinal``
    tells apart events that would be alike by all of these, in the order of the text.
    """
    identity = ("symbol", symbol) if symbol else ("about", organ, *sorted(targets), "by", *sorted(sponsors))
    return derived_id("resolution", article_id, *identity, str(ordinal))
