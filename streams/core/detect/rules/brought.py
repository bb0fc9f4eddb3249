"""Which text a verb brings, and to whom."""

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs import objects
from streams.core.detect.words.marks import Mark

ELSEWHERE = 16
"""Characters between a verb and the body that it was done in: " in the "."""
RECEIVER = 24
"""Characters of the longest name of one who is given a draft."""
SHARED = 60
"""Characters between "shared" and the draft: " with the other Security Council members a "."""


def is_given_to_members(s: Sentence, verb: Mark, mention: Mention | None) -> bool:
    """Say whether members are given a draft: "gave Security Council members a draft", not "gave it nine votes"."""
    if mention is None or mention.start < verb.end:
        return False
    between = s.folded[verb.end : mention.start]
    if s.says([word.strip(",") for word in between.split()], "receivers"):
        return mention.article in ("a", "the")
    if mention.article != "a":
        return False
    to = [
        item
        for item in s.items
        if verb.end <= item.start < mention.start and not (s.lex.romance and item.kind == "date")
    ]
    named = bool(to) and all(is_actor(item) or (isinstance(item, Mark) and item.kind == "organ") for item in to)
    return named and mention.kind in TEXTS[:2] and len(between) < ELSEWHERE + 2 * RECEIVER  # "has given China a draft"


def brought(s: Sentence, i: int) -> Mention | None:
    """Return the text that the verb at ``i`` brings; "sought changes to the text" brings none."""
    if _is_amended_so(s, i) or _is_to_do(s, i) or s.says(s.words_after(s.verb(i).end, 1), "causing"):
        return None  # "The text was harsh, and that brought about a change"
    mention = objects.object_of(s, i, 90) or _whose_adoption(s, i)
    if mention is None or mention.kind not in TEXTS:
        mention = _named_ahead(s, i) or mention  # "The text that Chad had put forward also asks for a report"
    if mention is None and s.calls(s.verb(i), "handing_over"):
        return None  # "a resolution that ensures Syria is handing over its weapons"
    if mention is None or s.folded.startswith(",", s.verb(i).end):
        mention = objects.antecedent(s, i) or mention  # "The text, which France had drawn up, calls for sanctions"
    if mention is None and s.calls(s.verb(i), "presenting"):
        return _presented(s, s.verb(i).end)
    if mention is None and s.calls(s.verb(i), "sharing"):
        return next(s.texts(s.verb(i).end, s.verb(i).end + SHARED, TEXTS[:2]), None)  # "shared with members a draft"
    if mention is None and s.calls(s.verb(i), "negotiating"):
        return _negotiated(s, s.verb(i).end)
    between = s.folded[s.verb(i).end : mention.start].split() if mention is not None else []
    changed = s.says(between, "changing") or (not s.lex.romance and s.says(between[-1:], "from"))  # "seeks from it"
    changed = changed or (s.calls(s.verb(i), "floating") and s.says(between, "only_said"))
    return None if changed else mention


def _whose_adoption(s: Sentence, i: int) -> Mention | None:
    """Return the text whose adoption is proposed: "proporre l'approvazione di una risoluzione"."""
    noun = s.items[i + 1] if i + 1 < len(s.items) else None
    if not isinstance(noun, Mark) or noun.value != "adopt" or noun.forms != "n" or not s.lex.romance:
        return None
    beside = s.says(s.folded[s.verb(i).end : noun.start].split(), "definite")
    return objects.object_of(s, i + 1, 60) if beside else None


def _named_ahead(s: Sentence, i: int) -> Mention | None:
    """Return the text that is told right before who brings it: "The resolution Brazil presented on Monday", "the text
    that Brazil had drafted", "the text it had drafted"."""
    j = i - 1
    while j > 0 and is_actor(s.items[j]):
        j -= 1
    named = j < i - 1
    border = s.items[j] if j > 0 else None
    if named and isinstance(border, Mark) and border.value == "relative" and s.calls(border, "relating"):
        j -= 1
    text = s.items[j] if j >= 0 else None
    if not isinstance(text, Mention) or text.kind not in TEXTS or text.article != "the" or s.lex.romance:
        return None
    words = s.folded[text.end : s.items[j + 1].start].split()
    behind = s.folded[s.items[i - 1].end : s.verb(i).start].split()
    if not named:  # "it" or "they" alone stand between
        return (
            text if s.says(words[:1], "pronoun") and all(s.says([one], "have", "also") for one in words[1:]) else None
        )
    led = all(s.says([word], "definite", "relating") for word in words)
    return text if led and all(s.says([word], "have") for word in behind) else None


def _is_amended_so(s: Sentence, i: int) -> bool:
    """Say whether it is a change that somebody brings, told right before them: "an amendment Cuba had sought"."""
    if i < 2 or not is_actor(s.items[i - 1]):
        return False
    earlier, between = s.items[i - 2], s.folded[s.items[i - 2].end : s.items[i - 1].start]
    bare = not between.strip() or s.says([between.strip()], "definite")
    return bare and isinstance(earlier, Mention) and earlier.kind == "amendment"


def _is_to_do(s: Sentence, i: int) -> bool:
    """Say whether somebody only sought to do something to a text: "sought to undermine the resolution"."""
    seeking = s.calls(s.verb(i), "seeking_to")
    return seeking and s.says(s.words_after(s.verb(i).end, 1), "infinitive") and not s.lex.romance


def _presented(s: Sentence, begin: int) -> Mention | None:
    """Return the draft that an organ is presented with: "presented the Security Council with a draft resolution"."""
    organ = next(s.organs(begin, begin + ELSEWHERE), None)
    text = next(s.texts(organ.end, organ.end + SHARED, TEXTS[:2]), None) if organ is not None else None
    if organ is None or text is None or not s.says(s.words_before(text.start, 1), "company"):
        return None
    dated = any(organ.end <= when.start < text.start for when in s.whens)  # "presented the Council on Friday with"
    return text if dated or text.start - organ.end < ELSEWHERE else None


def _negotiated(s: Sentence, begin: int) -> Mention | None:
    """Return the text that those who bring it discuss: "are negotiating with the other members over a resolution"."""
    if not s.says(s.words_after(begin, 1), "company"):
        return None
    texts = s.texts(begin, begin + objects.NEAR, TEXTS[:2])
    return next((one for one in texts if one.article == "a" or s.says(s.words_before(one.start, 1), "over")), None)


def brought_to(s: Sentence, i: int, mention: Mention | None) -> Mark | None:
    """Return the organ that a text is brought to: "tabled at the council a draft", "a draft to the council"."""
    if mention is None:
        return None
    behind = next(s.organs(mention.end, mention.end + ELSEWHERE), None) or _at_the_un(s, mention)
    return next(s.organs(s.verb(i).end, mention.start), behind)


def _at_the_un(s: Sentence, mention: Mention) -> Mark | None:
    """Return the United Nations where a text is told to be brought there: "put forward a resolution at the UN"."""
    spots = (item for item in s.marks if item.kind == "organ" and 0 <= item.start - mention.end < ELSEWHERE)
    there = next((item for item in spots if item.value == "UN"), None)
    at = s.folded[mention.end : there.start].split() if there is not None else []
    return there if s.says(at[:1], "at_there") and all(s.says([word], "definite") for word in at[1:]) else None


def is_elsewhere(s: Sentence, i: int) -> bool:
    """Say whether another body is named right behind the verb: "was introduced in the House of Representatives"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    near = isinstance(following, Mark) and following.start - s.items[i].end < ELSEWHERE
    return near and isinstance(following, Mark) and following.kind == "foreign" and "w" not in following.forms
