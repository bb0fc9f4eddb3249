"""Words of a text: whole words, case and accents folded.

A text becomes tokens, and a phrase is found where its tokens stand one behind the other:

- Case, accents and compatibility forms do not count: ``Resolución`` is ``resolucion``, and so are full-width letters.
- Whatever is neither letter nor digit parts tokens, so ``Iran's`` has ``iran`` in it, ``cease-fire`` is also found as
  ``cease fire`` (and not as ``ceasefire``), and punctuation between the words of a phrase is passed over.
- Initials are one token with or without full stops: ``U.N.`` is ``un``.
- In scripts that write no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each character is a
  token: a value is found wherever its characters stand.
- Arabic and Hebrew words are whole words as they are written, vowel points and tatweel left out; what a language writes
  together with a word (the Arabic article, "and", "in") belongs to it.

Nothing is inflected: ``veto`` does not find ``vetoed``. All of it takes linear time.
"""

import re
import unicodedata

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Blocks of Unicode: Thai and Lao, Myanmar, Khmer, kana, Chinese characters."""
BREAK = "\0"
"""Stands between texts, where no phrase goes on; it is in no text's tokens."""
_TATWEEL = "\u0640"

_TYPOGRAPHIC = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0"
"""Quotes, dashes, dots and the hard space: most English articles have no other characters outside ASCII."""
_INITIALS = re.compile(r"\.(?:[^\W\d_]\.)+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {ord(BREAK): BREAK}


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met; Unicode bounds how many there are."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if char.isascii():
        return _ASCII[ord(char)]
    if _UNSPACED.match(char):  # the marks of kana and Thai are no accents
        return f" {char} "
    if char == _TATWEEL or unicodedata.category(char) == "Cf":  # a soft hyphen is in no word
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return "".join(part if _is_of_a_word(part) else " " for part in plain.casefold())


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")  # the vowel signs of Indian scripts


_FOLDS = _Folds()


def tokens(*texts: str) -> list[str]:
    """Return the tokens of ``texts`` in order, with BREAK between those of one text and of the next."""
    text = f" {BREAK} ".join(
        text.replace(BREAK, " ") for text in texts
    )  # at once: one long text is read faster than many
    text = _INITIALS.sub(_one_word, text)
    if not text.isascii():
        for char in _TYPOGRAPHIC:
            text = text.replace(char, " ")
    return text.translate(_ASCII if text.isascii() else _FOLDS).split()  # three times as fast in ASCII


def _one_word(stops: re.Match[str]) -> str:
    """Return the ``.N.`` of ``U.N.`` as ``N``, and that of ``Section.N.`` as it is."""
    text, start = stops.string, stops.start()
    initial = text[start - 1 : start].isalpha() and not text[max(0, start - 2) : start - 1].isalnum()
    return stops[0].replace(".", "") + " " if initial else stops[0]
