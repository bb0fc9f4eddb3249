"""Bytes to text."""

import unicodedata

import pytest

from streams.core.clean.decode import MARKS_KEPT, decode, resolved, tidy
from streams.core.model import Unreadable

SPANISH = "El Consejo de Seguridad votó anoche: «no» a la moción de Perú, según la misión española."
RUSSIAN = "Совет Безопасности ООН проголосовал вчера вечером за новую резолюцию по миротворцам."


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("utf-8", None, SPANISH),
        ("utf-8", "windows-1252", SPANISH),  # a wrong declaration: valid UTF-8 wins
        ("utf-8-sig", None, SPANISH),
        ("cp1252", "windows-1252", SPANISH),
        ("cp1252", "utf-8", SPANISH),  # a wrong declaration: it does not fit
        ("cp1252", None, SPANISH),
        ("cp1251", None, RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("utf-16", None, RUSSIAN),
        ("utf-16-le", None, "The council voted late on Monday."),
        ("utf-16-be", None, "The council voted late on Monday."),
        ("utf-32", None, SPANISH),
        ("iso2022_jp", "iso-2022-jp", "安保理は決議を採択した"),
        ("gb18030", "gb2312", "安理会通过决议"),
    ],
)
def test_text_in_any_encoding_is_read(encoding: str, declared: str | None, text: str) -> None:
    """Bytes come back as the text they were made from."""
    assert decode(text.encode(encoding), declared) == text


def test_meta_element_names_the_encoding() -> None:
    """A page says its encoding itself."""
    page = f'<html><head><meta charset="koi8-r"></head><body>{RUSSIAN}</body></html>'
    assert RUSSIAN in decode(page.encode("koi8-r"), None)


@pytest.mark.parametrize("declared", ["zip", "punycode", "unicode_escape", "utf-7", "no such thing", "x" * 5000, "é"])
def test_names_that_are_no_encoding_are_ignored(declared: str) -> None:
    """A declared name reaches no codec that the WHATWG standard does not know."""
    assert decode(b"The council voted. \\u0041 +AEE-", declared) == "The council voted. \\u0041 +AEE-"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(range(0, 256, 3)) * 30,
        b"\x00" * 1000,
        b"\xff\xfe" + b"\x00\xd8" * 500,
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    """Images, archives, zeros and broken UTF-16 raise undecodable_content."""
    with pytest.raises(Unreadable) as error:
        decode(content, None)
    assert error.value.cause == "undecodable_content"


def test_a_stray_control_character_is_only_dropped() -> None:
    """A NUL or a bell in a wire's text does not lose the text."""
    text = (
        "The council voted late on Monday\x00 and the president\x07 of the month closed the meeting at once."
        + " It was late." * 9
    )
    assert decode(text.encode(), None) == text.replace("\x00", "").replace("\x07", "")


def test_text_decoded_in_the_wrong_encoding_is_repaired() -> None:
    """UTF-8 that was read as Windows-1252 on its way comes back; text that only looks odd stays."""
    assert tidy("The councilâ€™s president said â€œnoâ€\x9d.") == "The council’s president said “no”."
    assert tidy("SÃO PAULO – A reunião terminou") == "SÃO PAULO – A reunião terminou"


def test_text_is_in_normal_form_with_plain_line_ends() -> None:
    """NFC, newline line ends; no lone surrogates, no zero-width spaces, no byte order mark inside."""
    assert tidy("Pe\u0301re\r\nz\u2028a\ud800b\u200bc\ufeff") == "Pére\nz\nabc"


def test_runs_of_combining_marks_are_cut() -> None:
    """More marks than UAX #15 allows in a row are dropped, since ordering them is quadratic."""
    text = tidy("a" + "\u0301\u0323" * 100_000)
    assert len(text) <= MARKS_KEPT + 1
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("adopted by a 112&ndash;19 vote", "adopted by a 112\N{EN DASH}19 vote"),
        ("Caf&eacute; &#8220;Noir&#8221;", "Café \N{LEFT DOUBLE QUOTATION MARK}Noir\N{RIGHT DOUBLE QUOTATION MARK}"),
        ("R&amp;D of AT&T", "R&D of AT&T"),
        ("&lt;b&gt; &#60;i&#x3e; &foo; & more", "&lt;b&gt; &#60;i&#x3e; &foo; & more"),
    ],
)
def test_characters_named_by_reference_are_read(text: str, read: str) -> None:
    """As feeds have them; what would begin a tag stays as it is, as does what names nothing."""
    assert resolved(text) == read
