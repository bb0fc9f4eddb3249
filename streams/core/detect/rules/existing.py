"""Whether a phrase tells by itself that there is a text which is not decided on yet: "a Mexican-drafted resolution"."""

from streams.core.detect.rules.talks import is_negotiated
from streams.core.detect.rules.veto_told import vetoed_text
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.times.dates import OLD_ANYWHERE
from streams.core.detect.words.text import longest_first

_VOTING = {"vote": 16, "abstain": 64}
"""Classes of verbs with the characters between one and the resolution that it is on: " in favor of "."""
SAID_REACH = 36
"""Characters between the text that a sentence begins with and its own time: " on human rights in Mali "."""
LAW_REACH = 30
"""Characters behind "a draft" in which it is told of what: " U.S. climate bill"."""
TIME_REACH = 70
"""Characters between a resolution and a time beside which it is named."""


def is_there(s: Sentence, mention: Mention, *, proposed: bool) -> bool:
    """Say whether there is a text, not yet decided on: "the Assembly's own resolution 96 (I)" is decided on."""
    # "It is the second resolution", "the adoption of yet another resolution"
    rival = mention.rival and not s.says(s.words_before(mention.start, 1), "present_be", "be", "even_more")
    rival = rival and not (s.amended and mention.kind == "text")  # "and a separate proposal", beside an amendment
    rival = rival and not (
        mention.kind == "resolution" and _is_of_then(s, mention)
    )  # "The only other one on Mali, in 1948"
    then = _is_of_then(s, mention) or _is_called_for_in(s, mention) or _is_voted_for(s, mention)
    rival = rival and not (
        (not s.lex.romance and _is_voted_for(s, mention)) or (mention.kind == "text" and _is_way_out(s, mention))
    )
    exists = (mention.draft and not _is_of_law(s, mention)) or proposed or rival or (mention.hyphened and not then)
    exists = exists and not _is_in_force(s, mention)
    exists = exists or is_worded(s, mention) or is_negotiated(s, mention)
    return exists and all(symbol.forms == "d" for symbol in mention.symbols) and not _is_vetoed(s, mention)


def _is_in_force(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told what a resolution has come to since: "A U.S.-backed resolution failed to stop the war"."""
    if mention.kind != "resolution" or mention.draft or s.lex.romance:
        return False
    return s.folded.startswith(longest_first(s.lex.words["done_little"]), mention.end)


def _is_way_out(s: Sentence, mention: Mention) -> bool:
    """Say whether what is called another is only what may be done: "Another alternative would be to arm them"."""
    words = s.words_after(mention.end, 3)
    at = next((at for at, word in enumerate(words) if s.says([word], "be", "bare_be")), len(words))
    return not s.lex.romance and s.says(words[at + 1 :][:1], "infinitive")


def _is_of_law(s: Sentence, mention: Mention) -> bool:
    """Say whether "a draft" is of a law, told behind whose it is: "A draft U.S. climate bill"."""
    if s.lex.romance or "," in s.folded[mention.end : mention.end + LAW_REACH]:
        return False
    return s.folded[slice(*mention.head)] == "draft" and s.says(s.words_after(mention.end, 3), "laws_drafted")


def _is_vetoed(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is named as what a veto was of: "Their double veto last week of a European-drafted text"."""
    if s.lex.romance or not s.says(s.words_before(mention.start, 1), "of"):
        return False
    cast = next((mark for mark in reversed(s.marks) if mark.value == "veto" and mark.end < mention.start), None)
    if cast is None or vetoed_text(s, cast) is not mention:
        return False
    return not s.says(s.words_before(cast.start, 5), "veto_foreseen", "wished", "future", "hypothetical")


def _is_of_then(s: Sentence, mention: Mention) -> bool:
    """Say whether a resolution is named beside a time of old, by which it is one of then: "the debate last month on a
    Mexican-drafted resolution", "the French-sponsored resolution on Mali last year"."""
    return mention.kind == "resolution" and any(
        (when.age or 0) >= OLD_ANYWHERE and -TIME_REACH < when.start - mention.end < reach_of_time(s, mention)
        for when in s.whens
    )


def _is_voted_for(s: Sentence, mention: Mention) -> bool:
    """Say whether somebody is told to have voted for a resolution, "did vote in favor of a U.S.-backed resolution", or
    to have abstained: "abstained in the March vote on a second resolution"."""
    return mention.kind == "resolution" and any(
        mark.kind == "verb" and mark.value in _VOTING and 0 < mention.start - mark.end < _VOTING[mark.value]
        for mark in s.marks
    )


def _is_called_for_in(s: Sentence, mention: Mention) -> bool:
    """Say whether something was called for in a resolution, which is made then: "The agency urged Iran in September to
    stop enrichment in an EU-drafted resolution"."""
    if s.lex.romance or not s.says(s.words_before(mention.start, 1), "within"):
        return False
    return any(mark.value == "call" and "d" in mark.forms and mark.start < mention.start for mark in s.marks)


def is_worded(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told that members agreed on the wording of a text, which is not adopted yet."""
    if mention.article != "a" or not (s.has("agreeing") or s.has("agreement")):
        return False
    words = s.words_before(mention.start, 9)
    worded = s.says(words[-1:], "of") and s.says(words[-2:-1], "wording")
    return worded and s.says(words[:-2], "agreeing", "agreement")


def reach_of_time(s: Sentence, mention: Mention) -> int:
    """Return how far behind a text a time can be its own: less where a sentence begins with it, and tells what it says:
    "The U.S.-sponsored resolution welcomes a proposal announced on May 31"."""
    return SAID_REACH if mention.start == s.span[0] and mention.article == "the" else TIME_REACH
