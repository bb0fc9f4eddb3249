"""The words around a mention. Each look is at most ``REACH`` characters wide, so that reading stays linear."""

REACH = 32
"""Longer than any word of a cue."""

CLOSING = ".,;:!?)”\"'’"
ELISION = ("'", "’")
OPENING = "“”\"'‘’([—–-"


def word_before(text: str, position: int) -> str:
    """Return the word before ``position``, one space away and in the same paragraph; empty where there is none.

    Opening quotes and brackets are not part of it, what closes a clause is: ``Monday,`` is no word of the phrase.
    A word that has lost its vowel keeps its apostrophe: ``l'`` before "Assemblée".
    """
    gap = text[position - 1 : position]
    if gap != " " and gap not in ELISION:
        return ""
    phrase = text[position - REACH if position > REACH else 0 : position - (gap == " ")]
    word = phrase[phrase.rfind(" ") + 1 :]
    return word[word.rfind("\n") + 1 :].lstrip(OPENING)


def start_of(before: str, position: int) -> int:
    """Return where ``before``, the word before ``position``, starts."""
    return position - len(before) - (not before.endswith(ELISION))


def word_after(text: str, position: int) -> str:
    """Return the word after ``position``, one space away, without what closes a clause; empty where there is none."""
    if text[position : position + 1] != " ":
        return ""
    phrase = text[position + 1 : position + REACH]
    return phrase.partition(" ")[0].partition("\n")[0].rstrip(CLOSING)


def possessive(text: str, position: int) -> int:
    """Return where a possessive ``'s`` or ``'`` at ``position`` ends, and 0 where there is none.

    Scraped texts lose apostrophes: "Israel s capital" is a possessive too.
    """
    following = text[position : position + 3]
    if following[:2] in ("'s", "’s"):
        return position + 2
    if following[:2] in ("' ", "’ ") and text[position - 1] == "s":
        return position + 1
    return position + 2 if following == " s " else 0


def starts_sentence(text: str, position: int) -> bool:
    """Whether a sentence or a quotation starts at ``position``."""
    before = text[max(0, position - 3) : position].rstrip(OPENING + " ")
    return not before or before[-1] in ".!?:\n"
