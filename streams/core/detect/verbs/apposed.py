"""Participles behind all that a text says, as French and its kin tell who decided on it or brought it.

"la résolution qui condamne l'invasion de l'Ukraine, adoptée vendredi par le Conseil de sécurité"
"""

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark

REACH = 160
"""Characters from a text over what it says to what was done with it."""
BY_REACH = 60
"""Characters from a participle over its day and its count to who did it."""


def is_apposed(s: Sentence, i: int) -> bool:
    """Say whether the participle at ``i`` is of a text told before what that says: the last name of what it says stands
    right before, or a comma; and the participle is of one thing, as the text is, where what it says is of several."""
    verb, previous = s.verb(i), s.items[i - 1] if i else None
    if not s.lex.romance or "d" not in verb.forms or previous is None or _is_of_several(s, verb):
        return False
    comma = s.folded.startswith(", ", verb.start - 2)
    if not comma and s.folded[previous.end : verb.start] != " ":
        return False
    return _text_before(s, i, comma=comma) is not None


def _is_of_several(s: Sentence, verb: Mark) -> bool:
    """Say whether the ending of a participle is a plural's."""
    return s.surface(verb).endswith(s.lex.plural_endings)


def _text_before(s: Sentence, i: int, *, comma: bool) -> Mention | None:
    """Return the text that a participle is of, over the words on what that does; None where another clause begins."""
    verb = s.verb(i)
    for item in reversed(s.items[:i]):
        if verb.start - item.end > REACH:
            return None
        if isinstance(item, Mention):
            if item.kind in TEXTS:
                aside = s.folded[item.end : verb.start - 2 * comma]
                return item if not item.plural and item.article != "any" and "," not in aside else None
            if item.kind in ("other", "vote", "amendment"):
                return None
        elif item.kind == "organ" or (item.kind == "border" and item.value != "relative"):
            return None
    return None


def is_done_by_organ(s: Sentence, i: int) -> bool:
    """Say whether an organ is told behind to have done it: "adoptée mardi soir à l'unanimité par le Conseil"."""
    end = s.verb(i).end
    organ = next(s.organs(end, end + BY_REACH), None)
    words = s.folded[end : organ.start].split() if organ is not None else []
    return s.says(words[-2:], "by", "loose")
