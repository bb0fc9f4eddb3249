"""What somebody got a body to adopt, told with a noun: "won unanimous approval for a U.N. Security Council resolution",
"secured passage in the Assembly of a resolution"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.verbs.supposed import is_supposed

REACH = 12
"""Words before a text in which it is told what was won for it: " won on Friday the approval of the Council for "."""
BETWEEN = 6
"""Words between "won" and "approval"."""


def won(s: Sentence, mention: Mention, out: Out) -> None:
    """Read what somebody won for a text that an organ is named beside."""
    if s.lex.romance or mention.kind not in TEXTS[:2] or mention.plural or mention.past or mention.article == "any":
        return
    words = s.words_before(mention.start, REACH)
    if not s.says(words[-1:], "won_for"):
        return
    noun, verb = _last(s, words, "won_things"), _last(s, words, "winning_so")
    if not (0 <= verb < noun and noun - verb <= BETWEEN) or s.says(words[verb + 1 : noun], "infinitive", "and"):
        return
    if not _is_of_text(s, words[noun], mention):
        return
    before = [*s.words_before(mention.start, REACH + 5)[: -REACH or None], *words[:verb]][-5:]
    unreal = s.says(before, "negation", "hypothetical", "future", "wished", "condition") or is_supposed(s)
    organ = next((one for one in s.organs(s.span[0], mention.end)), None)
    if unreal or s.foreign or (organ is None and mention.organ is None):
        return
    if s.says(s.words_after(s.span[0], 1), "condition") or any(_is_told(one, mention) for one in out):
        return
    past = s.says(before, "pluperfect")
    out.append(Sighting("adopted", "adopt.won", s, mention.start, mention, organ, tally=s.tally, past=past))


def _is_of_text(s: Sentence, noun: str, mention: Mention) -> bool:
    """Say whether only the body and the day stand between what was won and the text: not "approval for the use of"."""
    begin, words = s.folded.rfind(noun, s.span[0], mention.start) + len(noun), list[str]()
    for item in [one for one in s.items if begin <= one.start < mention.start] + [mention]:
        words += s.folded[begin : item.start].split()
        if item is not mention and item.kind not in ("organ", "date"):
            return False
        begin = item.end
    return all(s.says([word], "won_for", "won_from_whom") for word in words)


def _last(s: Sentence, words: list[str], name: str) -> int:
    return max((at for at, word in enumerate(words) if s.says([word], name)), default=-1)


def _is_told(one: object, mention: Mention) -> bool:
    return isinstance(one, Sighting) and one.mention is mention and one.claim in FINAL
