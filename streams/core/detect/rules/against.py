"""Votes against: whether it is a text that was voted against."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark


def is_counted_against(s: Sentence, verb: Mark, text: Mention | None) -> bool:
    """Say whether only the count stands between a vote and what it was against: "voted 114-6, with 45 abstentions,
    against a draft"."""
    if text is None or text.plural or not s.counted or not s.says(s.words_before(text.start, 1), "voted_against"):
        return False
    between = s.folded[verb.end : text.start].replace("-", " ").replace(",", " ").split()[:-1]
    return bool(between) and all(s.is_number(word) or s.says([word], "count_words") for word in between)


def is_against_none(s: Sentence, i: int, text: Mention | None) -> bool:
    """Say whether no text is voted against: "voted against adopting any resolution", "against North Korea"."""
    return (text is not None and text.article == "any") or _is_against_country(s, i)


def is_against_wrong(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether what is voted against is what a state does, which a body so condemns: "voted 187-2 against the
    embargo"."""
    if organ.value == "SC":
        return False  # it turns down an embargo of its own
    words = s.words_after(s.verb(i).end, 16)
    at = next((at for at, word in enumerate(words) if s.says([word], "voted_against")), len(words))
    for word in words[at + 1 : at + 8]:
        if word in s.lex.tally["wrongs"]:
            return True
        if s.says([word], "indefinite", "preposition", "infinitive") or word.endswith(s.lex.progressive_endings):
            return False
    return False


def _is_against_country(s: Sentence, i: int) -> bool:
    """Say whether it is a country that is voted against, and no text: "voted against North Korea on the issue"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if (
        not s.says(s.words_after(s.verb(i).end, 1), "voted_against")
        or not isinstance(following, Mark)
        or following.kind != "actor"
    ):
        return False
    behind = s.words_after(following.end, 1)
    beside = following.start - s.verb(i).end < len(" against the ") + 1
    goes_on = s.folded[following.end : following.end + 1] == " "  # not: "against Israel's bid"
    return beside and goes_on and (not behind or s.says(behind, "preposition"))
