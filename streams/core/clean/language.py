"""The language of a text, as a BCP 47 tag: declared, else by script, else by stop words, else by a model."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

HEAD = 1_000
"""Characters that are looked at."""
GLANCE = 500
"""Characters whose stop words mostly decide already."""
FEWEST_LETTERS = 20
"""Letters below which a text says nothing of its language."""
FEWEST_WORDS = 4
"""Stop words from which they decide, if the next language has at most half as many."""
MODEL_SURE = 0.9
"""Probability from which the model is believed."""
STOP_WORDS = {  # the commonest words of each language that the others lack
    "en": "the of and to in that is was for with said has have by on from which it be are were",
    "fr": "les des est du dans une qui pour sur pas au par avec sont aux été ce cette et leur la le",
    "es": "el los las del que una por con para su al es se como más fue ha pero y la",
    "pt": "os das dos que uma por com para não ao na no em da do foi são mais pelo e",
    "it": "il gli della che di una per con non nel sono alla dei dell' del è ha più anche e la",
    "de": "der die das und von den zu mit ist des auf für nicht ein eine dem im sich auch wurde",
    "nl": "het een van en dat op te voor met niet zijn aan door ook bij werd naar is de uit",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_SCRIPTS = (  # a script that one language of the news has to itself, or the rest after the ones that mark it
    ("ko", re.compile("[가-힣]")),
    ("ja", re.compile("[ぁ-ヿ]")),
    ("zh", re.compile("[一-鿿]")),
    ("he", re.compile("[א-ת]")),
    ("el", re.compile("[Α-ώ]")),
    ("th", re.compile("[ก-๛]")),
)
_ARABIC = re.compile("[\u0620-\u06d3]")
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")
LETTERS_OF_ITS_OWN = 0.02
"""Share of letters that only Urdu, or only it and Persian have, from which Arabic script is not Arabic: foreign names
bring in single ones."""
_NEAR = bytes([*range(0xCD), 0xE2, 0xEF, *range(0xF0, 0xF8)])
"""UTF-8 of the Latin alphabet, punctuation and symbols: without them, letters of other alphabets are left."""
_TYPED = (("’", "'"), ("‘", '"'), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("\xa0", " "))
_PLACES = range(0, 16 * len(STOP_WORDS), 16)
"""Where in one number the words of each language are counted: one sum for all of them."""
_MOST_COUNTED = 0xFFFF
_LETTER = re.compile(r"[^\W\d_]")
SCRIPT_SHARE = 0.2
"""Share of the letters in a script from which it decides: Chinese and Japanese text mixes in Latin names."""


def language_of(text: str, declared: str | None = None, *, trusted: bool = False) -> str | None:
    """Return the language of ``text``, or None where there is too little of it.

    ``declared`` is believed where it is ``trusted`` (a feed said it), or unless script or stop words say another
    language: templates are copied from site to site with their ``<html lang="en">``.
    """
    tag = language_tag(declared)
    if tag and trusted:
        return tag
    head = _typed(text[:HEAD])
    seen = _by_script(head) or _by_stop_words(head[:GLANCE]) or _by_stop_words(head)
    if tag and (seen is None or tag.split("-")[0] == seen):
        return tag
    return seen or tag or _by_model(text[:HEAD])


def _typed(head: str) -> str:
    """Return ``head`` with quotes and dashes as typewriters have them: mostly ASCII then, which is read much faster."""
    if not head.isascii():
        for printed, typed in _TYPED:
            head = head.replace(printed, typed)
    return head


def language_tag(text: str | None) -> str | None:
    """Return ``text`` as a well-formed language tag in its usual case (``pt-BR``, ``zh-Hant``), or None."""
    if not text or not _TAG.fullmatch(text.strip()):
        return None
    first, *rest = text.strip().replace("_", "-").split("-")
    if first.lower() in ("und", "mul", "zxx", "mis"):
        return None
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def _by_script(head: str) -> str | None:
    if head.isascii() or not head.encode("utf-8", "surrogatepass").translate(None, _NEAR):
        return None
    letters = len(_LETTER.findall(head))
    if letters < FEWEST_LETTERS // 4:
        return None
    if len(_ARABIC.findall(head)) > SCRIPT_SHARE * letters:
        own = LETTERS_OF_ITS_OWN * letters
        if len(_URDU.findall(head)) > own:
            return "ur"
        return "fa" if len(_PERSIAN.findall(head)) > own else "ar"
    return next((tag for tag, script in _SCRIPTS if len(script.findall(head)) > SCRIPT_SHARE * letters), None)


@cache
def _stop_words() -> dict[bytes, int]:
    """Return what each stop word adds to the count of all languages."""
    adds: Counter[bytes] = Counter()
    for place, words in zip(_PLACES, STOP_WORDS.values(), strict=True):
        adds.update(dict.fromkeys(words.encode().split(), 1 << place))
    return dict(adds)


def _by_stop_words(head: str) -> str | None:
    adds = _stop_words()
    words = head.lower().encode("utf-8", "surrogatepass").replace(b"'", b"' ").split()
    total = sum([adds[word] for word in words if word in adds])
    counts = {tag: total >> place & _MOST_COUNTED for place, tag in zip(_PLACES, STOP_WORDS, strict=True)}
    second, first = sorted(counts.values())[-2:]
    return max(counts, key=counts.__getitem__) if first >= FEWEST_WORDS and first >= 2 * second else None


@cache
def _model() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # it brings NumPy; few texts need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _by_model(head: str) -> str | None:
    if len(_LETTER.findall(head)) < FEWEST_LETTERS:
        return None
    tag, probability = _model().classify(head)
    return str(tag) if probability >= MODEL_SURE else None
