"""What a text is known by, so that its copies are found: a sample of its phrases, denser where the text begins.

Every run of ``PHRASE`` words is hashed, and the hash alone decides whether it is kept: copies keep the same phrases
(coordinated sampling, as MinHash is). How many are kept halves with the distance from the beginning, since outlets cut
copy from the end: a copy of two paragraphs shares nearly all it has with a whole of forty, and both know it. So a
signature grows with the logarithm of the text, and what two texts share can be told in words, not only as a ratio.
"""

import struct
from itertools import accumulate
from zlib import crc32

import numpy as np

from streams.core.words import tokens

FORMAT = 1
"""First byte of every signature: those of another format are similar to nothing."""
PHRASE = 5
LEAST_PHRASES = 12
ZONES = tuple(accumulate([64 << zone for zone in range(7)]))
"""Where each zone of the text ends, in phrases: each is twice as long as the one before, and half as dense."""
HEADER = struct.Struct("<BI7B")
"""The format, how many phrases the text has, and how many of them were kept in each zone. Then the hashes follow."""
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
"""Constants of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014)."""


def signature(body: str, language: str | None = None) -> bytes:
    """Return what near-duplicates of ``body`` are known by, in at most some 900 bytes; b"" where it is too short."""
    hashes = phrase_hashes(body, language)
    if len(hashes) < LEAST_PHRASES:
        return b""
    kept, counts, start = [], [], 0
    for zone, end in enumerate(ZONES):
        part = hashes[start:end]
        part = part[part < (1 << (31 - zone))][:255]
        kept.append(part)
        counts.append(len(part))
        start = end
    return HEADER.pack(FORMAT, len(hashes), *counts) + np.concatenate(kept).astype("<u4").tobytes()


def phrase_hashes(body: str, language: str | None) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """Return 32 bits for each run of PHRASE words, in the order of the text."""
    words = " ".join(tokens(body)).encode("utf-8", "surrogatepass").split()
    if len(words) < PHRASE:
        return np.empty(0, np.uint32)
    each = np.array([crc32(word) for word in words], np.uint64)
    mixed = np.zeros(len(words) - PHRASE + 1, np.uint64)
    for place in range(PHRASE):
        mixed = (mixed + each[place : place + len(mixed)] + _MIX[0]) * _MIX[1]
        mixed ^= mixed >> np.uint64(31)
    mixed *= _MIX[2]
    return (mixed >> np.uint64(32)).astype(np.uint32)


def similar(one: bytes, other: bytes) -> bool:
    """Say whether two signatures are of copies of one text, cut or whole."""
    if not one or not other or one[0] != FORMAT or other[0] != FORMAT:
        return False
    return one == other or shared(one, other) >= 0.5


def shared(one: bytes, other: bytes) -> float:
    """Return which part of the shorter text also stands in the longer, as far as the signatures tell."""
    if HEADER.unpack_from(one)[1] > HEADER.unpack_from(other)[1]:
        one, other = other, one
    mine, theirs = weights(one), weights(other)
    common = sum(max(mine[phrase], theirs[phrase]) for phrase in mine.keys() & theirs.keys())
    return common / sum(mine.values())


def weights(one: bytes) -> dict[int, int]:
    """Return the phrases that were kept, each with how many of the text it stands for."""
    _, _, *counts = HEADER.unpack_from(one)
    hashes = np.frombuffer(one, "<u4", offset=HEADER.size).tolist()
    return dict(zip(hashes, (2 << zone for zone, count in enumerate(counts) for _ in range(count)), strict=True))
