"""A veto that is told as the reason why an organ did not do something, not saying whose it was."""

from streams.core.detect.sentences.sentence import Sentence


def is_by_veto(s: Sentence) -> bool:
    """Say whether a sentence tells that something was not done for a veto: "owing to the negative vote of a permanent
    member", "because of a veto"; not "for fear of a veto"."""
    for mark in s.marks:
        if mark.kind == "verb" and mark.value == "veto" and "n" in mark.forms:
            words = s.words_before(mark.start, 4)
            led = words[:-1] if s.says(words[-1:], "definite", "indefinite") else []
            if s.says(led[-1:], "reasons") or s.says([" ".join(led[-2:])], "reasons"):
                return True
    return False
