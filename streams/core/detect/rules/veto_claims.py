"""What a veto claims, once it is known who cast it and on what."""

from streams.core.detect.rules.common import Out, hold, tells_of_changes
from streams.core.detect.rules.former_vetoes import (
    is_again_and_again,
    is_of_before,
    is_of_no_text,
    is_of_own_vote,
)
from streams.core.detect.rules.veto_told import is_like_one
from streams.core.detect.sentences.mentions import OFFERED, TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.words.marks import PERMANENT

BARRED = ("action", *OFFERED)
"""Kinds of what a veto stops."""
HABIT_WITHIN = 4
"""Words before a veto in which it is told to be a habit: "qui d'ordinaire opposent leur veto à toute résolution"."""
SEVERAL = "Several vetoes are counted; none is told."


def claim_veto(
    s: Sentence, i: int, how: Reading, by: list[Spot], mention: Mention | None, out: Out, *, rule: str
) -> None:
    """Turn a veto into a claim if a permanent member cast it, on one text."""
    permanent = [spot for spot in by if spot[0] in PERMANENT and not s.says(s.words_before(spot[1], 1), "playing")]
    if not permanent or (mention is None and s.says(s.words_after(s.verb(i).end, 5), "all_things")):
        return  # "Russia puts its veto to everything"
    any_text = mention is not None and mention.article == "any" and not mention.plural
    any_text = any_text or (mention is None and how.passive and s.says(s.words_before(s.verb(i).start, 7), "any_thing"))
    habit = any_text or s.says(s.words_before(s.verb(i).start, HABIT_WITHIN), "habitually")
    if habit or (mention is None and counts_several(s, i)) or is_again_and_again(s, i, mention):
        hold(s, out, f"{rule}.several", SEVERAL)
        return
    if how.mode != "real":
        hold(s, out, f"{rule}.{how.mode}", how.mode)
        return
    if not s.lex.romance and _is_of_other_thing(s, i, mention):
        hold(s, out, "veto.other", "What was vetoed is no resolution.")
        return
    changes = (mention is None and s.amended) or tells_of_changes(s, mention, s.verb(i).start)
    if (mention is not None and mention.kind == "amendment") or changes:
        s.amended = True
        hold(s, out, f"{rule}.amendment", "An amendment was vetoed, not the text.")
        return
    if mention is not None and mention.plural and mention.kind in TEXTS:
        hold(s, out, f"{rule}.several", SEVERAL)
        return
    text = mention if mention is None or mention.kind in BARRED else None
    one = Sighting("vetoed", rule, s, s.verb(i).start, text, None, vetoers=permanent, tally=s.tally, past=how.past)
    one.former = is_of_before(s, i, mention) or is_like_one(s, i) or _is_earlier(s, mention)
    if one.former and s.tally is not None and s.tally.start < one.at and (s.lex.romance or is_of_own_vote(s, one.at)):
        one.tally = None  # that of the text of which the story tells
    one.weak = rule == "veto.verb" and not how.passive and is_of_no_text(s, i)
    out.append(one)


def _is_earlier(s: Sentence, mention: Mention | None) -> bool:
    """Say whether what was vetoed is called an earlier text: "is modelled on an earlier resolution that was vetoed"."""
    return mention is not None and mention.past and mention.article == "a" and not (s.lex.romance or s.whens)


def _is_of_other_thing(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether what was vetoed is a statement or somebody's post, or no text at all: "vetoed the nomination of",
    "no resolution has ever been vetoed by"."""
    if mention is not None and mention.kind == "other":
        return s.says(s.folded[slice(*mention.head)].split()[-1:], "stated", "no_un_texts")
    if mention is not None and mention.start < s.verb(i).start:
        led = [*s.words_before(mention.start, 1), *s.folded[mention.start : mention.head[0]].split()]
        return s.says(led, "no_text") and s.says(s.folded[mention.end : s.verb(i).start].split(), "ever")
    behind = s.words_after(s.verb(i).end, 4)
    at = next((at for at, word in enumerate(behind) if s.says([word], "posts_sought")), len(behind))
    return at < len(behind) and not s.says(behind[:at], "text_words")


def counts_several(s: Sentence, i: int) -> bool:
    """Say whether it is only told how many were vetoed: "has vetoed fewer than 20", "used its veto several times"."""
    words = [word.rstrip(".") for word in s.words_after(s.verb(i).end, 4)]
    compared = " ".join(words[:2]) in s.lex.tally["compared"]
    count, thing = [*words[2 * compared :], "", ""][:2]
    counted = s.is_number(count) and s.lex.numbers.get(count) != 1
    lasting = thing in s.lex.tally["not_votes"] and not s.says([thing], "times")  # "more than a week ago"
    return (counted or s.says([count], "counted_out")) and not lasting
