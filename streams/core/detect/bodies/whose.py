"""Whose body a name is, by the words around it: "the parish council", "the Assembly in Papeete", "Refugee Council"."""

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark

SHORTENED = 5
"""Characters of the longest word that a full stop only shortens: "Sept."."""


def is_other(mark: Mark) -> bool:
    """Say whether a mark names a body outside the United Nations; those of ``others`` have the form ``w``."""
    return mark.kind == "foreign" or (mark.kind == "actor" and "f" in mark.forms)


def _ends_sentence(word: str) -> bool:
    """Say whether a word ends a sentence, and is no "U.N." or "St."."""
    return word.endswith(".") and len(word) > SHORTENED and "." not in word[:-1]


def is_any(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether it is told what such a body is: "A General Assembly is a meeting of all students"."""
    words = lex.words
    led = folded[max(0, mark.start - 4) : mark.start].split()[-1:]
    if words["indefinite"].isdisjoint(led):
        return False
    return not words["be"].isdisjoint(folded[mark.end : mark.end + 12].split()[:1])


def is_beside_other(folded: str, marks: list[Mark], index: int) -> bool:
    """Say whether another body stands right before: "a Senate committee that deals with human rights", "the OPCW's
    council"."""
    previous = marks[index - 1] if index else None
    if previous is None or not is_other(previous):
        return False
    return folded[previous.end : marks[index].start] in (" ", "'s ")


def is_followed_by_owner(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether whose body it is follows its name: "le Conseil de sécurité russe", "de Rusia"."""
    mark, following = marks[index], marks[index + 1] if index + 1 < len(marks) else None
    if following is None or following.kind not in ("actor", "foreign"):
        return False
    between = folded[mark.end : following.start].strip(" ")
    beside = between == "" and "a" in following.forms
    return beside or between in lex.words["joint_of"]


def is_of_land(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether whose body it is follows in English: "the Security Council of Russia", not "warned the Security
    Council of Iran's plans"."""
    mark, following = marks[index], marks[index + 1] if index + 1 < len(marks) else None
    if following is None or following.kind != "actor" or folded.startswith("'", following.end):
        return False
    if folded[mark.end : following.start] not in (" of ", " of the "):
        return False
    before = folded[max(0, mark.start - 30) : mark.start].split()[-3:]
    return lex.words["telling"].isdisjoint(before)


def is_local(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether a word in small letters makes it another's: "the parish council", "the ruling council"."""
    if mark.value not in ("council", "assembly"):
        return False
    words = folded[max(0, mark.start - 20) : mark.start].split()
    return bool(words) and words[-1] in lex.words["local_bodies"]


def sits_elsewhere(body: str, folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether "the assembly" is told to be another's: "the Assembly in Papeete", "of the 34-nation body"."""
    name = folded[mark.start : mark.end]
    behind = body[mark.end : mark.end + 28].split()
    if mark.value == "SC" and name == "security council" and not lex.romance:
        named = behind[:2] == ["of", "the"] and len(behind) > 2  # "the Security Council of the school in Linz"
        return named and behind[2].lower().strip(",.") not in lex.words["whose_council"]
    if lex.romance or mark.value not in ("assembly", "GA") or name not in lex.words["plain_assembly"]:
        return False
    if behind[:1] == ["in"] and len(behind) > 1 and behind[1][:1].isupper():
        place = behind[1].strip(",.;").lower()
        return place not in lex.words["seats_of_the_un"] and place not in lex.months
    return behind[:2] == ["of", "the"] and len(behind) > 2 and behind[2].lower() not in lex.words["seats_of_the_un"]


def is_part_of_name(body: str, folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether a short name is part of a longer one: "Refugee Council", "sanctions committee"."""
    if lex.romance:
        behind = folded[mark.end : mark.end + 24]
        goes_on = behind[:1] == " " and not lex.words["name_goes_on"].isdisjoint(behind.split()[:1])
        return goes_on or not body[mark.start].isupper()
    words = body[max(0, mark.start - 30) : mark.start].split()
    if "\n" in body[max(0, mark.start - 2) : mark.start] or (words and _ends_sentence(words[-1])):
        words = []  # "... the Human Rights Council. Council members are expected to"
    word = words[-1].strip("(\"“'") if words else ""
    if body[mark.start].isupper() and word[:1].isupper():
        return word.lower().strip(".,") not in lex.words["before_name"]
    before = lex.words.get(f"before_{mark.value}")
    return before is not None and word.lower() not in before
