"""What a story opens with that a body can only do by a text, told without a word of one or of a vote."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

DEED_REACH = 90
"""Characters between a verb and what is set up or sent: " a year-long international "."""
LEADS = 40
"""Characters before the organ that a story opens with: "For the third year in a row, the "."""


def speaks_by_text(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether a body says or makes at ``i`` what it can only by a text: the Assembly condemns, the Human Rights
    Council launches an inquiry, the Security Council decides to pull its peacekeepers out."""
    if s.index or organ.start - s.span[0] > LEADS or not _is_whole(s, i, organ):
        return False
    if next(s.texts(*s.span, kinds=("other",)), None) is not None:
        return False  # a statement, a request, a report
    verb = s.surface(s.verb(i))
    if s.says([verb], "speaking_by_text"):
        return organ.value.startswith("GA")
    if s.says([verb], "making"):
        made = objects.object_of(s, i, DEED_REACH)
        return made is not None and made.kind == "action" and organ.value != "GA"
    return s.says([verb], "deciding", "agreeing") and _is_to_do(s, i)


def _is_whole(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether the body does it, and not its members or its president: only auxiliaries and a day stand between."""
    if s.says([word for word in s.words_before(organ.start, 3) if word not in s.lex.words["definite"]][-1:], "of"):
        return False  # "The president of the General Assembly condemned"
    days = [when for when in s.whens if organ.end <= when.start < s.verb(i).start]
    words = lead(s, i)
    bare = all(s.says([word], "have", "auxiliary", "of") or word.endswith(s.lex.adverb_endings) for word in words)
    return (bare or bool(days)) and not roles.are_some(s, organ) and not s.says(words, "membership", "offices")


def _is_to_do(s: Sentence, i: int) -> bool:
    """Say whether it is decided to do what is done by a text: "agreed to appoint an expert", "decides to pull its
    peacekeepers out"."""
    verb = s.verb(i)
    words = s.words_after(verb.end, 12)
    at = next((at for at, word in enumerate(words[:5]) if s.says([word], "infinitive")), None)
    if at is None or not s.says(words[at + 1 : at + 2], "making_by_text", "attempted"):
        return False
    made = s.says(words[at + 1 : at + 2], "appointing") and s.says(words[at + 2 : at + 6], "posts_made")
    deed = next(s.texts(verb.end, verb.end + DEED_REACH, ("action",)), None)
    if deed is not None and s.says(words[at + 1 : at + 2], "keeping_up") and not _is_kept(s, deed):
        return False
    return made or deed is not None


def _is_kept(s: Sentence, deed: Mention) -> bool:
    """Say whether a deed is kept up; not "to keep a close eye on the sanctions", "to keep the inquiry under review"."""
    beside = s.says(s.words_before(deed.start, 1), "keeping_up")
    behind = [word.rstrip(".,") for word in s.words_after(deed.end, 6)]
    return beside and not s.says(behind, "kept_otherwise")


def agrees_to(s: Sentence, i: int, text: Mention | None) -> bool:
    """Say whether an organ is told to have agreed to a text by a vote or without one: "agreed by consensus to a draft".

    Talks also end in agreeing on one, which is told without how.
    """
    agreed = s.tally is not None and (s.tally.unanimous or s.tally.consensus)
    if text is None or not agreed or not s.calls(s.verb(i), "agreeing") or text.start < s.verb(i).end:
        return False
    return s.says(s.words_before(text.start, 1), "agreeing_to")


def agrees_one(s: Sentence, i: int, text: Mention | None) -> bool:
    """Say whether an organ "agreed a resolution", as British papers tell an adoption."""
    agreed = text is not None and s.calls(s.verb(i), "agreeing") and "d" in s.verb(i).forms
    return agreed and text is not None and text.kind == "resolution" and text.start - s.verb(i).end == 1


def is_abstained_on(s: Sentence, i: int) -> bool:
    """Say whether a story opens with what an organ said, and who abstained on it: "called for a truce, with Russia
    abstaining"."""
    end = s.verb(i).end
    told = "gd" if s.lex.romance else "g"  # "les Etats-Unis s'étant abstenus"
    abstained = any(
        mark.value == "abstain" and not set(told).isdisjoint(mark.forms) and mark.start > end for mark in s.marks
    )
    return abstained and s.calls(s.verb(i), "demands_of_texts")


def gives_time(s: Sentence, i: int) -> bool:
    """Say whether a story opens with how long a mission was given: "gave its mission in Libya three more months"."""
    if not s.calls(s.verb(i), "giving_time"):
        return False
    words = s.words_after(s.verb(i).end, 12)
    if next(s.texts(*s.span, kinds=("action",)), None) is None and not s.says(words[:4], "posts_made"):
        return False
    longer = s.says(words, "more_time") and s.says(words, "long_units", "units_of_time")
    return longer or s.says(words, "rollovers")
