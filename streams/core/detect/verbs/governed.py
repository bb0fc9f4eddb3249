"""Whether a preposition governs a name, so that it does nothing by itself."""

from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.names import goes_on, represents
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

SITTING_WORDS = 8
"""Words of a sentence before the organ whose meeting it opens with: "the tenth emergency special session of the"."""


def _acts(s: Sentence, j: int) -> bool:
    """Say whether a verb follows the name at ``j``, which a comma alone joins to no list: "into Gaza, Mali vetoed"."""
    following = s.items[j + 1] if j + 1 < len(s.items) else None
    if s.lex.romance and s.folded.startswith(longest_first(s.lex.words["backed_so"]), s.items[j].end):
        return True  # "del Golfo, Reino Unido, con el apoyo de Francia, ha redactado"
    return (
        isinstance(following, Mark)
        and following.kind == "verb"
        and all(s.says([word], "have") for word in s.folded[s.items[j].end : following.start].split())
    )


def _to_members(s: Sentence, words: list[str]) -> bool:
    """Say whether something is done to the members of an organ, and not by them: "repartido entre los miembros del"."""
    while words and s.says(words[-1:], "members", "membership", "definite", "before_organ"):
        words = words[:-1]
    return s.says(words[-1:], "preposition") and not s.says(words[-1:], "of")


def _opens_with_sitting(s: Sentence, item: Item, led: list[str]) -> bool:
    """Say whether a sentence opens with a meeting of the organ that acts there: "An emergency special session of the
    General Assembly adopted a resolution", not "At a special session of the General Assembly, Cuba"."""
    if item.kind != "organ" or not s.says(led[-1:], "sittings_of"):
        return False
    words = s.folded[s.span[0] : item.start].split()
    at = len(words) - 1 - words[::-1].index("of") if "of" in words else 0
    return 0 < at <= SITTING_WORDS and not s.says([word.strip("\"'(),") for word in words[:at]], "preposition")


def _owns_veto(s: Sentence, j: int) -> bool:
    """Say whether the name at ``j`` only tells whose veto stands right before it: "ante el previsible veto ruso"."""
    veto = s.items[j - 1] if j and s.lex.romance else None
    return isinstance(veto, Mark) and veto.value == "veto" and s.items[j].start - veto.end == 1


def oblique(s: Sentence, j: int) -> bool:
    """Say whether a preposition governs the item: "to the Security Council", not "members of the council"."""
    item = s.items[j]
    if (k := represents(s, j)) is not None or _owns_veto(s, j):
        return oblique(s, k) if k is not None else s.says(s.words_before(s.items[j - 1].start, 3), "preposition")
    if isinstance(item, Mark) and item.kind == "actor" and j:
        earlier = s.items[j - 1]
        between = s.folded[earlier.end : item.start]
        listed = isinstance(earlier, Mark) and earlier.kind == "actor" and goes_on(between)
        bare = between.startswith(",") and all(s.says([word], "definite") for word in between[1:].split())
        if listed and not (bare and _acts(s, j)):
            return oblique(s, j - 1)
    words, lists = s.folded[max(s.span[0], item.start - 48) : item.start].split(), s.lex.words
    if item.kind == "vote" and words and words[-1].endswith(",") and s.says(words[-2:-1], "indefinite"):
        words.pop()  # "by a separate, unanimous vote"
    for at in range(len(words) - 1, max(-1, len(words) - 4), -1):
        if words[at].endswith((",", ";", ":", ")", ".-")):
            return False
        word = words[at].strip("\"'(),")
        if word in lists["preposition"]:
            led = [one.strip("\"'(),") for one in words[max(0, at - 2) : at]]
            at_large = isinstance(item, Mark) and item.value == "UN"  # "the Kenyan delegation at the United Nations"
            at_large = at_large and not (s.lex.romance and s.says(led, "members"))  # "los países de la ONU"
            elected = s.says(words[max(0, at - 6) : at], "electing")  # "elected five members of the Security Council"
            whose = s.says(led, "membership") and not (s.lex.romance and _to_members(s, words[:at]))
            led_by = item.kind == "actor" and s.says(led[-1:], "leaders")  # "The King of Jordan tabled"
            return at_large or elected or not (whose or led_by or _opens_with_sitting(s, item, led))
        if "-" not in word and not s.says([word], "definite", "before_organ", "sides_of_lands"):
            return False
    return False
