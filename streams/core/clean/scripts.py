"""What no reader sees is most of a page: it is cut out of the bytes, before the rest is decoded."""

import re

_RAW = re.compile(rb"<(?:(script|style|svg|noscript|template|iframe)(?=[\s>/])|!--)")
_TAG_END = re.compile(rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
TAG_READ = 2_000
"""Bytes of a tag: with longer ones the rest of the page is left as it is."""
CUTS = 5_000
"""Cuts that are made: a bound on the time. The development pages have a few hundred."""


def without_scripts(page: bytes) -> bytes:
    """Return a page without the content of its scripts (linked data stays), styles, drawings and comments.

    Where it is in doubt, or in capitals, it stays: ``read_markup`` knows these elements too. In an encoding that is no
    superset of ASCII none is found.
    """
    kept: list[bytes] = []
    start = position = 0
    while len(kept) < CUTS and (raw := _RAW.search(page, position)):
        name = raw[1]
        if name is None:
            position = page.find(b"-->", raw.end())
            if position < 0:
                break
            kept.append(page[start : raw.start()])
            start = position = position + 3
            continue
        tag = _TAG_END.match(page, raw.end(), raw.end() + TAG_READ)
        end = page.find(b"</" + name, tag.end()) if tag else -1
        if tag is None or end < 0:
            break
        if name != b"script" or b"ld+json" not in tag[0]:
            kept.append(page[start : tag.end()])
            start = end
        position = end + 2
    kept.append(page[start:])
    return b"".join(kept)
