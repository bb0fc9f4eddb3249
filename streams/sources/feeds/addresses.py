"""The one address of an article, however it was linked to."""

from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

LONGEST = 2_048
"""Characters of an address: what browsers and servers agree on; feeds with longer ones carry data in them."""
PORTS = {"http": 80, "https": 443}

TRACKING = frozenset(
    [
        *("at_medium", "at_campaign"),  # on the links of the BBC's feeds
        # the list that Brave, LibreWolf and arkenfox share for Firefox's privacy.query_stripping.strip_list
        *("__hsfp", "__hssc", "__hstc", "__s", "_hsenc", "_openstat", "dclid", "fbclid", "gbraid", "gclid"),
        *("hsctatracking", "igshid", "mc_eid", "ml_subscriber", "ml_subscriber_hash", "msclkid", "oft_c", "oft_ck"),
        *("oft_d", "oft_id", "oft_ids", "oft_k", "oft_lk", "oft_sk", "oly_anon_id", "oly_enc_id", "rb_clickid"),
        *("s_cid", "twclid", "vero_conv", "vero_id", "wbraid", "wickedid", "yclid"),
    ]
)
"""Query parameters, in lower case, that say how a reader came, and nothing of what is read; beside all of ``utm_``."""


def absolute(link: str, base: str = "") -> str | None:
    """Return the address that ``link`` leads to, None if it is none; only http and https are addresses here, and no
    host that does not decode ("xn--a").

    Scheme and host are in lower case; fragment, password and the scheme's own port, which no server needs, are dropped.

    :param base: the address of the document that ``link`` stands in, for relative ones.
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host or any(character.isspace() for character in host):
        return None
    if ":" in host:
        host = f"[{host}]"
    place = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    address = urlunsplit((parts.scheme, place, parts.path or "/", parts.query, "")).replace(" ", "%20")
    return address if len(address) <= LONGEST and _can_be_asked_for(address) else None


def _can_be_asked_for(address: str) -> bool:
    """Say whether the client takes an address, which it would otherwise raise about in the middle of a request."""
    try:
        return bool(httpx.URL(address).host and urlsplit(address).hostname)
    except (httpx.InvalidURL, ValueError):
        return False


def canonical(link: str, base: str = "") -> str | None:
    """Return the address of an article, without what differs from reader to reader; None if it is none.

    Beside what ``absolute`` drops these are tracking parameters. All else may matter to the server and stays, the order
    of the query too.
    """
    address = absolute(link, base)
    if address is None or "?" not in address:
        return address
    path, _, query = address.partition("?")
    query = "&".join(pair for pair in query.split("&") if not _is_tracking(pair))
    return f"{path}?{query}" if query else path


def host_of(address: str) -> str:
    """Return the host of a canonical address."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """Return scheme, host and port of a canonical address: what one robots.txt speaks for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING or name.startswith("utm_")
