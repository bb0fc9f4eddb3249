"""Whose decision an infinitive tells: "the decision of the Council to extend", which so was taken."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark


def by_decision(s: Sentence, i: int) -> Mark | None:
    """Return the organ of which it is told what it decided, or failed to do: "The move by the council to adopt a text
    drew protests", "deplored the failure of the council to adopt one"."""
    organ = s.items[i - 1] if i else None
    if isinstance(organ, Mention) and s.lex.romance:
        return _whose_decision(s, organ, s.verb(i))
    if not isinstance(organ, Mark) or organ.kind != "organ" or s.verb(i).forms != "b":
        return None
    words = [word for word in s.words_before(organ.start, 4) if not s.says([word], "definite")]
    decided = s.says(words[-1:], "by") and s.says(words[-2:-1], "decided_by_it")
    return organ if decided or is_failure_of(s, organ) else None


def _whose_decision(s: Sentence, decision: Mention, verb: Mark) -> Mark | None:
    """Return the organ whose decision a noun tells, of which the verb says what it was: "la decisión del Consejo de
    Seguridad de imponer sanciones"."""
    told = s.says([s.folded[slice(*decision.head)]], "deciding_so") and decision.article == "the"
    led = s.says(s.folded[decision.end : verb.start].split(), "of") and "b" in verb.forms
    if not (told and led) or decision.organ is None or decision.organ_span is None:
        return None
    if s.says(s.words_before(decision.start, 6), "calling", "wished", "condition"):
        return None
    return Mark("organ", decision.organ, "", *decision.organ_span)


def is_failure_of(s: Sentence, organ: Mark) -> bool:
    """Say whether it is told that an organ failed by the noun: "the failure of the council to"."""
    words = s.words_before(organ.start, 3)
    at = next((at for at, word in enumerate(words) if s.says([word], "failing_noun")), len(words))
    led = words[at + 1 :]
    return bool(led) and all(s.says([word], "of", "definite") for word in led)
