"""What a text says that its body does, which is its wording and no deed: 'It says the council "condemns" it'."""

from streams.core.detect.bodies.organs import is_asked
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark

LED = 4
"""Words before an organ in which it is told that something says what it does: "says that the 15-nation"."""
OPENER = 4
"""Characters before the text that a sentence begins with: "The "."""


def is_worded_so(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether the verb at ``i`` only tells what a text says that an organ does: 'It says the council "demands" an
    end', "The draft says the council imposes an embargo"."""
    verb = s.verb(i)
    if s.lex.romance or "d" in verb.forms or organ.start > verb.start:
        return False
    if is_asked(s.folded, organ.start, organ.end, s.lex):
        return True  # "The draft would have the council begin lifting the sanctions"
    words = [word for word in s.words_before(organ.start, LED) if not s.says([word], "definite", "that")]
    if not s.says(words[-1:], "wording_it"):
        return False
    if s.folded.startswith(' "', organ.end):
        return True
    first = next(s.texts(*s.span, kinds=TEXTS), None)
    return first is not None and first.start - s.span[0] <= OPENER and first.end < organ.start
