"""Texts whose end a sentence tells, and those that are only refused by a state."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs import objects
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.words.marks import PERMANENT, Mark

_FELLING = ("block", "veto", "reject", "withdraw")
"""Verb classes that end a text."""


def is_felled(s: Sentence, mention: Mention) -> bool:
    """Say whether the sentence tells the end of a text, whatever it was before: "blocked a council draft"."""
    return any(
        objects.object_of(s, i) is mention
        and reading(s, i).mode == "real"
        and not s.says(s.folded[item.end : mention.start].split(), "only_said")
        and not _is_only_refused(s, i, mention)
        for i, item in enumerate(s.items)
        if item.start < mention.start and item.kind == "verb" and isinstance(item, Mark) and item.value in _FELLING
    )


def _is_only_refused(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether a state without a veto rejects another's text, which ends nothing: "Sudan rejected a French-drafted
    council draft", "rejected the draft presented by France"."""
    known = mention.hyphened or (s.lex.romance and bool(mention.sponsors)) or _is_offered(s, mention)
    subject = subject_of(s, i) if known and s.verb(i).value == "reject" and not s.counted else None
    if s.lex.romance:  # "Moscou a rejeté un nouveau texte américain": in talks, where no veto is told
        cast = any(mark.kind == "verb" and mark.value in ("veto", "vote") for mark in s.marks)
        return isinstance(subject, Mark) and subject.kind == "actor" and not cast
    return isinstance(subject, Mark) and subject.kind == "actor" and subject.value not in PERMANENT


def _is_offered(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told right behind a text who brought it: "the draft presented by France"."""
    behind = next((item for item in s.items if item.start >= mention.end), None)
    if not isinstance(behind, Mark) or behind.value not in ("table", "propose") or "d" not in behind.forms:
        return False
    return behind.start - mention.end <= len(", ") and s.says(s.words_after(behind.end, 2), "by")
