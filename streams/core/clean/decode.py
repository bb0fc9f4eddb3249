"""Bytes to text: encoding, mojibake, control characters, Unicode normal form.

Everything here is linear in the length of its input.
"""

import codecs
import html
import re
import unicodedata

import ftfy
import re2
from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from streams.core.model import Unreadable

BOMS = (  # the four-byte marks first: UTF-32-LE starts like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NOT_TEXT = 0.02
"""Share of control characters and of what no encoding explains above which content is no text. Wires have none or a
few stray ones; images, archives and compressed streams have about a tenth."""
SNIFFED_BYTES = 131_072
"""How much of the content the encoding is guessed from: the default of resiliparse."""
MOJIBAKE_BUDGET = 100_000
"""Characters of suspicious lines that are repaired; ftfy takes about 1 µs for each, and real articles are shorter."""
MARKS_KEPT = 30
"""Combining marks in a row that are kept: UAX #15, Stream-Safe Text Format. Canonical ordering is quadratic in them."""

_ALLOWED_CONTROLS = b"\t\n\x0b\x0c\r\x1b"
_CONTROL_BYTES = bytes(c for c in range(32) if c not in _ALLOWED_CONTROLS)
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_META_CHARSET = re2.compile(rb"""(?i)<meta[^>]{0,200}charset\s{0,4}=\s{0,4}["']?\s{0,4}([a-z0-9_:.-]{2,40})""")
_META_BYTES = 4096
_MOJIBAKE_LEADS = "ÂÃÐÑØÙâãä"
_MOJIBAKE = re.compile(f"[{_MOJIBAKE_LEADS}][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_ASCII_BYTES = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
_INVISIBLE = "\xad\u200b\u2028\u2029\u2060"
"""What is dropped, or ends a line, in the blocks below."""
_PLAIN = frozenset(
    mark
    for mark in map(chr, (*range(0xA0, 0x300), *range(0x2000, 0x3000)))
    if mark not in _INVISIBLE and unicodedata.is_normalized("NFC", mark) and not unicodedata.combining(mark)
)
"""Letters of the Latin alphabet, punctuation and symbols that need no mending. None composes with another."""
_MARK_RUN = re2.compile(rf"(\p{{M}}{{{MARKS_KEPT}}})\p{{M}}+")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060"
    r"\ud800-\udfff"  # raw: a compiler takes no lone surrogate
    "\ufeff\ufff9-\ufffc\ufffe\uffff]+"
)
"""Controls, lone surrogates and invisible format characters. NEL and the line and paragraph separators stay:
they end a line. The joiners and direction marks stay too: Persian, the Indic scripts and mixed Arabic text are misread
without them."""
_REFERENCE = re.compile(r"&(?!(?:[lg]t|#0*6[02]|#x0*3[ce]);)(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
"""A character by its name or number, but for those that would begin or end a tag."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LETTERS = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""What typesetters draw as one: PDFs give it as one character, which no name in it would be found by."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(content: bytes, declared: str | None) -> str:
    """Return ``content`` as clean text: no controls, no lone surrogates, ``\\n`` line ends, NFC.

    Raises ``Unreadable("undecodable_content")`` for content that is not text.
    """
    return tidy(text_of(content, declared))


def text_of(content: bytes, declared: str | None) -> str:
    """Return ``content`` as text, as it is: of markup, only what is kept need be tidied.

    The encoding is that of a byte order mark; else UTF-8 where the bytes are valid (other encodings hardly ever are);
    else the one ``declared`` by the source, then by an HTML meta element, if it fits; else a guess. Only encodings of
    the WHATWG Encoding Standard are taken, so that no name reaches a codec that is none (``punycode``, ``zip``).

    Raises ``Unreadable("undecodable_content")`` for content that is not text.
    """
    text = _wide(content, declared)
    if text is None:
        controls = len(content) - len(content.translate(None, _CONTROL_BYTES))
        if controls > NOT_TEXT * len(content):
            raise Unreadable("undecodable_content", f"{controls} of {len(content)} bytes are control characters")
        text = _try(content.removeprefix(codecs.BOM_UTF8), "utf-8") or _by_name_or_guess(content, declared)
    else:
        odd = len(_ODD.findall(text))
        if odd > NOT_TEXT * len(text):
            raise Unreadable("undecodable_content", f"{odd} of {len(text)} characters cannot be read")
    return text


def tidy(text: str) -> str:
    """Return ``text`` without controls and lone surrogates, mojibake and ligatures undone, ``\\n`` line ends, NFC."""
    odd = _odd_in(text)
    if not odd.isdisjoint(_MOJIBAKE_LEADS) and _MOJIBAKE.search(text):
        text = _repaired(text)  # first: the controls that go next may be halves of letters
        odd = _odd_in(text)
    if odd <= _PLAIN:
        return text
    if not text.replace("\n", "").replace("\xa0", "").isprintable():
        text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    if _LIGATURE.search(text):
        text = _LIGATURE.sub(lambda ligature: _LETTERS[ligature[0]], text)
    return unicodedata.normalize("NFC", _MARK_RUN.sub(r"\1", text))


def resolved(text: str) -> str:
    """Return ``text`` with the characters that it names by reference: "112&ndash;19", as feeds and pages that were
    escaped twice have them."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda reference: html.unescape(reference[0]), text)


def _odd_in(text: str) -> set[str]:
    """Return what stands in ``text`` beside printable ASCII, tabs and line ends: most often a few marks."""
    left = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_BYTES)
    return set(left.decode("utf-8", "surrogatepass"))


def _wide(content: bytes, declared: str | None) -> str | None:
    """Return text in an encoding whose bytes look like ASCII or hold NULs, so that no sniffing finds it, or None."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, "replace")
    name = _known(declared)
    if name and name.startswith(("iso2022", "utf-16")):
        text = _try(content, name)
        if text is not None and not _ODD.search(text):
            return text
    return _utf16_without_bom(content)


def _known(name: str | None) -> str | None:
    """Return the Python codec of a WHATWG encoding label, or None."""
    if not name or len(name) > 40 or not name.isascii():
        return None
    mapped = map_encoding_to_html5(name.strip(), fallback_utf8=False)
    try:
        return codecs.lookup(mapped).name if mapped else None
    except LookupError:
        return None


def _try(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_bom(content: bytes) -> str | None:
    """Return UTF-16 text that has no mark: mostly Latin letters, so nearly every other byte is NUL."""
    head = content[:4096]
    if b"\x00" not in head:
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) >= 4 and head[start::2].count(0) > 0.7 * (len(head) // 2) and not head[1 - start :: 2].count(0):
            return _try(content[: len(content) // 2 * 2], encoding)
    return None


def _by_name_or_guess(content: bytes, declared: str | None) -> str:
    meta = _META_CHARSET.search(content[:_META_BYTES])
    for name in (declared, meta.group(1).decode("ascii") if meta else None):
        text = _try(content, _known(name))
        if text is not None:
            return text
    guess = _known(detect_encoding(content[:SNIFFED_BYTES])) or "cp1252"
    replaced = content.decode(guess, "replace")
    if replaced.count("\ufffd") > NOT_TEXT * len(replaced):  # a UTF-8 text with a few broken bytes stays below
        return content.decode("cp1252", "replace")
    return replaced


def _repaired(text: str) -> str:
    """Undo text that was decoded in the wrong encoding (``â€™`` for an apostrophe), line by line."""
    budget = MOJIBAKE_BUDGET
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _MOJIBAKE.search(line) and len(line) <= budget:
            budget -= len(line)
            lines[number] = ftfy.fix_encoding(line)
    return "\n".join(lines)
