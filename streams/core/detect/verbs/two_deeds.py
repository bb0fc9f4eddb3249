"""Who does two things in a row of which only the second is told by a verb of ours: "Russia is threatening Ukraine and
seeking a resolution" is not sought by Ukraine."""

from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark


def is_done_to(s: Sentence, j: int, i: int) -> bool:
    """Say whether the name at ``j`` is whom another thing is done to, before the verb at ``i`` that goes on with it."""
    name, verb = s.items[j], s.items[i]
    if s.lex.romance or i != j + 1 or not is_actor(name) or not isinstance(verb, Mark):
        return False
    words = s.folded[name.end : verb.start].split()
    if not s.says(words[:1], "and") or not all(word.endswith(s.lex.adverb_endings) for word in words[1:]):
        return False
    before = [word for word in s.words_before(name.start, 4) if not s.says([word], "definite")]
    deed, led = before[-1:], before[-2:-1]
    if not deed or "-" in deed[0]:
        return False
    if deed[0].endswith(s.lex.progressive_endings):
        return "g" in verb.forms and s.says(led, "be")
    parted = s.folded[: name.start].removesuffix("the ").endswith((", ", "; ", ": ", "- "))
    return "d" in verb.forms and not parted and deed[0].isalpha() and not s.says(deed, "and", "that", "preposition")


def who_did(s: Sentence, j: int) -> Item | None:
    """Return who does both: who stands before, with nothing but the first deed between."""
    name, earlier = s.items[j], s.items[j - 1] if j else None
    if not isinstance(earlier, Mark) or earlier.kind not in ("actor", "organ"):
        return None
    between = s.folded[earlier.end : name.start].split()
    own = [word for word in between if not s.says([word], "definite", "have", "be")]
    own = [word for word in own if not word.endswith(s.lex.adverb_endings)]
    return earlier if len(own) == 1 else None
