"""What several rules share."""

from itertools import pairwise

from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.tallies.votes import Tally, read_tally
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

Out = list[Sighting | HeldBack]
"""What a rule adds to: sightings, and clauses held back."""

NEAR_VOTE = 160
"""Characters between a vote and the text that it is on."""

ASKED_WITHIN = 22
"""Words behind a motion within which it is told to ask not to decide."""
AROUND = 80
"""Characters around a motion in which it is told what it asks for."""

_REASONS = {
    "wished": "Somebody wants, plans or threatens it; it has not happened.",
    "failed": "It was tried and did not happen.",
    "denied": "The sentence says that it did not happen.",
    "hypothetical": "It could or would happen under a condition.",
    "future": "It is still to come.",
}


def hold(s: Sentence, out: Out, rule: str, why: str) -> None:
    """Note that the sentence nearly was an event: ``why`` is a mode, or a sentence for people."""
    out.append(HeldBack(*s.span, rule, _REASONS.get(why, why)))


def as_organ(item: Item | None) -> Mark | None:
    """Return the item if it is an organ."""
    return item if isinstance(item, Mark) and item.kind == "organ" else None


def text_of_vote(s: Sentence, voted: Mention) -> Mention | None:
    """Return the text that a vote is on: the next one in the sentence."""
    return next(s.texts(voted.end, voted.end + NEAR_VOTE), None)


def is_of_procedure(s: Sentence, mention: Mention) -> bool:
    """Say whether a motion is on how to go on, and on no text: "a motion by Iran to put the issue off"."""
    named = s.folded[slice(*mention.head)] in s.lex.words["motions"]
    if not named:
        return False
    moved = s.says(s.surface(mention).split(), "motion") and (s.moved or _is_moved_before(s, mention))
    window = s.folded[max(s.span[0], mention.start - AROUND) : min(s.span[1], mention.end + AROUND)]
    return moved or contains(window, s.lex.words["going_on_otherwise"]) or asks_to_wait(s, mention)


def asks_to_wait(s: Sentence, motion: Mention) -> bool:
    """Say whether a motion asks not to decide on something yet: "a motion by Iran, on behalf of the group, to defer the
    issue", "a proposal that the question of cloning be deferred"."""
    words = s.words_after(motion.end, ASKED_WITHIN) if not s.lex.romance else []
    for at, word in enumerate(words[1:], 1):
        if s.says([word], "deferring") and s.says(words[at - 1 : at], "infinitive"):
            return s.says(words[at + 1 : at + 4], "open_questions")
        if s.says([word], "deferred") and s.says(words[at - 1 : at], "bare_be"):
            return s.says(words[max(0, at - 10) : at], "open_questions")
    return False


def _is_moved_before(s: Sentence, mention: Mention) -> bool:
    """Say whether "the motion" is one on how to go on, by the sentence before: "moved that debate be adjourned"."""
    before = s.folded[max(0, mention.start - 2 * AROUND) : mention.start] if mention.article == "the" else ""
    return contains(before, s.lex.words["waiting"])


def is_of_amendment(s: Sentence, mention: Mention) -> bool:
    """Say whether the text is named only as what amendments are to: "amendments to the draft were rejected"."""
    if mention.kind == "amendment" or is_of_procedure(s, mention):
        return True
    if _is_of_changes(s, mention):
        return True
    led = s.words_before(mention.start, 2)
    amends = not s.lex.romance and s.says(led[:1], "infinitive") and s.says(led[1:], "amends")
    if amends or _is_to_weaken(s, mention):
        return True  # "An attempt by Belarus to amend the resolution failed"
    for amendment in s.texts(mention.start - 120, mention.start, ("amendment",)):
        begin = mention.head[0] if s.lex.romance else mention.start  # "au projet": its article is "à" too
        between = [word for each in s.folded[amendment.end : begin].split() if (word := each.strip("("))]
        changing = not between or s.says(between, "amending")  # "attempts to change the text", "amendments to the text"
        if len(between) <= 14 and changing and not _ends_clause(s, amendment.end, begin):
            return True
    return False


