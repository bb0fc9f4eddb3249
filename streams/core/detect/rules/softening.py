"""What somebody gives up so that an organ will approve a text."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.mood import reading

FOR_REACH = 40
"""Characters between an organ and the text that it is to approve: " approval for "."""


def softened(s: Sentence, i: int, out: Out) -> bool:
    """Read "softened its threat of sanctions to win the Security Council's approval for a resolution", which so is
    that of who gave way; a text that is itself softened is read as one that is brought."""
    verb = s.verb(i)
    if not s.calls(verb, "softening"):
        return False
    nearest = next(s.texts(verb.end, s.span[1], TEXTS), None)
    organ = next(s.organs(verb.end, s.span[1]), None)
    if nearest is None or organ is None or organ.value == "UN" or not 0 < nearest.start - organ.end < FOR_REACH:
        return False
    text = nearest if nearest.kind in TEXTS[:2] and not nearest.plural and nearest.article in ("a", "own") else None
    by = roles.doers(s, i)
    if text is None or not by or reading(s, i).mode != "real" or not _is_won(s, organ, text):
        return False
    out.append(Sighting("tabled", "table.softened", s, verb.start, text, organ, sponsors=by))
    return True


def _is_won(s: Sentence, organ: Item, text: Mention) -> bool:
    """Say whether the organ's approval for the text is what is to be won."""
    words = [word for word in s.words_before(organ.start, 3) if not s.says([word], "definite")]
    between = s.folded[organ.end : text.start].replace("'s", " ").split()
    won = s.says(words[-1:], "winning_backing") and s.says(words[:-1], "infinitive")
    return won and s.says(between[:1], "support_nouns") and s.says(between[-1:], "toward", "of")
