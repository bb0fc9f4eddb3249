"""What a text is known by, so that its copies are found: a sample of its phrases, denser where the text begins.

Every run of ``PHRASE`` words is hashed, and the hash alone says at which density it is kept, as in MinHash: copies keep
the same phrases. The first ``LEAD`` phrases are all kept, of the twice as many behind them every second, and so on:
outlets cut copy from the end, and so two paragraphs share nearly all they have with a whole of forty, and both know it.
A signature grows with the logarithm of the text. It travels in topics: what it is made of changes with ``FORMAT`` only.
"""

import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from streams.core.words import tokens

FORMAT = 1
"""First byte of every signature; those of another format are similar to nothing."""
PHRASE = 5
UNSPACED_PHRASE = 10
"""Words of a phrase; in scripts that part no words a word is one character."""
LEAD = 32
ZONES = 8
"""A text of more than LEAD * (2 ** ZONES - 1) phrases, some 8,000 words, is known by its beginning."""
FEWEST_PHRASES = 12
"""In a shorter text: a headline, a flash. Too many of these are alike."""
ZONE_LIMIT = 255
"""Of the phrases kept of a zone; beyond the lead about 32 are, and more than this only of a text made for it."""
_HEADER = struct.Struct(f"<BH{ZONES}B")
"""The format, how many phrases the text has, and how many of each zone were kept. Their hashes follow."""
_HASH_BITS = 32
FIGURE = np.uint32(1)
"""The bit of a hash that says that the phrase has a figure in it: standing forms differ in nothing else."""
_NINE = ord("9")  # tokens are of letters and digits, and digits come first
_SPELLINGS = (("z", "s"), ("our", "or"), ("ll", "l"), ("tre ", "ter "), ("amme", "am"), ("ence", "ense"))
"""Both spellings become the same letters; that other words become no words does no harm."""
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
"""Constants of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014)."""

Hashes: TypeAlias = NDArray[np.uint32]


class Sample(NamedTuple):
    """A signature that was read: each phrase with how many of the text it stands for, in the order of the text.

    ``lead`` and ``beginning`` are those of the first zone and of the first two; ``size`` is the length of the text.
    """

    phrases: dict[int, int]
    lead: frozenset[int]
    beginning: frozenset[int]
    size: int


def signature(body: str, language: str | None) -> bytes:
    """Return what copies of ``body`` are known by, some 400 bytes for 300 words; b"" where it is too short to tell.

    :param language: a BCP 47 tag; English is known by the same signature in American and in British spelling.
    """
    return sampled(phrase_hashes(body, language))


def sampled(hashes: Hashes) -> bytes:
    """Return the signature of a text with these phrases."""
    if len(hashes) < FEWEST_PHRASES:
        return b""
    zones = list(_zones(hashes))
    counts = [len(zone) for zone in zones] + [0] * (ZONES - len(zones))
    kept = np.array([each for zone in zones for each in zone], "<u4")
    return _HEADER.pack(FORMAT, min(len(hashes), 0xFFFF), *counts) + kept.tobytes()


def _zones(hashes: Hashes) -> Iterator[list[int]]:
    """Yield what is kept of each zone: what was not kept before, and has a hash that is small enough."""
    seen: set[int] = set()
    start = 0
    for zone in range(ZONES):
        part = hashes[start : start + (LEAD << zone)]
        kept = part[part < (1 << (_HASH_BITS - zone))].tolist() if zone else part.tolist()
        kept = [each for each in dict.fromkeys(kept) if each not in seen][:ZONE_LIMIT]
        seen.update(kept)
        yield kept
        start += LEAD << zone
        if start >= len(hashes):
            return


def phrase_hashes(body: str, language: str | None) -> Hashes:
    """Return 32 bits for each phrase, in the order of the text."""
    words = tokens(body)
    unspaced = sum(map(len, words)) < 1.5 * len(words)
    text = " ".join(words)
    if language is not None and language.lower().startswith("en"):
        for one, other in _SPELLINGS:
            text = text.replace(one, other)
    parts = text.encode("utf-8", "surrogatepass").split()
    phrase = UNSPACED_PHRASE if unspaced else PHRASE
    if len(parts) < phrase:
        return np.empty(0, np.uint32)
    each = np.array([crc32(part) for part in parts], np.uint64)
    is_figure = np.array([part[0] <= _NINE for part in parts], np.uint32)
    mixed, figures = np.zeros(len(parts) - phrase + 1, np.uint64), np.zeros(len(parts) - phrase + 1, np.uint32)
    for place in range(phrase):
        mixed = (mixed + each[place : place + len(mixed)] + _MIX[0]) * _MIX[1]
        mixed ^= mixed >> np.uint64(31)
        figures |= is_figure[place : place + len(mixed)]
    mixed *= _MIX[2]
    return (mixed >> np.uint64(_HASH_BITS)).astype(np.uint32) & ~FIGURE | figures


@lru_cache(2048)  # a signature is compared with many others; some 15 kB each
def read(signature: bytes) -> Sample | None:
    """Return what a signature says, None where it says nothing: it is empty, or of a format that is not known."""
    if not signature or signature[0] != FORMAT:
        return None
    _, _, *counts = _HEADER.unpack_from(signature)
    hashes = np.frombuffer(signature, "<u4", offset=_HEADER.size).tolist()
    standing = [1 << zone for zone, count in enumerate(counts) for _ in range(count)]
    lead, beginning = hashes[: counts[0]], hashes[: counts[0] + counts[1]]
    return Sample(dict(zip(hashes, standing, strict=True)), frozenset(lead), frozenset(beginning), sum(standing))