def _is_to_weaken(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is named as what somebody tries to change: "a bid by Mali to water down the resolution"; or is
    that bid itself: "a bid to water it down"."""
    behind = s.words_after(mention.end, 7) if mention.kind == "text" and not s.lex.romance else []
    if any(s.says([one], "infinitive") and s.says([other], "weakening") for one, other in pairwise(behind)):
        return s.says([s.folded[slice(*mention.head)]], "bids", "motions")
    words = s.words_before(mention.start, 10) if not s.lex.romance else []
    if s.says(words[-1:], "down"):
        words.pop()
    if not s.says(words[-1:], "weakening") or not s.says(words[-2:-1], "infinitive"):
        return False
    return s.says(words[:-2][-5:], "bids", "motions")


def _is_of_changes(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is named with what is to change in it: "a bid to have the inquiry struck out of the text"."""
    changing = s.lex.words["out_of_it"]
    if contains(s.folded[max(s.span[0], mention.start - 24) : mention.start], changing):
        return True
    if s.says(s.words_before(mention.start, 1), "altered_in"):
        words = s.words_before(mention.start, 14)
        at = next((at for at, word in enumerate(words) if s.says([word], "bids", "motions")), len(words))
        if _is_to_alter(s, [*words[at + 1 :], "text"]):
            return True
    if mention.kind != "text":
        return False
    if contains(s.folded[mention.end : mention.end + AROUND], changing):
        return True
    bid = s.says([s.folded[slice(*mention.head)]], "bids", "motions")
    return bid and _is_to_alter(s, s.words_after(mention.end, 12))


def tells_of_rewording(s: Sentence) -> bool:
    """Say whether a sentence begins with a bid to change a text, whose count is not that text's: "A bid by Cuba to
    remove the words got three votes"."""
    first = s.mentions[0] if s.mentions and not s.lex.romance else None
    if first is None or first.kind != "text" or first.start - s.span[0] > 1:
        return False
    bid = s.says([s.folded[slice(*first.head)]], "bids", "motions")
    return bid and _is_to_alter(s, s.words_after(first.end, 12))


def _is_to_alter(s: Sentence, words: list[str]) -> bool:
    """Say whether what is to be done is a change to a text: "to have the text name Mali", "by China to take the inquiry
    out of the draft", "to insert a reference to it"."""
    at = next((at for at, word in enumerate(words[:5]) if s.says([word], "infinitive")), -1) + 1
    if not at:
        return False
    deed, behind = words[at : at + 1], words[at + 1 :]
    if s.says(deed, "adding") or (s.says(deed, "stripping") and s.says(behind[:2], "wordings")):
        return True
    parted = any(
        s.says([word], "altered_in") and s.says(behind[n + 1 :][:2], "text_words") for n, word in enumerate(behind)
    )
    return (s.says(deed, "stripping") and parted) or (s.says(deed, "to_have_it") and s.says(behind[:2], "text_words"))


def tells_of_changes(s: Sentence, mention: Mention | None, at: int) -> bool:
    """Say whether what comes to nothing at ``at`` are changes, and not the text named before them: "tried to alter the
    text: some of their changes fell short of nine votes"."""
    begin = mention.end if mention is not None and mention.end <= at else s.span[0]
    return s.says(s.folded[begin:at].split(), "changes")


def goes_on_with_amendments(s: Sentence) -> bool:
    """Say whether a sentence behind one on amendments goes on with them: "It got 88 votes", "One by Austria got 89".

    What it calls "a similar proposal" is an amendment too, from here on.
    """
    opening = s.folded[s.span[0] : s.span[0] + 24]
    if s.behind_changes and s.counted and _counts_it(s):
        return True
    if not any(opening.startswith(word) for word in s.lex.words["more_of_them"]):
        return s.says(s.words_after(s.span[0], 1), "pronoun")
    first = next(s.texts(*s.span), None)
    if first is not None and first.kind == "text" and first.start == s.span[0]:
        first.kind = "amendment"
        return True
    return first is None or first.start - s.span[0] > len(opening)


def _counts_it(s: Sentence) -> bool:
    """Say whether a sentence counts who was for "it", and names no text: "Sixty states voted for it, 58 against"."""
    it = s.says([word.strip(".,;") for word in s.folded[slice(*s.span)].split()], "it")
    return it and next(s.texts(*s.span), None) is None


def _ends_clause(s: Sentence, begin: int, end: int) -> bool:
    """Say whether another clause begins in between: "after the paragraph was kept by 93 votes to 8, the assembly"."""
    inside = [item for item in s.items if begin <= item.start < end]
    if any(isinstance(item, Mark) and item.kind == "verb" and item.value == "adopt" for item in inside):
        return True  # "voted down an amendment by 11 votes to two, and then adopted the resolution"
    return any(item.kind == "organ" for item in inside) and "," in s.folded[begin:end]


def tally_of(s: Sentence, i: int) -> Tally | None:
    """Return the verb's tally: in a sentence that also speaks of amendments, the one that follows the verb, or stands
    before it where they are told of behind it: "Acting without a vote, it adopted the text after rejecting two"."""
    if not s.amended or s.tally is None:
        return s.tally
    start = s.items[i].start
    if "amendment" in s.kinds and next(s.texts(s.span[0], start, ("amendment",)), None) is None:
        start = s.span[0]
    end = min((one.start for one in s.texts(start, s.span[1], ("amendment",))), default=s.span[1])
    if s.lex.romance:  # there the tally of the amendment stands before it: "rejeté par 80 voix contre 60 un amendement"
        verbs = (item.start for item in s.items[i + 1 :] if isinstance(item, Mark) and item.kind == "verb")
        end = min(end, next(verbs, end))
    return read_tally(s.folded, (start, end), s.lex, s.said.within(start, end))


def is_adjective(s: Sentence, i: int) -> bool:
    """Say whether a participle behind a body only tells what something is: "a UN approved mandate", "a Security Council
    imposed embargo"."""
    previous = s.items[i - 1] if i and "d" in s.verb(i).forms and not s.lex.romance else None
    if previous is None or previous.kind != "organ" or previous.end + 1 != s.items[i].start:
        return False
    if not s.surface(previous).endswith(("un", "u.n.", "nations", "council", "assembly")):
        return False  # "A U.N. committee adopted a text"
    return s.says(s.words_before(previous.start, 1), "indefinite")


def lists_persons(s: Sentence, mention: Mention) -> bool:
    """Say whether a measure is against so many persons or firms: "slapped sanctions on six leaders of networks"."""
    following = s.words_after(mention.end, 5)
    tie, words = (following or [""])[0], [*following[1:], "", ""]
    counted = s.is_number(words[0]) or s.says(words[:1], "indefinite", "several")
    return s.says([tie], "tied_firmly") and counted and s.says(words[1:], "listed")


def first_text(s: Sentence) -> Mention | None:
    """Return the first resolution or draft that the sentence names."""
    return next(s.texts(*s.span, kinds=TEXTS[:2]), None)


def is_in_its_terms(s: Sentence, begin: int, end: int) -> bool:
    """Say whether what stands at ``end`` is named in what a text would have a body do, told since ``begin``: "approved
    without a vote, would have the Assembly encourage the Security Council"."""
    return contains(s.folded[begin:end], s.lex.words["its_terms"])


def is_other_plan(s: Sentence, mention: Mention | None) -> bool:
    """Say whether what a sentence without an organ calls a proposal or a bid is no text of one: "a proposal for a
    prisoner swap", "a bid to host the games", "a text on water at the summit of the Arab League"."""
    if mention is None or mention.kind != "text" or mention.article != "a" or mention.organ is not None:
        return False
    if s.lex.romance or next(s.organs(*s.span), None) is not None:
        return False
    if s.foreign or s.says(s.words_after(mention.end, 9), "other_meetings"):
        return True
    behind = s.words_after(mention.end, 2)
    if not s.says([s.folded[slice(*mention.head)]], "plan_nouns"):
        return False
    if s.says(behind[:1], "infinitive"):
        done = s.folded[mention.end : mention.end + AROUND].partition(f" {behind[0]} ")[2]
        return not f"{done} ".startswith(tuple(f"{one} " for one in s.lex.words["attempted"]))
    deeds = s.texts(mention.end, mention.end + AROUND, (*TEXTS, "action"))
    return s.says(behind[:1], "toward") and next(deeds, None) is None


def are_of_two(mention: Mention | None, by: list[Spot]) -> bool:
    """Say whether a mention is of two rival texts, and both their sponsors are told: one is from each."""
    return mention is not None and mention.kind in TEXTS and mention.plural and mention.rival and len(by) == 2


def is_one(mention: Mention | None) -> bool:
    """Say whether a mention is of one text and not of any."""
    return mention is None or (mention.kind in TEXTS and not mention.plural and mention.article != "any")
